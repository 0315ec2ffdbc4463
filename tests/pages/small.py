"""A small warehouse for tests of pages: six projects of one organisation on three month ends."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from pmo.ledger import RegionRecord, RowCount
from pmo.settings import Settings
from pmo.tables import CANONICAL, STATE, schema_of
from pmo.warehouse import StagedLoad, StagedPart, Warehouse, open_warehouse

Row = Mapping[str, object]
ORGANISATION = "Northwind"
NAMES = (
    "Data platform", "Records move", "Mobile app", "Office refit", "Payments hub", "Client portal",
    "Cyber uplift", "Green fleet", "HR self-service", "Partner API", "Core ledger", "Claims triage",
    "Branch network", "ERP renewal", "Data centre exit", "Identity service", "Contact centre",
    "Fraud watch", "Document archive", "Test automation", "Pension change", "Tax reporting",
    "Cloud landing zone", "Print service", "Learning platform", "Asset register", "Travel booking",
    "Meeting rooms", "Network refresh", "Warehouse scanner",
)  # fmt: skip
ROLES = ("Analyst", "Architect", "Data engineer", "Developer", "Project manager", "Tester")
PORTFOLIOS = ("IT programmes", "Infrastructure", "HR")
HEALTH = ("Green", "Amber", "Red")


def month_ends(count: int, last: date = date(2026, 10, 31)) -> list[date]:
    """The last ``count`` month ends up to ``last``, oldest first."""
    days = [last]
    while len(days) < count:
        days.insert(0, days[0].replace(day=1) - timedelta(days=1))
    return days


def month_start(day: date, months: int = 0) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def settings(data: Path) -> Settings:
    return Settings(data=data, organisation=None)


def build(data: Path, *, projects: int = 6, months: int = 3, people: int = 12) -> Warehouse:
    """Fill and publish a warehouse in the folder ``data``."""
    warehouse = open_warehouse(settings(data))
    days = month_ends(months)
    tables = {
        "groups": [
            {"group_id": name, "group_name": name, "level": "portfolio"} for name in PORTFOLIOS
        ],
        "projects": [project(n, day, k) for k, day in enumerate(days) for n in range(projects)],
        "project_groups": [
            {
                "status_date": day,
                "project_id": f"P{n:02}",
                "axis": "delivery",
                "group_id": PORTFOLIOS[n % 3],
            }
            for day in days
            for n in range(projects)
        ],
        "milestones": [
            milestone(n, m, day, k)
            for k, day in enumerate(days)
            for n in range(projects)
            for m in range(4)
        ],
        "tasks": [step(n, m, day) for day in days for n in range(projects) for m in range(4)],
        "task_links": [
            {
                "status_date": day,
                "project_id": f"P{n:02}",
                "predecessor_id": f"{m}",
                "successor_id": f"{m + 1}",
                "link_kind": "FS",
            }
            for day in days
            for n in range(projects)
            for m in range(3 - n % 2)  # the last step of every second plan is tied to nothing
        ],
        "budget_lines": [
            line for k, day in enumerate(days) for n in range(projects) for line in money(n, day, k)
        ],
        "budget_transfers": [transfer(n, days[-1]) for n in range(min(projects - 1, 5))],
        "people": [
            {
                "status_date": day,
                "person_id": f"E{n:02}",
                "person_name": f"Person {n + 1}",
                "role": ROLES[n % 6],
                "fte": 1.0 if n % 5 else 0.8,
            }
            for day in days
            for n in range(people)
        ],
        "assignments": [
            booking(n, day, ahead, projects)
            for day in days
            for n in range(people)
            for ahead in range(-2, 7)
        ],
        "time_entries": [hours(n, day, projects) for day in days for n in range(people)],
    }
    write(warehouse, tables, days)
    return warehouse


def write(
    warehouse: Warehouse, tables: Mapping[str, Iterable[Row]], days: Iterable[date], by: str = "Ann"
) -> None:
    """Write rows as one load and publish it; a state row names its status date."""
    parts = []
    for name, rows in tables.items():
        table = CANONICAL[name]
        schema = {
            key: kind
            for key, kind in schema_of(table).items()
            if key not in ("organisation", "load_id", "family")
        }
        path = warehouse.staging / f"{name}.parquet"
        complete = [{key: row.get(key) for key in schema} for row in rows]
        assert table.kind != STATE or all(row["status_date"] for row in complete)
        pl.DataFrame(complete, schema=schema).write_parquet(path)
        parts.append(StagedPart(name, "family", path))
    region = RegionRecord(
        sheet="Status", range="A1:P7", orientation="rows", tables=tuple(tables), header_row=1,
        columns=(), rows=RowCount(read=6, loaded=6), written={"projects": 6},
    )  # fmt: skip
    warehouse.write(
        StagedLoad(
            organisation=ORGANISATION,
            file_name="Portfolio report.xlsx",
            sha256=f"{len(parts):064}",
            by=by,
            mapping="{}",
            status_dates=tuple(days),
            parts=tuple(parts),
            regions=(region,),
        )
    )
    warehouse.publish()


def project(n: int, day: date, k: int) -> Row:
    health = HEALTH[(n * 7 + (k + n) // 4) % 3] if n % 11 != 10 else "Exempt"
    return {
        "status_date": day,
        "project_id": f"P{n:02}",
        "project_name": NAMES[n],
        "phase": "Execution" if n % 9 != 8 else "On hold",
        "manager": f"Manager {n % 7 + 1}",
        "health_overall": health,
        "health_schedule": health,
        "percent_complete_share": min(1.0, 0.1 * (k + n % 4)),
        "baseline_start_date": date(2026, 1, 1),
        "baseline_finish_date": date(2027, 3, 31),
        "forecast_finish_date": date(2027, 3, 31) + timedelta(days=(n % 5) * 6 * k),
        "currency": "EUR",
    }


def milestone(n: int, m: int, day: date, k: int) -> Row:
    baseline = date(2026, 3, 31) + timedelta(days=110 * m + 7 * (n % 6))
    expected = baseline + timedelta(days=(n % 4) * k * 3)
    return {
        "status_date": day,
        "project_id": f"P{n:02}",
        "milestone_id": f"P{n:02}-{m}",
        "milestone_name": ("Design freeze", "Build done", "Acceptance", "Go-live")[m],
        "milestone_kind": "gate" if m == 2 else "delivery",
        "importance": "key" if m == 3 else "normal",
        "original_baseline_date": baseline,
        "baseline_date": None if (n, m) == (4, 3) else baseline,
        "forecast_date": expected,
        "actual_date": expected if expected <= day else None,
    }


def step(n: int, m: int, day: date) -> Row:
    baseline = date(2026, 3, 31) + timedelta(days=110 * m + 7 * (n % 6))
    return {
        "status_date": day,
        "project_id": f"P{n:02}",
        "task_id": f"{m}",
        "task_name": ("Design", "Build", "Test", "Hand over")[m],
        "start_date": baseline - timedelta(days=100),
        "finish_date": baseline,
        "baseline_start_date": baseline - timedelta(days=100),
        "baseline_finish_date": baseline,
        "actual_start_date": baseline - timedelta(days=100) if baseline <= day else None,
        "actual_finish_date": baseline if baseline <= day else None,
        "duration_minutes": 70 * 480,
    }


def money(n: int, day: date, k: int) -> list[Row]:
    budget = (n % 7 + 2) * 60_000_000
    start = date(2026, 1, 1)
    rows: list[Row] = [
        {
            "measure": measure,
            "period_kind": "month",
            "period_start_date": month_start(start, m),
            "period_end_date": month_start(start, m + 1) - timedelta(days=1),
            "amount": amount,
        }
        for m in range(12)
        for measure, amount in (
            ("approved budget", budget // 12),
            (
                "actual" if month_start(start, m) <= day else "forecast",
                budget * (94 + (n % 5) * 4 + (n % 3) * k // 2) // 1200,
            ),
        )
    ]
    fixed: dict[str, object] = {
        "status_date": day,
        "project_id": f"P{n:02}",
        "category": "Labour",
        "nature": "operating",
        "currency": "EUR",
    }
    return [{**fixed, **row} for row in rows]


def transfer(n: int, day: date) -> Row:
    return {
        "transfer_id": f"T{n}",
        "from_project_id": f"P{n:02}",
        "to_project_id": f"P{n + 1:02}",
        "amount": 2_500_000 * (n + 1),
        "currency": "EUR",
        "state": ("approved", "requested")[n % 2],
        "requested_date": day - timedelta(days=40),
        "decided_date": day - timedelta(days=20) if n % 2 == 0 else None,
    }


def booking(n: int, day: date, ahead: int, projects: int) -> Row:
    return {
        "status_date": day,
        "plan_id": "published",
        "person_id": f"E{n:02}",
        "role": ROLES[n % 6],
        "project_id": f"P{n % projects:02}",
        "month_date": month_start(day, ahead),
        "planned_minutes": 480 * (9 + (n * 5 + ahead * 2) % 13),
        "certainty": "firm" if ahead < 4 else "tentative",
    }


def hours(n: int, day: date, projects: int) -> Row:
    return {
        "person_id": f"E{n:02}",
        "project_id": f"P{n % projects:02}",
        "work_date": day.replace(day=15),
        "booked_minutes": 480 * (8 + n * 5 % 12),
        "time_kind": "project",
    }
