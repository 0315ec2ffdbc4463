"""Rows that load as they stand although somebody should look at them."""

import polars as pl

from pipelines.check.inquiry import Field
from pipelines.check.rows import TROUBLE

MINUTES_OF_A_DAY = 24 * 60
NEVER_NEGATIVE = ("original budget", "approved budget", "forecast", "planned value")


def negative_amounts(rows: pl.DataFrame, field: Field) -> pl.DataFrame:
    """Budgets and forecasts below zero."""
    below = rows.filter(pl.col("amount") < 0, pl.col("measure").is_in(NEVER_NEGATIVE))
    return _trouble(
        below,
        field,
        rule="amount_out_of_range",
        message="The amount is below zero. It is loaded as it stands; check the sign.",
    )


def long_days(rows: pl.DataFrame, field: Field) -> pl.DataFrame:
    """First booking of each person and day that add up to more than the day has."""
    days = rows.group_by("person_id", "work_date").agg(
        pl.col("position").first(), pl.col("booked_minutes").sum()
    )
    return _trouble(
        days.filter(pl.col("booked_minutes") > MINUTES_OF_A_DAY),
        field,
        rule="over_24h",
        message="The person has booked more than 24 hours on this day. Check the day's entries.",
    )


def _trouble(rows: pl.DataFrame, field: Field, *, rule: str, message: str) -> pl.DataFrame:
    texts = field.cells.select("position", "text")
    return (
        rows.select("position")
        .join(texts, on="position", maintain_order="left")
        .with_columns(
            place=pl.lit(field.position, pl.Int32), rule=pl.lit(rule), message=pl.lit(message)
        )
        .select(*TROUBLE)
    )
