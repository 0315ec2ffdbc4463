"""Styles of a workbook's cells: number format, fill, ink and strike-through by style number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # only the name; defusedxml parses

from pipelines.raw.colours import BLACK, Palette
from pipelines.raw.xml_trees import child_of, children_of, tree_of

STYLES = "xl/styles.xml"
THEME = "xl/theme/theme1.xml"

_OFF = ("0", "false")
BUILT_IN = {  # ECMA-376, part 1, 18.8.30; 0 is General
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);\\("$"#,##0\\)',
    6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
    7: '"$"#,##0.00_);\\("$"#,##0.00\\)',
    8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}


@dataclass(frozen=True)
class Style:
    """What a style adds to the bare value; None and False where it adds nothing."""

    format: str | None = None
    fill: str | None = None
    ink: str | None = None
    is_struck: bool = False
    indent: int = 0  # steps by which a text is moved in


@dataclass(frozen=True)
class Styles:
    """The styles of a workbook that can be seen."""

    cells: Mapping[int, Style] = field(default_factory=dict)  # by the number that cells give
    rules: tuple[str | None, ...] = ()  # fills of conditional formats, by their number


def read_styles(styles: bytes | None, theme: bytes | None) -> Styles:
    """The styles as the two parts of a workbook describe them; none where there is no part.

    Raises:
        Refusal: a part is no XML.
    """
    if not styles:
        return Styles()
    root = tree_of(styles, STYLES)
    palette = Palette(tree_of(theme, THEME) if theme else None, root)
    formats = _formats(child_of(root, "numFmts"))
    fills = [_fill(each, palette) for each in children_of(child_of(root, "fills"), "fill")]
    fonts = [_font(each, palette) for each in children_of(child_of(root, "fonts"), "font")]
    cells = {}
    for number, each in enumerate(children_of(child_of(root, "cellXfs"), "xf")):
        font = fonts[at] if (at := _number(each, "fontId")) < len(fonts) else Style()
        style = Style(
            format=formats.get(_number(each, "numFmtId")),
            fill=fills[at] if (at := _number(each, "fillId")) < len(fills) else None,
            ink=font.ink,
            is_struck=font.is_struck,
            indent=_indent(child_of(each, "alignment")),
        )
        if style != Style():
            cells[number] = style
    rules = children_of(child_of(root, "dxfs"), "dxf")
    return Styles(cells, tuple(_rule_fill(child_of(each, "fill"), palette) for each in rules))


def _formats(own: Element | None) -> dict[int, str]:
    formats = {
        _number(each, "numFmtId"): each.get("formatCode", "") for each in children_of(own, "numFmt")
    }
    codes = BUILT_IN | formats
    return {number: code for number, code in codes.items() if code and code != "General"}


def _font(font: Element, palette: Palette) -> Style:
    strike = child_of(font, "strike")
    colour = child_of(font, "color")
    # The first theme colour for letters is what a reader calls black, whatever the theme says.
    is_usual = colour is not None and colour.attrib == {"theme": "1"}
    ink = None if is_usual else palette.shown(colour)
    return Style(
        ink=None if ink == BLACK else ink,
        is_struck=strike is not None and strike.get("val", "1") not in _OFF,
    )


def _fill(fill: Element, palette: Palette) -> str | None:
    """The colour of a solid fill; the two patterns that every workbook begins with are none."""
    pattern = child_of(fill, "patternFill")
    if pattern is None or pattern.get("patternType", "none") in ("none", "gray125"):
        return None
    return palette.shown(child_of(pattern, "fgColor"))


def _rule_fill(fill: Element | None, palette: Palette) -> str | None:
    """The colour of a conditional format, which keeps a solid fill as the background."""
    pattern = child_of(fill, "patternFill")
    ground = palette.shown(child_of(pattern, "bgColor"))
    return ground or palette.shown(child_of(pattern, "fgColor"))


def _indent(alignment: Element | None) -> int:
    return _number(alignment, "indent") if alignment is not None else 0


def _number(element: Element, name: str) -> int:
    text = element.get(name, "0")
    return int(text) if text.isdecimal() else 0
