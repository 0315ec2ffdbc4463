"""Text files of any encoding and delimiter: bytes in, cells out."""

import csv
import io
import itertools
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import polars as pl

from pipelines.raw.refusal import Refusal
from pipelines.raw.whole_lines import (
    LINE_CHARACTERS,
    PIECE_CHARACTERS,
    PLAIN_DELIMITERS,
    Block,
    whole_lines,
)
from pipelines.raw.widths import Widths
from pmo.ledger import Issue
from pmo.settings import Limits

DELIMITERS = PLAIN_DELIMITERS  # of equals the first wins: a comma also stands in prose
SAMPLE_RECORDS = 1_000
BATCH_RECORDS = 20_000

_UNDEFINED_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
# Pairs that make letters in UTF-8 and next to nothing in cp1252, such as a capital A with tilde
# and a copyright sign; a letter and a closing quotation mark in capitals must not count.
_SURELY_UTF_8 = re.compile(
    rb"[\xc2-\xc5\xce-\xd1][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]|\xf0\x9f[\x80-\xbf]{2}"
)
_BROKEN_UTF_8 = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]")


@dataclass(frozen=True)
class Decoded:
    """The text of a file and what was assumed in decoding it."""

    text: str
    notes: tuple[Issue, ...] = ()


def decode(content: bytes) -> Decoded:
    """Text by byte order mark, else strict UTF-8, else cp1252 with a note.

    Raises:
        Refusal: the bytes are in no single one of these encodings.
    """
    if content.startswith(b"\xef\xbb\xbf"):
        return Decoded(_strictly(content[3:], "utf-8"))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Decoded(_strictly(content, "utf-16"))
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        _refuse_unless_cp1252(content, error.start)
    note = Issue(
        sheet="",
        cell="",
        rule="encoding_assumed",
        value="cp1252",
        message="The text is not UTF-8; it was read as Windows Western European (cp1252). "
        'If accented letters look wrong, save the file as "CSV UTF-8".',
    )
    return Decoded(content.decode("cp1252"), (note,))


def cells(text: str, limits: Limits, widths: Widths | None = None) -> Iterator[pl.DataFrame]:
    """Batches of the non-empty cells of a text: row, column, kind and text.

    The row is the first physical line of a record.

    Args:
        text: of the whole file.
        limits: what it may cost.
        widths: takes in how many fields each record has.

    Raises:
        Refusal: a quotation mark is wrong, or a line, a cell or the number of columns, rows or
            cells is over its limit.
    """
    delimiter, at = _delimiter(text, limits)
    lines = 1 if at else 0
    total = _Total(limits)
    while at < len(text):
        block = whole_lines(text, at, lines_before=lines, delimiter=delimiter, limits=limits)
        if block is None:
            block = _records(text, at, lines, delimiter, limits)
        total.add(block)
        if widths is not None:
            widths.add(block.rows, block.widths)
        yield block.cells()
        at += block.characters
        lines += block.lines


def _records(text: str, at: int, lines_before: int, delimiter: str, limits: Limits) -> Block:
    """The records from a place on, whatever they hold, read one by one."""
    lines = _Lines(text, at, lines_before, limits)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    csv.field_size_limit(limits.cell_characters)
    rows: list[int] = []
    batch: list[list[str]] = []
    line = 0
    try:
        for record in itertools.islice(reader, BATCH_RECORDS):
            rows.append(lines_before + line + 1)
            line = reader.line_num
            batch.append(record)
    except csv.Error as error:
        first, last = lines_before + line + 1, lines_before + reader.line_num
        rest = itertools.islice(_physical_lines(text, at), line, None)
        again = csv.reader(rest, delimiter=delimiter, strict=True)
        raise Refusal(_fault(error, again, first, last)) from error
    return Block(
        rows=pl.Series("row", rows, pl.Int32),
        widths=pl.Series("width", map(len, batch), pl.UInt32),
        texts=pl.Series("text", itertools.chain.from_iterable(batch), pl.String),
        characters=lines.characters,
        lines=line,
    )


