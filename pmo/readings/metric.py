"""A metric: a query, or a function, whose header is its definition."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from inspect import signature

import polars as pl

RATIO = "ratio"  # sum of numerators over sum of denominators, of units that have both
SUM = "sum"
WORST = "worst"  # groups have the worst, named, the median, the 80th percentile, the number late
SHORTFALL = "shortfall"  # sum per role; above it what is short is added, never netted
RECOUNT = "recount"  # count the units of each category again
NONE = "none"  # has no meaning above its own grain
ROLL_UPS = (RATIO, SUM, WORST, SHORTFALL, RECOUNT, NONE)

UNITS = {  # unit of a value, and how a reader says it
    "days": "days",
    "working days": "working days",
    "money": "money",  # minor units of the reading's currency
    "share": "%",  # 0..1
    "part": "",  # 0..1, said as "9 of 14"
    "ratio": "",
    "count": "",
    "minutes": "hours",
    "fte": "FTE",
    "periods": "periods",
    "colour": "",
    "state": "",
    "date": "",
}
WHOLE = ("money", "count", "minutes", "share", "part", "colour", "state")  # shares: of such numbers
PLAIN = "plain"  # after a measure: the metric's words do not fit it
BETTER = ("higher", "lower", "band", "none")

FIELDS = (
    "title", "question", "grain", "unit", "roll-up", "measure", "better", "words", "categories",
    "months", "dates", "rows", "definition", "source", "input",
)  # fmt: skip
GRAINS = (
    "organisation", "project", "milestone", "task", "person", "role", "request", "transfer", "load",
)  # fmt: skip
FIELD = re.compile(r"--\s+([a-z-]+):\s+(.*?)(?=\s+--\s+[a-z-]+:|$)", re.MULTILINE)
COMMENT = re.compile(r"--.*")
SOURCE_NAMES = re.compile(r"\b(?:from|join)\s+([a-z_]+)")


@dataclass(frozen=True)
class Measure:
    """One of the values that a metric gives."""

    name: str | None  # None where the metric has only one
    unit: str
    roll_up: str
    words: tuple[str, ...] = ()  # for a positive value, a negative one, and none


@dataclass(frozen=True)
class Input:
    """Rows of a canonical table that a reading rests on, for its trace."""

    table: str
    column: str
    condition: str  # SQL over the table's columns and ``asked``


@dataclass(frozen=True)
class Metric:
    """A metric as its file declares it."""

    name: str
    text: str  # of the whole file
    title: str
    question: str
    definition: str
    source: str
    better: str
    grain: str  # project, milestone, task, person, role, request
    measures: tuple[Measure, ...]
    inputs: tuple[Input, ...]
    categories: tuple[str, ...] = ()  # of a recount, in the order they are shown
    months: tuple[int, int] | None = None  # pooled months, counted from the status date's month
    reads_history: bool = False  # needs every earlier status date
    is_kept: bool = False  # costly, and read by several metrics: its rows are kept for the next
    function: Callable[..., pl.DataFrame] | None = None  # of a metric that is written in Python

    @property
    def headline(self) -> Measure:
        """The measure that a card shows."""
        return self.measures[0]

    @cached_property
    def is_exact(self) -> bool:
        """Whether values are whole numbers to be added, so that no order changes a roll-up."""
        return all(
            measure.roll_up in (SUM, RATIO, RECOUNT) and measure.unit in WHOLE
            for measure in self.measures
        )

    @cached_property
    def relations(self) -> tuple[str, ...]:
        """Names that it reads from: tables, shipped relations, other metrics."""
        if self.function is not None:
            return tuple(signature(self.function).parameters)
        return tuple(dict.fromkeys(SOURCE_NAMES.findall(COMMENT.sub("", self.text))))

    @cached_property
    def text_hash(self) -> str:
        """Hash of the whole text, definition and query."""
        return sha256(self.text.encode()).hexdigest()[:16]


def parse_metric(name: str, text: str) -> Metric:
    """Read the header of a metric's file.

    Raises:
        ValueError: a field is missing or holds a word that nobody knows.
    """
    fields: dict[str, list[str]] = {}
    header = text[: _end_of_header(text)]
    for field, value in FIELD.findall(header):
        fields.setdefault(_known(name, field, FIELDS), []).append(value.strip())
    missing = [
        f for f in ("title", "question", "definition", "source", "better") if f not in fields
    ]
    if missing:
        message = f'Metric "{name}" lacks {", ".join(missing)} in its header.'
        raise ValueError(message)
    return Metric(
        name=name,
        text=text,
        title=fields["title"][0],
        question=fields["question"][0],
        definition=" ".join(fields["definition"]),
        source=fields["source"][0],
        better=_known(name, fields["better"][0], BETTER),
        grain=_known(name, fields.get("grain", ["project"])[0], GRAINS),
        measures=_measures(name, fields),
        inputs=tuple(_input(name, line) for line in fields.get("input", [])),
        categories=_list(fields, "categories", ","),
        months=_months(fields),
        reads_history=_says(name, fields, "dates", "all so far"),
        is_kept=_says(name, fields, "rows", "kept"),
    )


def _end_of_header(text: str) -> int:
    lines = text.splitlines(keepends=True)
    length = 0
    for line in lines:
        if not line.startswith("--"):
            break
        length += len(line)
    return length


def _measures(name: str, fields: dict[str, list[str]]) -> tuple[Measure, ...]:
    lines = fields.get("measure")
    if not lines:
        lines = [f" | {fields['unit'][0]} | {fields['roll-up'][0]}"]
    measures = []
    for line in lines:
        measure, unit, roll_up, *plain = (part.strip() for part in line.split("|"))
        _known(name, unit, tuple(UNITS))
        words = () if plain == [PLAIN] else _list(fields, "words", "/")
        measures.append(Measure(measure or None, unit, _known(name, roll_up, ROLL_UPS), words))
    return tuple(measures)


def _input(name: str, line: str) -> Input:
    column, _, condition = line.partition(" where ")
    table, _, column = column.strip().partition(".")
    if not column:
        message = f'Metric "{name}": an input is written "table.column where condition".'
        raise ValueError(message)
    return Input(table, column, condition.strip() or "true")


def _months(fields: dict[str, list[str]]) -> tuple[int, int] | None:
    if "months" not in fields:
        return None
    first, _, last = fields["months"][0].partition(" to ")
    return int(first), int(last)


def _list(fields: dict[str, list[str]], field: str, separator: str) -> tuple[str, ...]:
    return tuple(
        part.strip() for part in fields.get(field, [""])[0].split(separator) if part.strip()
    )


def _says(name: str, fields: dict[str, list[str]], field: str, text: str) -> bool:
    """Whether a field that has only one possible text is there."""
    return field in fields and _known(name, fields[field][0], (text,)) == text


def _known(name: str, word: str, known: tuple[str, ...]) -> str:
    if word not in known:
        message = f'Metric "{name}": "{word}" is none of {", ".join(known)}.'
        raise ValueError(message)
    return word
