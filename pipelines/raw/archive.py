"""Zipped workbooks: the parts, inflated by our own count, since declared sizes lie."""

import io
import mmap
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipelines.raw.refusal import PROTECTED, Refusal, damaged
from pmo.settings import Limits

MEGABYTE = 2**20
BLOCK_BYTES = 2**18
RATIO_COUNTS_ABOVE = MEGABYTE
SMALLER = "Copy the sheets with tables into a new workbook and send that."

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_LOCAL_SIGNATURE = b"PK\3\4"
_ENCRYPTED = 0x1


@dataclass(frozen=True)
class Part:
    """One member of a zip file, whole."""

    name: str
    content: bytes


@contextmanager
def mapped(path: Path) -> Generator[mmap.mmap]:
    """The bytes of a file, read as they are needed."""
    with (
        path.open("rb") as opened,
        mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        yield content


def directory(path: Path, limits: Limits) -> list[zipfile.ZipInfo]:
    """The parts as the directory of the zip file lists them, once it is found to be sound.

    Raises:
        Refusal: the directory is damaged, or holds too many, doubled, escaping or encrypted parts.
    """
    try:
        with zipfile.ZipFile(path) as file:
            entries = file.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged("directory of parts") from error
    if len(entries) > limits.zip_parts:
        raise Refusal(
            f"The workbook has {len(entries):,} parts; the limit is {limits.zip_parts:,}. "
            "Copy the cells into a new workbook and send that."
        )
    seen: set[str] = set()
    for entry in entries:
        _refuse_bad_entry(entry, seen)
        seen.add(entry.filename.casefold())
    return entries


def parts(content: mmap.mmap, entries: Iterable[zipfile.ZipInfo], limits: Limits) -> Iterator[Part]:
    """Every part, inflated, one after the other.

    Raises:
        Refusal: a part is damaged, or unpacks to more than the limits allow.
    """
    total = 0
    for entry in entries:
        whole = io.BytesIO()  # grows where it lies: joined blocks would lie here twice
        size = crc = 0
        for block in _inflate(content, entry):
            size += whole.write(block)
            crc = zlib.crc32(block, crc)
            _refuse_bomb(total, size, entry.compress_size, limits)
        if crc != entry.CRC:
            raise damaged(entry.filename)
        total += size
        yield Part(entry.filename, whole.getvalue())


def _refuse_bad_entry(entry: zipfile.ZipInfo, seen: set[str]) -> None:
    name = entry.orig_filename
    if entry.flag_bits & _ENCRYPTED:
        raise Refusal(PROTECTED)
    if name.casefold() in seen:
        raise Refusal(f'The workbook is damaged: the part "{name}" stands in it twice.')
    if name.startswith("/") or ".." in name.split("/") or any(sign in name for sign in "\\:\0"):
        raise Refusal(f'The workbook is damaged: the part name "{name}" leads out of it.')


def _refuse_bomb(before: int, inflated: int, compressed: int, limits: Limits) -> None:
    if before + inflated > limits.inflated_bytes:
        most = limits.inflated_bytes // MEGABYTE
        raise Refusal(f"Unpacks to more than {most:,} MB; the limit is {most:,} MB. {SMALLER}")
    if inflated > RATIO_COUNTS_ABOVE and inflated > compressed * limits.inflation_ratio:
        times = f"{limits.inflation_ratio} times its size"
        raise Refusal(
            f"Unpacks to {inflated // MEGABYTE:,} MB or more; the limit is {times}. {SMALLER}"
        )


def _inflate(content: mmap.mmap, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Blocks of a part, as many as there are, whatever the directory says."""
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from _stored(content, entry)
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise damaged(entry.filename)
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for waiting in _stored(content, entry):
            rest = waiting
            while rest and not stream.eof:
                yield stream.decompress(rest, BLOCK_BYTES)
                rest = stream.unconsumed_tail
        yield stream.flush()
    except zlib.error as error:
        raise damaged(entry.filename) from error
    if not stream.eof:
        raise damaged(entry.filename)


def _stored(content: mmap.mmap, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Blocks of a part as it lies in the file."""
    start = _start(content, entry)
    end = start + entry.compress_size
    if end > len(content):
        raise damaged(entry.filename)
    for position in range(start, end, BLOCK_BYTES):
        yield content[position : min(position + BLOCK_BYTES, end)]


def _start(content: mmap.mmap, entry: zipfile.ZipInfo) -> int:
    """Where the bytes of a part begin; its own header must give the name of the directory."""
    begin = entry.header_offset
    after = begin + _LOCAL_HEADER.size
    if begin < 0 or after > len(content):
        raise damaged(entry.filename)
    fields = _LOCAL_HEADER.unpack(content[begin:after])
    name_length, extra_length = fields[-2:]
    is_same = content[after : after + name_length] == _raw_name(entry)
    if fields[0] != _LOCAL_SIGNATURE or not is_same:
        raise damaged(entry.filename)
    return after + name_length + extra_length


def _raw_name(entry: zipfile.ZipInfo) -> bytes:
    is_utf_8 = entry.flag_bits & 0x800
    return entry.orig_filename.encode("utf-8" if is_utf_8 else "cp437")
