"""Months, quarters and fiscal years as senders label them, in five languages."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pipelines.months import NAMES, full_year, month_of
from pipelines.quarters import MONTHS_OF_QUARTER, counted_quarter, named_quarter
from pipelines.week_names import week_named

MONTH = "month"
QUARTER = "quarter"
YEAR = "fiscal_year"
TOTAL = "total"
MONTHS_OF_YEAR = 12

ANY_MONTH = "|".join(sorted(" ".join(NAMES).split(), key=len, reverse=True))

FULL_YEAR = r"(?:19|20)\d\d"
NAMED_MONTH = re.compile(
    rf"\b(?P<month>{ANY_MONTH})\b\.?[ \-/']*(?P<year>{FULL_YEAR}|\d\d)\b(?![/-]\d)"
)
YEAR_THEN_MONTH = re.compile(rf"\b(?P<year>{FULL_YEAR})[ \-/]+(?P<month>{ANY_MONTH})\b")
ISO_MONTH = re.compile(
    rf"(?P<year>{FULL_YEAR})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d)(?:[t ].*)?)?"
)
NUMBERED_MONTH = re.compile(rf"(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>{FULL_YEAR})")
BARE_MONTH = re.compile(rf"(?P<month>{ANY_MONTH})\.?")
COUNTED_MONTH = re.compile(r"m ?0?(?P<month>1[0-2]|[1-9])")
PLACE = r"(?:p|per|period|periode|période|periodo|período)[ .]*0?(?P<place>1[0-2]|[1-9])"
COUNTED_PERIOD = re.compile(PLACE)
TWO_YEARS = re.compile(
    rf"\b(?:fy ?|gj ?)?'?(?P<first>{FULL_YEAR}|\d\d)[/-](?P<second>{FULL_YEAR}|\d\d)\b(?![/-])"
)
LABELLED_YEAR = re.compile(
    rf"\b(?:fy|gj|(?:financial|fiscal) year)[ ']*(?P<year>{FULL_YEAR}|\d\d)\b"
)
BARE_YEAR = re.compile(rf"\b(?P<year>{FULL_YEAR})\b")
FISCAL_YEAR = (
    rf"(?:(?:fy ?|gj ?)?'?(?P<first>{FULL_YEAR}|\d\d)[/-](?P<second>{FULL_YEAR}|\d\d)"
    rf"|(?:fy|gj|(?:financial|fiscal) year)[ ']*(?P<year>{FULL_YEAR}|\d\d))"
)
IN_FISCAL_YEAR = re.compile(
    rf"\b{FISCAL_YEAR}[ \-/:]*(?:\bq ?[1-4][ \-/:]*)?\b(?:{PLACE}|(?P<month>{ANY_MONTH})\.?)(?!\w)"
)
OF_FISCAL_YEAR = re.compile(rf"\b(?:{PLACE})[ \-/:]*{FISCAL_YEAR}\b")
YEAR_ALONE = re.compile(rf"(?:{FISCAL_YEAR}|{FULL_YEAR})?(?:[ /-]*q ?[1-4])?")
OF_WEEKS = re.compile(
    r"(?:planned|scheduled|allocated|forecast)?[ ,]*(?:hours|days|fte|effort|work)?[ ,;:-]*"
    r"(?:(?:per|by) week|weeks?(?: of| commencing| beginning| starting)?|w/c)?"
)
TOTALS = re.compile(
    r"(?:(?:grand|sub|overall|row|year|annual|fy|full[ -]year)[ -]?)?(?:totals?|sum)(?: fy\S*)?"
    r"|gesamt|gesamtsumme|summe|zwischensumme|sous-total|suma|soma|check|full year|jahr"
)


@dataclass(frozen=True)
class Period:
    """A span that a header names; a fiscal year's days follow from the month it begins in."""

    kind: str
    year: int  # a fiscal year's is the one in which it ends; 0 where a label gives none
    month: int = 0  # of the calendar; 0 where the label counts from the start of a fiscal year
    spans_two_years: bool = False  # "2013/14": the fiscal year cannot begin in January
    is_fiscal: bool = False  # a month whose year is a fiscal one
    place: int = 0  # third month or quarter of its year, where the label counts: "P3", "Q3"
    day: int = 0  # of the month, where a label says it: weeks go across by their first days

    def days(self, fiscal_year_start_month: int) -> tuple[date, date]:
        """First and last day."""
        first_month = fiscal_year_start_month
        if self.kind == QUARTER:
            return self._quarter_days(first_month if self.is_fiscal else 1)
        if self.kind == MONTH:
            month = self.month or (first_month + self.place - 2) % 12 + 1
            is_before = self.is_fiscal and first_month > 1 and month >= first_month
            year = self.year - 1 if is_before else self.year
            return date(year, month, 1), month_end(year, month)
        if first_month == 1:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        return date(self.year - 1, first_month, 1), month_end(self.year, first_month - 1)

    def _quarter_days(self, first_month: int) -> tuple[date, date]:
        """First and last day of a quarter, counted from the first month of its year."""
        last = self.month or (first_month + MONTHS_OF_QUARTER * self.place - 2) % MONTHS_OF_YEAR + 1
        is_before = not self.month and first_month > 1 and last >= first_month
        end = month_end(self.year - 1 if is_before else self.year, last)
        begins_before = last < MONTHS_OF_QUARTER
        first = (last - MONTHS_OF_QUARTER) % MONTHS_OF_YEAR + 1
        return date(end.year - 1 if begins_before else end.year, first, 1), end


