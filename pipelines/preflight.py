"""What a file is and whether it may be read at all, before any reader sees its bytes."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from zipfile import ZipInfo

from pipelines.raw import archive, compound
from pipelines.raw.biff import check_sheets
from pipelines.raw.grid import Reach
from pipelines.raw.plain import text_kind
from pipelines.raw.refusal import Refusal, damaged, no_table
from pipelines.raw.stretches import LARGE_BYTES, Cutter, Stretches
from pipelines.raw.xlsb import WORKBOOK_BIN, check_xlsb
from pipelines.raw.xml_parts import (
    Checked,
    Seen,
    check_ods,
    check_xlsx,
    is_worksheet,
)
from pmo.ledger import Issue
from pmo.settings import Limits

HEAD_BYTES = 4096
MEGABYTE = 2**20

ZIP = b"PK\3\4"
EXTENSIONS = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "xlsb": (".xlsb",),
    "xls": (".xls", ".xlt"),
    "ods": (".ods", ".ots"),
    "csv": (".csv", ".tsv", ".tab", ".txt", ".prn"),
    "xer": (".xer",),
    "project xml": (".xml", ".mspdi"),
    "trello json": (".json",),
    "plan": (".mpp", ".mpt", ".mpx", ".xml", ".pmxml", ".gan", ".planner"),
}
STRANGERS = (  # what a file is that begins with these bytes
    (b"\x1f\x8b", "gzip archive"),
    (b"\x28\xb5\x2f\xfd", "zstd archive"),
    (b"\xfd7zXZ\0", "xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (b"Rar!\x1a\x07", "rar archive"),
    (b"PK\5\6", "zip archive without parts"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"II*\0", "TIFF image"),
    (b"MM\0*", "TIFF image"),
    (b"%PDF-", "PDF document"),
    (b"{\\rtf", "Rich Text document"),
    (b"\x7fELF", "program"),
    (b"#!/", "program"),
    (b"\xfe\xed\xfa", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"SQLite format 3\0", "SQLite database"),
)
BINARY_STRANGERS = (  # the same, where these letters could also begin a text
    (0, b"BZh", "bzip2 archive"),
    (0, b"GIF8", "GIF image"),
    (0, b"BM", "BMP image"),
    (0, b"RIFF", "WebP image or sound"),
    (0, b"MZ", "program"),
    (0, b"PAR1", "Parquet file"),
    (0, b"ARROW1", "Arrow file"),
    (8, b"DUCK", "DuckDB database"),
)
OTHER_ZIPS = {
    "word/document.xml": "Word document",
    "ppt/presentation.xml": "PowerPoint presentation",
}


@dataclass(frozen=True)
class Examined:
    """What a file is, and what was noticed on the way."""

    kind: str  # a key of EXTENSIONS
    notes: tuple[Issue, ...] = ()
    seen: Callable[[], Seen] = Seen  # waits for it; may raise a Refusal
    has_doubled_names: bool = False  # two sheets of one name
    stretches: Stretches | None = None  # a copy that is read in less time


def examine(path: Path, file: str, limits: Limits, copy: Path | None = None) -> Examined:
    """Find out what a file is from its bytes, and refuse what no reader should see.

    Args:
        path: where the bytes lie.
        file: the sender's name for them; only compared with what they are.
        limits: what a file may cost.
        copy: where a copy of a large workbook may be written, its sheets in stretches.

    Raises:
        Refusal: the file is no table, or it is damaged, hostile or over a limit.
    """
    container = container_of(path, limits)
    if container == "text":
        kind = text_kind(_head(path))
        return Examined(kind, tuple(_extension_notes(kind, file)))
    with archive.mapped(path) as content:
        reach = Reach(limits)
        if container == "ole":
            opened = compound.open_container(content)
            if compound.holds_a_plan(opened):
                return Examined("plan", tuple(_extension_notes("plan", file)))
            workbook = compound.workbook_stream(opened)
            told = check_sheets(workbook, reach)
            return Examined("xls", tuple(_extension_notes("xls", file)), lambda: told)
        entries = archive.directory(path, limits)
        entries.sort(key=lambda entry: is_worksheet(entry.filename))
        names = {entry.filename for entry in entries}
        kind = _zip_kind(names)
        parts = archive.parts(content, entries, limits)
        cutter = Cutter(copy) if copy and kind == "xlsx" and _has_large_sheet(entries) else None
        checked = _checked(kind, cutter.through(parts) if cutter else parts, reach)
    notes = (*_macro_notes(names), *_extension_notes(kind, file))
    stretches = cutter.stretches if cutter else None
    return Examined(kind, notes, checked.seen, checked.has_doubled_names, stretches)


def _has_large_sheet(entries: Iterable[ZipInfo]) -> bool:
    """Whether the directory says so; where it lies, a copy is written in vain or not at all."""
    return any(is_worksheet(entry.filename) and entry.file_size >= LARGE_BYTES for entry in entries)


def _checked(kind: str, parts: Iterator[archive.Part], reach: Reach) -> Checked:
    if kind == "xlsb":
        told = check_xlsb(parts, reach)
        return Checked(lambda: told)
    return check_xlsx(parts, reach) if kind == "xlsx" else check_ods(parts, reach)


def container_of(path: Path, limits: Limits) -> str:
    """Whether a file is "zip", "ole" or "text", by its size and first bytes.

    Raises:
        Refusal: the file is empty, too large, or begins like something that is no table.
    """
    if not path.is_file():
        raise Refusal("There is no such file.")
    size = path.stat().st_size
    if size == 0:
        raise Refusal("The file is empty.")
    if size > limits.file_bytes:
        raise Refusal(
            f"The file has {size / MEGABYTE:,.0f} MB; "
            f"the limit is {limits.file_bytes / MEGABYTE:,.0f} MB."
        )
    head = _head(path)
    if head.startswith(ZIP):
        return "zip"
    if head.startswith(compound.MAGIC):
        return "ole"
    _refuse_strangers(head)
    text_kind(head)
    return "text"


def _head(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(HEAD_BYTES)


def _refuse_strangers(head: bytes) -> None:
    for magic, stranger in STRANGERS:
        if head.startswith(magic):
            raise no_table(f"a {stranger}")
    is_binary = b"\0" in head
    for at, magic, stranger in BINARY_STRANGERS:
        if is_binary and head.startswith(magic, at):
            raise no_table(f"a {stranger}")
    if head.startswith(b"\xac\xed\x00\x05"):
        raise Refusal(compound.PROJECT_ADVICE)
    if _is_zlib(head):
        raise no_table("a zlib archive")


def _is_zlib(head: bytes) -> bool:
    try:
        zlib.decompressobj().decompress(head, 1)
    except zlib.error:
        return False
    return head[0] & 0x0F == zlib.DEFLATED


def _zip_kind(names: set[str]) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if WORKBOOK_BIN in names:
        return "xlsb"
    if "content.xml" in names:
        return "ods"
    for part, stranger in OTHER_ZIPS.items():
        if part in names:
            raise Refusal(f"This is a {stranger}, not a table. Save it as .xlsx and send that.")
    if any(name.startswith("xl/") for name in names):
        raise damaged("xl/workbook.xml")
    raise Refusal("This is a zip archive, not a table. Unpack it and send the files in it.")


def _macro_notes(names: set[str]) -> Iterator[Issue]:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield Issue(
            sheet="",
            cell="",
            rule="macros_ignored",
            value="",
            message="The workbook holds macros. Its cells are read; macros are never run.",
        )


def _extension_notes(kind: str, file: str) -> Iterator[Issue]:
    extension = PurePath(file).suffix.lower()
    if extension and extension not in EXTENSIONS[kind]:
        yield Issue(
            sheet="",
            cell="",
            rule="extension_mismatch",
            value=extension,
            message=f'The name ends in "{extension}", but the content is {kind}; '
            "it was read as what it is.",
        )
