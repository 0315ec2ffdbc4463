"""A large portfolio for the benchmarks: 400 projects, 36 month ends, 5 million time entries."""

from datetime import date
from pathlib import Path

import polars as pl

from pmo.metrics import compute_ahead
from pmo.settings import Settings
from pmo.tables import TABLES, schema_of
from pmo.warehouse import StagedLoad, StagedPart, Warehouse, open_warehouse

ORGANISATION = "bench"
PROJECTS = 400
PEOPLE = 600
ENTRIES = 5_000_000
FIRST_MONTH = date(2023, 11, 1)
MONTHS = 36
PHASED_MONTHS = 48  # of each budget
MILESTONES = 6
PROGRAMMES, PORTFOLIOS, DEPARTMENTS = 24, 6, 5
PHASES = ["Design", "Build", "Test", "Build", "On hold", "Closed"]
COLOURS = ["Green", "Green", "Amber", "Red"]
ROLES = ["Developer", "Tester", "Architect", "Analyst", "Project manager"]
MEASURES = {"approved budget": 100, "planned value": 100, "actual": 105, "forecast": 104}
ADDED = ("organisation", "load_id", "family")


def built(folder: Path, *, entries: int = ENTRIES) -> Warehouse:
    """Return the warehouse in ``folder``; build it first where there is none."""
    warehouse = open_warehouse(Settings(data=folder, organisation=ORGANISATION))
    if warehouse.is_empty:
        frames = _frames(entries)
        parts = tuple(_staged(warehouse, name, frame) for name, frame in frames.items())
        warehouse.write(
            StagedLoad(ORGANISATION, "bench", "0", "bench", "{}", tuple(month_ends()), parts, ())
        )
        warehouse.publish()
    compute_ahead(warehouse)
    return warehouse


def month_ends() -> list[date]:
    """Return the status dates."""
    first = pl.date_range(FIRST_MONTH, interval="1mo", end=date(2026, 10, 1), eager=True)
    return first.dt.month_end().to_list()[:MONTHS]


def _staged(warehouse: Warehouse, name: str, frame: pl.DataFrame) -> StagedPart:
    schema = {k: v for k, v in schema_of(TABLES[name]).items() if k not in ADDED}
    absent = [pl.lit(None, t).alias(c) for c, t in schema.items() if c not in frame.columns]
    path = warehouse.staging / f"{name}.parquet"
    frame.with_columns(absent).select(pl.col(c).cast(t) for c, t in schema.items()).write_parquet(
        path
    )
    return StagedPart(name, name, path)


def _id(prefix: str, number: str, count: int) -> pl.Expr:
    return pl.format(prefix + "{}", pl.col(number) % count)


def _pick(words: list[str], by: pl.Expr) -> pl.Expr:
    return by.mod(len(words)).replace_strict(dict(enumerate(words)), return_dtype=pl.String)


def _frames(entries: int) -> dict[str, pl.DataFrame]:
    dates = pl.DataFrame({"status_date": month_ends()}).with_row_index("t")
    projects = pl.select(p=pl.int_range(PROJECTS))
    people = pl.select(n=pl.int_range(PEOPLE))
    p, t = pl.col("p"), pl.col("t").cast(pl.Int64)
    start = pl.lit(FIRST_MONTH).dt.offset_by(pl.format("{}mo", p % 12))
    finish = start.dt.offset_by(pl.format("{}mo", 18 + p % 24))
    slip = pl.duration(days=(p % 7) * t)
    state = dates.join(projects, how="cross").with_columns(project_id=_id("P", "p", PROJECTS))
    return {
        "groups": _groups(),
        "projects": state.with_columns(
            project_name=pl.format("Project {}", p),
            type=_id("type ", "p", 5),
            phase=_pick(PHASES, p),
            manager=_id("manager ", "p", 40),
            health_overall=_pick(COLOURS, p + t),
            baseline_start_date=start,
            actual_start_date=start,
            original_baseline_finish_date=finish,
            baseline_finish_date=finish,
            forecast_finish_date=finish + slip,
            currency=pl.lit("EUR"),
        ),
        "project_groups": pl.concat(
            [
                state.with_columns(axis=pl.lit("delivery"), group_id=_id("PRG", "p", PROGRAMMES)),
                state.with_columns(axis=pl.lit("owner"), group_id=_id("DEP", "p", DEPARTMENTS)),
            ]
        ),
        "milestones": _milestones(state, start, slip),
        "budget_lines": _budget(state, start),
        "people": dates.join(people, how="cross").with_columns(
            person_id=_id("N", "n", PEOPLE),
            person_name=pl.format("Person {}", "n"),
            role=_pick(ROLES, pl.col("n")),
            group_id=_id("TEAM", "n", 20),
            fte=pl.lit(1.0),
            calendar_id=pl.lit("weekdays"),
        ),
        "assignments": _assignments(dates, people),
        "time_entries": _time_entries(entries),
    }


