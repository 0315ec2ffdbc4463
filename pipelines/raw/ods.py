"""Sheets of an .ods file: repeated cells and rows are multiplied out before a reader does it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.raw.grid import Reach
from pipelines.raw.marks import Dress
from pipelines.raw.ods_styles import CellStyles
from pipelines.raw.ods_table import CONTENT, OdsTable
from pipelines.raw.refusal import damaged
from pipelines.raw.styles import Styles
from pipelines.raw.unvalued import Unvalued
from pmo.ledger import Issue

_NAMES = rb"table:(table|table-row|table-column|table-cell|covered-table-cell)(?=[\s/>])"
_OPENING = re.compile(rb"</?" + _NAMES)
_TAG = re.compile(rb"<(/?)" + _NAMES + rb"((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>")
_NOTE = re.compile(rb"\s*<office:annotation(?=[\s>])[^<>]*>(.*?)</office:annotation>", re.DOTALL)
_ERROR = re.compile(rb"\s*<text:p[^<>]*>(#[A-Z0-9/]+[!?]?|Err:\d+)</text:p>")


@dataclass(frozen=True)
class Tables:
    """What the sheets of a file hold besides values, by their positions."""

    unvalued: dict[int, list[Unvalued]] = field(default_factory=dict)
    dresses: dict[int, Dress] = field(default_factory=dict)


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
    table: OdsTable | None = None
    for tag in _tags(xml):
        if tag.name == b"table":
            is_over = tag.is_end or tag.attributes.endswith(b"/")
            if table is not None and not tag.is_end:
                raise damaged(CONTENT)
            table = table or OdsTable(styles=numbers)
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


def _follow(table: OdsTable, tag: _Tag) -> None:
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
