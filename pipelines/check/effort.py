"""Working time as senders write it: hours, days, shares of a month, into whole minutes."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

from pipelines.check.meaning import Meaning, quoted
from pipelines.check.numbers import LARGEST, read_number, rounded
from pipelines.check.words import unusable
from pmo.settings import Settings
from pmo.tables import MINUTES

UNITS = ("minutes", "hours", "days", "weeks", "months", "FTE", "percent", "seconds")
WORDS = {
    "minutes": ("m", "min", "mins", "minute", "minutes", "minuten"),
    "hours": ("h", "hr", "hrs", "hour", "hours", "std", "stunden", "heures", "horas", "ehrs"),
    "days": ("d", "day", "days", "tage", "pt", "jours", "días", "dias", "md", "edays", "mandays"),
    "weeks": ("w", "wk", "wks", "week", "weeks", "wochen", "ewks", "semaines", "semanas"),
    "months": ("mon", "mons", "month", "months", "monate", "mois", "meses"),
    "FTE": ("fte", "ftes", "etp", "vzä"),
    "percent": ("%", "percent", "pct"),
    "seconds": ("s", "sec", "secs", "second", "seconds", "stc"),
}
UNIT_OF_WORD = {word: unit for unit, words in WORDS.items() for word in words}
OF_A_MONTH = {"FTE", "percent"}  # units that count minutes only together with a month
ANY_MONTH = date(2000, 1, 1)  # their ratio is the same in each
HOUR = Fraction(60)  # in which durations count where a column has no unit
WORKING_DAYS = range(5)  # Monday to Friday
CLOCK = re.compile(  # no more than 59 minutes and seconds: "7:75" may be meant for 7.75
    r"(\d+)\s*[:h]\s*([0-5]?\d)?(?::([0-5]\d)(?:\.\d+)?)?\s*(?:m|min)?", re.IGNORECASE
)
ISO_DURATION = re.compile(r"P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", re.IGNORECASE)
COUNTED = re.compile(r"~?(?P<number>.*?\d)\s*(?P<unit>[^\W\d_]+|%)\.?\??")


@dataclass(frozen=True)
class EffortFormat:
    """How the working times of one column are written."""

    mark: str | None
    unit: str | None  # one of UNITS; None while nobody has said
    settings: Settings
    is_week: bool = False  # whether its shares are of a week, not of a month

    def minutes(self, unit: str | None, month: date | None) -> Fraction | None:
        """Minutes in one of a unit; None for no unit, or a share of a month without the month."""
        day = self.settings.minutes_per_day
        fixed = {
            "seconds": Fraction(1, 60),
            "minutes": Fraction(1),
            "hours": Fraction(60),
            "days": Fraction(day),
            "weeks": Fraction(day * self.settings.days_per_week),
            "months": Fraction(day * self.settings.days_per_month),
        }
        if month is not None:
            days = self.settings.days_per_week if self.is_week else working_days(month)
            full = Fraction(days * day)
            fixed |= {"FTE": full, "percent": full / 100}
        return fixed.get(unit or "")


def unit_of(words: str) -> str | None:
    """Unit that the words of a header name, such as "h", "FTE" or "Planned days"."""
    named = re.findall(r"[^\W\d_]+|%", words.casefold())
    return next((UNIT_OF_WORD[word] for word in reversed(named) if word in UNIT_OF_WORD), None)


@cache
def working_days(month: date) -> int:
    """Mondays to Fridays of the month."""
    first_weekday, length = monthrange(month.year, month.month)
    return sum((first_weekday + day) % 7 in WORKING_DAYS for day in range(length))


def read_effort(kind: str, text: str, month: date | None, form: EffortFormat) -> Meaning:
    """Minutes that a cell names; the factor counts them in one unit of the column's."""
    per_unit = form.minutes(form.unit, month)
    clock = clock_minutes(text) if kind in {"duration", "time", "text"} else None
    number, unit = counted(text) if kind == "text" else (text, None)
    is_other = clock is not None or (unit is not None and unit not in OF_A_MONTH)
    if is_other == (form.unit in OF_A_MONTH) and (clock is not None or unit):
        return unusable("text_in_number", text, MINUTES)
    if clock is not None:
        return _whole(clock, per_unit)
    meaning = read_number(kind, number, MINUTES, form.mark)
    if not isinstance(meaning.value, Decimal):
        return meaning if unit is None else unusable("text_in_number", text, MINUTES)
    minutes = form.minutes(unit, month) if unit else per_unit
    if minutes is None:
        return Meaning(rule="unit_unknown", message=f"The unit of {quoted(text)} is not known.")
    if abs(meaning.value * minutes.numerator) > LARGEST:
        return unusable("number_out_of_range", text, MINUTES)
    return _whole(Fraction(meaning.value) * minutes, per_unit)


def clock_minutes(text: str) -> Fraction | None:
    """Minutes of 7:30, 27:30:00, 7h30 or PT8H0M0S; None for other texts."""
    iso = ISO_DURATION.fullmatch(text.strip())
    match = CLOCK.fullmatch(text.strip())
    if iso is not None and any(iso.groups()):
        days, hours, minutes, seconds = (int(part or 0) for part in iso.groups())
        return Fraction((days * 24 + hours) * 60 + minutes) + Fraction(seconds, 60)
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return Fraction(hours * 60 + minutes) + Fraction(seconds, 60)


def counted(text: str) -> tuple[str, str | None]:
    """Number and unit of a text such as "5 days?" or "180 hrs"; the text itself without one."""
    match = COUNTED.fullmatch(text.strip())
    unit = UNIT_OF_WORD.get(match["unit"].casefold()) if match else None
    return (match["number"], unit) if match and unit else (text, None)


def _whole(minutes: Fraction, per_unit: Fraction | None) -> Meaning:
    exact = Decimal(minutes.numerator) / Decimal(minutes.denominator)
    return Meaning(rounded(exact), factor=str(per_unit or HOUR))
