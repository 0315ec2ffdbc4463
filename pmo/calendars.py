"""Working days as data: one row per calendar and day.

``working_index`` is the number of working days strictly before the day, so the working days
between two dates are the difference of their indices, in either direction.
"""

from datetime import date

import holidays
import polars as pl

FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2100, 1, 1)  # the last day on which a date of a project may fall
MINUTES_PER_DAY = 480

SHIPPED = {  # country and subdivision, as the holidays library names them
    "weekdays": None,
    "England": ("GB", "ENG"),
    "United States federal": ("US", None),
    "Germany": ("DE", None),
    "France": ("FR", None),
}


def shipped() -> pl.DataFrame:
    """Every shipped calendar: calendar_id, day_date, working_index, working_minutes.

    Generated once, when a warehouse is made, and frozen there: later versions of the holidays
    library change past years.
    """
    return pl.concat([calendar(name, _holidays_of(name)) for name in SHIPPED])


def calendar(name: str, days_off: list[date]) -> pl.DataFrame:
    """Days of one calendar: Monday to Friday without the days off."""
    days = pl.select(day_date=pl.date_range(FIRST_DAY, LAST_DAY))
    is_working = (pl.col("day_date").dt.weekday() <= 5) & ~pl.col("day_date").is_in(days_off)  # noqa: PLR2004 - Friday
    return days.with_columns(is_working=is_working).select(
        calendar_id=pl.lit(name),
        day_date="day_date",
        working_index=pl.col("is_working").cast(pl.Int64).cum_sum() - pl.col("is_working"),
        working_minutes=pl.col("is_working").cast(pl.Int64) * MINUTES_PER_DAY,
    )


def _holidays_of(name: str) -> list[date]:
    place = SHIPPED[name]
    if place is None:
        return []
    country, subdivision = place
    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    return sorted(holidays.country_holidays(country, subdiv=subdivision, years=years))
