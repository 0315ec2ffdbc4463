"""The cells of a file of another format as a new workbook, at the places where they stood."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipelines.raw.marked.wanted import Rectangle, Seen

UNNAMED = "1"  # sheet of a text file: a name that says nothing, so that its template is the same
LONGEST = 32_767
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FORMATS = {
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm:ss",
    "time": "hh:mm:ss",
    "duration": "[h]:mm:ss",
    "text": "@",
}

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_DAY = 24 * 60 * 60
_FIRST_YEAR = 1900  # whose days spreadsheets count wrongly
_ACTS = re.compile(r"^[=+\-@]")


def rewritten(cells: Path, target: Path, *, sheets: Sequence[tuple[str, bool]]) -> dict[str, str]:
    """Write the workbook; returns the name of each sheet in it by its name in the file.

    Args:
        cells: raw cells in a Parquet file, in order of sheets and rows.
        target: the file to write.
        sheets: name of each sheet in order, and whether it is hidden.
    """
    options = SAFE | {"constant_memory": True, "tmpdir": str(target.parent)}
    frame = pl.read_parquet(cells)
    names: dict[str, str] = {}
    with xlsxwriter.Workbook(target, options) as book:
        formats = {kind: book.add_format({"num_format": code}) for kind, code in FORMATS.items()}
        for index, (name, is_hidden) in enumerate(sheets):
            names[name] = _name(name, names.values())
            sheet = book.add_worksheet(names[name])
            if is_hidden and index:
                sheet.hide()
            own = frame.filter(pl.col("sheet_index") == index).sort("row", "column")
            for row, column, kind, text in own.select("row", "column", "kind", "text").iter_rows():
                _write(sheet, (row - 1, column - 1), kind, text, formats)
    return names


def renamed(seen: Sequence[Seen], names: dict[str, str]) -> list[Seen]:
    """The sheets under their names in the new workbook, in which no cells are merged."""
    return [Seen(names[each.name], _no_merged()) for each in seen]


def _no_merged() -> Sequence[Rectangle]:
    return ()


def _name(name: str, taken: Iterable[str]) -> str:
    """A name that a spreadsheet takes, and no other sheet has."""
    wanted = _FORBIDDEN.sub(" ", name).strip("' ")[:_LONGEST_NAME] or UNNAMED
    others = {each.casefold() for each in taken}
    number = 1
    distinct = wanted
    while distinct.casefold() in others:
        number += 1
        distinct = f"{wanted[: _LONGEST_NAME - 5]} ({number})"
    return distinct


def _write(
    sheet: Worksheet, place: tuple[int, int], kind: str, text: str, formats: dict[str, Format]
) -> None:
    """Write a raw cell with its type; what is text stays text, whatever it begins with."""
    if kind == "number":
        sheet.write_number(*place, float(text))
    elif kind == "bool":
        sheet.write_boolean(*place, text == "true")
    elif kind in ("duration", "time"):
        sheet.write_number(*place, _days(text), formats[kind])
    elif kind in ("date", "datetime") and (moment := _moment(text)):
        sheet.write_datetime(*place, moment, formats[kind])
    else:
        plain = formats["text"] if _ACTS.match(text) else None
        sheet.write_string(*place, text[:LONGEST], plain)


def _days(duration: str) -> float:
    hours, minutes, seconds = duration.removeprefix("-").split(":")
    days = (int(hours) * 3600 + int(minutes) * 60 + float(seconds)) / _DAY
    return -days if duration.startswith("-") else days


def _moment(text: str) -> datetime | None:
    """Date or moment of a raw cell; None where a spreadsheet has none such."""
    moment = datetime.fromisoformat(text)
    return moment if moment.year > _FIRST_YEAR else None
