"""Readings as records: what the command line prints and what a publication stores."""

import polars as pl

from pmo import metrics
from pmo.currencies import minor_digits
from pmo.readings.metric import RECOUNT, Metric
from pmo.readings.reading import Reading
from pmo.readings.words import in_words, major_units, unit_of
from pmo.selection import Selection
from pmo.tables import MONEY, column_of
from pmo.warehouse import Snapshot

Record = dict[str, object]


def figures_of(
    name: str, snapshot: Snapshot, selection: Selection, *, by: str | None = None
) -> list[Record]:
    """Records of one metric on the selection's status date, at one level."""
    return records_of(metrics.read(name, snapshot, selection, by=by or "organisation"))


def records_of(reading: Reading) -> list[Record]:
    """Records of a reading on its status date; one without value if it has none."""
    selection = reading.selection
    rows = reading.rows.filter(reading.rows["status_date"] == selection.status_date)
    if rows.is_empty():
        return [_record(reading, reading.row())] if reading.by == "organisation" else []
    return [_record(reading, row) for row in rows.iter_rows(named=True)]


def records_of_trace(rows: pl.DataFrame) -> list[Record]:
    """Records of traced values (``TRACE_SCHEMA``); money in major units, as figures have it."""
    return [_traced(row) for row in rows.iter_rows(named=True)]


def _traced(row: Record) -> Record:
    is_money = column_of(f"{row['table']}.{row['column']}").type == MONEY
    if not is_money or row["value"] is None:
        return row
    return row | {"value": _major(row["value"], row["currency"])}


def _record(reading: Reading, row: Record) -> Record:
    metric, measure = reading.metric, row["measure"]
    unit = unit_of(metric, None if measure is None else str(measure))
    group = reading.selection.group
    is_group = reading.by == "organisation" and group is not None
    return {
        "metric": metric.name,
        "status_date": reading.selection.status_date,
        "scope": "group" if is_group else reading.by,
        "key": group if is_group else row["key"] or reading.selection.organisation,
        "name": row["name"],
        "measure": measure,
        "value": _value(row, unit),
        "numerator": _part(row, "numerator"),
        "denominator": _part(row, "denominator"),
        "unit": unit,
        "currency": row["currency"],
        "reason": row["reason"],
        "detail": row["detail"],
        "colour": row["colour"],
        "limit": row["limit"],
        "coverage": {part: row[part] or 0 for part in ("used", "missing", "hidden")},
        "words": _words(row, metric),
    }


def _value(row: Record, unit: str) -> object:
    if row["word"] is not None:
        return row["word"]
    value = row["value"]
    if value is None:
        return None
    if unit == "money":
        return _major(value, row["currency"])
    number = float(str(value))
    return int(number) if number.is_integer() and unit not in ("share", "ratio") else number


def _part(row: Record, name: str) -> object:
    """Upper or lower part of a ratio; of money in major units."""
    value = row[name]
    if value is not None and row["currency"] is not None:
        return _major(value, row["currency"])
    return value


def _major(value: object, currency: object) -> str:
    code = None if currency is None else str(currency)
    places = minor_digits(code)
    return f"{major_units(float(str(value)), code):.{places}f}"


def _words(row: Record, metric: Metric) -> str:
    if row["word"] is not None:
        return str(row["word"])
    value, measure = row["value"], row["measure"]
    if metric.headline.roll_up == RECOUNT and value is None:
        return in_words(metric, None, reason=str(row["reason"] or "not_assessable"))
    return in_words(
        metric,
        None if value is None else float(str(value)),
        measure=None if measure is None else str(measure),
        currency=None if row["currency"] is None else str(row["currency"]),
        reason=None if row["reason"] is None else str(row["reason"]),
    )
