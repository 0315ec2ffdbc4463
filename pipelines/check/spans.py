"""Months and fiscal years that stand in the cells of a column, such as "Jan-26" and "2025/26"."""

import re

from pipelines.answers import plain
from pipelines.check import dates
from pipelines.check.meaning import Meaning
from pipelines.periods import MONTH, YEAR, Period, period_in

YEAR_NUMBER = re.compile(r"(?:19|20)\d\d")


def read_start(kind: str, text: str, order: str | None, fiscal_year_start_month: int) -> Meaning:
    """First day of the month or fiscal year that a cell names."""
    year = _year(kind, text)
    if year is not None:
        return Meaning(year.days(fiscal_year_start_month)[0])
    return dates.read_month(kind, text, order)


def kind_of(kind: str, text: str) -> Meaning:
    """Whether a cell names a month or a fiscal year."""
    return Meaning(YEAR if _year(kind, text) else MONTH)


def _year(kind: str, text: str) -> Period | None:
    if kind not in {"text", "number"} or (kind == "number" and not YEAR_NUMBER.fullmatch(text)):
        return None
    found = period_in(plain(text))
    is_year = found is not None and found[0].kind == YEAR and not found[1]
    return found[0] if found and is_year else None
