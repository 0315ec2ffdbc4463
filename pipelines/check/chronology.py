"""What must come first as evidence of the order of day and month: starts, ends, gates in a row."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.check import dates
from pipelines.check.inquiry import Field
from pipelines.region import DATA

STARTS = {"finish": "start", "end": "start", "closed": "opened", "resolved": "opened"}
LEAST_BROKEN = 2  # pairs that the other order turns round; one may be a slip
Days = Mapping[int, date]  # by the position of the record
Pair = tuple[Field, Field]  # what comes first, and what cannot come before it


@dataclass(frozen=True)
class Evidence:
    """An order in which nothing ends before it starts, and what the other one turns round."""

    order: str
    pairs: int  # of days that were compared
    broken: int  # by the other order

    @property
    def words(self) -> str:
        """What speaks for the order, with its figures."""
        (other,) = {*dates.ORDERS} - {self.order}
        return (
            f"Read {self.order}, all {self.pairs} pairs of dates follow each other; "
            f"read {other}, {self.broken} do not."
        )


def evidence(
    field: Field, fields: Sequence[Field], proofs: Mapping[int, dates.OrderProof]
) -> Evidence | None:
    """Order of a column that proves none, by what must come before or after its days.

    Args:
        field: the column.
        fields: all columns of dates of the region.
        proofs: what the columns prove by themselves; one that proves nothing is taken to be
            written like the field.
    """
    pairs = [pair for pair in _pairs(fields) if field in pair]
    counts = {order: _compared(pairs, order, proofs) for order in dates.ORDERS}
    for order, other in (dates.ORDERS, dates.ORDERS[::-1]):
        (compared, broken), (_, broken_by_other) = counts[order], counts[other]
        if compared and not broken and broken_by_other >= LEAST_BROKEN:
            return Evidence(order, compared, broken_by_other)
    return None


def _pairs(fields: Sequence[Field]) -> Iterator[Pair]:
    """Columns of which the first cannot hold a later day than the second."""
    by_name = {target.name: field for field in fields for target in field.column.targets}
    for name, later in by_name.items():
        earlier = next((by_name.get(name.replace(w, STARTS[w])) for w in STARTS if w in name), None)
        if earlier is not None and earlier is not later:
            yield earlier, later
    gates: dict[str, list[Field]] = {}
    for field in fields:
        for target in field.column.targets:
            if target.table == "milestones" and target.fixed:
                gates.setdefault(target.column, []).append(field)
    for in_a_row in gates.values():
        yield from itertools.pairwise(in_a_row)


def _compared(
    pairs: Sequence[Pair], order: str, proofs: Mapping[int, dates.OrderProof]
) -> tuple[int, int]:
    """How many pairs of days there are, and how many stand the wrong way round."""
    compared = broken = 0
    for earlier, later in pairs:
        first, second = (_days(each, order, proofs[each.position]) for each in (earlier, later))
        both = first.keys() & second.keys()
        compared += len(both)
        broken += sum(first[position] > second[position] for position in both)
    return compared, broken


def _days(field: Field, order: str, proof: dates.OrderProof) -> Days:
    """Days of the records, in the column's own order where it proves one."""
    own = proof.proven or order
    cells = field.cells.filter(role=DATA).select("position", "kind", "text")
    found = (
        (position, dates.read_date(kind, text, own).value)
        for position, kind, text in cells.iter_rows()
    )
    return {position: day for position, day in found if isinstance(day, date)}
