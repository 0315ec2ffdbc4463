"""The records inside an .xls file: where its cells are, and which of them are errors."""

import struct
from collections.abc import Iterator

from pipelines.raw.grid import Reach
from pipelines.raw.refusal import PROTECTED, Refusal, damaged
from pipelines.raw.unvalued import Unvalued

_BEGIN, _END = 0x0809, 0x000A
_SHEET, _PASSWORD = 0x0085, 0x002F
_FORMULA, _ERROR_OR_BOOL, _NUMBERS = (0x0006, 0x0206, 0x0406), 0x0205, 0x00BD
_CELLS = {0x0203, 0x0204, 0x00D6, 0x00FD, 0x027E, _ERROR_OR_BOOL, *_FORMULA}
ERROR_WORDS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def check_sheets(stream: bytes, reach: Reach) -> dict[int, list[Unvalued]]:
    """Add the sheets of the workbook stream to the reach.

    Returns:
        Error cells by the position of their sheet.

    Raises:
        Refusal: the stream is damaged or encrypted, or a limit is passed.
    """
    starts = []
    for kind, data in _substream(stream, 0):
        if kind == _PASSWORD:
            raise Refusal(PROTECTED)
        if kind == _SHEET and len(data) >= 4:  # noqa: PLR2004 - the length of an offset
            starts.append(struct.unpack_from("<I", data)[0])
    return {index: _check_sheet(stream, start, reach) for index, start in enumerate(starts)}


def _check_sheet(stream: bytes, start: int, reach: Reach) -> list[Unvalued]:
    last_row = last_column = 0
    errors = []
    for kind, data in _substream(stream, start):
        if kind not in _CELLS and kind != _NUMBERS:
            continue
        if len(data) < 6:  # noqa: PLR2004 - row, column and format
            raise damaged("a cell")
        row, column = struct.unpack_from("<HH", data)
        if kind == _NUMBERS:
            column = struct.unpack_from("<H", data, len(data) - 2)[0]
        last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
        if word := _error_word(kind, data):
            errors.append(Unvalued(row + 1, column + 1, "error", word))
    reach.add(f"Sheet {reach.sheets + 1}", last_row, last_column)
    return errors


def _error_word(kind: int, data: bytes) -> str | None:
    """The error that a cell shows; None if it shows none."""
    if kind == _ERROR_OR_BOOL and data[7:8] == b"\1":
        return ERROR_WORDS.get(data[6], "#N/A")
    is_error = data[12:14] == b"\xff\xff" and data[6:7] == b"\2"
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
