"""Cells of the sender's that canonical columns of names came from, and what is told of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import polars as pl

from pipelines.check import Checked
from pipelines.check.addresses import cell_of
from pipelines.check.values import clean
from pipelines.naming.columns import STAND_INS
from pipelines.region import DATA
from pmo.ledger import Issue

Told = Callable[[str], tuple[str, str] | None]  # rule and message about a text, if any


def listed(checked: Checked, columns: Sequence[str], told: Told) -> Iterator[Issue]:
    """Yield an issue for each cell of some canonical columns of which something is told."""
    if checked.material is None:
        return
    region = checked.material.region
    for field in checked.material.fields.values():
        targets = {target.column for target in field.column.targets}
        if not targets & {*columns, *_stand_ins(checked, columns)} or field.position < 1:
            continue
        cells = field.cells.filter(role=DATA).select(
            "text",
            name=clean(pl.col("text"), is_prose=False),
            cell=cell_of(region, pl.col("position"), pl.lit(field.position)),
        )
        found = {name: told(name) for name in cells["name"].drop_nulls().unique()}
        for text, name, cell in cells.iter_rows():
            about = found.get(name)
            if about is not None:
                yield Issue(region.sheet, cell, about[0], text, about[1])


def _stand_ins(checked: Checked, columns: Sequence[str]) -> Iterator[str]:
    """Yield names that stand for keys which the sender does not write."""
    filled = {name.partition(".")[2] for each in checked.record.columns for name in each.columns}
    yield from (name for key, name in STAND_INS.items() if key in columns and key not in filled)


def with_issues(checked: Checked, issues: Sequence[Issue]) -> Checked:
    """Region with these issues listed after its own."""
    new = dict.fromkeys(each for each in issues if each not in checked.record.issues)
    if not new:
        return checked
    return replace(checked, record=replace(checked.record, issues=(*checked.record.issues, *new)))
