"""Dates as senders write them: the order of day and month is proven or asked, never guessed."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from pipelines.check.meaning import Meaning, quoted
from pipelines.check.words import absent, unusable
from pipelines.months import month_of
from pmo.tables import DATE

DAY_FIRST = "day first"
MONTH_FIRST = "month first"
ORDERS = (DAY_FIRST, MONTH_FIRST)
CONFLICT = "both orders"  # a column that proves one and the other
EARLIEST = datetime(1990, 1, 1)  # noqa: DTZ001 - a calendar day has no zone
LATEST = datetime(2100, 1, 1)  # noqa: DTZ001
SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001
MONTHS_OF_A_YEAR = 12
SHORT_YEAR = 2  # digits
LONGEST_SPAN = 24  # characters, such as "early September 2026"; longer texts are prose
REMEMBERED = 2**14  # cells; after each answer those of the same file are read again
LONGEST_REMEMBERED = 40  # characters of a cell
LEAP_DAY_THAT_NEVER_WAS = 60  # Excel counts a 29 February 1900
LAST_SERIAL = 2_958_465  # 31 December 9999
CENTURY_PIVOT = 68  # 00 to 68 are years of 2000, 69 to 99 of 1900

_TIME = (
    r"(?:(?:[T,\s]\s*)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?"
)
_WORD = r"(?P<word>[^\W\d_]{3,})\.?"
_WEEKDAY = re.compile(  # no "mar", which is a month too
    r"^(?:mon(?:day|tag)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?|mo|di|mi|do|fr|sa|so|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes"
    r"|sábado|domingo)\.?,?\s+",
    re.IGNORECASE,
)
NUMERIC = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second_part>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})"
    + _TIME
)
PLAIN = (  # forms that need no order
    re.compile(
        r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})" + _TIME
    ),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s/-]*" + _WORD + r",?[\s/'-]*(?P<year>\d{4}|\d{2})"
        + _TIME
    ),
    re.compile(_WORD + r"\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})" + _TIME),
    re.compile(r"(?P<year>\d{4})[\s-]" + _WORD + r"[\s-](?P<day>\d{1,2})" + _TIME),
)  # fmt: skip
MONTH_FORMS = (
    re.compile(r"(?P<year>\d{4})[-/.\sM]?(?P<month>\d{1,2})"),
    re.compile(r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
    re.compile(_WORD + r"[\s/'-]*(?P<year>\d{4}|\d{2})"),
    re.compile(r"(?P<year>\d{4})[\s-]*" + _WORD),
)
VAGUE = re.compile(
    r"(?:early|mid|late|end|ende|mitte|anfang|w/c|wc|week|kw|spring|summer|autumn|winter)\b.*"
    r"|(?:q[1-4]|h[12]|[1-4]q)\b.*|.*\b(?:q[1-4]|fy\s?\d{2,4})|\d{4}-?w\d{1,2}|\d{4}|fy.*",
    re.IGNORECASE,
)
EARLIER_IN_BRACKETS = re.compile(
    r"(?P<new>[^()]+?)\s*\((?:(?:was|previously|prev|orig(?:inally)?|ex|old|vorher|bisher|war"
    r"|statt|avant|antes)\.?:?\s+)?(?P<old>[^()]+)\)",
    re.IGNORECASE,
)
CLOCK_AFTER_DAY = re.compile(r"(?<=[\dT,\s])\d{1,2}:\d{2}(?::\d{2})?.*$")
MIDNIGHT = re.compile(r"(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)?\s*[Aa]\.?[Mm]\.?)\s*(?:Z|UTC)?")
ZONE_AFTER_TIME = re.compile(
    r"(:\d{2}(?:[.,]\d+)?(?:\s*[AaPp]\.?[Mm]\.?)?)\s*(?:Z|UTC|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$"
)
CLOCK_OF_A_DAY = re.compile(  # of exports, whose days are few and whose moments are many
    r"[T,\s]\s*(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?:\s*[AaPp][Mm])?$"
)
SERIAL_TEXT = re.compile(r"[345678]\d{4}(?:\.\d+)?")  # 1982 to 2119 as a bare number in a text cell


@dataclass(frozen=True)
class OrderProof:
    """What the texts of one column say about the order of day and month."""

    day_first: int  # texts whose first part is over 12
    month_first: int
    undecided: str | None  # a text that either order can read, parted as no proof is
    marks: frozenset[str]  # between the parts

    @property
    def proven(self) -> str | None:
        """Order that the column proves by itself."""
        if bool(self.day_first) == bool(self.month_first):
            return None
        return DAY_FIRST if self.day_first else MONTH_FIRST

    @property
    def proofs(self) -> int:
        """Texts that one order alone can read."""
        return self.day_first + self.month_first

    @property
    def conflicts(self) -> bool:
        """Whether the column proves both orders."""
        return bool(self.day_first and self.month_first)


def order_proof(texts: Iterable[str]) -> OrderProof:
    """Count the texts that prove an order, and keep one that does not."""
    day_first = month_first = 0
    undecided: dict[str, str] = {}  # first such text by its mark
    marks: set[str] = set()
    proving: set[str] = set()
    for text in (part for whole in texts for part in parts_of(whole)):
        match = NUMERIC.fullmatch(_bare(text))
        if match is None:
            continue
        marks.add(match["mark"])
        first, second = int(match["first"]), int(match["second_part"])
        if max(first, second) <= MONTHS_OF_A_YEAR and first != second:
            undecided.setdefault(match["mark"], text)
        elif _is_day(year_of(match["year"]), min(first, second), max(first, second)):
            day_first += first > second
            month_first += second > first
            proving.add(match["mark"])
    unproven = next((text for mark, text in undecided.items() if mark not in proving), None)
    return OrderProof(day_first, month_first, unproven, frozenset(marks))


def _is_day(year: int, month: int, day: int) -> bool:
    """Whether a date is one that is loaded, so that it can prove how its column is written."""
    moment = _moment(year, month, day)
    return day > MONTHS_OF_A_YEAR and moment is not None and EARLIEST <= moment <= LATEST


def parts_of(text: str) -> tuple[str, ...]:
    """Both dates of a text such as "30 Jun 26 (31 Mar 26)", the new one first; else the text."""
    match = EARLIER_IN_BRACKETS.fullmatch(_bare(text))
    return (match["new"], match["old"]) if match else (text,)


def clock_in(text: str) -> str:
    """Time of day that a date is written with; empty without one, and for midnight."""
    match = CLOCK_AFTER_DAY.search(_bare(text))
    return "" if match is None or MIDNIGHT.fullmatch(match[0]) else match[0]


def has_short_year(text: str) -> bool:
    """Whether a numeric date has a year of two digits."""
    match = NUMERIC.fullmatch(_bare(text))
    return match is not None and len(match["year"]) == SHORT_YEAR


def read_date(kind: str, text: str, order: str | None) -> Meaning:
    """Day that a cell names, of the zone in which it was written.

    The order is needed for dates such as 03/04/2026 alone.
    """
    clock = CLOCK_OF_A_DAY.search(text) if kind == "text" else None
    if clock is not None and len(text) <= LONGEST_REMEMBERED:
        alone = _known_date(kind, text[: clock.start()], order)
        if alone.value is not None and not alone.rule:
            return alone
    read = _known_date if len(text) <= LONGEST_REMEMBERED else _read_date
    return read(kind, text, order)


def _read_date(kind: str, text: str, order: str | None) -> Meaning:
    return _day(read_datetime(kind, ZONE_AFTER_TIME.sub(r"\1", text.rstrip()), order))


_known_date = lru_cache(REMEMBERED)(_read_date)


def day_of(text: str, order: str | None) -> date | None:
    """Day that a complete date in a text names; None where it names none."""
    value = read_date("text", text, order).value
    return value if isinstance(value, date) else None


def _day(meaning: Meaning) -> Meaning:
    """Meaning of an instant without its time."""
    if isinstance(meaning.value, datetime):
        return Meaning(meaning.value.date(), meaning.rule, meaning.message)
    return meaning


def read_datetime(kind: str, text: str, order: str | None) -> Meaning:
    """Instant that a cell names, in UTC; a text without zone is taken as it stands."""
    if kind == "number":
        return _serial(text)
    if kind in {"bool", "time", "duration"}:
        return unusable("not_a_date", text, DATE)
    missing = absent(kind, text, DATE)
    if missing is not None:
        return missing
    bare = _bare(text)
    found = _find(bare, order)
    return found or _with_earlier(bare, order) or _not_a_day(text)


def read_month(kind: str, text: str, order: str | None) -> Meaning:
    """First day of the month that a cell names, by the month alone or by any of its days."""
    bare = _bare(text)
    for form in MONTH_FORMS if kind == "text" else ():
        match = form.fullmatch(bare)
        month = _month(match.groupdict()) if match else None
        if match and month and month <= MONTHS_OF_A_YEAR:
            return _day(_in_range(_moment(year_of(match["year"]), month, 1), text))
    meaning = read_date(kind, text, order)
    if isinstance(meaning.value, date):
        return Meaning(meaning.value.replace(day=1), meaning.rule, meaning.message)
    return meaning


def month_end(first: date) -> date:
    """Last day of the month."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def _bare(text: str) -> str:
    """Text on one line, without a weekday before the date."""
    return _WEEKDAY.sub("", " ".join(text.split()))


