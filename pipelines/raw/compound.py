"""OLE files, the container of .xls: sound chains only, for a loop would kill the reader."""

import mmap
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipelines.raw.refusal import PROTECTED, Refusal, damaged, no_table

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS_XML = "Save as XML in Microsoft Project (or ProjectLibre) and send that file."
PROJECT_ADVICE = f"This is a Microsoft Project file, not a table. {SAVE_AS_XML}"

_HEADER_BYTES = 512
_SECTOR_SHIFTS = {9, 12}
_HEADER_TABLE_ENTRIES = 109
_LARGEST_SECTOR = 0xFFFFFFFA
_END_OF_CHAIN = 0xFFFFFFFE
_UNUSED = 0xFFFFFFFF
_ENTRY_BYTES = 128
_MINI_SECTOR_BYTES = 64
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True)
class Entry:
    """One stream of the container."""

    name: str
    type: int
    start: int
    size: int


@dataclass(frozen=True)
class Container:
    """An OLE file whose chains all end inside it."""

    content: mmap.mmap
    sector_bytes: int
    table: tuple[int, ...]  # sector to the next of its chain
    mini_table: tuple[int, ...]
    mini_cutoff: int
    entries: tuple[Entry, ...]

    def stream(self, name: str) -> bytes | None:
        """Bytes of a stream; None if there is no such stream."""
        for entry in self.entries:
            if entry.type == _STREAM and entry.name.casefold() == name.casefold():
                return self._bytes(entry)
        return None

    def _bytes(self, entry: Entry) -> bytes:
        if entry.size >= self.mini_cutoff:
            return self._chained(entry.start)[: entry.size]
        root = next(entry for entry in self.entries if entry.type == _ROOT)
        small = self._chained(root.start)
        sectors = _chain(self.mini_table, entry.start)
        pieces = (small[at * _MINI_SECTOR_BYTES :][:_MINI_SECTOR_BYTES] for at in sectors)
        return b"".join(pieces)[: entry.size]

    def _chained(self, start: int) -> bytes:
        return b"".join(
            _sector(self.content, number, self.sector_bytes) for number in _chain(self.table, start)
        )


def open_container(content: mmap.mmap) -> Container:
    """The container, once every chain that a reader follows is found to end.

    Raises:
        Refusal: a chain loops or leaves the file, or the header is no OLE header.
    """
    if len(content) < _HEADER_BYTES * 2:
        raise damaged("header")
    shift = struct.unpack_from("<H", content, 30)[0]
    if shift not in _SECTOR_SHIFTS:
        raise damaged("header")
    sector_bytes = 1 << shift
    first_directory, _, mini_cutoff, first_mini, _, first_extra, _ = struct.unpack_from(
        "<7I", content, 48
    )
    read = _reader(content, sector_bytes)
    table = tuple(
        following
        for number in _table_sectors(content, read, first_extra)
        for following in read(number)
    )
    directory = b"".join(
        _sector(content, number, sector_bytes) for number in _chain(table, first_directory)
    )
    mini_table = tuple(
        following for number in _chain(table, first_mini) for following in read(number)
    )
    entries = tuple(_entries(directory))
    container = Container(content, sector_bytes, table, mini_table, mini_cutoff, entries)
    _refuse_loose_ends(container)
    return container


def holds_a_plan(container: Container) -> bool:
    """Whether the container is a plan of Microsoft Project."""
    names = {entry.name.casefold() for entry in container.entries}
    return any(name.startswith("props") or name.strip().startswith("tbk") for name in names)


def workbook_stream(container: Container) -> bytes:
    """The records of the workbook that the container holds.

    Raises:
        Refusal: it is an encrypted workbook, a document or something else.
    """
    names = {entry.name.casefold() for entry in container.entries}
    if "encryptedpackage" in names:
        raise Refusal(PROTECTED)
    for name in ("Workbook", "Book"):
        if (stream := container.stream(name)) is not None:
            return stream
    if "worddocument" in names:
        raise no_table("a Word document")
    if "powerpoint document" in names:
        raise no_table("a PowerPoint presentation")
    raise no_table("an OLE file without a workbook")


def _refuse_loose_ends(container: Container) -> None:
    """Follow the chain of every stream once."""
    roots = [entry for entry in container.entries if entry.type == _ROOT]
    if len(roots) != 1:
        raise damaged("directory")
    for entry in container.entries:
        if entry.size == 0 or entry.type not in (_STREAM, _ROOT):
            continue
        is_small = entry.type == _STREAM and entry.size < container.mini_cutoff
        _chain(container.mini_table if is_small else container.table, entry.start)


def _chain(table: tuple[int, ...], start: int) -> list[int]:
    """Sectors of a chain in their order."""
    sectors: list[int] = []
    seen: set[int] = set()
    number = start
    while number not in (_END_OF_CHAIN, _UNUSED):
        if number >= len(table) or number in seen:
            raise damaged("allocation table")
        seen.add(number)
        sectors.append(number)
        number = table[number]
    return sectors


def _table_sectors(
    content: mmap.mmap, read: Callable[[int], tuple[int, ...]], first_extra: int
) -> Iterator[int]:
    """Sectors that hold the allocation table: 109 in the header, the rest chained."""
    listed = struct.unpack_from(f"<{_HEADER_TABLE_ENTRIES}I", content, 76)
    yield from (number for number in listed if number <= _LARGEST_SECTOR)
    seen: set[int] = set()
    number = first_extra
    while number <= _LARGEST_SECTOR:
        if number in seen:
            raise damaged("allocation table")
        seen.add(number)
        *more, following = read(number)
        yield from (sector for sector in more if sector <= _LARGEST_SECTOR)
        number = following


def _reader(content: mmap.mmap, sector_bytes: int) -> Callable[[int], tuple[int, ...]]:
    """Reads a sector as sector numbers."""
    numbers = struct.Struct(f"<{sector_bytes // 4}I")

    def read(number: int) -> tuple[int, ...]:
        sector = _sector(content, number, sector_bytes)
        if len(sector) < sector_bytes:
            raise damaged("allocation table")
        return numbers.unpack(sector)

    return read


def _sector(content: mmap.mmap, number: int, sector_bytes: int) -> bytes:
    start = (number + 1) * sector_bytes
    if start >= len(content):
        raise damaged("allocation table")
    return content[start : start + sector_bytes]


def _entries(directory: bytes) -> Iterator[Entry]:
    for at in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        start, size = struct.unpack_from("<II", directory, at + 116)
        name = directory[at : at + min(max(length - 2, 0), 64)].decode("utf-16-le", "ignore")
        if kind in (1, _STREAM, _ROOT):
            yield Entry(name, kind, start, size)
