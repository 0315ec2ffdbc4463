"""The sheet's own totals, held against the records that they may add up."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import accumulate

import polars as pl

from pipelines.check.conventions import Conventions
from pipelines.check.inquiry import Field
from pipelines.check.rows import TROUBLE
from pipelines.check.sums import COUNTED, is_countable, numbers_of
from pipelines.region import DATA, TOTAL

Numbers = list[tuple[int, Decimal]]  # position and number, in the order of the positions


def mismatches(fields: Mapping[int, Field], conventions: Conventions) -> Iterator[pl.DataFrame]:
    """Yield the totals that are the sum of no records that they could stand for."""
    texts = [field for field in fields.values() if not field.types & COUNTED]
    for field in fields.values():
        if field.column.targets and is_countable(field) and _has_totals(field):
            yield _mismatches(field, texts, conventions)


def _has_totals(field: Field) -> bool:
    return not field.cells.filter(role=TOTAL).is_empty()


def _mismatches(field: Field, texts: Iterable[Field], conventions: Conventions) -> pl.DataFrame:
    counted = numbers_of(field, conventions).sort("position")
    records, totals = (_numbers(counted.filter(role=role)) for role in (DATA, TOTAL))
    raw = dict(field.cells.select("position", "text").iter_rows())
    alike = _alike(texts, [position for position, _ in totals])
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


def _alike(texts: Iterable[Field], totals: list[int]) -> dict[int, list[set[int]]]:
    """Positions of the records that carry the same word as a total, for each of its words."""
    found: dict[int, list[set[int]]] = {}
    for field in texts:
        words = field.cells.filter(role=TOTAL, kind="text").select("position", "text")
        records = field.cells.filter(role=DATA, kind="text").select("text", record="position")
        pairs = words.filter(pl.col("position").is_in(totals)).join(records, on="text")
        for position, group in pairs.group_by("position"):
            found.setdefault(int(str(position[0])), []).append(set(group["record"]))
    return found


def _sum_of(records: Numbers, positions: set[int]) -> Decimal:
    return sum((number for place, number in records if place in positions), Decimal(0))


def _last_digit(number: Decimal) -> Decimal:
    """One unit of the last digit that a number is written with: so much may rounding hide."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0))
