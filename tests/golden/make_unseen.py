"""Workbooks and text files as strangers send them, made from the grids in ``unseen*.txt``.

``=== name`` begins a file (with the encoding of a text file), ``--- name`` a sheet; each line is a
row and ``|`` parts its cells. ``%0.4`` is a percentage, ``@merge``, ``@hide`` and ``@fill`` say how
cells look. What a careful person reads in each stands in the ``.toml`` of the same name.
"""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

SHEETS = sorted(Path(__file__).parent.glob("unseen*.txt"))
NUMBER = re.compile(r"-?\d+(\.\d+)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
PERCENTAGE = re.compile(r"%[\d.]+")


def make_unseen(folder: Path) -> None:
    """Write every file into the folder."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SHEETS)
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        head, *lines = part.rstrip("\n").split("\n")
        name, *encoding = head.split()
        if name.endswith(".csv"):
            text = "\n".join(lines) + "\n"
            (folder / name).write_bytes(text.encode(encoding[0] if encoding else "utf-8"))
        else:
            _workbook(lines).save(folder / name)


def _workbook(lines: list[str]) -> Workbook:
    book = Workbook()
    sheet, row = book.active, 0
    for line in lines:
        if line.startswith("--- "):
            sheet, row = book.create_sheet(line.removeprefix("--- ")), 0
        elif line.startswith("@"):
            word, *items = line.removeprefix("@").split()
            for item in items:
                LOOKS[word](sheet, item)
        else:
            row += 1
            _write(sheet, row, line)
    book.remove(book.worksheets[0])
    return book


def _write(sheet: Worksheet, row: int, line: str) -> None:
    for column, text in enumerate(line.split("|"), 1):
        value, number_format = _value(text.strip())
        if value is not None:
            cell = sheet.cell(row, column, value)
            cell.number_format = number_format


def _value(text: str) -> tuple[str | float | date | None, str]:
    """Value of a cell and how it is shown."""
    if PERCENTAGE.fullmatch(text):
        return float(text.removeprefix("%")), "0%"
    if DAY.fullmatch(text):
        return date.fromisoformat(text), "dd/mm/yyyy"
    if NUMBER.fullmatch(text):
        return (float(text) if "." in text else int(text)), "General"
    return text or None, "General"


def _fill(sheet: Worksheet, item: str) -> None:
    cell, colour = item.split("=")
    sheet[cell].fill = PatternFill("solid", start_color=colour, end_color=colour)


def _hide(sheet: Worksheet, item: str) -> None:
    sheet.row_dimensions[int(item)].hidden = True


def _merge(sheet: Worksheet, item: str) -> None:
    sheet.merge_cells(item)


LOOKS: dict[str, Callable[[Worksheet, str], None]] = {
    "merge": _merge,
    "hide": _hide,
    "fill": _fill,
}
