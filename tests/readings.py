"""Readings of rows that a test states itself."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pmo import metrics
from pmo.readings.reading import Reading
from pmo.selection import Selection
from pmo.tables import CANONICAL, STATE, TABLES, schema_of
from pmo.warehouse.connection import Database
from pmo.warehouse.entries import insert_rows, insert_shipped_calendars
from pmo.warehouse.schema import create_schema
from pmo.warehouse.snapshot import Snapshot

Row = dict[str, object]
ORGANISATION = "test"


@cache
def _database() -> Database:
    with TemporaryDirectory() as folder:
        database = Database(None, read_only=False, folders=[Path(folder)])
        create_schema(database)
        insert_shipped_calendars(database, Path(folder))
    return database


def snapshot_of(*status_dates: date, **tables: Iterable[Row]) -> Snapshot:
    """Return a snapshot that holds these rows and nothing else.

    A state row without a status date belongs to the first one; nothing else is filled in.
    """
    database = _database()
    for name in (*CANONICAL, "status_dates"):
        if name != "calendars":
            database.execute(f'delete from main."{name}"')
    dates = [{"status_date": day, "state": "open"} for day in status_dates]
    for name, rows in {**tables, "status_dates": dates}.items():
        table = TABLES[name]
        given = {"organisation": ORGANISATION}
        if table.kind == STATE:
            given["status_date"] = status_dates[0]
        schema = schema_of(table)
        complete = [[{**given, **row}.get(column) for column in schema] for row in rows]
        unknown = {column for row in rows for column in row} - set(schema)
        assert not unknown, f"{name} has no column {', '.join(unknown)}"
        insert_rows(database, table, complete)
    return Snapshot(database, "test")


def reading_of(
    metric: str,
    *status_dates: date,
    status_date: date | None = None,
    by: str | None = None,
    group: str | None = None,
    **tables: Iterable[Row],
) -> Reading:
    """Read a metric over these rows, on the last of the status dates, at its own grain."""
    dates = (*status_dates, *((status_date,) if status_date else ()))
    snapshot = snapshot_of(*dates, **tables)
    selection = Selection(ORGANISATION, snapshot.name, dates[-1], group=group)
    level = by or metrics.metric(metric).grain
    return metrics.read(metric, snapshot, selection, by=level, dates=dates)
