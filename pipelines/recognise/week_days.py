"""Days of a week as columns of a timesheet: which days their headers name, and of which week."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from pipelines.headers import LINE_BREAK, REMEMBERED, normalise
from pipelines.months import NAMES as MONTH_NAMES
from pipelines.months import full_year, month_of
from pipelines.recognise.stated_date import date_in
from pipelines.recognise.titles import Titles

DAY = "day"
LEAST_DAYS = 3  # in a row, without which no headers are a week
DAYS_OF_WEEK = 7
UNKNOWN_WEEK = date(2000, 1, 3)  # Monday of a week that nobody has named yet
NAMES = (
    (
        "monday mon montag mo lundi lun lunes segunda segunda-feira seg"
        " maandag lunedì måndag mandag mån poniedziałek"
    ),
    (
        "tuesday tue tues dienstag di mardi mar martes terça terça-feira ter"
        " dinsdag martedì tisdag tirsdag tis wtorek"
    ),
    (
        "wednesday wed mittwoch mi mercredi mer miércoles miercoles mié mie quarta quarta-feira qua"
        " woensdag mercoledì onsdag środa"
    ),
    (
        "thursday thu thur thurs donnerstag do jeudi jeu jueves jue quinta quinta-feira qui"
        " donderdag giovedì torsdag czwartek"
    ),
    (
        "friday fri freitag fr vendredi ven viernes vie sexta sexta-feira sex"
        " vrijdag venerdì fredag fre piątek"
    ),
    (
        "saturday sat samstag sonnabend sa samedi sam sábado sabado sáb sab"
        " zaterdag sabato lördag lørdag sobota"
    ),
    "sunday sun sonntag so dimanche dim domingo dom zondag domenica söndag søndag niedziela",
)
PLACES = {name: place for place, names in enumerate(NAMES) for name in names.split()}
WEEKDAY = "|".join(sorted(PLACES, key=len, reverse=True))
MONTH = "|".join(sorted(" ".join(MONTH_NAMES).split(), key=len, reverse=True))
ISO = re.compile(rf"(?:(?:{WEEKDAY})\.?,? )?(?P<iso>\d{{4}}-\d\d-\d\d)(?:[t ].*)?")
NAMED_DAY = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY})\.?,?[ /-]*)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\.?[ /-]*"
    rf"(?P<month>{MONTH})\.?(?:[ /,-]*(?P<year>20\d\d|\d\d))?"
)
WEEKDAY_ALONE = re.compile(rf"(?P<weekday>{WEEKDAY})\.?(?:[ ,/-]+[0-3]?\d[./]?(?:[01]?\d\.?)?)?")
WEEKDAY_AND_DATE = re.compile(
    rf"(?P<weekday>{WEEKDAY})\.?,?[ /-]*(?P<first>\d\d?)[./ -](?P<second>\d\d?)[./ -]"
    r"(?P<year>20\d\d)"
)
WEEK_ENDS = re.compile(r"\b(?:w/e|week end(?:ing|s)?|woche bis)\b")
WEEK_BEGINS = re.compile(
    r"\b(?:w/c|wc|week (?:commencing|beginning|starting|of|from)|woche (?:vom|ab)|"
    r"semaine (?:du|de)|semana (?:del?|do))\b"
)
WEEK_NUMBER = re.compile(
    r"(?:(?P<year>20\d\d)[ -]?(?:w|kw|week)[ -]?(?P<week>\d\d?)"
    r"|\b(?:w|kw|week|semaine|semana)[ -]?(?P<week_first>\d\d?)[ /,-]+(?P<year_last>20\d\d))\b"
)


@dataclass(frozen=True)
class NamedDay:
    """One day as a header names it: its place in the week, its date, or both."""

    weekday: int | None = None  # 0 is Monday
    day: int | None = None
    month: int | None = None
    year: int | None = None

    @property
    def text(self) -> str:
        """How it stands in a target until its week is known."""
        parts = (self.weekday, self.day, self.month, self.year)
        return " ".join("-" if part is None else str(part) for part in parts)

    def date_of(self, week: date) -> date:
        """Date of the day, in the week that begins on a day, or near it where dated."""
        if self.day and self.month:
            if self.year:
                return date(self.year, self.month, self.day)
            near = [_day(week.year + shift, self.month, self.day) for shift in (-1, 0, 1)]
            return min((day for day in near if day), key=lambda day: abs(day - week))
        return week + timedelta((self.weekday or 0) - week.weekday()) % timedelta(DAYS_OF_WEEK)

    @property
    def is_dated(self) -> bool:
        """Whether it needs no week to be known."""
        return bool(self.day and self.month and self.year)


def _on_its_weekday(found: re.Match[str]) -> NamedDay:
    """Day of a date in numbers whose weekday proves their order: "Mon 02/03/2026"."""
    weekday, year = PLACES[found["weekday"]], int(found["year"])
    first, second = int(found["first"]), int(found["second"])
    fitting = {
        read
        for day, month in ((first, second), (second, first))
        if (read := _day(year, month, day)) and read.weekday() == weekday
    }
    proven = next(iter(fitting)) if len(fitting) == 1 else None
    return NamedDay(weekday, proven.day, proven.month, year) if proven else NamedDay(weekday)


@lru_cache(REMEMBERED)
def day_in(header: str) -> NamedDay | None:
    """Day that a header names and nothing besides, such as "Mon", "Tue 3" or "4 Mar"."""
    name = normalise(header).replace(LINE_BREAK.strip(), " ").strip()
    name = " ".join(name.split())
    if found := ISO.fullmatch(name):
        day = date.fromisoformat(found["iso"]) if _is_date(found["iso"]) else None
        return NamedDay(day.weekday(), day.day, day.month, day.year) if day else None
    if found := WEEKDAY_AND_DATE.fullmatch(name):
        return _on_its_weekday(found)
    if found := NAMED_DAY.fullmatch(name):
        year = full_year(found["year"]) if found["year"] else None
        month, day = month_of(found["month"]), int(found["day"])
        if month and _day(year or 2000, month, day):  # a leap year
            return NamedDay(PLACES.get(found["weekday"] or ""), day, month, year)
        return None
    found = WEEKDAY_ALONE.fullmatch(name)
    return NamedDay(PLACES[found["weekday"]]) if found else None


def is_weekday(header: str) -> bool:
    """Whether a header is the name of a day of the week and nothing besides."""
    return normalise(header).removesuffix(".") in PLACES


def days_across(headers: Iterable[str]) -> dict[str, NamedDay]:
    """Days by header, where several in a row follow each other; else none."""
    named = {header: day for header in headers if (day := day_in(header))}
    days = [*named.values()]
    follow = all(_follows(after, before) for before, after in pairwise(days))
    return named if follow and len(days) >= LEAST_DAYS else {}


def week_in(titles: Titles) -> date | None:
    """First day of the week that a title, or the name of the sheet or of the file, states."""
    texts = [text for _, text in titles.cells]
    beside = [f"{first} {second}" for first, second in pairwise(texts)]  # label, then date
    for text in (*texts, *beside):
        if found := _labelled_week(normalise(text)):
            return found
    for text in (titles.sheet, titles.file):
        if found := _labelled_week(normalise(text)) or _certain_day(text):
            return found
    return None


def week_of_answer(answer: str | None) -> date | None:
    """First day of the week that a person named."""
    return date.fromisoformat(answer) if answer and _is_date(answer) else None


def _labelled_week(text: str) -> date | None:
    if found := WEEK_NUMBER.search(text):
        year, week = found["year"] or found["year_last"], found["week"] or found["week_first"]
        try:
            return date.fromisocalendar(int(year), int(week), 1)
        except ValueError:
            return None
    if found := WEEK_BEGINS.search(text):
        return _certain_day(text[found.end() :])
    if found := WEEK_ENDS.search(text):
        last = _certain_day(text[found.end() :])
        return last - timedelta(DAYS_OF_WEEK - 1) if last else None
    return None


def _certain_day(text: str) -> date | None:
    """Day that a text states; of two readings the one on which a week begins."""
    found = date_in(text)
    if not found or not found[1]:
        return found[0] if found else None
    mondays: Sequence[date] = [day for day in found if day and not day.weekday()]
    return mondays[0] if len(mondays) == 1 else None


def _follows(after: NamedDay, before: NamedDay) -> bool:
    """Whether one day is the next after another."""
    if before.weekday is not None and after.weekday is not None:
        is_next = after.weekday == (before.weekday + 1) % DAYS_OF_WEEK
        if before.day is None or after.day is None or not is_next:
            return is_next
    if not (before.day and before.month and after.day and after.month):
        return False
    first = date(before.year or 2000, before.month, before.day)
    return (first + timedelta(1)).timetuple()[1:3] == (after.month, after.day)


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if _is_date(f"{year:04}-{month:02}-{day:02}") else None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
