"""Workbooks: cells with their kinds and true addresses, as text."""

import datetime as dt
import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import polars as pl
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pipelines.raw.refusal import PROTECTED, Refusal, damaged

BATCH_CELLS = 500_000
LARGEST_EXACT_INTEGER = 2**53

_SCHEMA = {"row": pl.Int32, "column": pl.Int32, "kind": pl.String, "text": pl.String}
_ODS_DURATION = r"^(-?)PT0*(\d+)H(\d+)M(\d+(?:[.,]\d*[1-9])?)(?:[.,]?0*)S$"

Merged = tuple[int, int, int, int]


@dataclass(frozen=True)
class OpenSheet:
    """A sheet whose cells have not been asked for yet."""

    name: str
    index: int  # among all sheets of the workbook, charts included
    is_hidden: bool
    merged: tuple[Merged, ...]  # first row, first column, last row, last column, from 1
    table: CalamineSheet


def sheets(path: Path) -> Iterator[OpenSheet]:
    """Worksheets of a workbook in their order; chart and macro sheets hold no cells.

    Raises:
        Refusal: the workbook is damaged or protected.
    """
    with path.open("rb") as file:
        part = "workbook"
        try:
            workbook = CalamineWorkbook.from_filelike(file)
            for index, about in enumerate(workbook.sheets_metadata):
                if about.typ == SheetTypeEnum.WorkSheet:
                    part = f'sheet "{about.name}"'
                    table = workbook.get_sheet_by_index(index)
                    merged = _merged(table)
                    is_hidden = about.visible != SheetVisibleEnum.Visible
                    yield OpenSheet(about.name, index, is_hidden, merged, table)
        except PasswordError as error:
            raise Refusal(PROTECTED) from error
        except CalamineError as error:
            raise damaged(part) from error


def cells(sheet: OpenSheet, *, kind: str) -> Iterator[pl.DataFrame]:
    """Batches of non-empty cells: row, column, kind and text."""
    cells = _values(sheet.table)
    while True:
        rows: list[int] = []
        columns: list[int] = []
        kinds: list[str] = []
        texts: list[str] = []
        for row, column, value in itertools.islice(cells, BATCH_CELLS):
            cell_kind, text = _AS_TEXT[type(value)](value)
            rows.append(row)
            columns.append(column)
            kinds.append(cell_kind)
            texts.append(text)
        frame = pl.DataFrame([rows, columns, kinds, texts], _SCHEMA)
        yield _with_durations(frame) if kind == "ods" else frame
        if not rows:
            return


def _values(table: CalamineSheet) -> Iterator[tuple[int, int, object]]:
    """Row, column and value of each non-empty cell, with rows and columns as Excel shows them."""
    if table.start is None:
        return
    first_column = table.start[1] + 1  # leading empty rows are padded, leading columns are not
    for row, values in enumerate(table.iter_rows(), 1):
        for column, value in enumerate(values, first_column):
            if value != "":
                yield row, column, value


def _with_durations(frame: pl.DataFrame) -> pl.DataFrame:
    """Times of an .ods file, which the reader hands over as ISO 8601 text."""
    is_duration = pl.col("text").str.contains(_ODS_DURATION) & (pl.col("kind") == "text")
    return frame.with_columns(
        kind=pl.when(is_duration).then(pl.lit("duration")).otherwise("kind"),
        text=pl.when(is_duration)
        .then(pl.col("text").str.replace(_ODS_DURATION, "${1}${2}:${3}:${4}"))
        .otherwise("text"),
    )


def _merged(table: CalamineSheet) -> tuple[Merged, ...]:
    return tuple(
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in table.merged_cell_ranges or ()
    )


def _float(value: float) -> tuple[str, str]:
    """Plain decimal text; what is no number (1E400 in the file) stays a text for check to list."""
    if not math.isfinite(value):
        return "text", str(value)
    if value == math.trunc(value) and abs(value) < LARGEST_EXACT_INTEGER:
        return "number", str(int(value))
    return "number", format(Decimal(repr(value)), "f")


def _datetime(value: dt.datetime) -> tuple[str, str]:
    if value.time() == dt.time():
        return "date", value.date().isoformat()
    return "datetime", value.isoformat()


def _duration(value: dt.timedelta) -> tuple[str, str]:
    seconds, fraction = divmod(abs(value), dt.timedelta(seconds=1))
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    sign = "-" if value < dt.timedelta() else ""
    tail = f".{fraction.microseconds:06}" if fraction else ""
    return "duration", f"{sign}{hours}:{minute:02}:{second:02}{tail}"


_AS_TEXT: dict[type, Callable[..., tuple[str, str]]] = {
    str: lambda value: ("text", value),
    float: _float,
    int: lambda value: ("number", str(value)),
    bool: lambda value: ("bool", "true" if value else "false"),
    dt.date: lambda value: ("date", value.isoformat()),
    dt.datetime: _datetime,
    dt.time: lambda value: ("time", value.isoformat()),
    dt.timedelta: _duration,
}
