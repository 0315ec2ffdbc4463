"""Totals that nobody labelled: rows of numbers alone, each the sum of those above it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import accumulate

import polars as pl

from pipelines.recognise.grid import Grid
from pipelines.recognise.questions import Decided
from pipelines.region import DATA, TOTAL
from pmo.ledger import Question

ASKED = "unlabelled_total"
DROP, KEEP = "total", "data"
WHY = "no label, and its numbers add up the rows above"
LEAST_ADDENDS = 2
MOST_BARE = 20  # records without a label; where there are more, labels are what a table lacks
NOT_OF_A_NUMBER = "[^0-9.,()\\-\u2212]"


@dataclass(frozen=True)
class Numbers:
    """Numbers of one field by record, with their running sums."""

    records: list[int]
    running: list[Decimal]  # one more than records, from zero on

    @classmethod
    def of(cls, pairs: Sequence[tuple[int, Decimal]]) -> "Numbers":
        """Numbers with their records, in order."""
        sums = accumulate((number for _, number in pairs), initial=Decimal(0))
        return cls([record for record, _ in pairs], [*sums])

    def has(self, record: int) -> bool:
        """Whether a record has a number in this field."""
        place = bisect_left(self.records, record)
        return place < len(self.records) and self.records[place] == record

    def at(self, record: int) -> Decimal:
        """Number of a record."""
        place = bisect_left(self.records, record)
        return self.running[place + 1] - self.running[place]

    def between(self, edge: int, record: int) -> Decimal | None:
        """Sum of the records between two; None where there are too few to make a sum."""
        first, last = bisect_right(self.records, edge), bisect_left(self.records, record)
        if last - first < LEAST_ADDENDS:
            return None
        return self.running[last] - self.running[first]


@dataclass(frozen=True)
class Unlabelled:
    """Records below a header with their roles, and the fields that a total would label."""

    grid: Grid
    marked: pl.DataFrame  # record, role and why among its columns
    labels: Sequence[int]  # fields that hold texts
    decided: Decided

    @property
    def totals(self) -> list[int]:
        """Data records without a label whose every number is the sum of the records above."""
        numbers = self.grid.cells.filter(~pl.col("column").is_in(list(self.labels)))
        bare = self._bare(numbers)
        if not bare or len(bare) > MOST_BARE:
            return []
        edges = [0, *self.marked.filter(role=TOTAL)["record"]]
        data = numbers.filter(pl.col("row").is_in(self._data.implode()))
        found: list[int] = []
        for record in bare:
            is_addend = ~pl.col("row").is_in(found)
            if _adds_up(record, _by_field(data.filter(is_addend)), [*edges, *found]):
                found.append(record)
        return found

    @property
    def _data(self) -> pl.Series:
        return self.marked.filter(role=DATA)["record"]

    def _bare(self, numbers: pl.DataFrame) -> list[int]:
        """Data records that hold numbers and no label."""
        bare = self._data
        for field in self.labels:  # most often the first leaves none
            labelled = self.grid.cells.filter(column=field)["row"]
            bare = bare.filter(~bare.is_in(labelled.implode()))
            if bare.is_empty():
                return []
        rows = numbers.filter(pl.col("row").is_in(bare.implode()))
        return rows["row"].unique().sort().to_list()


def without_totals(found: Unlabelled, totals: Sequence[int]) -> pl.DataFrame:
    """Roles of the records, those totals left out unless a person said that they are data."""
    if not totals or found.decided.answer(ASKED) == KEEP:
        return found.marked
    is_total = pl.col("record").is_in(list(totals))
    role = pl.col("role").cast(pl.String)
    return found.marked.with_columns(
        role=pl.when(is_total).then(pl.lit(TOTAL)).otherwise(role).cast(found.marked["role"].dtype),
        why=pl.when(is_total).then(pl.lit(WHY)).otherwise("why"),
    )


def about_totals(found: Unlabelled, totals: Sequence[int]) -> Iterator[Question]:
    """Ask whether rows that add up the ones above are totals."""
    if not totals:
        return
    lines = ", ".join(str(found.grid.position(record)) for record in totals[:5])
    yield Question(
        found.decided.id_of(ASKED),
        found.decided.sheet,
        "",
        f"Sums of the rows above stand without a label in line {lines}. "
        "Are they totals, which are checked and not loaded?",
        (DROP, KEEP),
        DROP,
    )


def _by_field(numbers: pl.DataFrame) -> dict[int, Numbers]:
    """Numbers of each field, in the order of the records."""
    found: dict[int, list[tuple[int, Decimal]]] = {}
    plain = pl.col("text").str.replace_all(NOT_OF_A_NUMBER, "")
    for row, column, text in numbers.select("row", "column", plain).iter_rows():
        if (number := _number(text)) is not None:
            found.setdefault(column, []).append((row, number))
    return {field: Numbers.of(pairs) for field, pairs in found.items()}


def _number(text: str) -> Decimal | None:
    """Number of digits and marks; a mark before three last digits parts thousands."""
    is_less = text.startswith(("-", "\u2212", "("))
    digits = text.strip("-\u2212()")
    whole, mark, part = digits, "", ""
    for sign in ".,":
        head, found, tail = digits.rpartition(sign)
        if found and len(tail) != 3 and len(tail) < len(part or digits):  # noqa: PLR2004
            whole, mark, part = head, ".", tail
    try:
        number = Decimal(whole.replace(".", "").replace(",", "") + mark + part)
    except InvalidOperation:
        return None
    return -number if is_less else number


def _adds_up(record: int, fields: Mapping[int, Numbers], edges: Sequence[int]) -> bool:
    """Whether every number of a record is the sum above it, since one of the totals before.

    The total of an outer group stands below those of its inner ones.
    """
    own = [(numbers, numbers.at(record)) for numbers in fields.values() if numbers.has(record)]
    before = sorted((edge for edge in edges if edge < record), reverse=True)
    return any(number for _, number in own) and any(
        all(numbers.between(edge, record) == number for numbers, number in own) for edge in before
    )
