"""The part of a worksheet with other styles for some of its cells; no value is touched."""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.book import address
from pipelines.raw.grid import LAST_COLUMN, ROW, column_of, sheet_data, sheet_end
from pipelines.raw.marked.edits import (
    ATTRIBUTES,
    attribute,
    opening,
    prefix_of,
    with_attribute,
)

_CELL = re.compile(rb"(<(?:[\w.-]+:)?c)(?=[\s/>])" + ATTRIBUTES + rb">")
_COLUMNS = opening(b"col")
_VIEW = re.compile(rb"(<(?:[\w.-]+:)?sheetView)(?=[\s/>])" + ATTRIBUTES + rb">")
_TAG = re.compile(rb"<(/?)(?:[\w.-]+:)?([\w.-]+)" + ATTRIBUTES + rb">")
_AFTER_NOTES = (  # ECMA-376, part 1, 18.3.1.99: what stands behind the drawing of the notes
    b"legacyDrawingHF",
    b"drawingHF",
    b"picture",
    b"oleObjects",
    b"controls",
    b"webPublishItems",
    b"tableParts",
    b"extLst",
    b"AlternateContent",  # of controls and embedded objects
)


@dataclass(frozen=True)
class Change:
    """What changes in a worksheet."""

    places: Mapping[int, Sequence[int]]  # columns in order, by row
    styled: Callable[[int], int]  # the style that a cell has then
    notes: bytes = b""  # element that names the drawing of its notes, where it has none yet


def changed(xml: bytes, change: Change) -> Iterator[bytes | memoryview]:
    """Yield the part in pieces, in which only the style numbers of some cells are other ones.

    Args:
        xml: the part, which ``check_sheet`` has found to be sound.
        change: its places; a place without a cell gets one without a value.
    """
    begin = sheet_data(xml)
    end = sheet_end(xml, begin.end()) if begin else None
    if begin is None:
        yield unselected(xml)
        return
    head = xml[: begin.start()]
    yield unselected(head)
    if end is None:
        yield xml[begin.start() : begin.end()]
        rest = begin.end()
    else:
        yield from _rows(xml, begin.start(), end.start(), _Cells(xml, change, _of_columns(head)))
        rest = end.start()
    yield _with_notes(xml[rest:], change.notes)


def unselected(xml: bytes) -> bytes:
    """The part of a sheet as one that is not shown first."""

    def plain(found: re.Match[bytes]) -> bytes:
        return found[1] + with_attribute(found[2], b"tabSelected", None) + b">"

    return _VIEW.sub(plain, xml) if b"tabSelected" in xml else xml


@dataclass(frozen=True)
class _Cells:
    """Writes cells with their new styles."""

    xml: bytes
    change: Change
    columns: Sequence[tuple[int, int, int]]  # first, last, style

    def row(self, tag: re.Match[bytes], until: int, number: int) -> Iterator[bytes]:
        """Yield a row that stands in the part, from its tag to a place."""
        own = _style(tag[1]) if attribute(tag[1], b"customFormat") else None
        wanted = list(self.change.places[number])
        if tag[1].endswith(b"/"):
            name = _word(tag[0])
            yield tag[0].removesuffix(b">").removesuffix(b"/") + b">"
            yield self._new(number, wanted, own)
            yield b"</" + name + b">"
            return
        close = self.xml.rfind(b"</", tag.end(), until)
        at, column = tag.start(), 0
        for cell in _CELL.finditer(self.xml, tag.end(), close):
            column = _column(cell[2]) or column + 1
            before = list(itertools.takewhile(lambda each: each < column, wanted))  # noqa: B023 - used at once
            wanted = wanted[len(before) :]
            yield self.xml[at : cell.start()]
            yield self._new(number, before, own)
            at = cell.start()
            if wanted and wanted[0] == column:
                wanted.pop(0)
                yield cell[1] + self._restyled(cell[2]) + b">"
                at = cell.end()
        yield self.xml[at:close]
        yield self._new(number, wanted, own)
        yield self.xml[close:until]

    def new_row(self, number: int) -> bytes:
        """A row that does not stand in the part; nothing if its cells have fills already."""
        cells = self._new(number, self.change.places[number], None)
        prefix = prefix_of(self.xml)
        return b'<%srow r="%d">%s</%srow>' % (prefix, number, cells, prefix) if cells else b""

    def _new(self, row: int, columns: Sequence[int], own: int | None) -> bytes:
        cells = []
        for column in columns:
            base = self._of_column(column) if own is None else own
            style = self.change.styled(base)
            if style != base:
                place = address(row, column).encode()
                cells.append(b'<%sc r="%s" s="%d"/>' % (prefix_of(self.xml), place, style))
        return b"".join(cells)

    def _restyled(self, attributes: bytes) -> bytes:
        base = _style(attributes)
        style = self.change.styled(base)
        return attributes if style == base else with_attribute(attributes, b"s", b"%d" % style)

    def _of_column(self, column: int) -> int:
        styles = [style for first, last, style in self.columns if first <= column <= last]
        return styles[0] if styles else 0


def _rows(xml: bytes, begin: int, end: int, cells: _Cells) -> Iterator[bytes | memoryview]:
    """Yield the rows; those that do not change as they stand."""
    whole = memoryview(xml)
    waiting = sorted(cells.change.places, reverse=True)
    at, number = begin, 0
    rows = ROW.finditer(xml, begin, end)
    row = next(rows, None)
    while row is not None and waiting:
        following = next(rows, None)
        given = attribute(row[1], b"r")
        number = int(given) if given else number + 1
        while waiting and waiting[-1] < number:
            yield whole[at : row.start()]
            at = row.start()
            yield cells.new_row(waiting.pop())
        if waiting and waiting[-1] == number:
            waiting.pop()
            yield whole[at : row.start()]
            at = following.start() if following else end
            yield from cells.row(row, at, number)
        row = following
    yield whole[at:end]
    while waiting:
        yield cells.new_row(waiting.pop())


def _of_columns(head: bytes) -> list[tuple[int, int, int]]:
    """First and last column and style, as the part says it before its rows."""
    found = []
    for each in _COLUMNS.finditer(head):
        first, last = attribute(each[1], b"min"), attribute(each[1], b"max")
        style = attribute(each[1], b"style")
        if first and last and style and first.isdigit() and last.isdigit() and style.isdigit():
            found.append((int(first), min(int(last), LAST_COLUMN), int(style)))
    return found


def _with_notes(tail: bytes, element: bytes) -> bytes:
    """What follows the rows, with an element where the schema has the drawing of the notes."""
    if not element:
        return tail
    depth = 0
    for tag in _TAG.finditer(tail):
        is_end, name = bool(tag[1]), tag[2]
        if not depth and (name == b"worksheet" or (not is_end and name in _AFTER_NOTES)):
            return tail[: tag.start()] + element + tail[tag.start() :]
        if name != b"sheetData" and not tag[3].endswith(b"/"):
            depth += -1 if is_end else 1
    return tail


def _column(attributes: bytes) -> int:
    given = attribute(attributes, b"r")
    return column_of(given.rstrip(b"0123456789")) if given else 0


def _style(attributes: bytes) -> int:
    given = attribute(attributes, b"s")
    return int(given) if given and given.isdigit() else 0


def _word(tag: bytes) -> bytes:
    """Name of an element, with its prefix."""
    return re.split(rb"[\s/>]", tag[1:], maxsplit=1)[0]
