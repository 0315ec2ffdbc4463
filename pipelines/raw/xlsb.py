"""The records inside an .xlsb file: where its cells are, and which of them are errors."""

import struct
from collections.abc import Iterable, Iterator

from pipelines.raw.archive import Part
from pipelines.raw.biff import ERROR_WORDS
from pipelines.raw.grid import LAST_COLUMN, LAST_ROW, Reach
from pipelines.raw.refusal import damaged
from pipelines.raw.unvalued import Unvalued
from pipelines.raw.xml_parts import Seen, refuse_dtd
from pipelines.raw.xml_trees import tree_of
from pmo.ledger import Issue

WORKBOOK_BIN = "xl/workbook.bin"
STYLES_BIN = "xl/styles.bin"
RELATIONS_BIN = "xl/_rels/workbook.bin.rels"

# Kinds of records: MS-XLSB, 2.3.2.
_ROW, _BLANK, _LAST_CELL, _SHEET = 0, 1, 11, 156
_OWN_FORMAT, _FILL = 44, 45
_USUAL_FILLS = 2  # that every workbook begins with
_ERRORS = (3, 11)  # an error as value, and as result of a formula
_CELL_HEADER = 8  # column and style, before the value


def check_xlsb(parts: Iterable[Part], reach: Reach) -> Seen:
    """Add the worksheets to the reach; returns their error cells, and what was not read.

    Raises:
        Refusal: a part is damaged, holds a document type, or passes a limit.
    """
    kept: dict[str, bytes] = {}
    found: dict[str, list[Unvalued]] = {}
    notes: list[Issue] = []
    for part in parts:
        if part.name.endswith((".xml", ".rels")) and part.content:
            refuse_dtd(part.content.removeprefix(b"\xef\xbb\xbf"), part.name)
        if part.name in (WORKBOOK_BIN, RELATIONS_BIN):
            kept[part.name] = part.content
        if part.name == STYLES_BIN:
            notes += _unread_styles(part)
        if part.name.startswith("xl/worksheets/") and part.name.endswith(".bin"):
            found[part.name] = _check_sheet(part, reach)
    if RELATIONS_BIN not in kept:
        raise damaged(RELATIONS_BIN)
    targets = {
        relation.get("Id"): "xl/" + relation.get("Target", "").removeprefix("/xl/")
        for relation in tree_of(kept[RELATIONS_BIN], RELATIONS_BIN)
    }
    order = [targets.get(name) for name in _sheets(kept[WORKBOOK_BIN])]
    unvalued = {index: found[part] for index, part in enumerate(order) if part in found}
    return Seen(unvalued, notes=tuple(notes))


def _unread_styles(part: Part) -> Iterator[Issue]:
    """Say that cells have formats or colours of their own, which are not read."""
    kinds = [kind for kind, _ in _records(part.content, part.name)]
    if _OWN_FORMAT in kinds or kinds.count(_FILL) > _USUAL_FILLS:
        yield Issue(
            sheet="",
            cell="",
            rule="look_not_read",
            value="",
            message="Number formats and colours are not read from an .xlsb file, only the values. "
            "Save it as .xlsx and send that, if they say more than the values.",
        )


def _check_sheet(part: Part, reach: Reach) -> list[Unvalued]:
    row = last_row = last_column = 0
    errors = []
    for kind, data in _records(part.content, part.name):
        if kind == _ROW:
            row = _number(data, 0, part.name) + 1
        elif _BLANK < kind <= _LAST_CELL:
            column = _number(data, 0, part.name) + 1
            if not (0 < row <= LAST_ROW and column <= LAST_COLUMN):
                raise damaged(part.name)
            last_row, last_column = max(row, last_row), max(column, last_column)
            if kind in _ERRORS:
                word = ERROR_WORDS.get(data[_CELL_HEADER], "#N/A")
                errors.append(Unvalued(row, column, "error", word))
    reach.add(part.name, last_row, last_column)
    return errors


def _sheets(workbook: bytes) -> Iterator[str]:
    """The relation of each sheet, in the order of the tabs."""
    for kind, data in _records(workbook, WORKBOOK_BIN):
        if kind == _SHEET:
            letters = _number(data, 8, WORKBOOK_BIN)
            yield data[12 : 12 + 2 * letters].decode("utf-16-le", "replace")


def _records(content: bytes, part: str) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(content):
        kind, at = _variable(content, at, part, most=2)
        size, at = _variable(content, at, part, most=4)
        if at + size > len(content):
            raise damaged(part)
        yield kind, content[at : at + size]
        at += size


def _variable(content: bytes, at: int, part: str, *, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and the place behind it."""
    number = 0
    for place, byte in enumerate(content[at : at + most]):
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:  # noqa: PLR2004 - the highest bit says that more follows
            return number, at + place + 1
    raise damaged(part)


def _number(data: bytes, at: int, part: str) -> int:
    if len(data) <= max(at + 4, _CELL_HEADER):
        raise damaged(part)
    return struct.unpack_from("<I", data, at)[0]
