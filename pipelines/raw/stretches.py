"""Large worksheets written again in stretches of rows, so that each can be read for itself.

While a reader reads one stretch, the one before is turned into text. The rows and cells keep
their numbers; all else of the workbook that a reader of values needs stands in the copy unchanged.
"""

import itertools
import uuid
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipelines.raw.archive import Part
from pipelines.raw.grid import sheet_data, sheet_end
from pipelines.raw.unvalued import sheet_parts
from pipelines.raw.xml_parts import RELATIONS, WORKBOOK, is_worksheet

STRETCH_BYTES = 8 * 2**20
LARGE_BYTES = 3 * STRETCH_BYTES  # of a worksheet that is worth the copy
HEAD_BYTES = 2**16  # before the rows of such a sheet; every stretch repeats them

_NUMBERED_ROW = b'<row r="'  # stands only where a row opens: the part was found to be sound
_OPENING = b"<worksheet"
_OPEN_ROWS = b"<sheetData>"
_CLOSING = b"</worksheet>"
_END_OF_SHEETS = b"</sheets>"
_END_OF_RELATIONS = b"</Relationships>"
_SHEET = '<sheet name="{name}" sheetId="{number}" r:id="{name}"/>'
_RELATION = (
    '<Relationship Id="{name}" Target="worksheets/{name}.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
)


@dataclass(frozen=True)
class Stretches:
    """A copy of a workbook in which a large sheet goes on in sheets that follow all others."""

    path: Path
    names: tuple[str, ...]  # of the sheets that follow
    by_sheet: Mapping[int, tuple[str, ...]]  # position of a large sheet to where it goes on


class Cutter:
    """Writes such a copy while the parts of a workbook are checked."""

    def __init__(self, copy: Path) -> None:
        """Write to ``copy``."""
        self.stretches: Stretches | None = None  # until all parts are through; None if none is cut
        self._copy = copy
        self._mark = f"rows-{uuid.uuid4().hex}-"  # begins no name of the sender's
        self._listing: dict[str, bytes] = {}  # the parts that list the sheets
        self._cut: dict[str, tuple[str, ...]] = {}  # part of a sheet to where it goes on
        self._has_room = True

    def through(self, parts: Iterable[Part]) -> Iterator[Part]:
        """The parts; each is written when the next is asked for, since then it is checked."""
        for part in parts:
            yield part
            self._try(partial(self._put, part))
        if self._names:
            self._try(self._list)

    @property
    def _names(self) -> tuple[str, ...]:
        """Names of all sheets in which another goes on."""
        return tuple(itertools.chain.from_iterable(self._cut.values()))

    def _try(self, write: Callable[[], None]) -> None:
        """Write; without room for a copy the workbook is read as it stands."""
        if not self._has_room:
            return
        try:
            write()
        except OSError:
            self._has_room = False
            self._copy.unlink(missing_ok=True)

    def _put(self, part: Part) -> None:
        """Write a part, a large sheet in stretches."""
        if part.name in (WORKBOOK, RELATIONS):
            self._listing[part.name] = part.content
        elif is_worksheet(part.name):
            stretches = _stretches(part.content)
            first = len(self._names) + 1
            names = [f"{self._mark}{first + nth}" for nth in range(len(stretches) - 1)]
            with self._opened() as file:
                _write(file, part, stretches, names)
            self._cut[part.name] = tuple(names)
        elif part.name.lower().endswith((".xml", ".rels")):
            with self._opened() as file:
                file.writestr(part.name, part.content)

    def _list(self) -> None:
        """Write the parts that list the sheets, with those that follow, if it is plain how."""
        listing = [
            _with_more(self._listing.get(part, b""), end, entry, self._names)
            for part, end, entry in (
                (WORKBOOK, _END_OF_SHEETS, _SHEET),
                (RELATIONS, _END_OF_RELATIONS, _RELATION),
            )
        ]
        with self._opened() as file:
            for part, content in zip((WORKBOOK, RELATIONS), listing, strict=True):
                if content is None:
                    return
                file.writestr(part, content)
        order = sheet_parts(self._listing[WORKBOOK], self._listing[RELATIONS])
        goes_on = {index: self._cut.get(part) for index, (_, part) in enumerate(order)}
        by_sheet = {index: names for index, names in goes_on.items() if names}
        self.stretches = Stretches(self._copy, self._names, by_sheet)

    def _opened(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(self._copy, "a", zipfile.ZIP_STORED)


def _with_more(content: bytes, end: bytes, entry: str, names: Sequence[str]) -> bytes | None:
    """A part that lists sheets with more of them before its only ``end``; None without one."""
    more = "".join(entry.format(name=name, number=nth) for nth, name in enumerate(names, 1))
    return content.replace(end, more.encode("ascii") + end) if content.count(end) == 1 else None


def _stretches(xml: bytes) -> list[slice]:
    """Rows of a worksheet part in stretches; a single one where it is not to be cut."""
    whole = [slice(0, len(xml))]
    if len(xml) < LARGE_BYTES:
        return whole
    begin = sheet_data(xml)
    end = sheet_end(xml, begin.end()) if begin else None
    if begin is None or end is None or not _is_plain(xml[: begin.end() + 1]):
        return whole
    cuts = [begin.end() + 1]
    while (at := xml.find(_NUMBERED_ROW, cuts[-1] + STRETCH_BYTES, end.start())) >= 0:
        cuts.append(at)
    return [slice(*each) for each in itertools.pairwise([*cuts, end.start()])]


def _is_plain(head: bytes) -> bool:
    """Whether what stands before the rows can be repeated, and its root be closed."""
    return len(head) <= HEAD_BYTES and _OPENING in head and head.endswith(_OPEN_ROWS)


def _write(
    file: zipfile.ZipFile, part: Part, stretches: Sequence[slice], names: Sequence[str]
) -> None:
    """Write a part as far as its first stretch reaches, and a part for each further stretch."""
    first, *others = stretches
    if not others:
        file.writestr(part.name, part.content)
        return
    xml = memoryview(part.content)
    head, tail = xml[: first.start], xml[others[-1].stop :]
    end = tail[: bytes(tail[:HEAD_BYTES]).index(b">") + 1]
    with file.open(part.name, "w") as target:
        target.writelines((head, xml[first], tail))
    for stretch, name in zip(others, names, strict=True):
        with file.open(f"xl/worksheets/{name}.xml", "w") as target:
            target.writelines((head, xml[stretch], end, _CLOSING))
