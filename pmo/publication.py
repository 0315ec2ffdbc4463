"""Publishing: a snapshot for all readers, and a status date as it was reported."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from pmo import metrics
from pmo.console import note
from pmo.errors import UnknownNameError, UsageError
from pmo.figures import Record, records_of
from pmo.readings.reading import READING_SCHEMA, Reading
from pmo.selection import Selection
from pmo.tables import PUBLISHED_READINGS
from pmo.warehouse import Snapshot, Warehouse

LEVELS = ("organisation", "portfolio", "programme", "department", "project")
STORED = [
    name for name in READING_SCHEMA
    if name in {column.name for column in PUBLISHED_READINGS.columns}
]  # fmt: skip


def publish_snapshot(warehouse: Warehouse) -> str | None:
    """Publish what is committed, and compute ahead what its readers will ask for.

    Returns:
        The newest snapshot; None if there is nothing.
    """
    published = warehouse.publish()
    catch_up(warehouse)
    return published


def catch_up(warehouse: Warehouse) -> None:
    """Compute ahead what was not: of a new snapshot, or after definitions changed.

    It only saves time. Where it fails, the error goes to the log and the snapshot stands; whoever
    asks for that figure meets the error again.
    """
    try:
        if not warehouse.is_empty:
            metrics.compute_ahead(warehouse)
    except Exception as error:  # noqa: BLE001 - what was loaded is loaded
        note(error)


def publish(warehouse: Warehouse, organisation: str, status_date: date, *, by: str) -> Record:
    """Store every reading of the status date, at every group level and by project.

    Returns:
        What was done: organisation, status date, number of readings, load, snapshot.

    Raises:
        UnknownNameError: the organisation has no such status date.
    """
    with warehouse.snapshot() as snapshot:
        selection = Selection(organisation, snapshot.name, status_date)
        _check(snapshot, selection)
        parts = [
            _stored(metrics.read(name, snapshot, selection, by=level))
            for name in metrics.metrics()
            for level in LEVELS
        ]
    readings = pl.concat(parts)
    load = warehouse.publish_status_date(organisation, status_date, readings, by=by)
    return {
        "organisation": organisation,
        "status_date": status_date,
        "readings": readings.height,
        "load": load.load_id,
        "snapshot": publish_snapshot(warehouse),
    }


def figures_as_reported(
    snapshot: Snapshot, selection: Selection, names: Sequence[str], *, by: str | None
) -> list[Record]:
    """Records as they were when the status date was last published.

    Of the whole organisation, of one group (the selection's), or of each key of a stored level.

    Raises:
        UsageError: the date was never published, or the level is not stored.
    """
    _check_stored(selection, by)
    stored = snapshot.query(
        """
        select *
        from main.published_readings
        where
            organisation = $organisation
            and status_date = $status_date
            and (($group is null and scope = $scope) or key = $group)
            and metric in (select unnest($names))
        qualify load_id = max(load_id) over ()
        """,
        {
            "organisation": selection.organisation,
            "status_date": selection.status_date,
            "scope": by or "organisation",
            "group": selection.group,
            "names": list(names),
        },
    )
    if stored.is_empty():
        day = selection.status_date
        message = f"{day} was never published. Publish it with: python -m pmo publish {day}"
        raise UsageError(message)
    records: list[Record] = []
    for name in names:
        rows = stored.filter(pl.col("metric") == name).rename({"limits": "limit"})
        absent = [
            pl.lit(None, t).alias(n) for n, t in READING_SCHEMA.items() if n not in rows.columns
        ]
        rows = rows.with_columns(*absent).select(
            pl.col(column).cast(kind) for column, kind in READING_SCHEMA.items()
        )
        records += records_of(Reading(metrics.metric(name), selection, by or "organisation", rows))
    return records


def _stored(reading: Reading) -> pl.DataFrame:
    return reading.rows.select(
        *STORED,
        limits="limit",
        metric=pl.lit(reading.metric.name),
        scope=pl.lit(reading.by),
        text_hash=pl.lit(reading.metric.text_hash),
    )


def _check_stored(selection: Selection, by: str | None) -> None:
    if by is not None and by not in LEVELS:
        message = f"What was reported is stored by {', '.join(LEVELS)}, not by {by}."
        raise UsageError(message)
    if selection.as_of is not None or (selection.group is not None and by is not None):
        message = "What was reported is asked for with --by, or with --in for one group, alone."
        raise UsageError(message)


def _check(snapshot: Snapshot, selection: Selection) -> None:
    dates = snapshot.query(
        "select status_date from main.status_dates where organisation = $organisation",
        {"organisation": selection.organisation},
    )["status_date"].to_list()
    if selection.status_date not in dates:
        known = [day.isoformat() for day in dates]
        raise UnknownNameError("status date", selection.status_date.isoformat(), known)
