"""The XML parts of a zipped workbook, checked one by one while they are inflated."""

import re
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial

from pipelines.raw.archive import Part
from pipelines.raw.comments import comments_of, holds_comments
from pipelines.raw.external import RELATION, linked_cells
from pipelines.raw.grid import Reach, check_sheet
from pipelines.raw.look import Look, look_of
from pipelines.raw.marks import Dress
from pipelines.raw.ods import check_tables, unread_rules
from pipelines.raw.ods_styles import STYLES as ODS_STYLES
from pipelines.raw.ods_styles import cell_styles
from pipelines.raw.ods_table import CONTENT
from pipelines.raw.refusal import Refusal, damaged
from pipelines.raw.styles import STYLES, THEME, Styles, read_styles
from pipelines.raw.unvalued import Unvalued, in_worksheet, sheet_parts
from pmo.ledger import Issue

MEGABYTE = 2**20
PROLOG_BYTES = 64 * 1024
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
KEPT = (WORKBOOK, RELATIONS, STYLES, THEME)
WAITING_BYTES = 256 * MEGABYTE  # of worksheets that lie here while their cells are read
STYLE_BYTES = 8 * MEGABYTE
CELL_STYLES = 66_000
FORMAT_CHARACTERS = 2_000
HOLDS_A_DTD = "The XML holds a DTD. Open the file in Excel and save again."

_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_PROLOG_PIECE = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DECLARATION = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_STYLE = re.compile(rb"<(?:[\w.-]+:)?xf[\s/>]")
_LONG_FORMAT = re.compile(rb"formatCode\s*=\s*[\"'][^\"']{%d}" % FORMAT_CHARACTERS)


@dataclass(frozen=True)
class Seen:
    """What a workbook tells besides values; sheets by their position."""

    unvalued: dict[int, list[Unvalued]] = field(default_factory=dict)
    dresses: dict[int, Dress] = field(default_factory=dict)
    notes: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class Checked:
    """A workbook that a reader may open; what else it tells may still be looked for meanwhile.

    Asking for what was seen waits for it, and raises a Refusal where a part is no XML.
    """

    seen: Callable[[], Seen] = Seen
    has_doubled_names: bool = False


@dataclass(frozen=True)
class _Told:
    """What one worksheet tells besides values."""

    unvalued: list[Unvalued]
    look: Look
    linked: tuple[Issue, ...]  # named by the part


def check_xlsx(parts: Iterable[Part], reach: Reach) -> Checked:
    """Add the sheets of the parts to the reach.

    Args:
        parts: all parts, those last that may be worksheets: their styles are told before them.
        reach: takes in the sheets.

    Raises:
        Refusal: a part would stop a reader, make it guess, or lead it out of the file.
    """
    kept: dict[str, bytes] = {}
    found: dict[str, Future[_Told]] = {}
    styles = None
    waiting = 0
    with _looking() as pool:
        for part in parts:
            xml = _checked(part)
            if part.name in KEPT or part.name.endswith(".rels") or holds_comments(part.name):
                kept[part.name] = xml
            if check_sheet(xml, part.name, reach):
                styles = styles or read_styles(kept.get(STYLES), kept.get(THEME))
                is_linked = RELATION in kept.get(RELATIONS, b"")
                told = pool.submit(_tell, xml, part.name, styles, is_linked=is_linked)
                found[part.name] = told
                waiting += len(xml)
                if waiting > WAITING_BYTES:
                    wait([told])
    if RELATIONS not in kept:
        raise damaged(RELATIONS)
    order = sheet_parts(kept[WORKBOOK], kept[RELATIONS])
    return Checked(
        cache(partial(_seen, order, found, kept, styles or Styles())),
        has_doubled_names=len({name for name, _ in order}) < len(order),
    )


@contextmanager
def _looking() -> Generator[ThreadPoolExecutor]:
    """A thread that goes on when this ends, and begins nothing more where a part is refused."""
    pool = ThreadPoolExecutor(1)
    try:
        yield pool
    except Refusal:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown(wait=False)


