"""Months, status dates and working days of the invented worlds."""

from datetime import date, timedelta
from functools import cache

FIRST_MONTH = date(2024, 7, 1)  # first month of the budget sheets
LAST_MONTH = date(2027, 6, 1)
STATUS_MONTHS = (date(2024, 11, 1), date(2026, 10, 1))
MONDAY = date(2000, 1, 3)
DAYS_OF_WORK = 5  # Monday to Friday; no holidays, so that everything can be checked by hand
SHORT_NAMES = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def next_month(month: date, count: int = 1) -> date:
    """First day of the month that comes `count` months later."""
    index = month.year * 12 + month.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def month_end(day: date) -> date:
    """Last day of the day's month."""
    return next_month(day.replace(day=1)) - timedelta(days=1)


def months_between(first: date, last: date) -> tuple[date, ...]:
    """First days of all months from the first to the last, both included."""
    months = []
    while first <= last:
        months.append(first)
        first = next_month(first)
    return tuple(months)


def weekdays_before(day: date) -> int:
    """Working days strictly before the day, counted from a Monday long ago."""
    weeks, rest = divmod((day - MONDAY).days, 7)
    return weeks * DAYS_OF_WORK + min(rest, DAYS_OF_WORK)


def working_days(earlier: date, later: date) -> int:
    """Working days from the one date to the other; negative if the second comes first."""
    return weekdays_before(later) - weekdays_before(earlier)


def workdays_of(month: date) -> tuple[date, ...]:
    """All Mondays to Fridays of the month."""
    days = (month + timedelta(days=n) for n in range(month_end(month).day))
    return tuple(day for day in days if day.weekday() < DAYS_OF_WORK)


@cache
def status_dates() -> tuple[date, ...]:
    """The 24 month ends that the sample reports on."""
    return tuple(month_end(month) for month in months_between(*STATUS_MONTHS))


def label(month: date) -> str:
    """Month as it stands above a column, such as "Nov-26"; the same on every machine."""
    return f"{SHORT_NAMES[month.month - 1]}-{month:%y}"


def written(day: date) -> str:
    """Day as people write it, such as "31 Oct 2026"."""
    return f"{day.day} {SHORT_NAMES[day.month - 1]} {day.year}"
