"""Colour of a reading by the limits in force on its status date; unknown is grey."""

from collections.abc import Sequence

import polars as pl

from pmo.readings.rollup import SPREAD
from pmo.standards import Band, Limit, standards

GREEN, AMBER, RED, GREY = "green", "amber", "red", "grey"
ENOUGH_COVERAGE = 0.8  # below it a group's reading keeps its value and loses its colour


def coloured(rows: pl.DataFrame, metric: str, *, by: str | None = None) -> pl.DataFrame:
    """Rows with ``colour`` and ``limit``; a metric without limits at this level has no colour."""
    limits = [o for o in standards().limits_of(metric) if o.level in (None, by)]
    if not limits:
        return rows
    colour = pl.coalesce(
        "colour", *(pl.when(_applies(limit)).then(_colour(limit)) for limit in _strict(limits))
    )
    text = pl.coalesce(
        *(pl.when(_applies(limit)).then(pl.lit(limit.text)) for limit in _strict(limits))
    )
    covered = pl.col("used") / (pl.col("used") + pl.col("missing"))
    is_thin = (covered < ENOUGH_COVERAGE).fill_null(value=False)
    return (
        rows.with_columns(limit=text)
        .with_columns(
            colour=pl.when(pl.col("limit").is_not_null()).then(colour).otherwise("colour")
        )
        .with_columns(
            colour=pl.when(is_thin & pl.col("limit").is_not_null())
            .then(pl.lit(GREY))
            .otherwise("colour"),
            reason=pl.when(is_thin & pl.col("value").is_not_null())
            .then(pl.coalesce("reason", pl.lit("low_coverage")))
            .otherwise("reason"),
        )
    )


def _strict(limits: Sequence[Limit]) -> list[Limit]:
    """Limits of a class before those for all rows, newer ones before older ones."""
    return sorted(limits, key=lambda limit: limit.limit_class is None)


def _applies(limit: Limit) -> pl.Expr:
    applies = pl.col("status_date") >= limit.from_date
    if limit.measure is not None:
        applies &= pl.col("measure") == limit.measure
    else:
        applies &= ~pl.col("measure").is_in(SPREAD).fill_null(value=False)
    if limit.limit_class is not None:
        applies &= (pl.col("limit_class") == limit.limit_class).fill_null(value=False)
    return applies


def _colour(limit: Limit) -> pl.Expr:
    return (
        pl.when(pl.col("value").is_null())
        .then(pl.lit(GREY))
        .when(_inside(limit.green))
        .then(pl.lit(GREEN))
        .when(_inside(limit.amber))
        .then(pl.lit(AMBER))
        .otherwise(pl.lit(RED))
    )


def _inside(band: Band) -> pl.Expr:
    inside = pl.lit(value=True)
    if band.lowest is not None:
        inside &= pl.col("value") >= band.lowest
    if band.highest is not None:
        inside &= pl.col("value") <= band.highest
    return inside