def _groups() -> pl.DataFrame:
    rows = [
        *((f"PRT{i}", None, "portfolio") for i in range(PORTFOLIOS)),
        *((f"PRG{i}", f"PRT{i % PORTFOLIOS}", "programme") for i in range(PROGRAMMES)),
        *((f"DEP{i}", None, "department") for i in range(DEPARTMENTS)),
        *((f"TEAM{i}", f"DEP{i % DEPARTMENTS}", "team") for i in range(20)),
    ]
    frame = pl.DataFrame(rows, schema=["group_id", "parent_id", "level"], orient="row")
    return frame.with_columns(group_name="group_id")


def _milestones(state: pl.DataFrame, start: pl.Expr, slip: pl.Expr) -> pl.DataFrame:
    numbers = pl.select(m=pl.int_range(MILESTONES))
    baseline = start.dt.offset_by(pl.format("{}mo", 3 + 4 * pl.col("m")))
    return state.join(numbers, how="cross").with_columns(
        milestone_id=pl.format("{}/{}", "project_id", "m"),
        milestone_name=pl.format("Milestone {}", "m"),
        importance=pl.lit("normal"),
        original_baseline_date=baseline,
        baseline_date=baseline,
        forecast_date=baseline + slip,
        actual_date=pl.when(baseline + slip <= pl.col("status_date")).then(baseline + slip),
    )


def _budget(state: pl.DataFrame, start: pl.Expr) -> pl.DataFrame:
    numbers = pl.select(k=pl.int_range(PHASED_MONTHS))
    measures = pl.DataFrame(
        list(MEASURES.items()), schema={"measure": pl.String, "percent": pl.Int64}, orient="row"
    )
    month = start.dt.offset_by(pl.format("{}mo", pl.col("k")))
    lines = state.select("status_date", "p", "project_id").join(numbers, how="cross")
    lines = lines.filter(pl.col("k") % 2 == 0).with_columns(period_start_date=month)
    return (
        lines.join(measures, how="cross")
        .filter(
            (pl.col("measure") != "actual") | (pl.col("period_start_date") <= pl.col("status_date"))
        )
        .filter(
            (pl.col("measure") != "forecast")
            | (pl.col("period_start_date") > pl.col("status_date"))
        )
        .with_columns(
            nature=pl.lit("capital"),
            period_kind=pl.lit("month"),
            period_end_date=pl.col("period_start_date").dt.month_end(),
            amount=(pl.col("p") + 1) * pl.col("percent") * 1000,
            currency=pl.lit("EUR"),
        )
    )


def _assignments(dates: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    ahead = pl.select(a=pl.int_range(8)).join(pl.select(j=pl.int_range(2)), how="cross")
    n, j = pl.col("n"), pl.col("j")
    return (
        dates.join(people, how="cross")
        .join(ahead, how="cross")
        .with_columns(
            plan_id=pl.lit("published"),
            person_id=_id("N", "n", PEOPLE),
            role=_pick(ROLES, n),
            project_id=pl.format("P{}", (n + 37 * j) % PROJECTS),
            month_date=pl.col("status_date").dt.month_start().dt.offset_by(pl.format("{}mo", "a")),
            planned_minutes=(n % 10 + 1) * 600,
            certainty=pl.when(j == 0).then(pl.lit("firm")).otherwise(pl.lit("tentative")),
        )
    )


def _time_entries(entries: int) -> pl.DataFrame:
    days = MONTHS * 30
    i = pl.col("i")
    return pl.select(i=pl.int_range(entries)).select(
        person_id=pl.format("N{}", i % PEOPLE),
        project_id=pl.format("P{}", (i // 7) % PROJECTS),
        work_date=pl.lit(FIRST_MONTH) + pl.duration(days=i * days // entries),
        booked_minutes=(i % 8 + 1) * 15,
        time_kind=pl.when(i % 6 == 0).then(pl.lit("base")).otherwise(pl.lit("project")),
    )
