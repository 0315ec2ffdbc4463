"""Workbooks: cells with their kinds and true addresses, as text."""

import datetime as dt
import itertools
import math
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
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

from pipelines.book import CELL_SCHEMA
from pipelines.raw.refusal import PROTECTED, Refusal, damaged
from pipelines.raw.stretches import Stretches

BATCH_CELLS = 200_000
MOST_AT_ONCE = 2_000_000  # places of a table, most of which may be blank
LARGEST_EXACT_INTEGER = 2**53

SMALLEST_PLAIN = 1e-4  # below, the shortest text of a number has an exponent

_SCHEMA = CELL_SCHEMA
_KIND = CELL_SCHEMA["kind"]
_TOLD = {"kind": _KIND, "text": pl.String}
_ODS_DURATION = r"^(-?)PT0*(\d+)H(\d+)M(\d+(?:[.,]\d*[1-9])?)(?:[.,]?0*)S$"

Merged = tuple[int, int, int, int]
Batch = tuple[int, int, list[tuple[object, ...]]]


@dataclass(frozen=True)
class OpenSheet:
    """A sheet whose cells have not been asked for yet."""

    name: str
    index: int  # among all sheets of the workbook, charts included
    is_hidden: bool
    merged: tuple[Merged, ...]  # first row, first column, last row, last column, from 1
    table: CalamineSheet
    further: Iterator[CalamineSheet]  # the stretches of a large sheet that follow the first


def sheets(path: Path, stretches: Stretches | None = None) -> Iterator[OpenSheet]:
    """Worksheets of a workbook in their order; chart and macro sheets hold no cells.

    Args:
        path: where the workbook lies.
        stretches: a copy of it that is read instead, if a reader finds in it what is listed.

    Raises:
        Refusal: the workbook is damaged or protected.
    """
    with path.open("rb") as file, _damage_in("workbook"):
        copy = _opened(stretches) if stretches else None
        workbook = copy or CalamineWorkbook.from_filelike(file)
        abouts = workbook.sheets_metadata
        goes_on = stretches.by_sheet if stretches and copy else {}
        last = len(abouts) - (len(stretches.names) if stretches and copy else 0)
    for index, about in enumerate(abouts[:last]):
        if about.typ == SheetTypeEnum.WorkSheet:
            with _damage_in(f'sheet "{about.name}"'):
                table = workbook.get_sheet_by_index(index)
                merged = _merged(table)
            further = _read_ahead(workbook, about.name, goes_on.get(index, ()))
            is_hidden = about.visible != SheetVisibleEnum.Visible
            yield OpenSheet(about.name, index, is_hidden, merged, table, further)


def _opened(stretches: Stretches) -> CalamineWorkbook | None:
    """The copy, if its last sheets are the stretches."""
    try:
        copy = CalamineWorkbook.from_path(str(stretches.path))
    except CalamineError:
        return None
    names = tuple(copy.sheet_names[-len(stretches.names) :])
    return copy if names == stretches.names else None


@contextmanager
def _damage_in(part: str) -> Generator[None]:
    try:
        yield
    except PasswordError as error:
        raise Refusal(PROTECTED) from error
    except CalamineError as error:
        raise damaged(part) from error


def _read_ahead(
    workbook: CalamineWorkbook, sheet: str, names: Sequence[str]
) -> Iterator[CalamineSheet]:
    """Sheets of these names, each read while whoever asked works on the one before."""
    with ThreadPoolExecutor(1) as pool, _damage_in(f'sheet "{sheet}"'):
        read = [pool.submit(workbook.get_sheet_by_name, name) for name in names[:1]]
        for name in names[1:]:
            table = read.pop().result()
            read.append(pool.submit(workbook.get_sheet_by_name, name))
            yield table
        for last in read:
            yield last.result()


def cells(sheet: OpenSheet, *, kind: str) -> Iterator[pl.DataFrame]:
    """Batches of non-empty cells in row and column order: row, column, kind and text."""
    with ThreadPoolExecutor(1) as pool:  # Polars turns a batch into text while the next is read
        waiting: Future[pl.DataFrame] | None = None
        for batch in _batches(sheet):
            turned = pool.submit(_as_text, *batch)
            if waiting is not None:
                yield _finished(waiting.result(), kind)
            waiting = turned
        empty = pl.DataFrame(schema=_SCHEMA)
        yield _finished(waiting.result() if waiting else empty, kind)


