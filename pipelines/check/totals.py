"""The sheet's own totals, held against the records that they may add up."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, combinations

import polars as pl

from pipelines.check.conventions import Conventions
from pipelines.check.inquiry import Field
from pipelines.check.rows import TROUBLE
from pipelines.check.sums import COUNTED, is_countable, numbers_of
from pipelines.region import DATA, TOTAL

LEAST_WORD = 2  # letters of a word by which a total says what it is of
MOST_NAMED = 12  # groups of records that the words of one total name
NO_TEXTS = pl.DataFrame(schema={"position": pl.Int64, "role": pl.String, "text": pl.String})
Numbers = list[tuple[int, Decimal]]  # position and number, in the order of the positions


def mismatches(fields: Mapping[int, Field], conventions: Conventions) -> Iterator[pl.DataFrame]:
    """Yield the totals that are the sum of no records that they could stand for."""
    texts = [field for field in fields.values() if not field.types & COUNTED]
    counted = [each for each in fields.values() if each.column.targets and is_countable(each)]
    with_totals = [field for field in counted if _has_totals(field)]
    alike = _alike(texts) if with_totals else {}
    for field in with_totals:
        yield _mismatches(field, alike, conventions)


def _has_totals(field: Field) -> bool:
    return not field.cells.filter(role=TOTAL).is_empty()


def _mismatches(
    field: Field, alike: Mapping[int, list[set[int]]], conventions: Conventions
) -> pl.DataFrame:
    counted = numbers_of(field, conventions).sort("position")
    records, totals = (_numbers(counted.filter(role=role)) for role in (DATA, TOTAL))
    raw = dict(field.cells.select("position", "text").iter_rows())
    found = []
    for position, total in totals:
        sums = [*_sums_above(position, records, totals)]
        sums += [_sum_of(records, positions) for positions in alike.get(position, ())]
        nearest = min(sums, key=lambda each: abs(each - total))
        if abs(nearest - total) > _last_digit(total):
            message = (
                f"The sheet's own total is {total:,f}; its records add up to {nearest:,f}. "
                "The records are loaded; check the total."
            )
            found.append((position, field.position, "total_mismatch", raw[position], message))
    return pl.DataFrame(found, TROUBLE, orient="row")


def _numbers(counted: pl.DataFrame) -> Numbers:
    return [
        (position, Decimal(number))
        for position, number in counted.select("position", "number").iter_rows()
    ]


def _sums_above(position: int, records: Numbers, totals: Numbers) -> Iterator[Decimal]:
    """Sums of the records since any total before, of all records above, and of all records.

    The total of an outer group stands below those of its inner ones.
    """
    places = [place for place, _ in records]
    running = [Decimal(0), *accumulate(number for _, number in records)]
    above = running[bisect_left(places, position)]
    before = [place for place, _ in totals if place < position]
    yield from (above - running[bisect_left(places, place)] for place in reversed(before))
    yield above
    yield running[-1]


def _alike(texts: Sequence[Field]) -> dict[int, list[set[int]]]:
    """Positions of the records that each total may be of: those that carry words of its labels.

    "Total approved" is that of the records whose state is "Approved", "Total actual IT" that of
    the records which both words name.
    """
    written = [_written(field) for field in texts]
    labels = pl.concat([NO_TEXTS, *(each.filter(role=TOTAL) for each in written)])
    said = labels.group_by("position").agg("text").iter_rows()
    records = [each.filter(role=DATA) for each in written]
    distinct = [each["text"].unique().to_list() for each in records]
    found: dict[int, list[set[int]]] = {}
    for position, of_total in said:
        named = [
            set(each.filter(text=text)["position"])
            for each, words in zip(records, distinct, strict=True)
            for text in words
            if _is_said(text, of_total)
        ][:MOST_NAMED]
        both = (one & other for one, other in combinations(named, 2))
        found[position] = [*named, *(positions for positions in both if positions)]
    return found


def _written(field: Field) -> pl.DataFrame:
    """Cells of words of a column, without case."""
    cells = field.cells.filter(pl.col("kind") == "text")
    plain = pl.col("text").str.strip_chars().str.to_lowercase()
    return cells.select(
        pl.col("position").cast(pl.Int64), pl.col("role").cast(pl.String), text=plain
    )


def _is_said(text: str, labels: Sequence[str]) -> bool:
    """Whether a label is the text, or holds it as a word of its own: "Actual" in "All actuals"."""
    if text in labels:
        return True
    is_word = len(text) >= LEAST_WORD and text.isprintable() and not text.isdigit()
    if not is_word or not any(text in label for label in labels):
        return False
    return any(re.search(rf"(?<!\w){re.escape(text)}s?(?!\w)", label) for label in labels)


def _sum_of(records: Numbers, positions: set[int]) -> Decimal:
    return sum((number for place, number in records if place in positions), Decimal(0))


def _last_digit(number: Decimal) -> Decimal:
    """One unit of the last digit that a number is written with: so much may rounding hide."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0))
