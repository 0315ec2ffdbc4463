"""Changes that the sender states, held against the dates and amounts of the same file."""

from collections.abc import Mapping

import polars as pl

from pipelines.check.conventions import Conventions
from pipelines.check.inquiry import Field
from pipelines.check.rows import TROUBLE
from pipelines.check.sums import plain_number
from pipelines.region import DATA
from pmo.tables import DATE, MONEY, TABLES, column_of

SENDERS_ROUND = 2  # units of money: both amounts and the change may be rounded
OF_TYPE = {  # places in which the change is told, its tolerance and its unit
    DATE: (0, 0, " days"),
    MONEY: (2, SENDERS_ROUND, ""),
}


def disagreements(
    field: Field, tables: Mapping[str, pl.DataFrame], conventions: Conventions
) -> pl.DataFrame:
    """Cells of a stated change that is not the change since the record's last report.

    Args:
        field: the sender's column of changes.
        tables: rows of the region with ``position`` and ``status_date``, by canonical table.
        conventions: how the region's amounts are written.

    Returns:
        Rows of ``pipelines.rows.TROUBLE``.
    """
    name = field.column.states_change_of or ""
    table, _, column = name.partition(".")
    rows = tables.get(table)
    if rows is None or column_of(name).type not in OF_TYPE:
        return pl.DataFrame(schema=TROUBLE)
    digits, tolerance, unit = OF_TYPE[column_of(name).type]
    changes = _recomputed(rows, TABLES[table].key, column, _per_unit(conventions))
    both = _stated(field).join(changes, on="position")
    differs = (pl.col("stated") - pl.col("change")).abs() > tolerance
    message = pl.format(
        "The sender states a change of {}{}; between {} and {} it is {}{}.",
        pl.col("stated").round(digits).cast(pl.String).str.strip_suffix(".0"),
        pl.lit(unit),
        pl.col("before").cast(pl.String),
        pl.col("status_date").cast(pl.String),
        pl.col("change").round(digits).cast(pl.String).str.strip_suffix(".0"),
        pl.lit(unit),
    )
    return (
        both.filter(differs)
        .with_columns(
            rule=pl.lit("stated_change_disagrees"),
            message=message,
            place=pl.lit(field.position, pl.Int32),
        )
        .select(*TROUBLE)
    )


def _per_unit(conventions: Conventions) -> float:
    """Minor units in one of the sender's, alike for all amounts of a register."""
    form = next(iter(conventions.money.values()), None)
    return float(form.per_unit) if form else 1.0


def _recomputed(
    rows: pl.DataFrame, key: tuple[str, ...], column: str, per_unit: float
) -> pl.DataFrame:
    """Change of each row since the row before of the same key: ``position, change, before``."""
    own = [name for name in key if name != "status_date"]
    by_date = rows.sort("status_date")
    value = pl.col(column)
    change = value - value.shift().over(own)
    is_date = rows.schema[column] == pl.Date
    return (
        by_date.with_columns(
            change=change.dt.total_days().cast(pl.Float64) if is_date else change / per_unit,
            before=pl.col("status_date").shift().over(own),
        )
        .filter(pl.col("change").is_not_null())
        .select("position", "status_date", "before", "change")
    )


def _stated(field: Field) -> pl.DataFrame:
    """Stated changes of the records: ``position, text, stated``."""
    cells = field.cells.filter(role=DATA)
    numbers = [
        plain_number(kind, text, None, None)
        for kind, text in cells.select("kind", "text").iter_rows()
    ]
    values = pl.Series("stated", [None if n is None else float(n) for n in numbers], pl.Float64)
    return cells.select("position", "text").with_columns(values).drop_nulls("stated")
