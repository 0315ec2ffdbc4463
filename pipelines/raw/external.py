"""Cells whose formula reads another workbook: their values are as old as the last save."""

import re
from collections.abc import Iterator

from pmo.ledger import Issue

LISTED_CELLS = 100  # of one sheet; the rest is one line with its number
RELATION = b"/externalLink"  # how the relations of a workbook say that it reads others

_CELL = rb"<(?:[\w.-]+:)?c(?=\s)[^<>]*?\br=[\"']([A-Z]{1,3}[0-9]{1,7})[\"'][^<>]*>"
_LINKED = re.compile(_CELL + rb"\s*<(?:[\w.-]+:)?f[^<>]*>([^<]{0,2000}\[[0-9]+\][^<]{0,2000}!)")
MESSAGE = (
    "The value was taken from another workbook when the file was last saved. It is loaded; "
    "update the links in Excel and send the file again, if the other one has changed."
)


def linked_cells(xml: bytes, sheet: str) -> Iterator[Issue]:
    """Yield each cell of a worksheet part that reads another workbook."""
    more = 0
    for number, found in enumerate(_LINKED.finditer(xml)):
        if number < LISTED_CELLS:
            formula = f"={found[2].decode('utf-8', 'replace')}..."
            yield Issue(sheet, found[1].decode(), "external_link", formula, MESSAGE)
        else:
            more += 1
    if more:
        yield Issue(sheet, "", "external_link", "", f"{more:,} more cells of this sheet: {MESSAGE}")
