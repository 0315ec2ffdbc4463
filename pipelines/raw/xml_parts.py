"""The XML parts of a zipped workbook, checked one by one while they are inflated."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pipelines.raw.archive import Part
from pipelines.raw.comments import comments_of, holds_comments
from pipelines.raw.external import RELATION, linked_cells
from pipelines.raw.grid import Reach, check_sheet
from pipelines.raw.look import Look, look_of
from pipelines.raw.marks import Dress
from pipelines.raw.ods import CONTENT, check_tables
from pipelines.raw.refusal import Refusal, damaged
from pipelines.raw.styles import STYLES, THEME, Styles, read_styles
from pipelines.raw.unvalued import Unvalued, in_worksheet, sheet_parts
from pmo.ledger import Issue

MEGABYTE = 2**20
PROLOG_BYTES = 64 * 1024
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
KEPT = (WORKBOOK, RELATIONS, STYLES, THEME)
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
class Checked:
    """What was seen in the parts of a workbook."""

    unvalued: dict[int, list[Unvalued]]  # by the position of their sheet
    has_doubled_names: bool = False
    dresses: dict[int, Dress] = field(default_factory=dict)  # by the position of their sheet
    notes: tuple[Issue, ...] = ()


def check_xlsx(parts: Iterable[Part], reach: Reach) -> Checked:
    """Add the sheets of the parts to the reach.

    Args:
        parts: all parts, those last that may be worksheets: their styles are told before them.
        reach: takes in the sheets.

    Raises:
        Refusal: a part would stop a reader, make it guess, or lead it out of the file.
    """
    kept: dict[str, bytes] = {}
    found: dict[str, list[Unvalued]] = {}
    looks: dict[str, Look] = {}
    linked: list[Issue] = []  # named by the part of their sheet
    styles = None
    for part in parts:
        xml = _checked(part)
        if part.name in KEPT or part.name.endswith(".rels") or holds_comments(part.name):
            kept[part.name] = xml
        if check_sheet(xml, part.name, reach):
            styles = styles or read_styles(kept.get(STYLES), kept.get(THEME))
            found[part.name] = in_worksheet(xml, part.name)
            looks[part.name] = look_of(xml, part.name, styles.cells)
            if RELATION in kept.get(RELATIONS, b""):
                linked += linked_cells(xml, part.name)
    if RELATIONS not in kept:
        raise damaged(RELATIONS)
    order = sheet_parts(kept[WORKBOOK], kept[RELATIONS])
    comments = {name: xml for name, xml in kept.items() if holds_comments(name)}
    names = {part: name for name, part in order}
    sheets = [(index, part) for index, (_, part) in enumerate(order) if part in found]
    return Checked(
        {index: found[part] for index, part in sheets},
        has_doubled_names=len({name for name, _ in order}) < len(order),
        dresses={
            index: Dress(looks[part], comments_of(part, kept, comments), styles or Styles())
            for index, part in sheets
        },
        notes=tuple(replace(note, sheet=names.get(note.sheet, "")) for note in linked),
    )


def is_worksheet(part: str) -> bool:
    """Whether a part has the name that programs give to worksheets."""
    return part.startswith("xl/worksheets/") and part.endswith(".xml")


def check_ods(parts: Iterable[Part], reach: Reach) -> Checked:
    """The same for an .ods file."""
    found: dict[int, list[Unvalued]] = {}
    for part in parts:
        xml = _checked(part)
        if part.name == CONTENT:
            found = check_tables(xml, reach)
    return Checked(found)


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
