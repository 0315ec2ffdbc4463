"""Parents that lead nowhere: to the row itself, round in a circle, or to no row of the table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from pipelines.check.inquiry import Field
from pipelines.check.plausible import field_of, trouble_of
from pipelines.check.rows import Filled

PARENT = "parent_id"
OWN_ID = {"tasks": "task_id", "groups": "group_id"}
MESSAGES = {
    "self_parent": "This row names itself as the one above it. Name another, or leave it empty.",
    "parent_loop": "The rows above this one lead back to it. Name the one that stands highest.",
    "parent_unknown": "No row of this table has this key. Add the row, or correct the key.",
}


@dataclass(frozen=True)
class _Tree:
    above: Mapping[str, str]  # the parent of each key that has one
    keys: frozenset[str]

    def trouble_of(self, key: str) -> str:
        """Rule that a row breaks; empty where its parents end at a root."""
        parent = self.above[key]
        if parent == key:
            return "self_parent"
        if parent not in self.keys:
            return "parent_unknown"
        return "parent_loop" if self._returns_to(key) else ""

    def _returns_to(self, key: str) -> bool:
        seen = {key}
        place = self.above.get(key)
        while place is not None and place not in seen:
            seen.add(place)
            place = self.above.get(place)
        return place == key


def broken_parents(filled: Filled, fields: Mapping[int, Field]) -> Iterator[pl.DataFrame]:
    """Yield the cells of parents that lead nowhere.

    Where no cell at all names a row of the table, its keys are of another kind (the numbers of a
    tracker beside its keys): only the first is listed.
    """
    own = OWN_ID.get(filled.block.table)
    field = field_of(filled, PARENT, fields)
    if own is None or field is None:
        return
    rows = filled.rows.drop_nulls(own).unique(own, keep="first", maintain_order=True)
    above = dict(rows.drop_nulls(PARENT).select(own, PARENT).iter_rows())
    tree = _Tree(above, frozenset(rows[own]))
    rules = {key: tree.trouble_of(key) for key in above}
    broken = rows.filter(pl.col(own).is_in([key for key, rule in rules.items() if rule]))
    if above and set(rules.values()) == {"parent_unknown"}:
        broken = broken.head(1)
    for rule, message in MESSAGES.items():
        keys = [key for key in broken[own] if rules[key] == rule]
        yield trouble_of(broken.filter(pl.col(own).is_in(keys)), field, rule=rule, message=message)