def _find(bare: str, order: str | None) -> Meaning | None:
    """Meaning of a complete date; None if the text is none."""
    match = NUMERIC.fullmatch(bare)
    if match is not None:
        return _ordered(match.groupdict(), bare, order)
    for form in PLAIN:
        match = form.fullmatch(bare)
        parts = match.groupdict() if match else {}
        month = _month(parts) if match else None
        if month is not None:
            return _dated(parts, bare, month=month, day=int(parts["day"]))
    return None


def _ordered(parts: dict[str, str], bare: str, order: str | None) -> Meaning | None:
    first, second = int(parts["first"]), int(parts["second_part"])
    if first == second or max(first, second) > MONTHS_OF_A_YEAR:  # only one can be the month
        order = order or (DAY_FIRST if first >= second else MONTH_FIRST)
    if order == CONFLICT:
        message = f"{quoted(bare)} stands in a column with both 31/12 and 12/31. Write 2026-03-31."
        return Meaning(rule="date_order_conflict", message=message)
    if order is None:
        message = f"{quoted(bare)} is read only when the order of day and month is known."
        return Meaning(rule="date_order_unknown", message=message)
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    return _dated(parts, bare, month=month, day=day)


def _month(parts: dict[str, str]) -> int | None:
    if parts.get("word"):
        return month_of(parts["word"])
    return int(parts["month"])


