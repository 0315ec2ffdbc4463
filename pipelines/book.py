"""What a file holds before anybody has understood it: sheets of raw cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
MARK_SCHEMA = {
    "row": pl.Int32,
    "column": pl.Int32,
    "format": pl.String,  # number format code of a number or date, unless it is "General"
    "fill": pl.String,  # "#RRGGBB", as a reader sees it; null where there is none
    "ink": pl.String,  # the same of the letters; null where they have the usual colour
    "is_struck": pl.Boolean,
    "comment": pl.String,
}


@dataclass(frozen=True)
class Listed:
    """A list whose extent its format settles, so that no header or total is looked for.

    The records are the rows below the header, or ``rows`` where other rows stand between them.
    """

    header_row: int
    rows: frozenset[int] | None = None
    set_aside: Mapping[int, str] = field(default_factory=dict)  # row, and why it is no record
    subject: str = ""  # whose list it is: files of two projects do not replace each other
    is_coded: bool = True  # headers are codes of a program; else a person may have named them


@dataclass(frozen=True)
class Sheet:
    """Raw cells of one sheet, blanks left out, in row and column order."""

    name: str  # "" in a text file
    cells: pl.DataFrame  # CELL_SCHEMA
    merged: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last row, last
    is_hidden: bool = False
    # What one sees of a cell besides its value; a row per cell that has any, filled blanks too.
    marks: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=MARK_SCHEMA))
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    outline: Mapping[int, int] = field(default_factory=dict)  # row to its level, from 1
    usual_width: int = 0  # fields of most records of a text file; 0 where nobody wrote fields
    unusual_widths: Mapping[int, int] = field(default_factory=dict)  # row to its fields, if others
    added_from: int = 0  # first column of ours, right of all that was sent; 0 where there is none
    lists: tuple[Listed, ...] = ()  # where the format says so; else they are looked for

    def width(self, row: int) -> int:
        """How many fields of a text file the record of a row has; 0 in a workbook."""
        return self.unusual_widths.get(row, self.usual_width)


@dataclass(frozen=True)
class Book:
    """One file as read: the sender's name for it, its bytes' hash and its sheets."""

    file: str
    sha256: str
    kind: str  # xlsx, csv, xer ...; found from the content, never from the name
    sheets: tuple[Sheet, ...]
    notes: tuple[Issue, ...] = ()  # what was noticed while reading, such as "extension_mismatch"


def column_letter(column: int) -> str:
    """Letters of a 1-based column: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """1-based column of letters in either case: A is 1, AB is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def address(row: int, column: int) -> str:
    """Cell address such as "F5"; rows and columns count from 1."""
    return f"{column_letter(column)}{row}"
