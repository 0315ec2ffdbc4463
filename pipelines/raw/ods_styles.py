"""How cells of an .ods file look: number format, fill, ink and strike-through by style name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element  # only the name; defusedxml parses

from pipelines.raw.colours import BLACK
from pipelines.raw.styles import Style
from pipelines.raw.xml_trees import local_name, tree_of

STYLES = "styles.xml"

_BODY = re.compile(rb"<(?:[\w.-]+:)?body(?=[\s/>])")
_ROOT = re.compile(rb"<((?:[\w.-]+:)?document-(?:content|styles))(?=[\s/>])")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_ANCESTORS = 20  # styles that follow each other; no program makes as many
_MOST_DIGITS = 30


@dataclass(frozen=True)
class CellStyles:
    """The styles of cells by name, and a number for each that can be seen."""

    shown: Mapping[str, Style] = field(default_factory=dict)

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each style."""
        return {name: number for number, name in enumerate(self.shown)}

    @property
    def by_number(self) -> dict[int, Style]:
        """The styles by their numbers."""
        return dict(enumerate(self.shown.values()))


def cell_styles(content: bytes, styles: bytes | None) -> CellStyles:
    """The styles of cells, put together from the parts with content and with common styles.

    Raises:
        Refusal: a part is no XML.
    """
    parts = ((styles, STYLES), (_before_the_cells(content), "content.xml"))
    elements = [each for xml, part in parts if xml for each in tree_of(xml, part).iter()]
    formats = {}
    own: dict[str, tuple[Style, str]] = {}
    for element in elements:
        name = _attribute(element, "name")
        if local_name(element) in _FORMATS:
            formats[name] = _FORMATS[local_name(element)](element)
    for element in elements:
        is_of_cells = _attribute(element, "family") == "table-cell"
        if local_name(element) in ("style", "default-style") and is_of_cells:
            name = _attribute(element, "name")
            parent = _attribute(element, "parent-style-name")
            own[name] = (_style(element, formats), parent)
    whole = {name: _with_ancestors(name, own) for name in own}
    return CellStyles({name: style for name, style in whole.items() if style != Style()})


def _before_the_cells(content: bytes) -> bytes:
    """The part without its cells, which may be many."""
    root, body = _ROOT.search(content), _BODY.search(content)
    if root is None or body is None:
        return b""
    return content[: body.start()] + b"</" + root[1] + b">"


def _attribute(element: Element, name: str) -> str:
    """An attribute of that name in whichever namespace; empty where it is not given."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def _style(element: Element, formats: Mapping[str, str | None]) -> Style:
    style = Style(format=formats.get(_attribute(element, "data-style-name")))
    for part in element:
        if local_name(part) == "table-cell-properties":
            style = replace(style, fill=_colour(_attribute(part, "background-color")))
        if local_name(part) == "text-properties":
            ink = _colour(_attribute(part, "color"))
            line = _attribute(part, "text-line-through-style") or "none"
            style = replace(style, ink=None if ink == BLACK else ink, is_struck=line != "none")
    return style


def _with_ancestors(name: str, own: Mapping[str, tuple[Style, str]]) -> Style:
    """A style with what it takes from those that it follows."""
    style, parent = own[name]
    for _ in range(_ANCESTORS):
        if parent not in own:
            break
        above, parent = own[parent]
        style = Style(
            format=style.format or above.format,
            fill=style.fill or above.fill,
            ink=style.ink or above.ink,
            is_struck=style.is_struck or above.is_struck,
        )
    return style


def _colour(text: str) -> str | None:
    return text.upper() if _COLOUR.fullmatch(text) else None


def _digits(element: Element) -> tuple[int, int]:
    """Digits before and after the mark that a format shows at least."""
    for part in element:
        if local_name(part) == "number":
            counts = [_attribute(part, name) for name in ("min-integer-digits", "decimal-places")]
            first, last = (int(each) if each.isdecimal() else 0 for each in counts)
            return min(first, _MOST_DIGITS), min(last, _MOST_DIGITS)
    return 0, 0


def _number(element: Element) -> str | None:
    """A format of more than one digit shows zeros in front; others say nothing of a number."""
    before, after = _digits(element)
    if before <= 1:
        return None
    return "0" * before + (f".{'0' * after}" if after else "")


def _percentage(element: Element) -> str:
    _, after = _digits(element)
    return f"0.{'0' * after}%" if after else "0%"


def _currency(element: Element) -> str:
    symbols = "".join(_symbols(element)).replace('"', "")
    return f'"{symbols}"#,##0.00'


def _symbols(element: Element) -> Iterator[str]:
    for part in element:
        if local_name(part) == "currency-symbol":
            yield (part.text or "").strip()


_FORMATS = {
    "number-style": _number,
    "percentage-style": _percentage,
    "currency-style": _currency,
}
