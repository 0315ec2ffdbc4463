"""Weeks across: columns that are each headed by a day or a week, several of one month."""

import re
from collections import Counter
from collections.abc import Iterable

from pipelines.headers import normalise
from pipelines.region import RegionColumn
from pipelines.week_names import ANY_YEAR, week_named

DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[t ].*)?")
COUNTED = {"planned_minutes", "demand_minutes", "amount"}


def _month_of_week(column: RegionColumn) -> str | None:
    """First day of the month of a column that is headed by a day or a week, and counts there."""
    name = normalise(column.header)
    is_week = DAY.fullmatch(name) or week_named(name, ANY_YEAR)
    fixed = (dict(t.fixed) for t in column.targets if t.column in COUNTED)
    months = (said.get("month_date") or said.get("period_start_date") for said in fixed)
    return next((month for month in months if month), None) if is_week else None


def weeks_across(columns: Iterable[RegionColumn]) -> frozenset[int]:
    """Positions of the columns that hold a week each; their numbers add up to those of months.

    Days that head a column each are months where no month has two of them.
    """
    headed = {column.position: _month_of_week(column) for column in columns}
    months = Counter(month for month in headed.values() if month)
    if max(months.values(), default=0) < 2:  # noqa: PLR2004 - the first and one more
        return frozenset()
    return frozenset(position for position, month in headed.items() if month)
