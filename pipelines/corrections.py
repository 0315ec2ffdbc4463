"""Cells that a person corrected before the load: what was typed stands in for what was sent.

The bytes stay as they came. An answer ``cell:<sheet>:<cell>`` is the new text; it is taken as a
spreadsheet takes what is typed into the cell, and each corrected cell is listed with both texts.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from pipelines.answers import CELL, plain
from pipelines.book import CELL_SCHEMA, Book, Sheet, address, column_number
from pmo.ledger import Issue

CORRECTED = "corrected_cell"
CELL_ID = re.compile(r"([a-z]+)([1-9][0-9]*)")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
TEXT_FILE = "csv"  # kind of a book whose cells are all text


def cell_id(sheet: str, cell: str) -> str:
    """Id under which the new text of a cell is answered."""
    return f"{CELL}{plain(sheet)}:{plain(cell)}"


def corrected(book: Book, answers: Mapping[str, str]) -> Book:
    """Book with the corrected cells in place, each listed among its notes.

    Args:
        book: the file as read.
        answers: by question id; those of other kinds are left alone.
    """
    wanted = {key: text for key, text in answers.items() if key.startswith(CELL)}
    if not wanted:
        return book
    notes: list[Issue] = []
    sheets = []
    for sheet in book.sheets:
        cells = dict(_cells_of(sheet, wanted))
        notes.extend(_notes(sheet, cells))
        sheets.append(_with_cells(sheet, cells, is_text=book.kind == TEXT_FILE))
    return replace(book, sheets=tuple(sheets), notes=(*book.notes, *notes))


def _cells_of(sheet: Sheet, wanted: Mapping[str, str]) -> Iterator[tuple[tuple[int, int], str]]:
    """Row, column and new text of each cell of a sheet that was corrected."""
    before = cell_id(sheet.name, "")
    for key, text in wanted.items():
        place = CELL_ID.fullmatch(key.removeprefix(before)) if key.startswith(before) else None
        if place:
            yield (int(place[2]), column_number(place[1])), text


def _with_cells(sheet: Sheet, cells: Mapping[tuple[int, int], str], *, is_text: bool) -> Sheet:
    if not cells:
        return sheet
    typed = [
        (row, column, "text" if is_text else kind_of(text), text)
        for (row, column), text in cells.items()
    ]
    new = pl.DataFrame(typed, schema=CELL_SCHEMA, orient="row")
    rest = sheet.cells.join(new, on=["row", "column"], how="anti")
    marks = _without_looks(sheet.marks, new)
    return replace(sheet, cells=pl.concat([rest, new]).sort("row", "column"), marks=marks)


def _without_looks(marks: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Marks of a sheet; line, fill and ink said something of what stood in the cells before."""
    is_new = pl.struct("row", "column").is_in(
        new.select(pl.struct("row", "column")).to_series().implode()
    )
    return marks.with_columns(
        pl.when(~is_new).then("fill").alias("fill"),
        pl.when(~is_new).then("ink").alias("ink"),
        is_struck=pl.col("is_struck") & ~is_new,
    )


def kind_of(text: str) -> str:
    """Kind of cell that a spreadsheet makes of what is typed: number, date or text."""
    if NUMBER.fullmatch(text):
        return "number"
    try:
        date.fromisoformat(text)
    except ValueError:
        return "text"
    return "date" if len(text) == len("2026-03-31") else "text"


def _notes(sheet: Sheet, cells: Mapping[tuple[int, int], str]) -> Iterator[Issue]:
    for (row, column), text in sorted(cells.items()):
        stood = sheet.cells.filter((pl.col("row") == row) & (pl.col("column") == column))
        before = str(stood["text"].first()) if stood.height else ""
        message = f'Corrected by hand: read as "{text}". The file itself is unchanged.'
        yield Issue(sheet.name, address(row, column), CORRECTED, before, message)
