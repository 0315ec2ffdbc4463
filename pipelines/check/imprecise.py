"""Spans and days without a year that senders write for a day: proposed, never converted unasked."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.check.dates import EARLIEST, LATEST, year_of
from pipelines.check.meaning import Meaning, quoted
from pipelines.check.words import LEAVE_EMPTY
from pipelines.months import month_of

FIRST_DAY = "the first day"
LAST_DAY = "the last day"
NEAREST_YEAR = "the nearest year"
DAYS_OF_SPANS = (FIRST_DAY, LAST_DAY, LEAVE_EMPTY)
YEARS = (NEAREST_YEAR, LEAVE_EMPTY)
LONGEST = 32  # characters; longer texts are prose
MONTHS_OF_QUARTER, MONTHS_OF_HALF, MONTHS_OF_YEAR = 3, 6, 12
THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "end": (31, 31)}
PARTS = {
    **dict.fromkeys(("early", "anfang", "beginning", "start"), "early"),
    **dict.fromkeys(("mid", "middle", "mitte"), "mid"),
    "late": "late",
    **dict.fromkeys(("end", "ende", "fin"), "end"),
}
_FY = r"(?P<fiscal>fy|gj)?\s*'?(?P<first>\d{2,4})(?:[/-](?P<second>\d{2,4}))?"
_MONTH = r"(?P<month>[^\W\d_]{3,})\.?"
_YEAR = r"(?:[\s,/'-]*(?P<year>\d{4}|\d{2}))?"
_PART = rf"(?P<part>{'|'.join(PARTS)})"
COUNTED = re.compile(rf"(?P<unit>[qh])\s?(?P<nth>[1-4])(?:[\s/,'-]*{_FY})?", re.IGNORECASE)
COUNTED_LAST = re.compile(rf"{_FY}[\s/-]*(?P<unit>[qh])\s?(?P<nth>[1-4])", re.IGNORECASE)
NTH_FIRST = re.compile(rf"(?P<nth>[1-4])(?P<unit>[qh])(?:[\s/,'-]*{_FY})?", re.IGNORECASE)
YEAR_LABEL = re.compile(r"(?:(?:fy|gj)\s*'?(?P<last>\d{2,4})|(?P<first>\d{4})[/-](?P<second>\d{2}))"
                        r"|(?P<plain>(?:19|20)\d\d)", re.IGNORECASE)  # fmt: skip
MONTH_PART = re.compile(rf"(?:{_PART}[\s-]*(?:of\s+)?)?{_MONTH}{_YEAR}", re.IGNORECASE)
MONTH_NUMBER = re.compile(
    r"(?P<year>\d{4})[-/](?P<month>\d{1,2})|(?P<first>\d{1,2})[-/](?P<second>\d{4})"
)
WEEK = re.compile(
    r"(?:(?P<year>\d{4})[\s-]*w(?P<week>\d{1,2})"
    r"|(?:kw|week|wk)\s*(?P<number>\d{1,2})[\s,/-]*(?P<of>\d{4}))",
    re.IGNORECASE,
)
COMMENCING = re.compile(r"(?:w/c|wc|week commencing)\s+(?P<day>.+)", re.IGNORECASE)
DAY_ALONE = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s*{_MONTH}"
    r"|(?P<word>[^\W\d_]{3,})\s+(?P<after>\d{1,2})(?:st|nd|rd|th)",
    re.IGNORECASE,
)
Span = tuple[date, date]
ReadDay = Callable[[str], date | None]


@dataclass(frozen=True)
class Approximation:
    """What was decided of one column's spans, and what they are counted from."""

    fiscal_month: int  # in which a fiscal year begins
    status_date: date | None  # a missing year is the one nearest to it
    day: str | None = None  # FIRST_DAY or LAST_DAY of a span is loaded
    takes_nearest_year: bool = False

    def span(self, text: str, read_day: ReadDay) -> Span | None:
        """First and last day that a text can mean; None where it is no span."""
        bare = " ".join(text.split())
        if len(bare) > LONGEST:
            return None
        finders = (self._counted, self._year_label, self._week, self._month)
        found = next((span for find in finders if (span := find(bare))), None)
        return found or self._commencing(bare, read_day)

    def lacks_year(self, text: str) -> Span | None:
        """The day of a text such as "12 May", in the year nearest to the status date."""
        match = DAY_ALONE.fullmatch(" ".join(text.split()))
        if match is None or self.status_date is None:
            return None
        month = month_of(match["month"] or match["word"])
        day = int(match["day"] or match["after"])
        return self._nearest(lambda year: _day(year, month, day)) if month else None

    def _counted(self, bare: str) -> Span | None:
        """Quarters and halves, of the calendar or of a fiscal year."""
        forms = (COUNTED, COUNTED_LAST, NTH_FIRST)
        match = next((found for form in forms if (found := form.fullmatch(bare))), None)
        if match is None:
            return None
        length = MONTHS_OF_QUARTER if match["unit"].casefold() == "q" else MONTHS_OF_HALF
        nth = int(match["nth"])
        if nth * length > MONTHS_OF_YEAR:
            return None
        is_fiscal = bool(match["fiscal"] or match["second"])
        begin = self.fiscal_month if is_fiscal else 1
        if match["first"] is None:
            return self._nearest(lambda year: _months(year, (nth - 1) * length + 1, length))
        year = year_of(match["second"] or match["first"])
        first = year - 1 if is_fiscal and begin > 1 else year
        return _months(first, begin + (nth - 1) * length, length)

    def _year_label(self, bare: str) -> Span | None:
        match = YEAR_LABEL.fullmatch(bare)
        if match is None:
            return None
        if match["plain"]:
            return _months(int(match["plain"]), 1, MONTHS_OF_YEAR)
        last = year_of(match["last"] or match["second"])
        if match["first"] and last != int(match["first"]) + 1:
            return None
        first = last - 1 if self.fiscal_month > 1 else last
        return _months(first, self.fiscal_month, MONTHS_OF_YEAR)

    def _month(self, bare: str) -> Span | None:
        """A month, or its beginning, middle or end; without a year the nearest one."""
        numbered = MONTH_NUMBER.fullmatch(bare)
        if numbered:
            month = int(numbered["month"] or numbered["first"])
            year = int(numbered["year"] or numbered["second"])
            return _months(year, month, 1) if 1 <= month <= MONTHS_OF_YEAR else None
        match = MONTH_PART.fullmatch(bare)
        month = month_of(match["month"]) if match else None
        if match is None or month is None:
            return None
        part = PARTS.get((match["part"] or "").casefold())
        first, last = THIRDS[part] if part else (1, 31)
        if match["year"]:
            return _days(year_of(match["year"]), month, first, last)
        return self._nearest(lambda year: _days(year, month, first, last))

    def _week(self, bare: str) -> Span | None:
        match = WEEK.fullmatch(bare)
        if match is None:
            return None
        year, week = int(match["year"] or match["of"]), int(match["week"] or match["number"])
        if not _is_counted(year):
            return None
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            return None
        return monday, monday + timedelta(days=6)

    def _commencing(self, bare: str, read_day: ReadDay) -> Span | None:
        """Monday of a week that is named by the day on which it begins."""
        match = COMMENCING.fullmatch(bare)
        if match is None:
            return None
        alone = self.lacks_year(match["day"])
        day = read_day(match["day"]) or (alone[0] if alone else None)
        if day is None:
            return None
        monday = day - timedelta(days=day.weekday())
        return monday, monday

    def _nearest(self, in_year: Callable[[int], Span | None]) -> Span | None:
        """Span of the year in which it lies nearest to the status date."""
        status = self.status_date
        if status is None:
            return None
        spans = [in_year(status.year + step) for step in (0, 1, -1)]
        known = [span for span in spans if span]
        return min(known, key=lambda span: abs((span[0] - status).days), default=None)


