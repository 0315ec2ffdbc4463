"""Sheets as people lay them out, and the workbooks made of them: same content, same bytes."""

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | None
MADE = datetime(2026, 11, 2, 8, 0)  # noqa: DTZ001 - stamped into the workbooks, so it never moves


@dataclass(frozen=True)
class Sheet:
    """One table with what stands above and below it."""

    name: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    above: tuple[tuple[Cell, ...], ...] = ()
    below: tuple[str, ...] = ()
    first_column: int = 0  # more than 0 leaves empty columns on the left
    merged: tuple[str, ...] = ()  # headers of columns whose equal neighbours are merged
    percent: tuple[str, ...] = ()  # headers of columns in percent
    header_again: tuple[int, ...] = ()  # rows before which the header is printed again


def write_workbook(path: Path, sheets: tuple[Sheet, ...]) -> None:
    """Write the sheets into an xlsx file that depends on nothing but their content."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd mmm yyyy"}) as book:
        book.set_properties({"title": path.stem, "author": "Halden Group PMO", "created": MADE})
        for sheet in sheets:
            _write(book, sheet)


def midnight(day: date) -> datetime:
    """Start of the day, which Excel shows as the day alone."""
    return datetime.combine(day, time())


def _write(book: Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    formats = {
        "bold": book.add_format({"bold": True}),
        "month": book.add_format({"bold": True, "num_format": "mmm-yy"}),
        "date": book.add_format({"num_format": "dd mmm yyyy"}),
        "money": book.add_format({"num_format": "#,##0.00"}),
        "percent": book.add_format({"num_format": "0%"}),
    }
    row = 0
    for line in sheet.above:
        _line(page, row, sheet, line, formats)
        row += 1
    _header(page, row, sheet, formats)
    first = row + 1
    row = first
    for number, line in enumerate(sheet.rows):
        if number in sheet.header_again:
            _header(page, row, sheet, formats)
            row += 1
        _line(page, row, sheet, line, formats)
        row += 1
    for name in sheet.merged:
        _merge(page, first, sheet, name)
    for offset, note in enumerate(sheet.below, start=1):
        page.write_string(row + offset, sheet.first_column, note)
    page.freeze_panes(first, 0)


def _header(page: Worksheet, row: int, sheet: Sheet, formats: dict[str, Format]) -> None:
    for column, name in enumerate(sheet.header, start=sheet.first_column):
        if isinstance(name, date):
            page.write_datetime(row, column, midnight(name), formats["month"])
        else:
            page.write(row, column, name, formats["bold"])


def _line(
    page: Worksheet, row: int, sheet: Sheet, line: tuple[Cell, ...], formats: dict[str, Format]
) -> None:
    names = [*sheet.header, *[None] * len(line)]
    for column, (cell, name) in enumerate(zip(line, names, strict=False)):
        place = (row, column + sheet.first_column)
        if isinstance(cell, date):
            page.write_datetime(*place, midnight(cell), formats["date"])
        elif isinstance(cell, float):
            kind = "percent" if name in sheet.percent else "money"
            page.write_number(*place, cell, formats[kind])
        elif isinstance(cell, int):
            page.write_number(*place, cell)
        elif cell:
            page.write_string(*place, cell)


def _merge(page: Worksheet, first: int, sheet: Sheet, name: str) -> None:
    column = sheet.header.index(name)
    row = first
    for cell, run in groupby(sheet.rows, key=lambda line: line[column]):
        length = len(tuple(run))
        if length > 1:
            place = (row, column + sheet.first_column)
            page.merge_range(*place, row + length - 1, place[1], cell)
        row += length
