"""The styles of a workbook with those that our marks and our list of issues need."""

import re
from xml.etree.ElementTree import Element  # only the name; defusedxml parses

from pipelines.raw.marked.edits import (
    ATTRIBUTES,
    attribute,
    prefix_of,
    span_of,
    with_attribute,
    with_more,
)
from pipelines.raw.own_marks import FILL
from pipelines.raw.refusal import damaged
from pipelines.raw.styles import STYLES
from pipelines.raw.xml_trees import child_of, children_of, tree_of

MOST_STYLES = 65_000  # a spreadsheet takes few more
NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_PLAIN = (
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
_ORDER = (b"numFmts", b"fonts", b"fills", b"borders", b"cellStyleXfs", b"cellXfs")
_FIRST = {  # what each begins with where a program has left it out
    b"fonts": b'<%sfont><%ssz val="11"/></%sfont>',
    b"fills": b'<%sfill><%spatternFill patternType="none"/></%sfill>',
    b"borders": b"<%sborder/>",
    b"cellXfs": b'<%sxf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
}
_STYLE = re.compile(
    rb"<(?:[\w.-]+:)?xf(?=[\s/>])" + ATTRIBUTES + rb"(?:(?<=/)>|>(.*?)</(?:[\w.-]+:)?xf\s*>)",
    re.DOTALL,
)
_TEXT = 49  # number format of texts
_NONE = ("none", "")
_OWN_FILLS = 2  # of a program: none, and a grey that it shows whatever the part says


class Looks:
    """The part with styles, to which styles are added and in which none is changed or moved."""

    def __init__(self, xml: bytes | None, namespace: bytes = NAMESPACE) -> None:
        self.xml = xml or b'<styleSheet xmlns="%s">%s</styleSheet>' % (namespace, _PLAIN)
        self.prefix = prefix_of(self.xml)
        for name in _FIRST:
            self._complete(name)
        root = tree_of(self.xml, STYLES)
        fills = [_shown(fill) for fill in children_of(child_of(root, "fills"), "fill")]
        self.counts = {
            name: len(list(child_of(root, name.decode()) or ())) for name in (b"fonts", b"fills")
        }
        self.styles = self._styles(len(children_of(child_of(root, "cellXfs"), "xf")))
        self._remove_ours({number for number, fill in enumerate(fills) if fill == FILL})
        self.blank = {number for number, fill in enumerate(fills) if fill in _NONE}
        self.made: dict[int, int] = {}
        self.fill: int | None = None

    def marked(self, style: int) -> int:
        """Number of the style that is this one with our fill; itself, if it has a fill already."""
        if style in self.made:
            return self.made[style]
        own, content = self.styles[style if style < len(self.styles) else 0]
        number = _number(own, b"fillId")
        if number not in self.blank or len(self.styles) >= MOST_STYLES:
            return style
        if self.fill is None:
            self.fill = self._new_fill()
        own = with_attribute(own, b"fillId", b"%d" % self.fill)
        own = with_attribute(own, b"applyFill", b"1")
        self.made[style] = self._add_style(own, content)
        return self.made[style]

    def font(self, inside: bytes) -> int:
        """Number of a new font; its elements have no prefix as they are given."""
        return self._add(b"fonts", self._named(b"<font>%s</font>" % inside))

    def text_style(self, *, font: int = 0, wraps: bool = False) -> int:
        """Number of a new style for texts."""
        own = b' numFmtId="%d" fontId="%d" fillId="0" borderId="0"' % (_TEXT, font)
        own += b' applyNumberFormat="1" applyFont="1" applyAlignment="1"'
        wrap = b' wrapText="1"' if wraps else b""
        return self._add_style(own, self._named(b'<alignment vertical="top"%s/>' % wrap))

    def written(self) -> bytes:
        """The part with all that was added."""
        name = self.prefix + b"xf"
        texts = [
            b"<%s%s>%s</%s>" % (name, own, content, name) if content else b"<%s%s/>" % (name, own)
            for own, content in self.styles
        ]
        span = span_of(self.xml, b"cellXfs")
        if span is None:
            raise damaged(STYLES)
        begin, _, _, after = span
        whole = b"%scellXfs" % self.prefix
        section = b'<%s count="%d">%s</%s>' % (whole, len(texts), b"".join(texts), whole)
        return self.xml[:begin] + section + self.xml[after:]

    def _complete(self, name: bytes) -> None:
        """Add a section that every style refers to, where it is left out."""
        if span_of(self.xml, name):
            return
        before = [span_of(self.xml, each) for each in _ORDER[: _ORDER.index(name)]]
        ends = [span[3] for span in before if span]
        span = span_of(self.xml, b"styleSheet")
        if span is None:
            raise damaged(STYLES)
        if span[1] == span[3]:  # an empty tag
            self.xml = with_more(self.xml, b"styleSheet", b"")
        at = max(ends) if ends else span[1]
        first = _FIRST[name].replace(b"%s", self.prefix)
        whole = self.prefix + name
        section = b'<%s count="1">%s</%s>' % (whole, first, whole)
        self.xml = self.xml[:at] + section + self.xml[at:]

    def _styles(self, count: int) -> list[tuple[bytes, bytes]]:
        """Attributes and content of each style of cells."""
        span = span_of(self.xml, b"cellXfs")
        inside = self.xml[span[1] : span[2]] if span else b""
        found = [
            (each[1].removesuffix(b"/").rstrip(), each[2] or b"")
            for each in _STYLE.finditer(inside)
        ]
        if len(found) != count or not found:
            raise damaged(STYLES)
        return found

    def _remove_ours(self, fills: set[int]) -> None:
        """Take an earlier fill of ours out of the styles, and so off the cells that have them."""
        self.styles = [
            (with_attribute(own, b"fillId", b"0"), content)
            if _number(own, b"fillId") in fills
            else (own, content)
            for own, content in self.styles
        ]

    def _add(self, section: bytes, element: bytes) -> int:
        number = self.counts[section]
        self.counts[section] += 1
        self.xml = with_more(self.xml, section, element, count=number + 1)
        return number

    def _add_style(self, own: bytes, content: bytes) -> int:
        self.styles.append((own, content))
        return len(self.styles) - 1

    def _new_fill(self) -> int:
        """Number of our fill; programs show the first two of a workbook as they like."""
        while self.counts[b"fills"] < _OWN_FILLS:
            self._add(b"fills", self._named(b'<fill><patternFill patternType="gray125"/></fill>'))
        return self._add(b"fills", self._solid())

    def _solid(self) -> bytes:
        colour = b'<fgColor rgb="FF%s"/><bgColor indexed="64"/>' % FILL.encode()
        return self._named(
            b'<fill><patternFill patternType="solid">%s</patternFill></fill>' % colour
        )

    def _named(self, elements: bytes) -> bytes:
        return re.sub(rb"<(/?)(?=\w)", rb"<\1" + self.prefix, elements)


def _shown(fill: Element) -> str:
    """The colour of a fill without opacity, "none", or "other"."""
    pattern = child_of(fill, "patternFill")
    if pattern is None:
        return "other" if list(fill) else "none"
    kind = pattern.get("patternType", "none")
    if kind in _NONE:
        return "none"
    ground = child_of(pattern, "fgColor")
    colour = "" if ground is None else ground.get("rgb", "")
    return colour[-6:].upper() if kind == "solid" and colour else "other"


def _number(attributes: bytes, name: bytes) -> int:
    text = attribute(attributes, name) or b"0"
    return int(text) if text.isdigit() else 0