def approximate(text: str, approximation: Approximation, read_day: ReadDay) -> Meaning | None:
    """Day that stands for a text as it was decided; None where nothing was."""
    alone = approximation.lacks_year(text) if approximation.takes_nearest_year else None
    if alone is not None:
        message = f"{quoted(text)} has no year. {alone[0]}, the nearest, is loaded."
        return Meaning(alone[0], "date_imprecise", message)
    if approximation.day not in {FIRST_DAY, LAST_DAY}:
        return None
    span = approximation.span(text, read_day)
    if span is None:
        return None
    day = span[0] if approximation.day == FIRST_DAY else span[1]
    if not EARLIEST.date() <= day <= LATEST.date():
        return None
    message = f"{quoted(text)} is a span, not a day. {day} is loaded for it."
    return Meaning(day, "date_imprecise", message)


def _months(year: int, month: int, count: int) -> Span | None:
    """Span of some months; a month beyond December is one of the next year."""
    if not _is_counted(year):
        return None
    begin = year * MONTHS_OF_YEAR + month - 1
    end = begin + count - 1
    last_year, last_month = divmod(end, MONTHS_OF_YEAR)
    first_year, first_month = divmod(begin, MONTHS_OF_YEAR)
    days = monthrange(last_year, last_month + 1)[1]
    return date(first_year, first_month + 1, 1), date(last_year, last_month + 1, days)


def _day(year: int, month: int, day: int) -> Span | None:
    """One day; None where the month does not have it."""
    return _days(year, month, day, day) if 1 <= day <= monthrange(year, month)[1] else None


def _is_counted(year: int) -> bool:
    """Whether days of a year are loaded; a fiscal year may end in the first of them."""
    return EARLIEST.year - 1 <= year <= LATEST.year


def _days(year: int, month: int, first: int, last: int) -> Span | None:
    """Span of days of one month, none later than its last; None in years that are not loaded."""
    if not _is_counted(year):
        return None
    length = monthrange(year, month)[1]
    return date(year, month, min(first, length)), date(year, month, min(last, length))


def proposal_for(column_name: str) -> str:
    """Day of a span that a canonical column most likely means."""
    return FIRST_DAY if "start" in column_name or "from" in column_name else LAST_DAY
