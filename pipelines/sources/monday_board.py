"""Board of monday.com: items in groups, each group with the header again, sub-items in between.

An item is a task of the board. A sub-item is a task below the item that stands nearest above it:
nothing else ties the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import polars as pl

from pipelines.book import Book, Sheet
from pipelines.lists import ROW, List
from pipelines.sources import Source, columns_of
from pmo.tables import TASKS

ITEM_ID = "Item ID (auto generated)"
NAME, SUBITEMS = "Name", "Subitems"
BOARD, GROUP, PARENT = "Board", "Group of the board", "Parent item"

Line = dict[int, str]


def arrange(book: Book) -> Book:
    """Part the items of each board from their sub-items."""
    if not any(_is_board(sheet) for sheet in book.sheets):
        return book
    sheets = (_arranged(sheet) if _is_board(sheet) else sheet for sheet in book.sheets)
    return replace(book, sheets=tuple(sheets))


def _is_board(sheet: Sheet) -> bool:
    headers = sheet.cells.filter(pl.col("text") == ITEM_ID)["row"]
    names = sheet.cells.filter(pl.col("text").str.strip_chars() == NAME)["row"]
    return bool(headers.is_in(names.implode()).any())


@dataclass
class _Board:
    """Rows of a board by what they are."""

    title: str = ""
    item_header: int = 0
    sub_header: int = 0
    items: dict[int, str] = field(default_factory=dict)  # row, and its group
    sub_items: dict[int, str] = field(default_factory=dict)  # row, and the id of its item
    others: dict[int, str] = field(default_factory=dict)  # row, and why it is no item


def _arranged(sheet: Sheet) -> Sheet:
    board = _read(sheet)
    if not board.item_header:
        return sheet
    items = pl.DataFrame(
        {ROW: list(board.items), GROUP: list(board.items.values())},
        schema={ROW: pl.Int32, GROUP: pl.String},
    ).with_columns(pl.lit(board.title or sheet.name).alias(BOARD))
    below = {row: why for row, why in board.others.items() if row > board.item_header}
    found = List(sheet, board.item_header).beside(
        items,
        rows=[*board.items, *below],
        set_aside=below,
        subject=board.title,
        is_coded=False,
    )
    if not board.sub_items:
        return found
    sub_items = pl.DataFrame(
        {ROW: list(board.sub_items), PARENT: list(board.sub_items.values())},
        schema={ROW: pl.Int32, PARENT: pl.String},
    ).with_columns(pl.lit(board.title or sheet.name).alias(BOARD))
    return List(found, board.sub_header).beside(
        sub_items, rows=board.sub_items, subject=board.title, is_coded=False
    )


def _read(sheet: Sheet) -> _Board:
    """Tell the rows of a board apart from top to bottom."""
    board = _Board()
    group = above = item = ""
    name_at = id_at = 1
    is_below_items = is_below_subs = False
    for row, line in _lines(sheet):
        texts = set(line.values())
        first = line.get(1, "")
        if ITEM_ID in texts and NAME in texts:
            is_below_subs = first == SUBITEMS
            is_below_items = not is_below_subs
            board.others[row] = "the header once more"
            name_at = _place(line, NAME)
            if is_below_items:
                id_at, group = _place(line, ITEM_ID), above
                board.item_header = board.item_header or row
            else:
                board.sub_header = board.sub_header or row
        elif is_below_subs and not first and line.get(name_at):
            board.sub_items[row] = item
        elif first and len(line) > 1 and (is_below_items or is_below_subs):
            board.items[row] = group
            item, is_below_items, is_below_subs = line.get(id_at, first), True, False
        elif first and len(line) == 1:
            board.title = board.title or first
            board.others[row] = "the name of a group"
            above, is_below_items, is_below_subs = first, False, False
        else:
            board.others[row] = "sums of a group"
    return board


def _lines(sheet: Sheet) -> Iterator[tuple[int, Line]]:
    """Rows with their filled cells by column."""
    texts = sheet.cells.select(ROW, "column", pl.col("text").str.strip_chars())
    filled = texts.filter(pl.col("text") != "")
    for (row,), cells in filled.group_by(ROW, maintain_order=True):
        yield int(str(row)), dict(cells.select("column", "text").iter_rows())


def _place(line: Line, name: str) -> int:
    return next(column for column, text in line.items() if text == name)


_OF_ITEMS = {
    ITEM_ID: "task_id",
    NAME: "task_name",
    BOARD: "project_id",
    "Status": "state",
    "Owner": "assignee",
    "Person": "assignee",
    "People": "assignee",
    "Date": "finish_date",
    "Due date": "finish_date",
    "Due Date": "finish_date",
    "Timeline - Start": "start_date",
    "Timeline - End": "finish_date",
}

SOURCE = Source(
    name="monday.com items",
    fills=(TASKS,),
    signs=(NAME, ITEM_ID, GROUP),
    headers=columns_of(TASKS, _OF_ITEMS | {GROUP: "labels"}, left=(SUBITEMS,)),
    parts=(
        Source(
            name="monday.com sub-items",
            fills=(TASKS,),
            signs=(NAME, ITEM_ID, PARENT),
            headers=columns_of(TASKS, _OF_ITEMS | {PARENT: "parent_id"}, left=(SUBITEMS,)),
        ),
    ),
    arrange=arrange,
)
