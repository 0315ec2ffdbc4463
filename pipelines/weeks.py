"""Weeks across: columns that are each headed by a day, several of them of one month."""

import re
from collections import Counter
from collections.abc import Iterable

from pipelines.headers import normalise
from pipelines.region import RegionColumn

DAY = re.compile(r"(?P<month>\d{4}-\d\d)-\d\d(?:[t ].*)?")
COUNTED = {"planned_minutes", "demand_minutes", "amount"}


def month_of_day(header: str) -> str | None:
    """Month, such as "2026-10", of a header that is a day."""
    found = DAY.fullmatch(normalise(header))
    return found["month"] if found else None


def weeks_across(columns: Iterable[RegionColumn]) -> frozenset[int]:
    """Positions of the columns that hold a week each; their numbers add up to those of months.

    Days that head a column each are months where no month has two of them.
    """
    headed = [
        (column.position, month_of_day(column.header))
        for column in columns
        if any(target.column in COUNTED for target in column.targets)
    ]
    months = Counter(month for _, month in headed if month)
    if max(months.values(), default=0) < 2:  # noqa: PLR2004 - the first and one more
        return frozenset()
    return frozenset(position for position, month in headed if month)
