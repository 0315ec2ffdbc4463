"""Dates as working minutes on one calendar, and back."""

from dataclasses import dataclass

import polars as pl

from pmo.calendars import MINUTES_PER_DAY


@dataclass(frozen=True)
class WorkingTime:
    """Days of one calendar: a minute counts the working time from its first day on."""

    days: pl.DataFrame  # day_date, first_minute, last_minute (end of the working time so far)
    dates: pl.DataFrame  # day_number (of working days), day_date

    @classmethod
    def of(cls, working_days: pl.DataFrame) -> "WorkingTime":
        """Return the working time of a calendar: ``day_date`` and ``working_index`` of each day."""
        days = working_days.select("day_date", "working_index").sort("day_date")
        minutes = pl.col("working_index") * MINUTES_PER_DAY
        return cls(
            days.select("day_date", first_minute=minutes, last_minute=minutes.shift(-1)),
            # Days off before a working day have its number too; the working day is the last.
            days.group_by(day_number="working_index").agg(pl.col("day_date").max()),
        )

    def with_minutes(self, rows: pl.DataFrame, *columns: str) -> pl.DataFrame:
        """Rows with ``<column>_first`` and ``<column>_last``: minutes at both ends of that day."""
        for column in columns:
            days = self.days.rename(
                {"day_date": column, "first_minute": f"{column}_first",
                 "last_minute": f"{column}_last"}
            )  # fmt: skip
            rows = rows.join(days, on=column, how="left", maintain_order="left")
        return rows

    def with_date(self, rows: pl.DataFrame, name: str, minute: pl.Expr) -> pl.DataFrame:
        """Rows with the day in which the working minute that begins at ``minute`` lies."""
        dates = self.dates.rename({"day_date": name})
        numbered = rows.with_columns(day_number=minute.cast(pl.Int64) // MINUTES_PER_DAY)
        return numbered.join(dates, on="day_number", how="left", maintain_order="left").drop(
            "day_number"
        )
