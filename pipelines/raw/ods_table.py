"""One sheet of an .ods file, followed tag by tag: how far it reaches and what it shows."""

import html
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import polars as pl

from pipelines.raw.comments import Comments
from pipelines.raw.grid import LAST_COLUMN, LAST_ROW
from pipelines.raw.look import STYLED_SCHEMA, Look
from pipelines.raw.refusal import Refusal, damaged
from pipelines.raw.unvalued import Unvalued

CONTENT = "content.xml"
MOST_STYLED = 1_000_000  # cells of one sheet
DIGITS = 12  # more would be far over every limit, and slow to turn into a number
_ROWS = re.compile(rb"table:number-rows-repeated\s*=\s*[\"']\s*(\d+)")
_COLUMNS = re.compile(rb"table:number-columns-repeated\s*=\s*[\"']\s*(\d+)")
_VALUE = b"office:value-type"
_ERROR_VALUE = b'calcext:value-type="error"'
_FORMULA = re.compile(rb"table:formula\s*=\s*\"([^\"]*)\"")
_STYLE = re.compile(rb"table:style-name\s*=\s*[\"']([^\"']*)[\"']")
_DEFAULT = re.compile(rb"table:default-cell-style-name\s*=\s*[\"']([^\"']*)[\"']")
_HIDDEN = re.compile(rb"table:visibility\s*=\s*[\"'](?:collapse|filter)[\"']")
_NUMBER = re.compile(rb"office:value-type\s*=\s*[\"'](?:float|percentage|currency|date|time)[\"']")
_PARAGRAPH = re.compile(rb"<text:p(?=[\s>])[^<>]*>(.*?)</text:p>", re.DOTALL)
_ANY_TAG = re.compile(rb"<[^<>]*>")


@dataclass
class OdsTable:
    """How far one sheet has been followed."""

    row: int = 1
    row_repeats: int = 1
    column: int = 1
    last_row: int = 0
    last_column: int = 0
    row_reach: int = 0  # last column with content of the row at hand
    is_in_row: bool = False
    noted: list[tuple[range, range, str, str]] = field(default_factory=list)
    styles: dict[bytes, int] = field(default_factory=dict)  # numbers of those that can be seen
    styled: list[tuple[range, range, int, bool]] = field(default_factory=list)
    columns: list[tuple[range, bytes]] = field(default_factory=list)  # with a style for cells
    hidden_rows: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    comments: Comments = field(default_factory=dict)
    next_column: int = 1
    row_style: bytes = b""

    def add_column(self, attributes: bytes) -> None:
        """Take a description of columns into account, which comes before all rows."""
        columns = range(self.next_column, self.next_column + _repeats(_COLUMNS, attributes))
        self.next_column = columns.stop
        if _HIDDEN.search(attributes):
            self.hidden_columns.append(columns)
        if given := _DEFAULT.search(attributes):
            self.columns.append((columns, given[1]))

    def begin_row(self, attributes: bytes) -> None:
        """Go into a row, or into as many alike as it stands for."""
        if self.is_in_row:
            raise damaged(CONTENT)
        self.row_repeats = _repeats(_ROWS, attributes)
        self.column = 1
        self.row_reach = 0
        self.is_in_row = True
        given = _DEFAULT.search(attributes)
        self.row_style = given[1] if given else b""
        if _HIDDEN.search(attributes):
            self.hidden_rows.append(range(self.row, self.row + self.row_repeats))
        if self.row + self.row_repeats > LAST_ROW + 1:
            raise Refusal(
                f"A row is repeated {self.row_repeats:,} times; the limit is row {LAST_ROW:,}."
            )

    def end_row(self) -> None:
        """Leave the row."""
        if self.row_reach:
            self.last_row = self.row + self.row_repeats - 1
            self.last_column = max(self.last_column, self.row_reach)
        self.row += self.row_repeats
        self.is_in_row = False

    def add_cell(self, attributes: bytes, following: re.Match[bytes] | None) -> None:
        """Count a cell in, or as many alike as it stands for, with the error word behind it."""
        repeats = _repeats(_COLUMNS, attributes)
        last = self.column + repeats - 1
        if not self.is_in_row:
            raise damaged(CONTENT)
        if last > LAST_COLUMN:
            raise Refusal(
                f"A cell is repeated {repeats:,} times; the limit is column {LAST_COLUMN:,}."
            )
        self._dress(last, attributes)
        formula = _FORMULA.search(attributes)
        if formula or _VALUE in attributes or not attributes.endswith(b"/"):
            self.row_reach = last
        if following and (formula or _ERROR_VALUE in attributes):
            self._note(last, "error", following[1].decode())
        elif formula and _VALUE not in attributes:
            self._note(last, "uncached", _plain(formula[1]))
        self.column = last + 1

    def add_comment(self, inside: bytes) -> None:
        """Keep the comment of the cell that was added last."""
        lines = [_ANY_TAG.sub(b"", each) for each in _PARAGRAPH.findall(inside)]
        text = html.unescape(b"\n".join(lines).decode("utf-8", "replace")).strip()
        if text:
            self.comments[self.row, self.column - 1] = text

    def _dress(self, last_column: int, attributes: bytes) -> None:
        """Keep the style of a cell, its row or its column, if it can be seen."""
        if not self.styles:
            return
        given = _STYLE.search(attributes)
        name = given[1] if given else self.row_style or self._of_column()
        if name in self.styles:
            rows = range(self.row, self.row + self.row_repeats)
            columns = range(self.column, last_column + 1)
            is_number = _NUMBER.search(attributes) is not None
            self.styled.append((rows, columns, self.styles[name], is_number))

    def _of_column(self) -> bytes:
        return next((name for columns, name in self.columns if self.column in columns), b"")

    def look(self) -> Look:
        """What is seen within the reach of the values."""
        styled = list(itertools.islice(self._styled_cells(), MOST_STYLED + 1))
        rows, columns = range(1, self.last_row + 1), range(1, self.last_column + 1)
        return Look(
            styled=pl.DataFrame(styled[:MOST_STYLED], STYLED_SCHEMA, orient="row"),
            hidden_rows=frozenset(_within(rows, self.hidden_rows)),
            hidden_columns=frozenset(_within(columns, self.hidden_columns)),
            is_whole=len(styled) <= MOST_STYLED,
        )

    def _styled_cells(self) -> Iterator[tuple[int, int, int, bool]]:
        for rows, columns, style, is_number in self.styled:
            for row in _within(range(1, self.last_row + 1), [rows]):
                for column in _within(range(1, self.last_column + 1), [columns]):
                    yield row, column, style, is_number

    def _note(self, last_column: int, kind: str, text: str) -> None:
        rows = range(self.row, self.row + self.row_repeats)
        self.noted.append((rows, range(self.column, last_column + 1), kind, text))

    def unvalued(self) -> list[Unvalued]:
        """Every cell without a value; to be asked once the reach is known to be small enough."""
        return [
            Unvalued(row, column, kind, text)
            for rows, columns, kind, text in self.noted
            for row in rows
            for column in columns
        ]


def _within(whole: range, parts: Iterable[range]) -> Iterator[int]:
    """The numbers of the parts that lie in the whole."""
    for part in parts:
        yield from range(max(part.start, whole.start), min(part.stop, whole.stop))


def _repeats(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return max(int(found[1][:DIGITS]), 1) if found else 1


def _plain(formula: bytes) -> str:
    """A formula as one reads it: "of:=[.A1]" is "=[.A1]"."""
    return "=" + html.unescape(formula.decode("utf-8", "replace")).partition("=")[2]
