"""A reading: a metric's values on status dates, with coverage, reasons and colours."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from pmo.readings.metric import RECOUNT, Metric
from pmo.selection import Selection

READING_SCHEMA = {
    "status_date": pl.Date,
    "key": pl.String,  # project, group, milestone, person, role, or the organisation
    "name": pl.String,
    "measure": pl.String,
    "value": pl.Float64,  # in the measure's unit; money in minor units
    "word": pl.String,  # the value of a metric whose values are words: a colour, a state
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "currency": pl.String,
    "reason": pl.String,  # why there is no value
    "detail": pl.String,  # what the value stands for: the worst milestone, the rules that fired
    "colour": pl.String,
    "limit": pl.String,
    "used": pl.Int64,
    "missing": pl.Int64,
    "hidden": pl.Int64,
}


@dataclass(frozen=True)
class Reading:
    """A metric's values under one selection, one row per status date, key and measure."""

    metric: Metric
    selection: Selection
    by: str
    rows: pl.DataFrame  # READING_SCHEMA
    absent: str = "no_report"  # why there is no row at all, where there is none

    @property
    def is_empty(self) -> bool:
        """Whether no unit of the population was there on the status date."""
        return self.at().is_empty()

    def at(self, status_date: date | None = None, *, measure: str | None = None) -> pl.DataFrame:
        """Rows of one status date (the selection's own) and one measure (the headline)."""
        day = status_date or self.selection.status_date
        rows = self.rows.filter(pl.col("status_date") == day)
        wanted = measure or self.metric.headline.name
        is_recount = self.metric.headline.roll_up == RECOUNT
        if wanted is None or (is_recount and measure is None):
            return rows
        return rows.filter(pl.col("measure") == wanted)

    def row(self, key: str | None = None, *, measure: str | None = None) -> dict[str, Any]:
        """The one row of the status date, key and measure; all empty where there is none."""
        rows = self.at(measure=measure)
        if key is not None:
            rows = rows.filter(pl.col("key") == key)
        if rows.is_empty():
            return dict.fromkeys(READING_SCHEMA) | {"reason": self.absent}
        return rows.row(0, named=True)

    @property
    def value(self) -> float | None:
        """Headline value on the status date, where there is only one key."""
        return self.row()["value"]

    @property
    def reason(self) -> str | None:
        """Why there is no value."""
        return self.row()["reason"]

    @property
    def colour(self) -> str | None:
        """Colour of the headline value."""
        return self.row()["colour"]

    def series(self, key: str | None = None, *, measure: str | None = None) -> pl.DataFrame:
        """Status dates and values of one key, oldest first, for a sparkline."""
        wanted = measure or self.metric.headline.name
        rows = self.rows if key is None else self.rows.filter(pl.col("key") == key)
        if wanted is not None:
            rows = rows.filter(pl.col("measure") == wanted)
        return rows.select("status_date", "value", "word", "reason").sort("status_date")
