"""What a file holds before anybody has understood it: sheets of raw cells."""

from dataclasses import dataclass

import polars as pl

from pmo.ledger import Issue

CELL_KINDS = (
    "text",
    "number",  # text is plain decimal, never an exponent
    "bool",  # "true" or "false"
    "date",  # ISO 8601
    "datetime",
    "time",
    "duration",  # hours:minutes:seconds, hours may pass 24
    "error",  # the error word, such as "#REF!"
    "uncached",  # a formula whose value was never calculated
)
CELL_SCHEMA = {
    "row": pl.Int32,  # 1-based, as Excel shows it; in a text file the first physical line
    "column": pl.Int32,  # 1-based
    "kind": pl.Enum(CELL_KINDS),
    "text": pl.String,
}


@dataclass(frozen=True)
class Sheet:
    """Raw cells of one sheet, blanks left out, in row and column order."""

    name: str  # "" in a text file
    cells: pl.DataFrame  # CELL_SCHEMA
    merged: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last row, last
    is_hidden: bool = False


@dataclass(frozen=True)
class Book:
    """One file as read: the sender's name for it, its bytes' hash and its sheets."""

    file: str
    sha256: str
    kind: str  # xlsx, xls, ods or csv; found from the content, never from the name
    sheets: tuple[Sheet, ...]
    notes: tuple[Issue, ...] = ()  # what was noticed while reading, such as "extension_mismatch"


def column_letter(column: int) -> str:
    """Letters of a 1-based column: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Cell address such as "F5"; rows and columns count from 1."""
    return f"{column_letter(column)}{row}"
