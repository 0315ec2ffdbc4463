"""A workbook with its issues marked: cells filled and noted, and all of them on a sheet."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipelines.raw.doubled import distinct
from pipelines.raw.grid import sheet_data, sheet_end
from pipelines.raw.marked import package as parts
from pipelines.raw.marked.edits import (
    ATTRIBUTES,
    attribute,
    escaped,
    opening,
    prefix_of,
    with_attribute,
)
from pipelines.raw.marked.issue_list import ListStyles, listed
from pipelines.raw.marked.looks import NAMESPACE, Looks
from pipelines.raw.marked.notes import with_boxes, with_notes
from pipelines.raw.marked.package import Package, as_not_shown_first, opened
from pipelines.raw.marked.places import Change, changed
from pipelines.raw.marked.wanted import Marks, Seen, marks_of
from pipelines.raw.refusal import damaged
from pipelines.raw.styles import STYLES
from pipelines.raw.unvalued import sheet_parts
from pipelines.raw.xml_parts import WORKBOOK
from pmo.ledger import Issue
from pmo.settings import Limits

SHEET_NAMES = ("Issues", "Issues found", "Issues found by Milepost")
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"

_LOCAL = re.compile(rb"(<(?:[\w.-]+:)?definedName)(?=\s)" + ATTRIBUTES + rb">")
_WINDOW = re.compile(rb"(<(?:[\w.-]+:)?workbookView)(?=[\s/>])" + ATTRIBUTES + rb">")


def mark(
    path: Path, target: Path, *, issues: Sequence[Issue], seen: Iterable[Seen], limits: Limits
) -> None:
    """Write the workbook with its issues marked; what is no mark stays as it is in the file.

    Args:
        path: an .xlsx or .xlsm file that has passed the checks.
        target: the file to write.
        issues: what is marked, by the names of sheets that intake gives.
        seen: the sheets as intake has seen them.
        limits: what the file may cost.

    Raises:
        Refusal: its parts cannot be put together.
    """
    with opened(path, limits) as package:
        _Marking(package, {each.name: each for each in seen}).write(target, issues)


class _Marking:
    """The marking of one workbook."""

    def __init__(self, package: Package, seen: Mapping[str, Seen]) -> None:
        self.package = package
        self.seen = seen
        links = package.part("xl/_rels/workbook.xml.rels") or b""
        workbook = package.part(WORKBOOK) or b""
        names = [name for name, _ in sheet_parts(workbook, links)]
        if len({*names}) < len(names):
            workbook, _ = distinct(workbook)
        self.workbook = workbook
        is_strict = STRICT in workbook
        self.namespace = STRICT if is_strict else NAMESPACE
        self.relations = STRICT_RELATIONS if is_strict else RELATIONS
        self.sheets = [each for each in sheet_parts(workbook, links) if each[1] in package.entries]
        styles = [
            part for kind, part in package.relations_of(WORKBOOK).values() if kind == b"styles"
        ]
        self.styles = styles[0] if styles else ""
        self.looks = Looks(package.part(self.styles) if styles else None, self.namespace)

    def write(self, target: Path, issues: Sequence[Issue]) -> None:
        marks = marks_of(issues, self.seen)
        if not self.styles:
            self.styles = STYLES
            self._add(WORKBOOK, self.styles, b"", kind=(b"styles", parts.STYLES))
        place = self._list(issues)
        changes = {
            part: Change(own.in_order, self.looks.marked, self._notes(part, own.notes))
            for name, part in self.sheets
            if part != place
            for own in (marks.get(name, Marks()),)
        }
        self.package.new[WORKBOOK] = self.workbook
        self.package.make_workbook()
        without = {*changes, self.styles}
        with self.package.write(target, without=without) as file:
            for part, change in changes.items():
                self._write_sheet(file, part, change)
            file.writestr(self.styles, self.looks.written())

    def _add(self, owner: str, part: str, xml: bytes, *, kind: tuple[bytes, bytes]) -> bytes:
        """Add a part that another one relates to; returns the id of the relation."""
        relation, content = kind
        self.package.add(part, xml, content)
        return self.package.relate(owner, part, self.relations + b"/" + relation)

    def _list(self, issues: Sequence[Issue]) -> str:
        """Put the list of issues where an earlier one stood, or in front; returns its part."""
        bold, link = b"<b/>", b'<u/><sz val="11"/><color rgb="FF0563C1"/>'
        styles = ListStyles(
            title=self.looks.text_style(font=self.looks.font(bold + b'<sz val="14"/>')),
            header=self.looks.text_style(font=self.looks.font(bold + b'<sz val="11"/>')),
            text=self.looks.text_style(wraps=True),
            link=self.looks.text_style(
                font=self.looks.font(link.replace(b"/><c", b'/><sz val="11"/><c'))
            ),
        )
        xml = listed(issues, [name for name, _ in self.sheets], styles, self.namespace)
        for position, (name, part) in enumerate(self.sheets):
            if name in self.seen and self.seen[name].is_list:
                self.package.new[part] = xml
                self._show(position)
                return part
        part = self.package.free_name("xl/worksheets/sheet%d.xml")
        relation = self._add(WORKBOOK, part, xml, kind=(b"worksheet", parts.SHEET))
        self._insert_sheet(relation)
        self._show(0)
        return part

    def _insert_sheet(self, relation: bytes) -> None:
        """Put our sheet before the others, by whose numbers names of areas are kept."""
        taken = {name.casefold() for name, _ in self.sheets}
        name = next(each for each in _names() if each.casefold() not in taken)
        sheets = list(opening(b"sheet").finditer(self.workbook))
        numbers = [attribute(each[1], b"sheetId") or b"" for each in sheets]
        number = max((int(each) for each in numbers if each.isdigit()), default=0) + 1
        own = b'xmlns:r="%s" r:id="%s"' % (self.relations, relation)
        element = b'<%ssheet name="%s" sheetId="%d" %s/>' % (
            prefix_of(self.workbook),
            escaped(name),
            number,
            own,
        )
        if not sheets:
            raise damaged(WORKBOOK)
        at = sheets[0].start()
        self.workbook = self.workbook[:at] + element + self.workbook[at:]

        def moved(found: re.Match[bytes]) -> bytes:
            local = attribute(found[2], b"localSheetId")
            if not local or not local.isdigit():
                return found[0]
            own = with_attribute(found[2], b"localSheetId", b"%d" % (int(local) + 1))
            return found[1] + own + b">"

        self.workbook = _LOCAL.sub(moved, self.workbook)

    def _show(self, position: int) -> None:
        """Let the workbook open on the sheet at this position."""

        def shown(found: re.Match[bytes]) -> bytes:
            return found[1] + as_not_shown_first(found[2], position) + b">"

        self.workbook = _WINDOW.sub(shown, self.workbook)

    def _notes(self, part: str, notes: Mapping[str, str]) -> bytes:
        """Write the notes of a sheet; returns what is to stand in it, if it had none before."""
        found = dict(self.package.relations_of(part).values())
        texts = found.get(b"comments", "")
        if not notes and not texts:
            return b""
        noted = with_notes(self.package.part(texts) if texts else None, notes, self.namespace)
        if not noted.new and not noted.gone and noted.xml == self.package.part(texts):
            return b""
        if texts:
            self.package.new[texts] = noted.xml
        else:
            texts = self.package.free_name("xl/comments%d.xml")
            self._add(part, texts, noted.xml, kind=(b"comments", parts.COMMENTS))
        drawing = self._drawing(part)
        if drawing:
            self.package.new[drawing] = with_boxes(self.package.part(drawing), noted)
            return b""
        drawing = self.package.free_name("xl/drawings/vmlDrawing%d.vml")
        self.package.add_extension(b"vml", parts.DRAWING)
        self.package.new[drawing] = with_boxes(None, noted)
        relation = self.package.relate(part, drawing, self.relations + b"/vmlDrawing")
        xml = self.package.part(part) or b""
        own = b'xmlns:r="%s" r:id="%s"' % (self.relations, relation)
        return b"<%slegacyDrawing %s/>" % (prefix_of(xml), own)

    def _drawing(self, part: str) -> str:
        """The part with the boxes of a sheet's notes; nothing where it has none."""
        xml = self.package.part(part) or b""
        begin = sheet_data(xml)
        end = sheet_end(xml, begin.end()) if begin else None
        after = end.end() if end else begin.end() if begin else len(xml)
        found = opening(b"legacyDrawing").search(xml, after)
        name = re.search(rb":id\s*=\s*[\"']([^\"']*)[\"']", found[1]) if found else None
        relations = self.package.relations_of(part)
        return relations.get(name[1].decode(), (b"", ""))[1] if name else ""

    def _write_sheet(self, file: zipfile.ZipFile, part: str, change: Change) -> None:
        xml = self.package.part(part) or b""
        with file.open(part, "w", force_zip64=True) as written:
            for piece in changed(xml, change):
                written.write(piece)


def _names() -> Iterator[str]:
    yield from SHEET_NAMES
    number = 2
    while True:
        yield f"Issues {number}"
        number += 1
