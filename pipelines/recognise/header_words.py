"""What the texts of a line of headers name: columns, spans, dates, weeks; and what is data."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from pipelines.headers import LINE_BREAK, REMEMBERED, is_unit, read_header
from pipelines.periods import QUARTER, Period, StatedYear, is_total, month_end, period_in
from pipelines.recognise.content import DATE_TEXT, NUMBER_TEXT
from pipelines.recognise.halves import name_a_person
from pipelines.recognise.known_names import candidates
from pipelines.recognise.week_days import UNKNOWN_WEEK, day_in, days_across
from pipelines.region import Target
from pmo.tables import DATE, DATETIME, column_of

LEAST_WEEKS, WEEK_OR_TWO = 3, (7, 14)  # days between headers of planned work by week
NEAR = 0.75  # likeness from which a header counts as a known name
LONGEST_HEADER = 200  # characters
TYPED = re.compile(f"{DATE_TEXT}|{NUMBER_TEXT.replace('(?i)', '')}")


def known_count(texts: Sequence[str]) -> int:
    """Number of different canonical columns that headers name, and of days, months and years."""
    meanings = {meaning for text in texts if (meaning := known_meaning(text))}
    halves = int(name_a_person(texts))
    texts = [_lowest(text) for text in texts]
    weeks = weeks_in(texts)
    spans = [text for text in texts if not known_meaning(text) and (is_span(text) or text in weeks)]
    dates = [day for text in spans if (day := full_date(text))]
    dated = [text for text in spans if full_date(text)]
    if dates != sorted(set(dates)):
        dated = []  # data, not months across
    named = [text for text in spans if not full_date(text)]
    across = max(len({*dated}), len({*named}))  # one style: "P1" beside two dates is data
    return len(meanings) + halves + (len(days_across(texts)) or (across if across > 1 else 0))


def _lowest(text: str) -> str:
    """Lower line of a joined header where it is a day, "2026-04-13" below "Planned hours"."""
    last = text.rpartition(LINE_BREAK)[2]
    return last if last != text and full_date(last) else text


@lru_cache(REMEMBERED)
def known_meaning(text: str) -> tuple[Target, Period | None] | None:
    """Canonical column that a header names, word for word or nearly."""
    if len(text) > LONGEST_HEADER or is_typed(text):
        return None
    found = candidates(read_header(text))
    if found and found[0].score >= NEAR:
        return found[0].target, found[0].period
    return None


def is_span(text: str) -> bool:
    """Whether a header is a month, a quarter, a year or the total beside them."""
    return len(text) <= LONGEST_HEADER and _is_span(text)


@lru_cache(REMEMBERED)
def _is_span(text: str) -> bool:
    name = read_header(text).name
    if is_total(name):
        return True
    found = period_in(name, year=StatedYear(2000))  # any year will do to tell a month
    if not found or (found[1] and not is_unit(found[1])):
        return False
    return found[0].kind == QUARTER or _is_edge_of_month(name)


def _is_edge_of_month(name: str) -> bool:
    """Whether a full date is the first or last of its month; other labels always pass."""
    day = full_date(name)
    return day is None or day.day == 1 or day == month_end(day.year, day.month)


def full_date(text: str) -> date | None:
    """Day that a text names with its month and year: "2026-04-06", "6 Apr 26"."""
    if len(text) > LONGEST_HEADER:
        return None
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        named = day_in(text)
    return named.date_of(UNKNOWN_WEEK) if named and named.is_dated else None


def weeks_in(texts: Iterable[str]) -> frozenset[str]:
    """Days that follow one another week by week, as they head planned work by week."""
    days = {text: day for text in texts if (day := full_date(text))}
    in_order = list(days.values())
    is_weekly = all((later - day).days in WEEK_OR_TWO for day, later in pairwise(in_order))
    return frozenset(days) if len(days) >= LEAST_WEEKS and is_weekly else frozenset()


def names_a_date(label: str | None) -> bool:
    """Whether a label is a known name of a column of dates."""
    meaning = known_meaning(label) if label else None
    return meaning is not None and column_of(meaning[0].name).type in (DATE, DATETIME)


@lru_cache(REMEMBERED)
def is_typed(text: str) -> bool:
    """Whether a text holds a number or a date, so that it may be data."""
    return bool(TYPED.search(text.strip()))
