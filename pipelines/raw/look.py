"""How a worksheet looks: which cells have a style that shows, what is hidden, outline levels."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # only the name; defusedxml parses

import polars as pl

from pipelines.raw.conditional import Rule, rules_of
from pipelines.raw.grid import LAST_COLUMN, ROW, column_of, sheet_data, sheet_end
from pipelines.raw.refusal import damaged
from pipelines.raw.signs import pieces, signs_in, text_of
from pipelines.raw.xml_trees import child_of, children_of, elements_of, local_name, tree_of

STYLED_CELLS = 5_000_000  # of one sheet; beyond, the room for them would be missed elsewhere
FRAME_BYTES = 8 * 2**20

STYLED_SCHEMA = {
    "row": pl.Int32,
    "column": pl.Int32,
    "style": pl.Int32,
    "is_number": pl.Boolean,  # a number or a date; no text, and not blank
}

_ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"']([0-9]{1,7})[\"']")
_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_LEVEL = re.compile(rb"\soutlineLevel\s*=\s*[\"']([1-9])[\"']")
_SIGNS_OF_FRAMES = frozenset({b"hidden", b"cfRule"})
_SIGNS_OF_ROWS = frozenset({b"hidden", b"outlineLevel"})
_SIGNS = _SIGNS_OF_FRAMES | _SIGNS_OF_ROWS
_ON = ("1", "true")
_NUMBERS = ("n", "d")

# For the regular expressions of Polars, which know no look-ahead; "%s" takes style numbers.
_CELL_OF_STYLES = r"""<(?:[\w.-]+:)?c\s(?:[^<>]*?\s)?s\s*=\s*["'](?:%s)["'][^<>]*>"""
_COLUMN = r"""\sr\s*=\s*["']([A-Z]+)[0-9]"""
_ROW = r"""\sr\s*=\s*["'][A-Z]+([0-9]{1,7})["']"""
_STYLE = r"""\ss\s*=\s*["']([0-9]{1,6})["']"""
_NO_NUMBER = r"""/>$|\st\s*=\s*["'](?:s|str|inlineStr|b|e)["']"""


@dataclass(frozen=True)
class Look:
    """What a worksheet shows besides values; rows and columns count from 1."""

    styled: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=STYLED_SCHEMA))
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    outline: dict[int, int] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    is_whole: bool = True  # False: so many styled cells that not all were kept


def look_of(xml: bytes, part: str, styles: Iterable[int]) -> Look:
    """What the part of a worksheet says, parsed only where its bytes speak for something.

    Args:
        xml: the part, which ``check_sheet`` has found to be sound.
        part: its name, for messages.
        styles: the numbers of the styles that show.

    Raises:
        Refusal: the part is no XML.
    """
    signs = signs_in(xml, _SIGNS)
    frame = _frame(xml, part) if signs & _SIGNS_OF_FRAMES else None
    hidden_rows, outline = _rows(xml) if signs & _SIGNS_OF_ROWS else (frozenset(), {})
    styled = _styled(xml, part, sorted(styles))
    return Look(
        styled=styled.head(STYLED_CELLS),
        hidden_rows=hidden_rows,
        hidden_columns=frozenset(_hidden_columns(frame)),
        outline=outline,
        rules=rules_of(frame),
        is_whole=styled.height <= STYLED_CELLS,
    )


def _frame(xml: bytes, part: str) -> Element | None:
    """The worksheet without its cells; None where it says nothing that matters here."""
    begin = sheet_data(xml)
    end = sheet_end(xml, begin.end()) if begin else None
    if begin is None or (b"hidden" not in xml[: begin.start()] and b"cfRule" not in xml):
        return None
    head = xml[: begin.start()]
    if end is None:
        return tree_of(xml, part)
    tail = xml[end.end() :]
    if len(head) + len(tail) > FRAME_BYTES:
        raise damaged(part)
    return tree_of(head + tail, part)


def _hidden_columns(frame: Element | None) -> Iterator[int]:
    for columns in children_of(child_of(frame, "cols"), "col"):
        first, last = columns.get("min", ""), columns.get("max", "")
        if columns.get("hidden") in _ON and first.isdecimal() and last.isdecimal():
            yield from range(max(int(first), 1), min(int(last), LAST_COLUMN) + 1)


def _rows(xml: bytes) -> tuple[frozenset[int], dict[int, int]]:
    """Hidden rows, and the level of each row that has one."""
    hidden: set[int] = set()
    outline: dict[int, int] = {}
    number = 0
    for row in ROW.finditer(xml):
        given = _ROW_NUMBER.search(row[0])
        number = int(given[1]) if given else number + 1
        if _HIDDEN.search(row[1]):
            hidden.add(number)
        if level := _LEVEL.search(row[1]):
            outline[number] = int(level[1])
    return frozenset(hidden), outline


def _styled(xml: bytes, part: str, styles: list[int]) -> pl.DataFrame:
    """The cells of these styles, in the order of the part; one more than the limit at most."""
    room = STYLED_CELLS + 1
    found = [pl.DataFrame(schema=STYLED_SCHEMA)]
    if not styles:
        return found[0]
    pattern = _CELL_OF_STYLES % "|".join(str(style) for style in styles)
    for piece in pieces(xml):
        tags = pl.Series("tag", [text_of(piece)]).str.extract_all(pattern)
        cells = _fields(tags.explode().drop_nulls().head(room))
        if cells["row"].has_nulls():  # without an address, a cell follows the one before it
            parsed = itertools.islice(_parsed(xml, part, frozenset(styles)), STYLED_CELLS + 1)
            return pl.DataFrame(list(parsed), STYLED_SCHEMA, orient="row")
        found.append(cells)
        room -= cells.height
        if not room:
            break
    return pl.concat(found)


def _fields(tags: pl.Series) -> pl.DataFrame:
    """Row, column, style and kind of each tag; row and column are null without an address."""
    tag = pl.col("tag")
    split = tags.to_frame("tag").select(
        letters=tag.str.extract(_COLUMN),
        row=tag.str.extract(_ROW).cast(pl.Int32),
        style=tag.str.extract(_STYLE).cast(pl.Int32),
        is_number=~tag.str.contains(_NO_NUMBER),
    )
    letters = split["letters"].unique().drop_nulls().to_list()
    if not letters:  # nothing to replace would leave the column text
        return split.with_columns(column=pl.lit(None, pl.Int32)).select(*STYLED_SCHEMA)
    columns = [column_of(letter.encode()) for letter in letters]
    return split.with_columns(
        column=pl.col("letters").replace_strict(letters, columns, return_dtype=pl.Int32)
    ).select(*STYLED_SCHEMA)


def _parsed(xml: bytes, part: str, styles: frozenset[int]) -> Iterator[tuple[int, int, int, bool]]:
    """The same cells, counted one by one."""
    number = 0
    for element in elements_of(xml, part):
        if local_name(element) != "row":
            continue
        number = int(element.get("r", number + 1))
        yield from _of_row(element, number, styles)
        element.clear()


def _of_row(
    row: Element, number: int, styles: frozenset[int]
) -> Iterator[tuple[int, int, int, bool]]:
    column = 0
    for cell in children_of(row, "c"):
        letters = cell.get("r", "").rstrip("0123456789")
        column = column_of(letters.encode()) if letters else column + 1
        style = cell.get("s", "")
        if style.isdecimal() and int(style) in styles:
            yield number, column, int(style), cell.get("t", "n") in _NUMBERS and len(cell) > 0
