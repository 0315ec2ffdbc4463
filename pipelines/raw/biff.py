"""The records inside an .xls file: where its cells are, and which of them are errors."""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipelines.raw.biff_look import BookLook, SheetLook
from pipelines.raw.grid import Reach
from pipelines.raw.marks import Dress
from pipelines.raw.refusal import PROTECTED, Refusal, damaged
from pipelines.raw.unvalued import Unvalued
from pipelines.raw.xml_parts import Seen
from pmo.ledger import Issue

_BEGIN, _END = 0x0809, 0x000A
_SHEET, _PASSWORD = 0x0085, 0x002F
_FORMULA, _ERROR_OR_BOOL, _NUMBERS = (0x0006, 0x0206, 0x0406), 0x0205, 0x00BD
_CELLS = {0x0203, 0x0204, 0x00D6, 0x00FD, 0x027E, _ERROR_OR_BOOL, *_FORMULA}
_NO_NUMBER, _EMPTY = b"\xff\xff", b"\3"  # what a formula shows
_UNREAD = {0x001C: "comments", 0x01B0: "rules that colour cells"}
ERROR_WORDS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass
class _Sheet:
    """What was seen of one sheet."""

    look: SheetLook
    errors: list[Unvalued] = field(default_factory=list)
    formulas: int = 0
    empty: list[Unvalued] = field(default_factory=list)  # formulas that show an empty text
    kinds: set[int] = field(default_factory=set)  # of the records that are not read

    def add(self, row: int, column: int, kind: int, data: bytes) -> None:
        """Keep a cell that has no value."""
        if word := _error_word(kind, data):
            self.errors.append(Unvalued(row, column, "error", word))
        if kind in _FORMULA:
            self.formulas += 1
            if data[12:14] == _NO_NUMBER and data[6:7] == _EMPTY:
                self.empty.append(Unvalued(row, column, "uncached", "="))


def check_sheets(stream: bytes, reach: Reach) -> Seen:
    """Add the sheets of the workbook stream to the reach.

    Returns:
        Error cells and looks by the position of their sheet, and what was not read.

    Raises:
        Refusal: the stream is damaged or encrypted, or a limit is passed.
    """
    starts = []
    looks = BookLook()
    for kind, data in _substream(stream, 0):
        if kind == _PASSWORD:
            raise Refusal(PROTECTED)
        if kind == _SHEET and len(data) >= 4:  # noqa: PLR2004 - the length of an offset
            starts.append(struct.unpack_from("<I", data)[0])
        looks.add(kind, data)
    styles = looks.styles()
    shown = frozenset(styles.cells)
    sheets = [_check_sheet(stream, start, reach, _Sheet(SheetLook(shown))) for start in starts]
    # Where no formula of the file shows anything, none was ever calculated.
    is_bare = all(sheet.formulas == len(sheet.empty) for sheet in sheets)
    return Seen(
        {
            index: sheet.errors + (sheet.empty if is_bare else [])
            for index, sheet in enumerate(sheets)
        },
        {index: Dress(sheet.look.look(), {}, styles) for index, sheet in enumerate(sheets)},
        tuple(_unread(kind for sheet in sheets for kind in sheet.kinds)),
    )


def _unread(kinds: Iterable[int]) -> Iterator[Issue]:
    """Say what the sheets hold that is not read from a file of this format."""
    there = {*kinds}
    found = [words for kind, words in _UNREAD.items() if kind in there]
    if found:
        yield Issue(
            sheet="",
            cell="",
            rule="look_not_read",
            value=", ".join(found),
            message=f"The file has {' and '.join(found)}, which are not read from an .xls file. "
            "Save it as .xlsx and send that, if they say more than the values.",
        )


def _check_sheet(stream: bytes, start: int, reach: Reach, sheet: _Sheet) -> _Sheet:
    last_row = last_column = 0
    for kind, data in _substream(stream, start):
        sheet.look.add(kind, data)
        if kind in _UNREAD:
            sheet.kinds.add(kind)
        if kind not in _CELLS and kind != _NUMBERS:
            continue
        if len(data) < 6:  # noqa: PLR2004 - row, column and format
            raise damaged("a cell")
        row, column = struct.unpack_from("<HH", data)
        if kind == _NUMBERS:
            column = struct.unpack_from("<H", data, len(data) - 2)[0]
        last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
        sheet.add(row + 1, column + 1, kind, data)
    reach.add(f"Sheet {reach.sheets + 1}", last_row, last_column)
    return sheet


def _error_word(kind: int, data: bytes) -> str | None:
    """The error that a cell shows; None if it shows none."""
    if kind == _ERROR_OR_BOOL and data[7:8] == b"\1":
        return ERROR_WORDS.get(data[6], "#N/A")
    is_error = data[12:14] == _NO_NUMBER and data[6:7] == b"\2"
    if kind in _FORMULA and is_error:
        return ERROR_WORDS.get(data[8], "#N/A")
    return None


def _substream(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Records of one sheet or of the workbook itself, without those of charts in it."""
    depth = 0
    at = start
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if at + length > len(stream):
            raise damaged("Workbook stream")
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth <= 1:
            yield kind, stream[at : at + length]
        at += length
    raise damaged("Workbook stream")
