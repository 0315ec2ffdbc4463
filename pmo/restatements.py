"""Published figures that are others now: what was shown, and what was loaded since."""

import json

import polars as pl

from pmo import metrics
from pmo.publication import LEVELS
from pmo.selection import Selection
from pmo.warehouse import Snapshot

KEYS = ("metric", "scope", "key", "measure")
TOLERANCES = {"money": 1.0, "days": 1.0, "working days": 1.0, "share": 0.0005, "part": 0.0005}
FINEST = 0.005  # of a ratio: its two printed decimals
RESTATEMENT_SCHEMA = pl.Schema(
    {
        "metric": pl.String(),
        "scope": pl.String(),  # level of the key
        "key": pl.String(),
        "name": pl.String(),
        "measure": pl.String(),
        "currency": pl.String(),
        "published": pl.Float64(),  # in the measure's unit; null where it was unknown
        "published_reason": pl.String(),
        "published_colour": pl.String(),
        "now": pl.Float64(),
        "now_reason": pl.String(),
        "now_colour": pl.String(),
        "is_redefined": pl.Boolean(),  # whether the metric's text is another since then
    }
)


def restatements(snapshot: Snapshot, selection: Selection) -> pl.DataFrame:
    """Readings of the status date that differ from what was last published of it.

    They differ by more than one minor unit, day or printed digit, in colour, or in being known.

    Returns:
        One row per reading (``RESTATEMENT_SCHEMA``); none where the date was never published.
    """
    stored = _stored(snapshot, selection)
    if stored.is_empty():
        return pl.DataFrame(schema=RESTATEMENT_SCHEMA)
    parts = [
        _compared(name, level, stored, snapshot, selection)
        for name in stored["metric"].unique().sort()
        if name in metrics.metrics()
        for level in LEVELS
    ]
    return pl.concat([pl.DataFrame(schema=RESTATEMENT_SCHEMA), *parts])


def loaded_since(snapshot: Snapshot, selection: Selection) -> pl.DataFrame:
    """Loads and undos that came after the last publication of the status date and speak of it.

    Returns:
        One row per load or undo: ``load``, ``kind``, ``file``, ``by`` and ``when``.
    """
    since = publication_of(snapshot, selection)
    found = snapshot.query(
        """
        select
            entry.load_id as load,
            entry.entry_kind as kind,
            coalesce(entry.file_name, undone.file_name) as file,
            entry.loaded_by as by,
            entry.acknowledged_datetime as when,
            coalesce(undone.status_dates, entry.status_dates) as status_dates
        from main.loads as entry
        left join main.loads as undone on entry.undoes_load = undone.load_id
        where
            entry.organisation = $organisation
            and entry.entry_kind <> 'publish'
            and entry.load_id > $since
        order by load
        """,
        {"organisation": selection.organisation, "since": since},
    )
    day = selection.status_date.isoformat()
    speaks = [day in json.loads(dates or "[]") for dates in found["status_dates"]]
    return found.filter(pl.Series(speaks, dtype=pl.Boolean)).drop("status_dates")


def publication_of(snapshot: Snapshot, selection: Selection) -> int | None:
    """Number of the last publication of the status date; None where there is none."""
    found = snapshot.query(
        """
        select max(load_id)
        from main.published_readings
        where organisation = $organisation and status_date = $status_date
        """,
        _asked(selection),
    )
    return found.item()


def _asked(selection: Selection) -> dict[str, object]:
    return {"organisation": selection.organisation, "status_date": selection.status_date}


def _stored(snapshot: Snapshot, selection: Selection) -> pl.DataFrame:
    return snapshot.query(
        """
        select metric, scope, key, measure, name, currency, value, reason, colour, text_hash
        from main.published_readings
        where organisation = $organisation and status_date = $status_date
        qualify load_id = max(load_id) over ()
        """,
        _asked(selection),
    )


def _compared(
    name: str, level: str, stored: pl.DataFrame, snapshot: Snapshot, selection: Selection
) -> pl.DataFrame:
    reading = metrics.read(name, snapshot, selection, by=level)
    columns = ["key", "measure", "name", "currency", "value", "reason", "colour"]
    then = stored.filter(metric=name, scope=level)
    both = then.drop("metric", "scope").join(
        reading.rows.select(columns),
        on=["key", "measure", "currency"],
        how="full",
        coalesce=True,
        nulls_equal=True,
        suffix="_now",
    )
    units = {each.name: each.unit for each in reading.metric.measures}
    tolerance = pl.col("measure").replace_strict(
        {unit_name: TOLERANCES.get(unit, FINEST) for unit_name, unit in units.items()},
        default=FINEST,
        return_dtype=pl.Float64,
    )
    is_other = (
        ((pl.col("value_now") - pl.col("value")).abs() > tolerance)
        | (pl.col("value").is_null() != pl.col("value_now").is_null())
        | pl.col("colour").ne_missing(pl.col("colour_now"))
    )
    return both.filter(is_other.fill_null(value=False)).select(
        pl.lit(name).alias("metric"),
        pl.lit(level).alias("scope"),
        "key",
        pl.coalesce("name_now", "name").alias("name"),
        "measure",
        "currency",
        published="value",
        published_reason="reason",
        published_colour="colour",
        now="value_now",
        now_reason="reason_now",
        now_colour="colour_now",
        is_redefined=pl.col("text_hash") != reading.metric.text_hash,
    )
