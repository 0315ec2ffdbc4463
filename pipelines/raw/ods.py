"""Sheets of an .ods file: repeated cells and rows are multiplied out before a reader does it."""

import html
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import polars as pl

from pipelines.raw.comments import Comments
from pipelines.raw.grid import LAST_COLUMN, LAST_ROW, Reach
from pipelines.raw.look import STYLED_CELLS, STYLED_SCHEMA, Look
from pipelines.raw.marks import Dress
from pipelines.raw.ods_styles import CellStyles
from pipelines.raw.refusal import Refusal, damaged
from pipelines.raw.styles import Styles
from pipelines.raw.unvalued import Unvalued
from pmo.ledger import Issue

CONTENT = "content.xml"
DIGITS = 12  # more would be far over every limit, and slow to turn into a number

_NAMES = rb"table:(table|table-row|table-column|table-cell|covered-table-cell)(?=[\s/>])"
_OPENING = re.compile(rb"</?" + _NAMES)
_TAG = re.compile(rb"<(/?)" + _NAMES + rb"((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>")
_ROWS = re.compile(rb"table:number-rows-repeated\s*=\s*[\"']\s*(\d+)")
_COLUMNS = re.compile(rb"table:number-columns-repeated\s*=\s*[\"']\s*(\d+)")
_VALUE = b"office:value-type"
_ERROR_VALUE = b'calcext:value-type="error"'
_FORMULA = re.compile(rb"table:formula\s*=\s*\"([^\"]*)\"")
_STYLE = re.compile(rb"table:style-name\s*=\s*[\"']([^\"']*)[\"']")
_DEFAULT = re.compile(rb"table:default-cell-style-name\s*=\s*[\"']([^\"']*)[\"']")
_HIDDEN = re.compile(rb"table:visibility\s*=\s*[\"'](?:collapse|filter)[\"']")
_NUMBER = re.compile(rb"office:value-type\s*=\s*[\"'](?:float|percentage|currency|date|time)[\"']")
_NOTE = re.compile(rb"\s*<office:annotation(?=[\s>])[^<>]*>(.*?)</office:annotation>", re.DOTALL)
_PARAGRAPH = re.compile(rb"<text:p(?=[\s>])[^<>]*>(.*?)</text:p>", re.DOTALL)
_ANY_TAG = re.compile(rb"<[^<>]*>")
_ERROR = re.compile(rb"\s*<text:p[^<>]*>(#[A-Z0-9/]+[!?]?|Err:\d+)</text:p>")


@dataclass(frozen=True)
class Tables:
    """What the sheets of a file hold besides values, by their positions."""

    unvalued: dict[int, list[Unvalued]] = field(default_factory=dict)
    dresses: dict[int, Dress] = field(default_factory=dict)


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
        styled = list(itertools.islice(self._styled_cells(), STYLED_CELLS + 1))
        rows, columns = range(1, self.last_row + 1), range(1, self.last_column + 1)
        return Look(
            styled=pl.DataFrame(styled[:STYLED_CELLS], STYLED_SCHEMA, orient="row"),
            hidden_rows=frozenset(_within(rows, self.hidden_rows)),
            hidden_columns=frozenset(_within(columns, self.hidden_columns)),
            is_whole=len(styled) <= STYLED_CELLS,
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


@dataclass(frozen=True)
class _Tag:
    """A tag of a table, row, column or cell, and what may follow that of a cell."""

    is_end: bool
    name: bytes
    attributes: bytes
    note: re.Match[bytes] | None
    error: re.Match[bytes] | None


def check_tables(xml: bytes, reach: Reach, styles: CellStyles) -> Tables:
    """Add the sheets of the content part to the reach.

    Args:
        xml: the part.
        reach: takes in the sheets.
        styles: those that cells may have.

    Returns:
        What its sheets hold besides values, by their positions.

    Raises:
        Refusal: readers would disagree on where a cell stands, or a limit is passed.
    """
    found = Tables()
    numbers = {name.encode(): number for name, number in styles.numbers.items()}
    shown = Styles(styles.by_number)
    table: _Table | None = None
    for tag in _tags(xml):
        if tag.name == b"table":
            is_over = tag.is_end or tag.attributes.endswith(b"/")
            if table is not None and not tag.is_end:
                raise damaged(CONTENT)
            table = table or _Table(styles=numbers)
            if is_over:
                reach.add(f"Sheet {reach.sheets + 1}", table.last_row, table.last_column)
                found.unvalued[reach.sheets - 1] = table.unvalued()
                found.dresses[reach.sheets - 1] = Dress(table.look(), table.comments, shown)
                table = None
        elif table is not None:
            _follow(table, tag)
    if table is not None:
        raise damaged(CONTENT)
    return found


def unread_rules(xml: bytes) -> Iterator[Issue]:
    """Say that rules colour cells, where the part holds some."""
    if b"<calcext:conditional-format" in xml:
        yield Issue(
            sheet="",
            cell="",
            rule="conditional_format",
            value="",
            message="Rules colour some cells; their colours were not read, only the values. If a "
            "colour says more than the value, write it in a column of its own.",
        )


def _follow(table: _Table, tag: _Tag) -> None:
    """Take one tag of a row, a column or a cell into account."""
    is_end, attributes = tag.is_end, tag.attributes
    if tag.name == b"table-column":
        if not is_end:
            table.add_column(attributes)
    elif tag.name == b"table-row":
        if not is_end:
            table.begin_row(attributes)
        if is_end or attributes.endswith(b"/"):
            table.end_row()
    elif not is_end:
        table.add_cell(attributes, tag.error)
        if tag.note:
            table.add_comment(tag.note[1])


def _tags(xml: bytes) -> Iterator[_Tag]:
    """Tags of tables, rows, columns and cells."""
    count = 0
    for tag in _TAG.finditer(xml):
        count += 1
        note = _NOTE.match(xml, tag.end())
        error = _ERROR.match(xml, note.end() if note else tag.end())
        yield _Tag(bool(tag[1]), tag[2], tag[3], note, error)
    if count != sum(1 for _ in _OPENING.finditer(xml)):
        raise damaged(CONTENT)


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
