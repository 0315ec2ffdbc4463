"""Cells that hold no value and yet are not blank: errors, and formulas never calculated.

The reader of cells shows both as blank, which would pass in silence for "not given".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # only the name; defusedxml parses

import polars as pl

from pipelines.raw.grid import column_of
from pipelines.raw.signs import signs_in
from pipelines.raw.xml_trees import elements_of, local_name, tree_of

_ERRORS = frozenset({b't="e"', b"t='e'"})
_FORMULAS = frozenset({b"<f", b":f"})
_UNCACHED = re.compile(
    rb"(?:</(?:[\w.-]+:)?f\s*>|<(?:[\w.-]+:)?f(?=[\s/>])[^<>]*/>)\s*"
    rb"(?:</(?:[\w.-]+:)?c\s*>|<(?:[\w.-]+:)?v\s*(?:/>|>\s*</))"
)
_LETTERS = re.compile(r"[A-Z]+")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True)
class Unvalued:
    """A cell without a value: "error" with its word, or "uncached" with its formula."""

    row: int
    column: int
    kind: str
    text: str


def in_worksheet(xml: bytes, part: str) -> list[Unvalued]:
    """Such cells of a worksheet part, which is parsed only if bytes of it speak for any."""
    signs = signs_in(xml, _ERRORS | _FORMULAS)
    if not signs & _ERRORS and not (signs & _FORMULAS and _UNCACHED.search(xml)):
        return []
    return list(_cells(elements_of(xml, part)))


def sheet_parts(workbook: bytes, relations: bytes) -> list[tuple[str, str]]:
    """Name and part of each sheet of a workbook, in the order of its tabs."""
    targets = {
        relation.get("Id"): _part(relation.get("Target", ""))
        for relation in tree_of(relations, "xl/_rels/workbook.xml.rels")
    }
    sheets = [
        element
        for element in tree_of(workbook, "xl/workbook.xml").iter()
        if local_name(element) == "sheet"
    ]
    return [
        (
            sheet.get("name", ""),
            targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION), ""),
        )
        for sheet in sheets
    ]


def put_in(cells: pl.DataFrame, unvalued: Iterable[Unvalued]) -> pl.DataFrame:
    """The cells with those without a value at their places."""
    more = pl.DataFrame(list(unvalued), cells.schema, orient="row")
    if more.is_empty():
        return cells
    others = cells.join(more, on=["row", "column"], how="anti")
    return pl.concat([others, more]).sort("row", "column")


def _cells(elements: Iterator[Element]) -> Iterator[Unvalued]:
    row = 0
    for element in elements:
        if local_name(element) != "row":
            continue
        row = int(element.get("r", row + 1))
        column = 0
        for cell in element:
            reference = _LETTERS.match(cell.get("r", ""))
            column = column_of(reference[0].encode()) if reference else column + 1
            yield from _judged(cell, row, column)
        element.clear()


def _judged(cell: Element, row: int, column: int) -> Iterator[Unvalued]:
    parts = {local_name(part): part.text or "" for part in cell}
    value = parts.get("v", "").strip()
    if cell.get("t") == "e":
        yield Unvalued(row, column, "error", value or "#N/A")
    elif "f" in parts and not value and cell.get("t") != "str":
        yield Unvalued(row, column, "uncached", f"={parts['f']}")


def _part(target: str) -> str:
    """Full name of the part to which a relation of the workbook points."""
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
