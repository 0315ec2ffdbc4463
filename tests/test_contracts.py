"""What holds for every metric, whatever it measures, over the embedded portfolios.

A metric is judged by its file alone: a new one is judged too, without a line here.
"""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines import embedded
from pipelines.history import undo
from pmo import metrics
from pmo.readings.levels import levels_of
from pmo.readings.metric import RATIO, RECOUNT, SUM
from pmo.readings.read import LEVELS
from pmo.selection import Selection
from pmo.settings import ROOT
from pmo.warehouse import open_warehouse
from tests.loaded import Figures, figures_in, load_into, settings_in
from tests.readings import snapshot_of

DAY = date(2026, 10, 31)
FILES = ROOT / "data" / "sample" / "files" / "sample"
ADDITIVE = (SUM, RATIO, RECOUNT)


@pytest.fixture(scope="module")
def sample(embedded_data):
    with figures_in(embedded_data, "sample") as figures:
        yield figures


@pytest.fixture(scope="module")
def works(embedded_data):
    with figures_in(embedded_data, "sample-works") as figures:
        yield figures


@pytest.fixture(scope="module")
def nothing():
    """Open snapshot of a warehouse without a row."""
    return snapshot_of()


@pytest.mark.parametrize("name", metrics.metrics())
def test_of_an_empty_warehouse_every_metric_is_unknown(name, nothing):
    for by in LEVELS:
        reading = metrics.read(name, nothing, Selection("test", nothing.name, DAY), by=by)
        assert reading.is_empty, by
        assert (reading.value, reading.reason) == (None, "no_report"), by


def is_whole(rows: pl.DataFrame) -> None:
    """Check that what is known is a number, and that what is not has its reason."""
    known = pl.col("value").is_not_null() | pl.col("word").is_not_null()
    is_number = pl.col("value").is_null() | pl.col("value").is_finite()
    assert rows.filter(~is_number).is_empty()
    without_reason = rows.filter(~known, pl.col("reason").is_null())
    assert without_reason.select("key", "measure").rows() == []
    both = rows.filter(pl.col("value").is_not_null(), pl.col("reason") != "low_coverage")
    assert both.select("key", "measure", "value", "reason").rows() == []


@pytest.mark.slow
@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize("name", metrics.metrics())
def test_every_metric_is_known_or_says_why_not_at_every_level(name, by, sample, works):
    is_whole(sample.reading(name, DAY, by=by).rows)
    is_whole(works.reading(name, date(2024, 3, 31), by=by).rows)


# Parts and wholes -------------------------------------------------------------------------------


def added_up(rows: pl.DataFrame) -> dict[str | None, tuple[object, ...]]:
    """Sums of everything that may be added, by measure."""
    parts = ("value", "numerator", "denominator", "used", "missing")
    sums = rows.group_by("measure").agg(pl.col(parts).sum())
    return {measure: tuple(values) for measure, *values in sums.iter_rows()}


def comparable(name: str, rows: pl.DataFrame) -> dict[str | None, tuple]:
    """Parts of the measures that add up: values of sums and counts, both sides of ratios."""
    found = added_up(rows)
    roll_ups = {measure.name: measure.roll_up for measure in metrics.metric(name).measures}
    default = metrics.metric(name).headline.roll_up
    kept = {}
    for measure, (value, numerator, denominator, used, missing) in found.items():
        roll_up = RECOUNT if default == RECOUNT else roll_ups.get(measure)
        if roll_up == SUM:
            kept[measure] = (value, used, missing)
        elif roll_up == RATIO:
            kept[measure] = (numerator, denominator, used, missing)
        elif roll_up == RECOUNT:
            kept[measure] = (numerator, denominator)
    return kept


def close(found: dict, expected: dict) -> None:
    """Compare parts; each is exact but for the last binary digits of shares and FTE."""
    assert found.keys() == expected.keys()
    for measure, parts in expected.items():
        assert found[measure] == pytest.approx(parts, rel=1e-12, abs=1e-9), measure


def adds_up(metric: str) -> bool:
    return any(measure.roll_up in ADDITIVE for measure in metrics.metric(metric).measures)


ADDING = [name for name in metrics.metrics() if adds_up(name)]
OF_PROJECTS = [name for name in ADDING if metrics.metric(name).grain in ("project", "milestone")]
OF_PEOPLE = [name for name in ADDING if metrics.metric(name).grain == "person"]


@pytest.mark.slow
@pytest.mark.parametrize("by", ["portfolio", "programme", "department"])
@pytest.mark.parametrize("name", OF_PROJECTS)
def test_groups_of_projects_add_up_to_the_organisation(name, by, sample):
    whole = comparable(name, sample.reading(name, DAY).rows)
    close(comparable(name, sample.reading(name, DAY, by=by).rows), whole)


@pytest.mark.slow
@pytest.mark.parametrize("by", ["team", "department"])
@pytest.mark.parametrize("name", OF_PEOPLE)
def test_groups_of_people_add_up_to_the_organisation(name, by, sample):
    whole = comparable(name, sample.reading(name, DAY).rows)
    close(comparable(name, sample.reading(name, DAY, by=by).rows), whole)


