"""Networks of tasks that a test states itself; the status date is a Monday."""

from datetime import date, timedelta

from pmo import metrics
from pmo.selection import Selection
from tests.readings import ORGANISATION, Row, snapshot_of

T = date(2026, 6, 1)
DAY = 480  # minutes


def day(number: int) -> date:
    """Return the working day that many after the status date, which is number 0."""
    weeks, days = divmod(number, 5)
    return T + timedelta(days=weeks * 7 + days)


def task(name: str, days: float | None = None, **row: object) -> Row:
    """Return a task of so many working days."""
    minutes = None if days is None else round(days * DAY)
    return {"project_id": "ALPHA", "task_id": name, "duration_minutes": minutes} | row


def link(before: str, after: str, kind: str | None = "FS", lag: float = 0, **row: object) -> Row:
    """Return a link with a lag in working days."""
    ends = {"predecessor_id": before, "successor_id": after}
    return ends | {"link_kind": kind, "lag_minutes": round(lag * DAY)} | row


def worked_out(
    tasks: list[Row], links: list[Row], metric: str = "critical_path"
) -> dict[str, dict[str, object]]:
    """Rows of the metric by task, or by project."""
    snapshot = snapshot_of(T, tasks=tasks, task_links=links)
    selection = Selection(ORGANISATION, snapshot.name, T)
    rows = metrics.rows(metric, snapshot, selection)
    key = f"{metrics.metric(metric).grain}_id"
    return {row[key]: row for row in rows.iter_rows(named=True)}


def floats(tasks: list[Row], links: list[Row]) -> dict[str, object]:
    """Float in working days, or why there is none."""
    found = worked_out(tasks, links)
    return {
        key: row["reason"] if row["value"] is None else row["value"] for key, row in found.items()
    }