@dataclass
class _Total:
    """Counts rows and cells of all blocks against the limits."""

    limits: Limits
    rows: int = 0
    cells: int = 0

    def add(self, block: Block) -> None:
        self.rows += block.rows.len()
        self.cells += block.texts.len()
        widest = block.widths.arg_max()
        if widest is not None and block.widths[widest] > self.limits.columns:
            raise _too_wide(block.rows[widest], block.widths[widest], self.limits)
        if self.rows > self.limits.rows:
            raise Refusal(f"The file has more than {self.limits.rows:,} rows, which is the limit.")
        if self.cells > self.limits.cells:
            raise Refusal(
                f"The file has more than {self.limits.cells:,} cells, which is the limit."
            )


def _too_wide(line: int, columns: int, limits: Limits) -> Refusal:
    return Refusal(f"Line {line} has {columns:,} columns; the limit is {limits.columns:,}.")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _bad_byte(content, error.start, f"no {encoding.upper()}") from error


def _refuse_unless_cp1252(content: bytes, first: int) -> None:
    """Refuse bytes that are no cp1252, or that are partly UTF-8; ``first`` is not UTF-8."""
    for suspicious in (_UNDEFINED_IN_CP1252, _BROKEN_UTF_8):
        if found := suspicious.search(content):
            raise _bad_byte(content, found.start(), "neither UTF-8 nor Windows text")
    if _SURELY_UTF_8.search(content):
        raise _bad_byte(content, first, "not UTF-8, while the rest of the file is")


def _bad_byte(content: bytes, position: int, verdict: str) -> Refusal:
    line = content.count(b"\n", 0, position) + 1
    return Refusal(
        f"Line {line}, byte {position + 1} is {verdict}. "
        'Save the file as "CSV UTF-8" and send it again.'
    )


def _fault(error: csv.Error, again: Iterator[list[str]], first: int, last: int) -> str:
    """What is wrong with the record from line ``first``; ``again`` reads it without a limit."""
    if "field limit" in str(error):
        csv.field_size_limit(sys.maxsize)
        try:
            longest = max(len(field) for field in next(again))
        except csv.Error as deeper:
            return _fault(deeper, again, first, last)
        return f"Line {first} has a cell longer than 32,767 characters ({longest:,}). Shorten it."
    if "unexpected end" in str(error):
        return f"Line {first} opens a quotation mark that never closes. Close or remove it."
    return f"Line {last}: text after a closing quotation mark. Double the marks inside a text."


def _delimiter(text: str, limits: Limits) -> tuple[str, int]:
    """The delimiter, and where the first record begins: a line above may only name it."""
    line_end = text.find("\n") + 1 or len(text)
    first = text[:line_end].rstrip("\r\n").strip('"')
    if re.fullmatch(r"sep=.", first, re.IGNORECASE):
        return first[-1], line_end
    return max(DELIMITERS, key=lambda delimiter: _equal_rows(text, delimiter, limits)), 0


def _equal_rows(text: str, delimiter: str, limits: Limits) -> int:
    """How many of the first records have the same number of fields, more than one."""
    widths: Counter[int] = Counter()
    reader = csv.reader(_Lines(text, 0, 0, limits), delimiter=delimiter, strict=True)
    csv.field_size_limit(LINE_CHARACTERS)
    try:
        for record, _ in zip(reader, range(SAMPLE_RECORDS), strict=False):
            widths[len(record)] += 1
    except csv.Error:
        pass  # with the right delimiter the records before the fault still count most
    return max((count for width, count in widths.items() if width > 1), default=0)


class _Lines:
    """Physical lines with their ends from a place on; each within its limit."""

    def __init__(self, text: str, at: int, lines_before: int, limits: Limits) -> None:
        self.characters = 0  # of the lines given so far
        self._lines = enumerate(_physical_lines(text, at), lines_before + 1)
        self._limits = limits

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        number, line = next(self._lines)
        if len(line) > LINE_CHARACTERS:
            columns = max(line.count(delimiter) for delimiter in DELIMITERS) + 1
            if columns > self._limits.columns:
                raise _too_wide(number, columns, self._limits)
            raise Refusal(
                f"Line {number} has {len(line):,} characters; the limit is {LINE_CHARACTERS:,}."
            )
        self.characters += len(line)
        return line


def _physical_lines(text: str, at: int) -> Iterator[str]:
    """Lines with their ends, as they stand: of every kind that spreadsheet programs write."""
    while at < len(text):
        end = text.find("\n", at + PIECE_CHARACTERS) + 1 or len(text)
        yield from io.StringIO(text[at:end], newline="")
        at = end
