"""The notes of a worksheet: their texts stand in one part, the boxes that show them in another."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.raw.grid import A1, column_of
from pipelines.raw.marked.edits import (
    LONGEST,
    attribute,
    escaped,
    opening,
    prefix_of,
    span_of,
    with_more,
)
from pipelines.raw.own_marks import SIGN

AUTHOR = b"Milepost"

_NOTE = re.compile(
    rb"<((?:[\w.-]+:)?)comment(?=\s)([^<>]*+)>(.*?)</(?:[\w.-]+:)?comment\s*>", re.DOTALL
)
_RUN = re.compile(rb"<(?:[\w.-]+:)?t(?=[\s>])[^<>]*>([^<]*)</")
_AUTHORS = re.compile(rb"<(?:[\w.-]+:)?author\s*(?:/>|>([^<]*)</)")
_TEXT_END = re.compile(rb"</(?:[\w.-]+:)?text\s*>")
_BOX = re.compile(rb"<v:shape(?=\s).*?</v:shape\s*>", re.DOTALL)
_BOX_ROW = re.compile(rb"<x:Row>\s*([0-9]+)\s*</x:Row>")
_BOX_COLUMN = re.compile(rb"<x:Column>\s*([0-9]+)\s*</x:Column>")
_BOX_ID = re.compile(rb"_x0000_s([0-9]{1,8})\b")
_NAMES = (
    b'xmlns:v="urn:schemas-microsoft-com:vml" '
    b'xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_KIND = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    b'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_FIRST_ID = 1025  # programs number the shapes of a first sheet from here


@dataclass(frozen=True)
class Noted:
    """The texts of a sheet's notes, and whose boxes go or come."""

    xml: bytes
    gone: frozenset[bytes]  # addresses
    new: tuple[bytes, ...]


def with_notes(xml: bytes | None, notes: Mapping[str, str], namespace: bytes) -> Noted:
    """The part with our notes, below what the sender wrote, and without those of an earlier time.

    Args:
        xml: the part with the texts of notes; None where the sheet has none.
        notes: our texts by address. Where a thread of comments stands, none is added.
        namespace: of the parts of this workbook.
    """
    xml = xml or (
        b'<comments xmlns="%s"><authors></authors><commentList></commentList></comments>'
        % namespace
    )
    xml, author = _with_author(xml)
    threads = _threads(xml)
    waiting = {place.encode(): SIGN + text for place, text in notes.items()}
    gone: set[bytes] = set()

    def written(found: re.Match[bytes]) -> bytes:
        place = attribute(found[2], b"ref") or b""
        if (attribute(found[2], b"authorId") or b"") in threads:
            waiting.pop(place, None)
            return found[0]
        before = _text(found[3])
        is_ours = SIGN in before
        before = before.partition(SIGN)[0].rstrip()
        ours = waiting.pop(place, "")
        if is_ours and not before and not ours:
            gone.add(place)
            return b""
        if is_ours:
            text = "\n".join(each for each in (before, ours) if each)
            own = found[2] if before else b' ref="%s" authorId="%d"' % (place, author)
            return _note(found[1], own, text)
        return _with_run(found, ours) if ours else found[0]

    xml = _NOTE.sub(written, xml)
    prefix = prefix_of(xml)
    more = [
        _note(prefix, b' ref="%s" authorId="%d"' % (place, author), text)
        for place, text in waiting.items()
    ]
    return Noted(with_more(xml, b"commentList", b"".join(more)), frozenset(gone), tuple(waiting))


def with_boxes(xml: bytes | None, noted: Noted) -> bytes:
    """The drawing of a sheet with a box for each new note, and without those of notes that go."""
    xml = xml or b"<xml %s></xml>" % _NAMES

    def kept(found: re.Match[bytes]) -> bytes:
        return b"" if b'"Note"' in found[0] and _shown_at(found[0]) in gone else found[0]

    gone = {_place(each) for each in noted.gone}
    if gone:
        xml = _BOX.sub(kept, xml)
    ids = [int(each) for each in _BOX_ID.findall(xml)]
    first = max([*ids, _FIRST_ID - 1]) + 1
    names = b"" if all(each in xml for each in _NAMES.split()) else b" " + _NAMES
    kind = b"" if b'id="_x0000_t202"' in xml else _KIND
    if names:
        kind = kind.replace(b"<v:shapetype", b"<v:shapetype" + names)
    boxes = (_box(place, number, names) for number, place in enumerate(noted.new, first))
    return with_more(xml, b"xml", kind + b"".join(boxes))


def _with_author(xml: bytes) -> tuple[bytes, int]:
    """The part with us among its authors, and our number."""
    if not span_of(xml, b"authors"):
        root = opening(b"comments").search(xml)
        at = root.end() if root else 0
        name = prefix_of(xml) + b"authors"
        xml = xml[:at] + b"<%s></%s>" % (name, name) + xml[at:]
    authors = _AUTHORS.findall(xml)
    if AUTHOR in authors:
        return xml, authors.index(AUTHOR)
    name = prefix_of(xml) + b"author"
    return with_more(xml, b"authors", b"<%s>%s</%s>" % (name, AUTHOR, name)), len(authors)


def _threads(xml: bytes) -> frozenset[bytes]:
    """Numbers of the authors that stand for threads of comments."""
    authors = enumerate(_AUTHORS.findall(xml))
    return frozenset(b"%d" % number for number, name in authors if name.startswith(b"tc="))


def _text(inside: bytes) -> str:
    return html.unescape(b"".join(_RUN.findall(inside)).decode("utf-8", "replace"))


def _note(prefix: bytes, attributes: bytes, text: str) -> bytes:
    name, inside = prefix + b"comment", prefix + b"text"
    run = _run(prefix, text)
    return b"<%s%s><%s>%s</%s></%s>" % (name, attributes, inside, run, inside, name)


def _run(prefix: bytes, text: str) -> bytes:
    run, words = prefix + b"r", prefix + b"t"
    return b'<%s><%s xml:space="preserve">%s</%s></%s>' % (run, words, escaped(text), words, run)


def _with_run(found: re.Match[bytes], text: str) -> bytes:
    """A sender's note with a run of ours at its end."""
    room = LONGEST - len(_text(found[3]))
    ends = list(_TEXT_END.finditer(found[0]))
    if not ends or room <= len(SIGN):
        return found[0]
    at = ends[-1].start()
    run = _run(found[1], "\n" + text[: room - 1])
    return found[0][:at] + run + found[0][at:]


def _box(place: bytes, number: int, names: bytes) -> bytes:
    row, column = _place(place)
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 10, {column + 6}, 15, {row + 6}, 10"
    return (
        b'<v:shape%s id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;'
        b'margin-left:60pt;margin-top:1.5pt;width:270pt;height:100pt;z-index:1;visibility:hidden" '
        b'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        b'<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
        b'<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        b'</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        b"<x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row>"
        b"<x:Column>%d</x:Column></x:ClientData></v:shape>"
    ) % (names, number, anchor.encode(), row, column)


def _shown_at(box: bytes) -> tuple[int, int] | None:
    row, column = _BOX_ROW.search(box), _BOX_COLUMN.search(box)
    return (int(row[1]), int(column[1])) if row and column else None


def _place(address: bytes) -> tuple[int, int]:
    """Row and column of an address, from 0."""
    found = A1.fullmatch(address)
    return (int(found[2]) - 1, column_of(found[1]) - 1) if found else (0, 0)
