"""The parts of a zipped workbook: a few are changed or added, the others are given on."""

import mmap
import posixpath
import re
import zipfile
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.raw import archive
from pipelines.raw.marked.edits import (
    attribute,
    escaped,
    opening,
    prefix_of,
    with_attribute,
    with_more,
)
from pmo.settings import Limits

CONTENT_TYPES = "[Content_Types].xml"
RELATIONS = b"http://schemas.openxmlformats.org/package/2006/relationships"

_RELATION = opening(b"Relationship")
_NUMBER = re.compile(rb"^rId([0-9]{1,6})$")
_TYPES = b"application/vnd.openxmlformats-officedocument."
SHEET = _TYPES + b"spreadsheetml.worksheet+xml"
STYLES = _TYPES + b"spreadsheetml.styles+xml"
COMMENTS = _TYPES + b"spreadsheetml.comments+xml"
_ORDINARY = {
    b"spreadsheetml.template.main+xml": b"spreadsheetml.sheet.main+xml",
    b"ms-excel.template.macroEnabled.main+xml": b"ms-excel.sheet.macroEnabled.main+xml",
}
DRAWING = _TYPES + b"vmlDrawing"


@contextmanager
def opened(path: Path, limits: Limits) -> Generator["Package"]:
    """A workbook that has passed the checks, whose parts may be changed."""
    entries = archive.directory(path, limits)
    with archive.mapped(path) as content:
        yield Package(content, {entry.filename: entry for entry in entries}, limits)


@dataclass
class Package:
    """The parts of a workbook, and what is new in it."""

    content: mmap.mmap
    entries: Mapping[str, zipfile.ZipInfo]
    limits: Limits
    new: dict[str, bytes] = field(default_factory=dict)  # parts changed or added so far

    def part(self, name: str) -> bytes | None:
        """A part as it is by now, without a byte-order mark; None where there is none."""
        if name in self.new or name not in self.entries:
            return self.new.get(name)
        (part,) = self._parts([self.entries[name]])
        return part.content.removeprefix(b"\xef\xbb\xbf")

    def free_name(self, pattern: str) -> str:
        """A name that no part has yet; "%d" in the pattern takes the number."""
        taken = {name.casefold() for name in (*self.entries, *self.new)}
        number = 1
        while (pattern % number).casefold() in taken:
            number += 1
        return pattern % number

    def relations_of(self, part: str) -> dict[str, tuple[bytes, str]]:
        """Kind and target of each relation of a part, by its id."""
        xml = self.part(_links(part)) or b""
        found = {}
        for each in _RELATION.finditer(xml):
            kind = (attribute(each[1], b"Type") or b"").rpartition(b"/")[2].lower()
            target = (attribute(each[1], b"Target") or b"").decode("utf-8", "replace")
            joined = target if target.startswith("/") else f"{posixpath.dirname(part)}/{target}"
            name = (attribute(each[1], b"Id") or b"").decode("utf-8", "replace")
            found[name] = (kind, posixpath.normpath(joined).lstrip("/"))
        return found

    def relate(self, part: str, target: str, kind: bytes) -> bytes:
        """Add a relation to a part; returns its id."""
        links = _links(part)
        xml = self.part(links) or b'<Relationships xmlns="%s"></Relationships>' % RELATIONS
        numbers = (_NUMBER.match(name.encode()) for name in self.relations_of(part))
        number = max([0, *(int(each[1]) for each in numbers if each)]) + 1
        name = b"rId%d" % number
        own = b'Id="%s" Type="%s" Target="/%s"' % (name, kind, escaped(target))
        element = b"<%sRelationship %s/>" % (prefix_of(xml), own)
        self.new[links] = with_more(xml, b"Relationships", element)
        return name

    def add(self, name: str, xml: bytes, kind: bytes) -> None:
        """Add a part with its content type, or change one."""
        self.new[name] = xml
        types = self.part(CONTENT_TYPES) or b""
        told = {attribute(each[1], b"PartName") for each in opening(b"Override").finditer(types)}
        if b"/" + escaped(name) not in told:
            own = b'PartName="/%s" ContentType="%s"' % (escaped(name), kind)
            element = b"<%sOverride %s/>" % (prefix_of(types), own)
            self.new[CONTENT_TYPES] = with_more(types, b"Types", element)

    def make_workbook(self) -> None:
        """Let a template be an ordinary workbook, as its file is to be called."""
        types = self.part(CONTENT_TYPES) or b""
        for template, ordinary in _ORDINARY.items():
            types = types.replace(template, ordinary)
        self.new[CONTENT_TYPES] = types

    def add_extension(self, extension: bytes, kind: bytes) -> None:
        """State what parts of an extension are, where that is not said yet."""
        types = self.part(CONTENT_TYPES) or b""
        given = (attribute(each[1], b"Extension") for each in opening(b"Default").finditer(types))
        if extension in {each.lower() for each in given if each}:
            return
        own = b'Extension="%s" ContentType="%s"' % (extension, kind)
        root = opening(b"Types").search(types)
        at = root.end() if root else 0
        element = b"<%sDefault %s/>" % (prefix_of(types), own)
        self.new[CONTENT_TYPES] = types[:at] + element + types[at:]

    def write(self, target: Path, *, without: Iterable[str]) -> zipfile.ZipFile:
        """Begin the new workbook with all parts that are known; those left out are the caller's.

        Returns:
            The open file, to which the parts left out are to be written.
        """
        file = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        left = {*without}
        kept = [each for name, each in self.entries.items() if name not in left | {*self.new}]
        for name, xml in sorted(self.new.items(), key=lambda each: each[0] != CONTENT_TYPES):
            if name not in left:
                file.writestr(name, xml)
        for part in self._parts(kept):
            file.writestr(part.name, part.content)
        return file

    def _parts(self, entries: Iterable[zipfile.ZipInfo]) -> Iterator[archive.Part]:
        return archive.parts(self.content, entries, self.limits)


def _links(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def as_not_shown_first(view: bytes, shown: int) -> bytes:
    """Attributes of the window of a workbook that shows another sheet."""
    own = with_attribute(with_attribute(view, b"firstSheet", None), b"activeTab", None)
    return with_attribute(own, b"activeTab", b"%d" % shown) if shown else own
