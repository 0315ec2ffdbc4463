"""Tasks whose parents are told by outline levels or by blanks before their names."""

from collections.abc import Iterator, Mapping

import polars as pl

from pipelines.recognise.carried import Carried, Records, frame_of
from pipelines.region import ROWS, RegionColumn, Target
from pmo.ledger import Issue

PARENT, KIND = -1, -2  # places of the columns that the outline makes up
SCORE = 0.9


def nested(records: Records) -> Iterator[Carried]:
    """Parent of each task below another, and the tasks that only sum up those below them."""
    name = records.field_of("task_name")
    is_told = records.name != "tasks" or name is None or records.field_of("parent_id")
    if is_told or records.grid.orientation != ROWS:
        return
    key = records.field_of("task_id") or name
    levels, how = _levels(records, name)
    parents = _parents(records.data, levels)
    if not parents:
        return
    keys = _texts(records, key)
    rows = [
        (child, PARENT, "text", keys[parent].strip(), records.grid.cell(parent, key))
        for child, parent in parents.items()
        if parent in keys
    ]
    above = sorted(set(parents.values()))
    where = records.grid.cell(above[0], name)
    why = f"rows below another by {how}: {len(parents)}"
    columns = [RegionColumn("Parent", PARENT, where, (_target("parent_id"),), "", SCORE, why)]
    if records.field_of("task_kind") is None:
        rows += [(row, KIND, "text", "summary", records.grid.cell(row, name)) for row in above]
        kind = _target("task_kind")
        columns.append(RegionColumn("Summary", KIND, where, (kind,), "", SCORE, why))
    text = f"{why}. Rows with others below them are summaries and are not added up."
    note = Issue(records.decided.sheet, where, "outline_as_parents", "", text)
    yield Carried(frame_of(rows), tuple(columns), (note,))


def _target(column: str) -> Target:
    return Target("tasks", column)


def _levels(records: Records, name: int) -> tuple[Mapping[int, int], str]:
    """Depth of each record, by the outline of the sheet or the blanks before its name."""
    sheet = records.grid.sheet
    if sheet is not None and sheet.outline:
        return sheet.outline, "the outline of the rows or the indents of their texts"
    texts = _texts(records, name)
    blanks = {record: len(text) - len(text.lstrip()) for record, text in texts.items()}
    return blanks, "the blanks before their names"


def _texts(records: Records, field: int) -> dict[int, str]:
    cells = records.grid.cells.filter(pl.col("column") == field)
    return dict(cells.select("row", "text").iter_rows())


def _parents(data: list[int], levels: Mapping[int, int]) -> dict[int, int]:
    """Record above each one that lies deeper than some record before it."""
    parents: dict[int, int] = {}
    open_rows: list[int] = []
    for record in data:
        while open_rows and levels.get(open_rows[-1], 0) >= levels.get(record, 0):
            open_rows.pop()
        if open_rows:
            parents[record] = open_rows[-1]
        open_rows.append(record)
    return parents
