"""Books made by hand for the tests of recognition: rows of plain values, no file."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from pipelines.book import CELL_SCHEMA, Book, Sheet
from pipelines.recognise import recognise
from pipelines.region import Region

Spans = tuple[tuple[int, int, int, int], ...]


def sheet_of(
    *rows: Sequence[object], name: str = "Sheet1", merged: Spans = (), is_hidden: bool = False
) -> Sheet:
    """Sheet of these rows from A1 on; an empty text or None is a blank cell."""
    cells = [
        (row, column, _kind(value), str(value))
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value not in ("", None)
    ]
    frame = pl.DataFrame(cells, schema=CELL_SCHEMA, orient="row")
    return Sheet(name, frame, merged, is_hidden=is_hidden)


def _kind(value: object) -> str:
    if isinstance(value, date):
        return "date"
    return "text" if isinstance(value, str) else "number"


def book_of(*sheets: Sheet, file: str = "book.xlsx", kind: str = "xlsx") -> Book:
    """Book of these sheets."""
    return Book(file, "0" * 64, kind, sheets)


def regions_of(
    *sheets: Sheet, file: str = "book.xlsx", answers: Mapping[str, str] | None = None
) -> tuple[Region, ...]:
    """Regions that recognition finds on these sheets."""
    return recognise(book_of(*sheets, file=file), answers=answers or {})


def region_of(
    *rows: Sequence[object],
    name: str = "Sheet1",
    merged: Spans = (),
    file: str = "book.xlsx",
    answers: Mapping[str, str] | None = None,
) -> Region:
    """Only region of a book with one sheet of these rows."""
    (region,) = regions_of(sheet_of(*rows, name=name, merged=merged), file=file, answers=answers)
    return region


def targets_of(region: Region) -> dict[str, list[str]]:
    """Dotted names that each header fills."""
    return {column.header: [each.name for each in column.targets] for column in region.columns}


def fixed_of(region: Region, header: str) -> dict[str, str]:
    """What a header fixes besides the column that it fills first."""
    column = next(each for each in region.columns if each.header == header)
    return dict(column.targets[0].fixed)


def roles_of(region: Region) -> list[str]:
    """Role of each record in order."""
    return region.records["role"].cast(pl.String).to_list()


def questions_of(region: Region) -> dict[str, str | None]:
    """Proposal of each question by its id."""
    return {question.id: question.proposal for question in region.questions}
