"""Sheets of an .ods file: repeated cells and rows are multiplied out before a reader does it."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.raw.grid import LAST_COLUMN, LAST_ROW, Reach
from pipelines.raw.refusal import Refusal, damaged
from pipelines.raw.unvalued import Unvalued

CONTENT = "content.xml"
DIGITS = 12  # more would be far over every limit, and slow to turn into a number

_NAMES = rb"table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])"
_OPENING = re.compile(rb"</?" + _NAMES)
_TAG = re.compile(rb"<(/?)" + _NAMES + rb"((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>")
_ROWS = re.compile(rb"table:number-rows-repeated\s*=\s*[\"']\s*(\d+)")
_COLUMNS = re.compile(rb"table:number-columns-repeated\s*=\s*[\"']\s*(\d+)")
_VALUE = b"office:value-type"
_ERROR_VALUE = b'calcext:value-type="error"'
_FORMULA = re.compile(rb"table:formula\s*=\s*\"([^\"]*)\"")
_ERROR = re.compile(rb"\s*<text:p[^<>]*>(#[A-Z0-9/]+[!?]?|Err:\d+)</text:p>")


@dataclass
class _Table:
    """How far one sheet has been followed."""

    row: int = 1
    row_repeats: int = 1
    column: int = 1
    last_row: int = 0
    last_column: int = 0
    row_reach: int = 0  # last column with content of the row at hand
    is_in_row: bool = False
    noted: list[tuple[range, range, str, str]] = field(default_factory=list)

    def begin_row(self, attributes: bytes) -> None:
        if self.is_in_row:
            raise damaged(CONTENT)
        self.row_repeats = _repeats(_ROWS, attributes)
        self.column = 1
        self.row_reach = 0
        self.is_in_row = True
        if self.row + self.row_repeats > LAST_ROW + 1:
            raise Refusal(
                f"A row is repeated {self.row_repeats:,} times; the limit is row {LAST_ROW:,}."
            )

    def end_row(self) -> None:
        if self.row_reach:
            self.last_row = self.row + self.row_repeats - 1
            self.last_column = max(self.last_column, self.row_reach)
        self.row += self.row_repeats
        self.is_in_row = False

    def add_cell(self, attributes: bytes, following: re.Match[bytes] | None) -> None:
        repeats = _repeats(_COLUMNS, attributes)
        last = self.column + repeats - 1
        if not self.is_in_row:
            raise damaged(CONTENT)
        if last > LAST_COLUMN:
            raise Refusal(
                f"A cell is repeated {repeats:,} times; the limit is column {LAST_COLUMN:,}."
            )
        formula = _FORMULA.search(attributes)
        if formula or _VALUE in attributes or not attributes.endswith(b"/"):
            self.row_reach = last
        if following and (formula or _ERROR_VALUE in attributes):
            self._note(last, "error", following[1].decode())
        elif formula and _VALUE not in attributes:
            self._note(last, "uncached", _plain(formula[1]))
        self.column = last + 1

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


def check_tables(xml: bytes, reach: Reach) -> dict[int, list[Unvalued]]:
    """Add the sheets of the content part to the reach.

    Returns:
        Error cells and formulas never calculated, by the position of their sheet.

    Raises:
        Refusal: readers would disagree on where a cell stands, or a limit is passed.
    """
    found = {}
    table: _Table | None = None
    for is_end, name, attributes, following in _tags(xml):
        if name == b"table":
            is_over = is_end or attributes.endswith(b"/")
            if table is not None and not is_end:
                raise damaged(CONTENT)
            table = table or _Table()
            if is_over:
                reach.add(f"Sheet {reach.sheets + 1}", table.last_row, table.last_column)
                found[reach.sheets - 1] = table.unvalued()
                table = None
        elif table is not None:
            _follow(table, is_end=is_end, name=name, attributes=attributes, text=following)
    if table is not None:
        raise damaged(CONTENT)
    return found


def _follow(
    table: _Table, *, is_end: bool, name: bytes, attributes: bytes, text: re.Match[bytes] | None
) -> None:
    """Take one tag of a row or a cell into account."""
    if name == b"table-row":
        if not is_end:
            table.begin_row(attributes)
        if is_end or attributes.endswith(b"/"):
            table.end_row()
    elif not is_end:
        table.add_cell(attributes, text)


def _tags(xml: bytes) -> Iterator[tuple[bool, bytes, bytes, re.Match[bytes] | None]]:
    """Tags of tables, rows and cells; with each, the error word that may follow it."""
    count = 0
    for tag in _TAG.finditer(xml):
        count += 1
        yield bool(tag[1]), tag[2], tag[3], _ERROR.match(xml, tag.end())
    if count != sum(1 for _ in _OPENING.finditer(xml)):
        raise damaged(CONTENT)


def _repeats(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return max(int(found[1][:DIGITS]), 1) if found else 1


def _plain(formula: bytes) -> str:
    """A formula as one reads it: "of:=[.A1]" is "=[.A1]"."""
    return "=" + html.unescape(formula.decode("utf-8", "replace")).partition("=")[2]
