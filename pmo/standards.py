"""The standards in force on a date: shipped defaults as dated data."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("standards.toml")
FOREVER = date(9999, 12, 31)


@dataclass(frozen=True)
class Band:
    """Values that earn a colour; an open end is None."""

    lowest: float | None
    highest: float | None

    def __str__(self) -> str:
        """Return the band as the standards write it."""
        if self.lowest is None:
            return f"<= {self.highest:g}"
        if self.highest is None:
            return f">= {self.lowest:g}"
        return f"{self.lowest:g} .. {self.highest:g}"


@dataclass(frozen=True)
class Limit:
    """What makes a metric green and amber from a day on; beyond amber it is red."""

    metric: str
    measure: str | None
    limit_class: str | None  # a stricter rule for some rows, such as key milestones
    level: str | None  # only readings by this level; a count per project says nothing of a group
    from_date: date
    green: Band
    amber: Band
    origin: str

    @property
    def text(self) -> str:
        """The limit in a few words."""
        return f"green {self.green}, amber {self.amber}"


@dataclass(frozen=True)
class Number:
    """A number that metrics read by its rule, from a day on until the next one."""

    rule: str
    from_date: date
    until_date: date  # exclusive
    value: float

    @property
    def is_newest(self) -> bool:
        """Whether no later number follows."""
        return self.until_date == FOREVER


@dataclass(frozen=True)
class Standards:
    """Everything that ``standards.toml`` holds."""

    calendar: str
    numbers: tuple[Number, ...]
    words: tuple[tuple[str, str, str], ...]  # list, sender's word, our word
    limits: tuple[Limit, ...]  # newest first

    def limits_of(self, metric: str) -> tuple[Limit, ...]:
        """Limits of a metric, newest first."""
        return tuple(limit for limit in self.limits if limit.metric == metric)

    def limits_on(self, metric: str, day: date) -> tuple[Limit, ...]:
        """Limits of a metric in force on a day: of those for the same rows, the newest."""
        in_force: dict[tuple[str | None, ...], Limit] = {}
        for limit in self.limits_of(metric):
            if limit.from_date <= day:
                in_force.setdefault((limit.measure, limit.limit_class, limit.level), limit)
        return tuple(in_force.values())

    def number(self, rule: str, day: date | None = None) -> float:
        """Number in force on a day; the newest where no day is known.

        Raises:
            KeyError: the standards hold no such number on that day.
        """
        for number in self.numbers:
            is_in_force = day is not None and number.from_date <= day < number.until_date
            if number.rule == rule and (is_in_force or (day is None and number.is_newest)):
                return number.value
        raise KeyError(rule)

    def fiscal_year_start_month(self, day: date | None = None) -> int:
        """Month in which the fiscal year that holds a day begins."""
        return int(self.number("fiscal_year_start_month", day))


@cache
def standards() -> Standards:
    """Return the shipped standards.

    Raises:
        ValueError: the file holds a band that cannot be read.
    """
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    limits = [
        Limit(
            metric=entry["metric"],
            measure=entry.get("measure"),
            limit_class=entry.get("class"),
            level=entry.get("level"),
            from_date=entry["from"],
            green=band(entry["green"]),
            amber=band(entry["amber"]),
            origin=entry["origin"],
        )
        for entry in content["limit"]
    ]
    return Standards(
        calendar=content["calendar"],
        numbers=_numbers(content["number"]),
        words=tuple(
            (name, word, ours)
            for name, entries in content["words"].items()
            for ours, theirs in entries.items()
            for word in theirs
        ),
        limits=tuple(sorted(limits, key=lambda limit: limit.from_date, reverse=True)),
    )


def band(text: str) -> Band:
    """Read "<= 5", ">= -0.02" or "0.60 .. 0.85".

    Raises:
        ValueError: the text is none of these.
    """
    if found := re.fullmatch(r"<= (-?[\d.]+)", text):
        return Band(None, float(found[1]))
    if found := re.fullmatch(r">= (-?[\d.]+)", text):
        return Band(float(found[1]), None)
    if found := re.fullmatch(r"(-?[\d.]+) \.\. (-?[\d.]+)", text):
        return Band(float(found[1]), float(found[2]))
    message = f'"{text}" is no band. Write "<= 5", ">= -0.02" or "0.60 .. 0.85".'
    raise ValueError(message)


def _numbers(entries: Sequence[Mapping[str, Any]]) -> tuple[Number, ...]:
    by_rule: dict[str, list[tuple[date, float]]] = {}
    for entry in entries:
        by_rule.setdefault(entry["rule"], []).append((entry["from"], float(entry["value"])))
    numbers = []
    for rule, values in by_rule.items():
        values.sort()
        ends = [day for day, _ in values[1:]] + [FOREVER]
        numbers += [
            Number(rule, day, end, value) for (day, value), end in zip(values, ends, strict=True)
        ]
    return tuple(numbers)
