"""How the cells of an .xls file look: number formats, fills, ink, strikes, and what is hidden."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from pipelines.raw.colours import BLACK, standard_colours
from pipelines.raw.look import STYLED_SCHEMA, Look
from pipelines.raw.styles import BUILT_IN, Style, Styles

MOST_STYLED = 1_000_000  # cells of one sheet

# Kinds of records: MS-XLS, 2.3.1.
_FONT, _FORMAT, _STYLE, _PALETTE = 0x0031, 0x041E, 0x00E0, 0x0092
_ROW, _COLUMNS, _BLANK, _BLANKS, _NUMBERS = 0x0208, 0x007D, 0x0201, 0x00BE, 0x00BD
_TEXTS = (0x0204, 0x00FD, 0x00D6, 0x0205)
_PLAIN_NUMBERS = (0x0203, 0x027E)
_FORMULAS = (0x0006, 0x0206, 0x0406)
_STYLE_BYTES = 20  # of the format that programs write since 1997
_FIRST_OWN_COLOUR = 8
_SKIPPED_FONT = 4  # a number that no font has
_STRUCK = 0x08
_HIDDEN_ROW, _LEVEL = 0x20, 0x07


@dataclass
class BookLook:
    """What the records of a workbook say of its styles."""

    fonts: list[tuple[int, bool]] = field(default_factory=list)  # colour, whether struck
    formats: dict[int, str] = field(default_factory=dict)
    found: list[tuple[int, int, int | None]] = field(default_factory=list)  # font, format, fill
    colours: dict[int, str] = field(default_factory=standard_colours)

    def add(self, kind: int, data: bytes) -> None:
        """Take a record of the workbook into account; others are left."""
        if kind == _FONT and len(data) >= 6:  # noqa: PLR2004 - height, options and colour
            _, options, colour = struct.unpack_from("<HHH", data)
            self.fonts.append((colour, bool(options & _STRUCK)))
        elif kind == _FORMAT and len(data) >= 5:  # noqa: PLR2004 - number, length and width
            self.formats[struct.unpack_from("<H", data)[0]] = _text(data[2:])
        elif kind == _STYLE and len(data) == _STYLE_BYTES:
            font, number = struct.unpack_from("<HH", data)
            pattern = struct.unpack_from("<I", data, 14)[0] >> 26
            colour = struct.unpack_from("<H", data, 18)[0] & 0x7F
            self.found.append((font, number, colour if pattern else None))
        elif kind == _PALETTE:
            places = range(2, len(data) - 3, 4)
            self.colours |= {
                number: f"#{data[at]:02X}{data[at + 1]:02X}{data[at + 2]:02X}"
                for number, at in enumerate(places, _FIRST_OWN_COLOUR)
            }

    def styles(self) -> Styles:
        """The styles that show, by the numbers that cells give."""
        formats = BUILT_IN | self.formats
        cells = {}
        for number, (font, code, fill) in enumerate(self.found):
            ink, is_struck = self._font(font)
            text = formats.get(code, "")
            style = Style(
                format=text if text and text != "General" else None,
                fill=None if fill is None else self.colours.get(fill),
                ink=ink,
                is_struck=is_struck,
            )
            if style != Style():
                cells[number] = style
        return Styles(cells)

    def _font(self, number: int) -> tuple[str | None, bool]:
        at = number if number < _SKIPPED_FONT else number - 1
        if at >= len(self.fonts):
            return None, False
        colour, is_struck = self.fonts[at]
        ink = self.colours.get(colour)
        return (None if ink == BLACK else ink), is_struck


@dataclass
class SheetLook:
    """What the records of a worksheet say besides its values."""

    shown: frozenset[int]  # numbers of the styles that show
    styled: list[tuple[int, int, int, bool]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    outline: dict[int, int] = field(default_factory=dict)

    def add(self, kind: int, data: bytes) -> None:
        """Take a record of the worksheet into account; others are left."""
        if kind == _ROW and len(data) >= 16:  # noqa: PLR2004 - up to its options
            self._add_row(struct.unpack_from("<H", data)[0] + 1, data[12])
        elif kind == _COLUMNS and len(data) >= 10:  # noqa: PLR2004 - up to its options
            first, last, _, _, options = struct.unpack_from("<5H", data)
            if options & 1:
                self.hidden_columns |= {*range(first + 1, min(last, 255) + 2)}
        else:
            room = MOST_STYLED + 1 - len(self.styled)
            cells = (cell for cell in _cells(kind, data) if cell[2] in self.shown)
            self.styled += [cell for _, cell in zip(range(room), cells, strict=False)]

    def look(self) -> Look:
        """What was seen, in the order of the cells."""
        styled = pl.DataFrame(self.styled[:MOST_STYLED], STYLED_SCHEMA, orient="row")
        return Look(
            styled=styled,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            outline=self.outline,
            is_whole=len(self.styled) <= MOST_STYLED,
        )

    def _add_row(self, row: int, options: int) -> None:
        if options & _HIDDEN_ROW:
            self.hidden_rows.add(row)
        if options & _LEVEL:
            self.outline[row] = options & _LEVEL


def _cells(kind: int, data: bytes) -> Iterator[tuple[int, int, int, bool]]:
    """Row, column, style and whether it is a number, of each cell of a record."""
    if kind in (_BLANKS, _NUMBERS):
        size = 2 if kind == _BLANKS else 6
        row, column = struct.unpack_from("<HH", data) if len(data) >= size else (0, 0)
        for place, at in enumerate(range(4, len(data) - 2 - size + 1, size)):
            style = struct.unpack_from("<H", data, at)[0]
            yield row + 1, column + place + 1, style, kind == _NUMBERS
    elif kind in (_BLANK, *_TEXTS, *_PLAIN_NUMBERS, *_FORMULAS) and len(data) >= 6:  # noqa: PLR2004
        row, column, style = struct.unpack_from("<HHH", data)
        is_value = kind in _FORMULAS and data[12:14] != b"\xff\xff"
        yield row + 1, column + 1, style, is_value or kind in _PLAIN_NUMBERS


def _text(data: bytes) -> str:
    """A text with its length and width before it."""
    letters = struct.unpack_from("<H", data)[0]
    if data[2] & 1:
        return data[3 : 3 + 2 * letters].decode("utf-16-le", "replace")
    return data[3 : 3 + letters].decode("latin-1")