@dataclass(frozen=True)
class StatedYear:
    """Year of months that name none, from a title or an answer."""

    number: int
    is_fiscal: bool = False


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def period_in(name: str, *, year: StatedYear | None = None) -> tuple[Period, str] | None:
    """Find the period that a normalised header names, and the rest of the header.

    Args:
        name: header as ``pipelines.headers.normalise`` gives it.
        year: year of headers such as "Jan" and "M1", where a title or upper line states one.
    """
    for find in FINDERS:
        found = find(name, year)
        if found:
            period, matched = found
            rest = " ".join(name.replace(matched, " ", 1).strip(" /-:").split())
            return period, "" if period.kind == MONTH and YEAR_ALONE.fullmatch(rest) else rest
    return None


def proven_start(periods: Iterable[Period]) -> int | None:
    """First month of a fiscal year, where all twelve months of one stand in their order."""
    for months in _named_months(periods).values():
        in_order = [(months[0] + place - 1) % MONTHS_OF_YEAR + 1 for place in range(len(months))]
        if len(months) == MONTHS_OF_YEAR and months == in_order:
            return months[0]
    return None


def wraps(periods: Iterable[Period]) -> bool:
    """Whether a fiscal year goes over the end of a calendar year, as its months show."""
    named = _named_months(periods).values()
    return any(later < month for months in named for month, later in pairwise(months))


def _named_months(periods: Iterable[Period]) -> dict[int, list[int]]:
    """Different months by the fiscal year that they are labelled with, in order."""
    found: dict[int, list[int]] = {}
    for period in periods:
        months = found.setdefault(period.year, [])
        if period.is_fiscal and period.month and period.month not in months:
            months.append(period.month)
    return {year: months for year, months in found.items() if months}


def is_total(name: str) -> bool:
    """Whether a header only adds up the columns beside it."""
    return bool(TOTALS.fullmatch(name))


def _number(word: str) -> int:
    """Number of a month whose name a pattern above has matched."""
    return month_of(word) or 0


Found = tuple[Period, str] | None


def _whole(name: str, year: StatedYear | None) -> Found:
    """Find labels that are safe only as the whole header, such as "2026-01" and "Jan"."""
    found = ISO_MONTH.fullmatch(name) or NUMBERED_MONTH.fullmatch(name)
    if found:
        day = int(found.groupdict().get("day") or 0)
        return Period(MONTH, int(found["year"]), int(found["month"]), day=day), name
    if year is None:
        return None
    if found := BARE_MONTH.fullmatch(name):
        month = _number(found["month"])
        return Period(MONTH, year.number, month, is_fiscal=year.is_fiscal), name
    if found := COUNTED_MONTH.fullmatch(name):
        month = int(found["month"])
        return Period(MONTH, year.number, month, is_fiscal=year.is_fiscal), name
    if found := COUNTED_PERIOD.fullmatch(name):
        place = int(found["place"])
        return Period(MONTH, year.number, is_fiscal=True, place=place), name
    return None


def _month_of_fiscal_year(name: str, _: StatedYear | None) -> Found:
    """Find a month, named or counted, beside its fiscal year: "FY26 P3", "FY26 / Apr"."""
    found = IN_FISCAL_YEAR.search(name) or OF_FISCAL_YEAR.search(name)
    if not found:
        return None
    parts = found.groupdict()
    year = full_year(parts["year"] or parts["second"])
    if parts["first"] and year != full_year(parts["first"]) + 1:
        return None
    month = _number(parts["month"]) if parts.get("month") else 0
    place = int(parts["place"] or 0)
    spans = parts["first"] is not None
    return Period(MONTH, year, month, spans, is_fiscal=True, place=place), found[0]


def _month(name: str, _: StatedYear | None) -> Found:
    found = NAMED_MONTH.search(name) or YEAR_THEN_MONTH.search(name)
    if not found:
        return None
    return Period(MONTH, full_year(found["year"]), _number(found["month"])), found[0]


def _named_quarter(name: str, _: StatedYear | None) -> Found:
    found = named_quarter(name)
    return (Period(QUARTER, full_year(found.year), found.last_month), found.text) if found else None


def _quarter(name: str, year: StatedYear | None) -> Found:
    found = counted_quarter(name)
    if not found:
        return None
    if found.year:
        number, is_fiscal = full_year(found.year), found.is_fiscal
    else:
        number, is_fiscal = (year.number, year.is_fiscal) if year else (0, False)
    period = Period(
        QUARTER,
        number,
        spans_two_years=found.spans_two_years,
        is_fiscal=is_fiscal,
        place=found.place,
    )
    return period, found.text


def _two_years(name: str, _: StatedYear | None) -> Found:
    for found in TWO_YEARS.finditer(name):
        first, second = full_year(found["first"]), full_year(found["second"])
        if second == first + 1:
            return Period(YEAR, second, spans_two_years=True), found[0]
    return None


def _year(name: str, _: StatedYear | None) -> Found:
    found = LABELLED_YEAR.search(name) or BARE_YEAR.search(name)
    return (Period(YEAR, full_year(found["year"])), found[0]) if found else None


def _week(name: str, year: StatedYear | None) -> Found:
    """Find a week, or a day below a label of weeks; it counts in the month of its first day."""
    number = year.number if year and not year.is_fiscal else None
    if day := week_named(name, number):
        return Period(MONTH, day.year, day.month, day=day.day), name
    upper, is_joined, lower = name.rpartition(" / ")
    found = _whole(lower, None) if is_joined else None
    return (found[0], name if OF_WEEKS.fullmatch(upper) else lower) if found else None


FINDERS = (
    _week,
    _whole,
    _named_quarter,
    _month,
    _month_of_fiscal_year,
    _quarter,
    _two_years,
    _year,
)
