"""Months, quarters and fiscal years as senders label them, in five languages."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from pipelines.months import NAMES, month_of

MONTH = "month"
QUARTER = "quarter"
YEAR = "fiscal_year"
TOTAL = "total"

ANY_MONTH = "|".join(sorted(" ".join(NAMES).split(), key=len, reverse=True))

FULL_YEAR = r"(?:19|20)\d\d"
NAMED_MONTH = re.compile(
    rf"\b(?P<month>{ANY_MONTH})\b\.?[ \-/']*(?P<year>{FULL_YEAR}|\d\d)\b(?![/-]\d)"
)
YEAR_THEN_MONTH = re.compile(rf"\b(?P<year>{FULL_YEAR})[ \-/]+(?P<month>{ANY_MONTH})\b")
ISO_MONTH = re.compile(rf"(?P<year>{FULL_YEAR})-(?P<month>0[1-9]|1[0-2])(?:-\d\d(?:[t ].*)?)?")
NUMBERED_MONTH = re.compile(rf"(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>{FULL_YEAR})")
BARE_MONTH = re.compile(rf"(?P<month>{ANY_MONTH})\.?")
COUNTED_MONTH = re.compile(r"m ?0?(?P<month>1[0-2]|[1-9])")
QUARTERS = re.compile(
    rf"\b(?:q ?[1-4]|[1-4] ?q|quarter [1-4])[ \-/']*(?:(?:fy ?)?(?:{FULL_YEAR}|\d\d))?\b"
    r"|\bfy ?'?\d{2,4}[ -/]*q ?[1-4]\b"
)
TWO_YEARS = re.compile(
    rf"\b(?:fy ?|gj ?)?'?(?P<first>{FULL_YEAR}|\d\d)[/-](?P<second>{FULL_YEAR}|\d\d)\b(?![/-])"
)
LABELLED_YEAR = re.compile(
    rf"\b(?:fy|gj|(?:financial|fiscal) year)[ ']*(?P<year>{FULL_YEAR}|\d\d)\b"
)
BARE_YEAR = re.compile(rf"\b(?P<year>{FULL_YEAR})\b")
TOTALS = re.compile(
    r"(?:(?:grand|sub|overall|row|year|annual|fy|full[ -]year)[ -]?)?(?:totals?|sum)(?: fy\S*)?"
    r"|gesamt|gesamtsumme|summe|zwischensumme|sous-total|suma|soma|check|full year|jahr"
)


@dataclass(frozen=True)
class Period:
    """A span that a header names; a fiscal year's days follow from the month it begins in."""

    kind: str
    year: int  # a fiscal year's is the one in which it ends; 0 where a label gives none
    month: int = 0
    spans_two_years: bool = False  # "2013/14": the fiscal year cannot begin in January

    @property
    def month_date(self) -> date:
        """First day of a month."""
        return date(self.year, self.month, 1)

    def days(self, fiscal_year_start_month: int) -> tuple[date, date]:
        """First and last day."""
        if self.kind == MONTH:
            return self.month_date, month_end(self.year, self.month)
        first_month = fiscal_year_start_month
        if first_month == 1:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        return date(self.year - 1, first_month, 1), month_end(self.year, first_month - 1)


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def full_year(text: str) -> int:
    """Year of two or four digits; 69 and later belong to the last century."""
    year = int(text)
    if year >= 100:  # noqa: PLR2004 - four digits already
        return year
    return year + (1900 if year >= 69 else 2000)  # noqa: PLR2004 - the pivot of the reading rules


def period_in(name: str, *, year: int | None = None) -> tuple[Period, str] | None:
    """Find the period that a normalised header names, and the rest of the header.

    Args:
        name: header as ``pipelines.headers.normalise`` gives it.
        year: year of headers such as "Jan" and "M1", where a title or upper line states one.
    """
    for find in (_whole, _month, _quarter, _two_years, _year):
        found = find(name, year)
        if found:
            period, matched = found
            return period, " ".join(name.replace(matched, " ", 1).strip(" /-:").split())
    return None


def is_total(name: str) -> bool:
    """Whether a header only adds up the columns beside it."""
    return bool(TOTALS.fullmatch(name))


def _number(word: str) -> int:
    """Number of a month whose name a pattern above has matched."""
    return month_of(word) or 0


Found = tuple[Period, str] | None


def _whole(name: str, year: int | None) -> Found:
    """Find labels that are safe only as the whole header, such as "2026-01" and "Jan"."""
    found = ISO_MONTH.fullmatch(name) or NUMBERED_MONTH.fullmatch(name)
    if found:
        return Period(MONTH, int(found["year"]), int(found["month"])), name
    if year is None:
        return None
    if found := BARE_MONTH.fullmatch(name):
        return Period(MONTH, year, _number(found["month"])), name
    if found := COUNTED_MONTH.fullmatch(name):
        return Period(MONTH, year, int(found["month"])), name
    return None


def _month(name: str, _: int | None) -> Found:
    found = NAMED_MONTH.search(name) or YEAR_THEN_MONTH.search(name)
    if not found:
        return None
    return Period(MONTH, full_year(found["year"]), _number(found["month"])), found[0]


def _quarter(name: str, _: int | None) -> Found:
    found = QUARTERS.search(name)
    return (Period(QUARTER, 0), found[0]) if found else None


def _two_years(name: str, _: int | None) -> Found:
    for found in TWO_YEARS.finditer(name):
        first, second = full_year(found["first"]), full_year(found["second"])
        if second == first + 1:
            return Period(YEAR, second, spans_two_years=True), found[0]
    return None


def _year(name: str, _: int | None) -> Found:
    found = LABELLED_YEAR.search(name) or BARE_YEAR.search(name)
    return (Period(YEAR, full_year(found["year"])), found[0]) if found else None