def _batches(sheet: OpenSheet) -> Iterator[Batch]:
    """Some rows at a time, as columns, with their first row and column as Excel shows them."""
    for table in itertools.chain((sheet.table,), sheet.further):
        if table.start is None:
            continue
        first_row, rows = _rows(table)
        size = max(1, BATCH_CELLS // max(1, table.width))
        while batch := list(itertools.islice(rows, size)):
            yield first_row, table.start[1] + 1, list(zip(*batch, strict=True))
            first_row += len(batch)


def _rows(table: CalamineSheet) -> tuple[int, Iterator[Sequence[object]]]:
    """Number of a row, and the rows from there on; leading columns without cells are left out."""
    if table.start and table.height * table.width <= MOST_AT_ONCE:
        return table.start[0] + 1, iter(table.to_python(skip_empty_area=True))
    return 1, iter(table.iter_rows())  # it gives the empty rows above, too


def _as_text(first_row: int, first_column: int, columns: list[tuple[object, ...]]) -> pl.DataFrame:
    """Cells of a few rows in row and column order, blanks left out."""
    height = len(columns[0])
    place = pl.int_range(height, dtype=pl.Int32, eager=True)
    parts = [
        _column(values).select(
            pl.Series("row", place + first_row),
            pl.lit(column, pl.Int32).alias("column"),
            "kind",
            "text",
            pl.Series("place", place * len(columns) + (column - first_column)),
        )
        for column, values in enumerate(columns, first_column)
    ]
    filled = pl.concat(part.filter(pl.col("text") != "") for part in parts)
    return filled.sort("place").select(*_SCHEMA)


def _column(values: tuple[object, ...]) -> pl.DataFrame:
    """Kind and text of each value of one column; a blank is an empty text."""
    types = set(map(type, values))
    if len(types) == 1:
        return _of_one_type(types.pop(), values)
    parts = []
    for each in types:
        places = [place for place, value in enumerate(values) if type(value) is each]
        own = _of_one_type(each, tuple(values[place] for place in places))
        parts.append(own.with_columns(pl.Series("place", places, pl.UInt32)))
    return pl.concat(parts).sort("place").drop("place")


def _of_one_type(kind: type, values: Sequence[object]) -> pl.DataFrame:
    """Kind and text of values that all have this type."""
    if kind is str:
        return _told("text", pl.Series("text", values, pl.String))
    if kind is float:
        return _floats(pl.Series("value", values, pl.Float64))
    if kind is dt.date:
        return _told("date", pl.Series("text", values, pl.Date).cast(pl.String))
    known = {value: _AS_TEXT[kind](value) for value in set(values)}
    kinds, texts = zip(*(known[value] for value in values), strict=True)
    return pl.DataFrame([kinds, texts], _TOLD)


def _told(kind: str, texts: pl.Series) -> pl.DataFrame:
    return texts.to_frame("text").select(pl.lit(kind, _KIND).alias("kind"), "text")


def _floats(values: pl.Series) -> pl.DataFrame:
    """Numbers as plain decimal text; unusual ones are turned one by one."""
    value = pl.col("value")
    is_whole = (value == value.round()) & (value.abs() < LARGEST_EXACT_INTEGER)
    is_plain = (value.abs() >= SMALLEST_PLAIN) & (value.abs() < LARGEST_EXACT_INTEGER)
    told = values.to_frame().select(
        "value",
        text=pl.when(is_whole)
        .then(value.cast(pl.Int64, strict=False).cast(pl.String))
        .when(is_plain)
        .then(value.cast(pl.String)),
    )
    if not told["text"].has_nulls():
        return _told("number", told["text"])
    odd = told.filter(pl.col("text").is_null())["value"].to_list()
    pairs = iter([_float(each) for each in odd])
    rows = [("number", text) if text is not None else next(pairs) for text in told["text"]]
    return pl.DataFrame(rows, _TOLD, orient="row")


def _finished(frame: pl.DataFrame, kind: str) -> pl.DataFrame:
    return _with_durations(frame) if kind == "ods" else frame


def _with_durations(frame: pl.DataFrame) -> pl.DataFrame:
    """Times of an .ods file, which the reader hands over as ISO 8601 text."""
    is_duration = pl.col("text").str.contains(_ODS_DURATION) & (pl.col("kind") == "text")
    return frame.with_columns(
        kind=pl.when(is_duration).then(pl.lit("duration", _KIND)).otherwise("kind"),
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
    int: lambda value: ("number", str(value)),
    bool: lambda value: ("bool", "true" if value else "false"),
    dt.datetime: _datetime,
    dt.time: lambda value: ("time", value.isoformat()),
    dt.timedelta: _duration,
}
