"""Colours of a workbook as a reader sees them: "#RRGGBB", whichever way the file names them."""

import colorsys
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element  # only the name; defusedxml parses

from pipelines.raw.xml_trees import local_name

BLACK = "#000000"

_TINT = re.compile(r"[+-]?[0-9]*\.?[0-9]+(?:[Ee][+-]?[0-9]{1,3})?")
# Numbers of a theme's colours in a cell, by their order in the theme's part: light before dark.
_THEME_ORDER = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)
_OFFICE_THEME = (
    0x000000,
    0xFFFFFF,
    0x1F497D,
    0xEEECE1,
    0x4F81BD,
    0xC0504D,
    0x9BBB59,
    0x8064A2,
    0x4BACC6,
    0xF79646,
    0x0000FF,
    0x800080,
)
_BASIC = (
    0x000000,
    0xFFFFFF,
    0xFF0000,
    0x00FF00,
    0x0000FF,
    0xFFFF00,
    0xFF00FF,
    0x00FFFF,
)
_MORE = (
    0x800000,
    0x008000,
    0x000080,
    0x808000,
    0x800080,
    0x008080,
    0xC0C0C0,
    0x808080,
    0x9999FF,
    0x993366,
    0xFFFFCC,
    0xCCFFFF,
    0x660066,
    0xFF8080,
    0x0066CC,
    0xCCCCFF,
    0x000080,
    0xFF00FF,
    0xFFFF00,
    0x00FFFF,
    0x800080,
    0x800000,
    0x008080,
    0x0000FF,
    0x00CCFF,
    0xCCFFFF,
    0xCCFFCC,
    0xFFFF99,
    0x99CCFF,
    0xFF99CC,
    0xCC99FF,
    0xFFCC99,
    0x3366FF,
    0x33CCCC,
    0x99CC00,
    0xFFCC00,
    0xFF9900,
    0xFF6600,
    0x666699,
    0x969696,
    0x003366,
    0x339966,
    0x003300,
    0x333300,
    0x993300,
    0x993366,
    0x333399,
    0x333333,
)
_INDEXED = (*_BASIC, *_BASIC, *_MORE)  # ECMA-376, part 1, 18.8.27; the first stand twice


def standard_colours() -> dict[int, str]:
    """The colours of a workbook that has none of its own, by their numbers."""
    return dict(enumerate(_written(_INDEXED)))


class Palette:
    """What the numbered colours of one workbook stand for."""

    def __init__(self, theme: Element | None, styles: Element | None) -> None:
        self.theme = _theme(theme)
        self.indexed = _indexed(styles) or _written(_INDEXED)

    def shown(self, colour: Element | None) -> str | None:
        """The colour that an element names; None where it leaves it to the program."""
        if colour is None:
            return None
        plain = self._plain(colour)
        tint = float(written) if _TINT.fullmatch(written := colour.get("tint", "0")) else 0
        return _tinted(plain, tint) if plain and tint else plain

    def _plain(self, colour: Element) -> str | None:
        if "rgb" in colour.attrib:
            return _hexadecimal(colour.attrib["rgb"])
        for name, colours in (("theme", self.theme), ("indexed", self.indexed)):
            if name in colour.attrib:
                return _at(colours, colour.attrib[name])
        return None


def _written(colours: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"#{colour:06X}" for colour in colours)


def _at(colours: Sequence[str | None], number: str) -> str | None:
    place = int(number) if number.isdecimal() else len(colours)
    return colours[place] if place < len(colours) else None


def _theme(theme: Element | None) -> tuple[str | None, ...]:
    colours: list[str | None] = list(_written(_OFFICE_THEME))
    schemes = [] if theme is None else [e for e in theme.iter() if local_name(e) == "clrScheme"]
    if schemes:
        colours = [_named(entry) for entry in schemes[0]]
    return tuple(colours[place] if place < len(colours) else None for place in _THEME_ORDER)


def _named(entry: Element) -> str | None:
    """The colour of a theme's entry, which holds it as a number or as the system last had it."""
    for colour in entry:
        return _hexadecimal(colour.get("lastClr") or colour.get("val", ""))
    return None


def _indexed(styles: Element | None) -> tuple[str | None, ...]:
    if styles is None:
        return ()
    own = [entry for entry in styles.iter() if local_name(entry) == "indexedColors"]
    return tuple(_hexadecimal(colour.get("rgb", "")) for colour in own[0]) if own else ()


def _hexadecimal(digits: str) -> str | None:
    """Six hexadecimal digits of six or eight; the first two of eight are opacity."""
    last = digits[-6:].upper()
    is_number = len(last) == len("RRGGBB") and not set(last) - set("0123456789ABCDEF")
    return f"#{last}" if is_number else None


def _tinted(colour: str, tint: float) -> str:
    """The colour made lighter (tint above zero) or darker; ECMA-376, part 1, 18.8.19."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    share = max(-1.0, min(tint, 1.0))
    light = light * (1 + share) if share < 0 else light * (1 - share) + share
    shown = colorsys.hls_to_rgb(hue, light, saturation)
    return "#" + "".join(f"{round(part * 255):02X}" for part in shown)
