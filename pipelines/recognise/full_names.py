"""Names of people in two columns, first and last, which together say who a row is about."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from pipelines.recognise.carried import Carried, Records, frame_of
from pipelines.recognise.columns import Field
from pipelines.recognise.halves import halves
from pipelines.recognise.own_keys import has_column
from pipelines.region import RegionColumn, Target
from pmo.tables import TABLES

FULL_NAME = -3  # place of the column that both make up
SCORE = 0.9
PERSON = ("person_name", "person_id")


def without_half(columns: Sequence[RegionColumn], fields: Sequence[Field]) -> list[RegionColumn]:
    """Columns, the one of a last name filling nothing by itself: both halves do together."""
    found = halves(fields)
    if found is None:
        return list(columns)
    first, last = found
    why = f'with "{first.header.shown}" it names the person'
    return [
        replace(column, targets=(), why=why) if _is_half(column, last) else column
        for column in columns
    ]


def _is_half(column: RegionColumn, last: Field) -> bool:
    targets = {target.column for target in column.targets}
    return column.position == last.position and bool(targets) and targets <= {*PERSON}


def joined(records: Records) -> Iterator[Carried]:
    """First and last name of each record as one, where nothing else names its person."""
    target = _wanted(records)
    found = halves(records.table.fields)
    if target is None or found is None:
        return
    first, last = found
    given, family = (_texts(records, one.position) for one in (first, last))
    rows = [
        (
            record,
            FULL_NAME,
            "text",
            " ".join(text for text in (given.get(record, ""), family.get(record, "")) if text),
            records.grid.cell(record, last.position),
        )
        for record in records.data
        if record in given or record in family
    ]
    if not rows:
        return
    header = f"{first.header.shown} + {last.header.shown}"
    why = f'"{first.header.shown}" and "{last.header.shown}" name the person together'
    where = rows[0][-1]
    column = RegionColumn(header, FULL_NAME, where, (target,), "", SCORE, why)
    yield Carried(frame_of(rows), (column,))


def _wanted(records: Records) -> Target | None:
    """Column that the whole names fill, unless another column of the sender fills it."""
    table = TABLES[records.name]
    for column in PERSON:
        if has_column(table, column):
            taken = records.field_of(column)
            return Target(table.name, column) if taken is None else None
    return None


def _texts(records: Records, field: int) -> dict[int, str]:
    cells = records.grid.cells.filter(pl.col("column") == field)
    return {row: " ".join(text.split()) for row, text in cells.select("row", "text").iter_rows()}