def _tell(xml: bytes, part: str, styles: Styles, *, is_linked: bool) -> _Told:
    return _Told(
        unvalued=in_worksheet(xml, part),
        look=look_of(xml, part, styles.cells),
        linked=tuple(linked_cells(xml, part)) if is_linked else (),
    )


def _seen(
    order: list[tuple[str, str]],
    found: dict[str, Future[_Told]],
    kept: dict[str, bytes],
    styles: Styles,
) -> Seen:
    told = {part: each.result() for part, each in found.items()}
    comments = {name: xml for name, xml in kept.items() if holds_comments(name)}
    names = {part: name for name, part in order}
    sheets = [(index, part) for index, (_, part) in enumerate(order) if part in told]
    return Seen(
        unvalued={index: told[part].unvalued for index, part in sheets},
        dresses={
            index: Dress(told[part].look, comments_of(part, kept, comments), styles)
            for index, part in sheets
        },
        notes=tuple(
            replace(note, sheet=names.get(part, ""))
            for part, each in told.items()
            for note in each.linked
        ),
    )


def is_worksheet(part: str) -> bool:
    """Whether a part has the name that programs give to worksheets."""
    return part.startswith("xl/worksheets/") and part.endswith(".xml")


def check_ods(parts: Iterable[Part], reach: Reach) -> Checked:
    """The same for an .ods file."""
    kept: dict[str, bytes] = {}
    for part in parts:
        xml = _checked(part)
        if part.name in (CONTENT, ODS_STYLES):
            kept[part.name] = xml
    content = kept.get(CONTENT, b"")
    tables = check_tables(content, reach, cell_styles(content, kept.get(ODS_STYLES)))
    notes = tuple(unread_rules(content))
    return Checked(partial(Seen, tables.unvalued, tables.dresses, notes))


def _checked(part: Part) -> bytes:
    """The part as XML that may be parsed; nothing if it is something else."""
    if not part.name.lower().endswith((".xml", ".rels", ".vml", ".rdf")):
        return b""
    xml = part.content.removeprefix(b"\xef\xbb\xbf")
    if xml:
        refuse_dtd(xml, part.name)
    if part.name.lower().endswith("styles.xml"):
        _check_styles(xml)
    return xml


def refuse_dtd(xml: bytes, part: str) -> None:
    """Refuse a document type before the root element, where one can stand.

    Raises:
        Refusal: there is one, or the root element does not come where one would look for it.
    """
    if xml.startswith(_UTF_16):
        encoding = "utf-16" if xml.startswith(_UTF_16[:2]) else "utf-16-le"
        if _DECLARATION.search(xml[: 2 * PROLOG_BYTES].decode(encoding, "replace")):
            raise Refusal(HOLDS_A_DTD)
        raise damaged(part)
    at = 0
    while at < PROLOG_BYTES and (piece := _PROLOG_PIECE.match(xml, at)):
        at = piece.end()
    if _DECLARATION.match(xml[at : at + 32].decode("latin-1")):
        raise Refusal(HOLDS_A_DTD)
    if at > PROLOG_BYTES or xml[at : at + 1] != b"<" or xml[at + 1 : at + 2] in b"!?":
        raise damaged(part)


def _check_styles(xml: bytes) -> None:
    if len(xml) > STYLE_BYTES:
        raise Refusal(
            f"The styles unpack to {len(xml) // MEGABYTE} MB; "
            f"the limit is {STYLE_BYTES // MEGABYTE} MB."
        )
    styles = sum(1 for _ in _STYLE.finditer(xml))
    if styles > CELL_STYLES:
        raise Refusal(f"The workbook has {styles:,} cell styles; the limit is {CELL_STYLES:,}.")
    if _LONG_FORMAT.search(xml):
        raise Refusal(
            f"A number format has more than {FORMAT_CHARACTERS:,} characters, which is the limit."
        )