GROUPS = ("IT programmes", "Security", "Human Resources", "Networks", "Technical Services")


def inside(figures: Figures, group: str) -> set[str]:
    """Keys of the projects and people of a group."""
    levels = levels_of(figures.snapshot, figures.selection(DAY))
    return {
        key
        for members, column in ((levels.projects, "project_id"), (levels.people, "person_id"))
        for key in members.filter(
            pl.col("groups").list.contains(group), pl.col("status_date") == DAY
        )[column]
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", ADDING)
def test_a_group_filter_gives_what_the_units_of_the_group_add_up_to(name, sample):
    by = "person" if metrics.metric(name).grain == "person" else "project"
    units = sample.reading(name, DAY, by=by)
    recounted = metrics.rows(name, sample.snapshot, sample.selection(DAY))
    for group in GROUPS:
        mine = pl.col("key").is_in(inside(sample, group))
        whole = comparable(name, sample.reading(name, DAY, group=group).rows)
        if metrics.metric(name).headline.roll_up == RECOUNT:
            column = metrics.metric(name).grain + "_id"
            rows = recounted.filter(pl.col(column).is_in(inside(sample, group)))
            counts = dict(rows.group_by("category").len().iter_rows())
            parts = {key: (counts.get(key, 0), rows.height) for key in whole}
        else:
            parts = comparable(name, units.rows.filter(mine))
        close(without_coverage(parts), without_coverage(whole))


def without_coverage(parts: dict) -> dict:
    """Values, or both sides of a ratio: what has no unit in a ratio counts at its grain alone."""
    return {measure: each[: 1 if len(each) == 3 else 2] for measure, each in parts.items()}


@pytest.mark.slow
def test_a_filter_by_projects_gives_their_sum(sample):
    chosen = ("HG101", "HG104", "HG122")
    values = sample.by_key("current_budget", DAY, by="project")
    found = sample.value("current_budget", DAY, projects=chosen)
    assert found == sum(values[key] for key in chosen)


# Traces -----------------------------------------------------------------------------------------

Sums = dict[str, float]  # traced values by measure of their budget line, or by column
TRACED: dict[str, Callable[[Sums], float]] = {  # what is no plain sum of its inputs, with its signs
    "available_budget": lambda t: t["approved budget"] - t["actual"] - t["commitment"],
    "variance_at_completion": lambda t: (
        t["approved budget"] - t["actual"] - max(t["forecast"], t["commitment"])
    ),
    "variance_to_date": lambda t: t["planned value"] - t["actual"],
    "fiscal_year_variance": lambda t: t["approved budget"] - t["forecast"] - t["actual"],
}
COUNTED_TOGETHER = ("milestones_due", "overdue_critical_risks")  # all measures rest on one input
DERIVED = {  # value that no sum of cells gives
    "net_capacity": "working days of a calendar times a share",
    "over_allocation": "what exceeds a capacity",
    "booking_mismatch": "what one list has and the other has not",
    "health_changes": "two colours compared",
    "net_transfers": "in less out: by the side on which the project stands",
    "pending_transfers": "one side of each transfer",
    "transfer_breaches": "names compared, of all that was approved",
    "forecast_revisions": "one report compared with the next",
    "rebaselines": "one report compared with the next",
}


def traced_sums(figures: Figures, trace: pl.DataFrame) -> Sums:
    """Sums of the traced values: amounts by measure of their line, minutes and dates by column."""
    lines = figures.rows("budget_lines").select(
        load="load_id", sheet="source_sheet", cell="source_cell", measure="measure"
    )
    placed = trace.join(lines, on=["load", "sheet", "cell"], how="left")
    amounts = placed.filter(pl.col("column") == "amount").with_columns(
        pl.col("value").cast(pl.Int64)
    )
    sums = amounts.group_by("measure").agg(pl.col("value").sum())
    measures = ("approved budget", "planned value", "actual", "forecast", "commitment")
    return dict.fromkeys(measures, 0) | dict(sums.iter_rows())


def headline_sums() -> list[str]:
    known = metrics.metrics().items()
    return [
        name for name, metric in known if metric.headline.roll_up == SUM and name not in DERIVED
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", headline_sums())
def test_the_traced_inputs_add_up_to_the_reading(name, sample):
    metric = metrics.metric(name)
    reading = sample.reading(name, DAY, by="project")
    together = reading.rows.group_by("key", maintain_order=True).agg(pl.col("value").sum())
    rows = together if name in COUNTED_TOGETHER else reading.at().drop_nulls("value")
    assert rows.height
    for key, value in rows.select("key", "value").iter_rows():
        trace = sample.trace(name, DAY, key=key, by="project")
        if metric.headline.unit == "money":
            sums = traced_sums(sample, trace)
            found = TRACED[name](sums) if name in TRACED else sum(sums.values())
        elif metric.headline.unit == "minutes":
            found = trace["value"].cast(pl.Int64).sum()
        else:
            found = trace.filter(column=metric.inputs[0].column).height
        assert found == value, key


@pytest.mark.slow
@pytest.mark.parametrize("name", metrics.metrics())
def test_what_is_known_leads_to_cells_with_their_raw_text(name, sample):
    metric = metrics.metric(name)
    by = metric.grain
    rows = sample.reading(name, DAY, by=by).at()
    known = rows.filter(pl.col("value").fill_null(0) != 0)
    if known.is_empty():
        known = rows.filter(pl.col("word").is_not_null())
    for key in known["key"].unique(maintain_order=True).head(3):
        trace = sample.trace(name, DAY, key=key, by=by)
        assert trace.height, key
        assert trace.filter(pl.col("raw").is_null()).rows() == []


@pytest.mark.slow
def test_a_group_leads_to_the_cells_of_all_its_projects(sample):
    trace = sample.trace("actual_to_date", DAY, key="IT programmes", by="portfolio")
    value = sample.by_key("actual_to_date", DAY, by="portfolio")["IT programmes"]
    assert sum(trace["value"].cast(pl.Int64)) == value


@pytest.mark.slow
def test_transfers_lead_to_the_lines_of_the_register(sample):
    nets = sample.by_key("net_transfers", DAY, by="project")
    for key in [key for key, net in nets.items() if net]:
        trace = sample.trace("net_transfers", DAY, key=key, by="project")
        sides = sample.rows("budget_transfers").select(
            "source_row", "from_project_id", "to_project_id", "amount"
        )
        rows = [int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for cell in trace["cell"]]
        moves = sides.filter(pl.col("source_row").is_in(rows))
        signed = [amount if to == key else -amount for _, _, to, amount in moves.iter_rows()]
        assert sum(signed) == nets[key]
        assert all(key in pair for pair in moves.select("from_project_id", "to_project_id").rows())


# History ----------------------------------------------------------------------------------------


def own_files() -> list[Path]:
    """Files of one month, and of the next: register, plan, time, transfers, tasks."""
    return [
        FILES / name
        for name in (
            "Portfolio report 2026-09.xlsx",
            "Resource plan 2026-09.xlsx",
            "timesheets 2026-09.csv",
            "Portfolio report 2026-10.xlsx",
            "Budget transfers.csv",
            "timesheets 2026-10.csv",
            "Jira export 2026-10-31.csv",
        )
    ]


def without_last_digits(records: list[dict[str, object]]) -> list[dict[str, object]]:
    """Records to compare: two threads add up fractions, such as full-time people, in any order."""
    return [
        {
            name: round(value, 9) if isinstance(value, float) else value
            for name, value in record.items()
        }
        for record in records
    ]


def everything(folder: Path, *, as_of: int | None = None) -> list[dict[str, object]]:
    """Every figure of two status dates, of the organisation and of its projects."""
    with figures_in(folder, "own") as figures:
        return without_last_digits(
            [
                record
                for day in (date(2026, 9, 30), DAY)
                for by in ("organisation", "project")
                for record in figures.records(day, by=by, as_of=as_of)
            ]
        )


def of_projects(folder: Path) -> list[dict[str, object]]:
    """Every figure of the sample's projects."""
    with figures_in(folder, "sample") as figures:
        return without_last_digits(figures.records(DAY, by="project"))


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """Data folder into which files were loaded one by one, and the figures after each."""
    folder = tmp_path_factory.mktemp("own")
    after = {}
    for file in own_files():
        (record,) = load_into(folder, file, organisation="own")
        assert record.error is None, record.error
        after[record.load] = everything(folder)
    return folder, after


@pytest.mark.slow
def test_as_of_an_earlier_load_every_figure_is_what_it_was_then(own):
    folder, after = own
    for load, figures in after.items():
        assert everything(folder, as_of=load) == figures, load


@pytest.mark.slow
def test_a_load_that_is_taken_back_changes_no_figure(own, tmp_path):
    folder, after = own
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    warehouse = open_warehouse(settings_in(copy))
    loads = sorted(after)
    for load, before in reversed(list(zip(loads[1:], loads[:-1], strict=True))):
        undo(warehouse, load, organisation="own", by="tester")
        assert everything(copy) == after[before], load
    assert everything(copy, as_of=loads[-1]) == after[loads[-1]]


@pytest.mark.slow
def test_own_loads_change_nothing_of_the_embedded_portfolios(embedded_data, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(embedded_data, copy)
    before = of_projects(copy)
    (record,) = load_into(copy, own_files()[3], organisation="own")
    assert record.error is None
    assert of_projects(copy) == before


@pytest.mark.slow
def test_an_embedded_load_that_was_taken_back_is_built_again(embedded_data, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(embedded_data, copy)
    warehouse = open_warehouse(settings_in(copy))
    loads = warehouse.loads("sample").filter(file_name="Portfolio report 2026-10.xlsx")
    before = of_projects(copy)
    undo(warehouse, loads["load_id"].item(), organisation="sample", by="tester")
    with figures_in(copy, "sample") as figures:
        assert figures.reading("current_budget", DAY).value is None  # plans name projects too
    embedded.build(settings_in(copy), lambda *_: None)
    assert of_projects(copy) == before