def year_of(text: str) -> int:
    """Year that digits stand for; two of them lie in 1969 to 2068."""
    year = int(text)
    if len(text) > SHORT_YEAR:
        return year
    return year + (2000 if year <= CENTURY_PIVOT else 1900)


def _dated(parts: dict[str, str], bare: str, *, month: int, day: int) -> Meaning:
    moment = _moment(year_of(parts["year"]), month, day)
    clock = _clock(parts)
    if moment is None or clock is None:
        message = f"{quoted(bare)} is no day of the calendar. Write the date that was meant."
        return Meaning(rule="date_impossible", message=message)
    if not EARLIEST.year <= moment.year <= LATEST.year:
        return _in_range(None, bare)  # a clock beside the first or last year has no day to move to
    return _in_range(moment + clock, bare)


def _moment(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day)  # noqa: DTZ001 - a calendar day has no zone
    except ValueError:
        return None


def _clock(parts: dict[str, str]) -> timedelta | None:
    """Time after midnight, in UTC where a zone is given; None if there is no such time."""
    if not parts.get("hour"):
        return timedelta()
    hour, minute, second = (int(parts.get(part) or 0) for part in ("hour", "minute", "second"))
    half = (parts.get("half") or "").casefold()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        clock = time(hour, minute, second)
    except ValueError:
        return None
    since_midnight = timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
    return since_midnight - _offset(parts.get("zone"))


def _offset(zone: str | None) -> timedelta:
    if zone is None or zone in {"Z", "UTC"}:
        return timedelta()
    moment = datetime.strptime(zone.replace(":", ""), "%z")
    return moment.utcoffset() or timedelta()


def _in_range(moment: datetime | None, text: str) -> Meaning:
    if moment is not None and EARLIEST <= moment <= LATEST:
        return Meaning(moment)
    message = f"{quoted(text)} lies outside 1990 to 2100. Write the date that was meant."
    return Meaning(rule="date_out_of_range", message=message)


def _serial(text: str) -> Meaning:
    """Day that a spreadsheet shows for a number."""
    number = float(text)
    if number < 1 or int(number) == LEAP_DAY_THAT_NEVER_WAS:
        message = f"{quoted(text)} is no day of the calendar. Write the date that was meant."
        return Meaning(rule="date_impossible", message=message)
    if number > LAST_SERIAL:
        return unusable("not_a_date", text, DATE)
    seconds = round((number % 1) * 86_400)
    return _in_range(SERIAL_ZERO + timedelta(days=int(number), seconds=seconds), text)


def _with_earlier(bare: str, order: str | None) -> Meaning | None:
    """New date of a text such as "30 Jun 26 (31 Mar 26)"; the earlier one stays in the issue."""
    match = EARLIER_IN_BRACKETS.fullmatch(bare)
    if match is None:
        return None
    new, old = _find(match["new"], order), _find(match["old"], order)
    if new is None or old is None or new.value is None:
        return None
    message = (
        f"{quoted(bare)} holds two dates. The first is loaded; the one in brackets is taken for an "
        "earlier forecast, stands in this list alone, and is never taken for the baseline."
    )
    return Meaning(new.value, "earlier_date_in_brackets", message)


def _not_a_day(text: str) -> Meaning:
    bare = _bare(text)
    is_month = any(
        match and _month(match.groupdict()) for match in (f.fullmatch(bare) for f in MONTH_FORMS)
    )
    if is_month or (len(bare) <= LONGEST_SPAN and VAGUE.fullmatch(bare)):
        message = f"{quoted(text)} is a span, not a day. Write the day, such as 2026-09-30."
        return Meaning(rule="date_imprecise", message=message)
    return unusable("not_a_date", text, DATE)
