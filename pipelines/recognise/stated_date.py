"""The status date that a title, a sheet name or a file name states."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from pipelines.headers import normalise
from pipelines.months import NAMES, full_year, month_of
from pipelines.periods import month_end

MONTH = "|".join(sorted(" ".join(NAMES).split(), key=len, reverse=True))
LABEL = re.compile(
    r"\b(?:status date|data date|report(?:ing)? date|date of report|status as (?:at|of)|as at|"
    r"as of|position at|cut-?off(?: date)?|stand(?: per| vom)?|stichtag|situation au|"
    r"fecha de corte|data de corte|period ending|month ending|reporting (?:period|month))\b[: ]*"
)
ISO = re.compile(r"(?<!\d)(?P<year>20\d\d)[-_.](?P<month>\d\d)[-_.](?P<day>\d\d)(?!\d)")
COMPACT = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
SHORT = re.compile(r"\[(?P<year>\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)\]")
DAY_FIRST_WORD = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?[ \-/_]*(?P<word>{MONTH})\.?,?[ \-/_']*"
    r"(?P<year>20\d\d|\d\d)(?!\d)"
)
WORD_FIRST = re.compile(
    rf"\b(?P<word>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>20\d\d)(?!\d)"
)
SLASHED = re.compile(r"(?<!\d)(?P<a>\d{1,2})[./-](?P<b>\d{1,2})[./-](?P<year>20\d\d|\d\d)(?!\d)")
ISO_MONTH = re.compile(r"(?<!\d)(?P<year>20\d\d)[-_./ ]?(?P<month>0[1-9]|1[0-2])(?!\d)")
WORD_MONTH = re.compile(rf"(?<![^\W\d_])(?P<word>{MONTH})\.?[ \-/_']*(?P<year>20\d\d|\d\d)(?!\d)")
MONTHS_OF_YEAR = 12
MOST_BESIDE = 2  # cells of a line that is a title, and no record of a table above


@dataclass(frozen=True)
class StatedDate:
    """A status date as found; ``other`` is the second reading of an ambiguous one."""

    day: date
    found: str  # where, in words
    other: date | None = None
    is_sure: bool = True  # not where a title names a date and does not say what of


def date_in(text: str) -> tuple[date, date | None] | None:
    """First date that a text states, and its other reading where the order proves nothing.

    A month alone means its last day.
    """
    plain = normalise(text.replace("_", "-"))
    for pattern in (
        ISO,
        COMPACT,
        SHORT,
        DAY_FIRST_WORD,
        WORD_FIRST,
        SLASHED,
        ISO_MONTH,
        WORD_MONTH,
    ):
        for found in pattern.finditer(plain):
            if days := _days(found.groupdict()):
                return days
    return None


def in_titles(cells: Iterable[tuple[str, str]]) -> StatedDate | None:
    """Find the date that a label above a table states, in its own cell or in the next.

    Args:
        cells: address and text of each cell above the table, in reading order.
    """
    is_labelled = False
    for cell, text in cells:
        found = LABEL.search(normalise(text))
        stated = date_in(text[found.end() :] if found else text) if found or is_labelled else None
        if stated:
            return StatedDate(stated[0], f"cell {cell}", stated[1])
        is_labelled = bool(found)
    return None


def in_bare_titles(cells: Iterable[tuple[str, str]]) -> StatedDate | None:
    """Find the only date that the titles name without a label: "Portfolio report - March 2026"."""
    titles = [*cells]
    beside = Counter(_row(cell) for cell, _ in titles)
    lone = [(cell, text) for cell, text in titles if beside[_row(cell)] <= MOST_BESIDE]
    named = [(cell, stated) for cell, text in lone if (stated := date_in(text))]
    if len({stated for _, stated in named}) != 1:
        return None
    cell, (day, other) = named[0]
    return StatedDate(day, f"cell {cell}", other, is_sure=False)


def _row(cell: str) -> str:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def in_name(name: str, what: str) -> StatedDate | None:
    """Find the date that the name of a sheet or a file states; a year alone states none."""
    stated = date_in(PurePath(name).stem if what == "file name" else name)
    return StatedDate(stated[0], f'{what} "{name}"', stated[1]) if stated else None


def agreed(*stated: StatedDate | None) -> StatedDate | None:
    """Date of the first that states one; ``other`` is that of one which contradicts it.

    A second one settles an ambiguous first one. A month beside a day of it is no contradiction.
    """
    found = [each for each in stated if each]
    if not found:
        return None
    first, *others = found
    if first.other:
        readings = {first.day, first.other}
        settling = next((each for each in others if each.day in readings and not each.other), None)
        return StatedDate(settling.day, first.found) if settling else first
    against = next((each for each in others if not each.other and _differ(first, each)), None)
    if against is None:
        return first
    return StatedDate(first.day, f"{first.found} or {against.found}", against.day)


def _differ(one: StatedDate, another: StatedDate) -> bool:
    """Whether two dates contradict: a month end may be a month without a day."""
    days = {one.day, another.day}
    month_ends = {month_end(day.year, day.month) for day in days}
    return len(days) > 1 and not (len(month_ends) == 1 and month_ends & days)


def _days(parts: dict[str, str]) -> tuple[date, date | None] | None:
    """Dates that the parts of a match may mean; None where there is no such day."""
    year = full_year(parts["year"])
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        return _two_readings(_day(year, second, first), _day(year, first, second))
    month = (month_of(parts["word"]) or 0) if "word" in parts else int(parts["month"])
    if "day" not in parts:
        return (month_end(year, month), None) if 1 <= month <= MONTHS_OF_YEAR else None
    day = _day(year, month, int(parts["day"]))
    return (day, None) if day else None


def _two_readings(
    day_first: date | None, month_first: date | None
) -> tuple[date, date | None] | None:
    if day_first and month_first and day_first != month_first:
        return day_first, month_first
    day = day_first or month_first
    return (day, None) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
