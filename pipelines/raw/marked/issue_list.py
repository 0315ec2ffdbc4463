"""The sheet that lists every issue, written as a part of a workbook."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.book import address
from pipelines.raw.marked.edits import escaped
from pmo.ledger import Issue

TITLE = "Issues found by Milepost"
HEADERS = ("On sheet", "In cell", "Rule broken", "Text there", "What belongs there")
WIDTHS = (20, 12, 22, 30, 100)
FIRST = 5  # row of the first issue
MOST_LISTED = 200_000
MOST_LINKS = 60_000  # a spreadsheet takes few more

_PLACE = re.compile(r"[A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?")
_VIEW = (
    b'<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="4" '
    b'topLeftCell="A5" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)


@dataclass(frozen=True)
class ListStyles:
    """Numbers of the styles of the list."""

    title: int
    header: int
    text: int
    link: int


def listed(
    issues: Sequence[Issue], sheets: Iterable[str], styles: ListStyles, namespace: bytes
) -> bytes:
    """The part of the worksheet; texts stay texts, whatever they begin with.

    Args:
        issues: what is listed, in its order.
        sheets: names to which cells are linked.
        styles: of the workbook of which it becomes a part.
        namespace: of the parts of this workbook.
    """
    shown = issues[:MOST_LISTED]
    names = {*sheets}
    places = [_linked(issue, names) for issue in shown]
    widths = b"".join(
        b'<col min="%d" max="%d" width="%d" customWidth="1"/>' % (place, place, width)
        for place, width in enumerate(WIDTHS, 1)
    )
    heads = [_row(1, [TITLE], [styles.title]), _row(2, [_note(issues)], [styles.text])]
    heads.append(_row(FIRST - 1, HEADERS, [styles.header] * len(HEADERS)))
    rows = (
        _row(row, _texts(issue), [styles.text, styles.link if place else styles.text, styles.text])
        for row, (issue, place) in enumerate(zip(shown, places, strict=True), FIRST)
    )
    data = b"<sheetData>%s%s</sheetData>" % (b"".join(heads), b"".join(rows))
    links = b"".join(_links(places))
    whole = b"<hyperlinks>%s</hyperlinks>" % links if links else b""
    root = b'<worksheet xmlns="%s">%s<cols>%s</cols>%s%s</worksheet>'
    return root % (namespace, _VIEW, widths, data, whole)


def in_words(rule: str) -> str:
    """Rule as it is read: "Date impossible"."""
    return rule.replace("_", " ").capitalize()


def _note(issues: Sequence[Issue]) -> str:
    count = f"{len(issues):,} {'issue' if len(issues) == 1 else 'issues'}"
    if len(issues) > MOST_LISTED:
        count += f", of which the first {MOST_LISTED:,} are listed"
    return f"{count}. Correct the cells and load this workbook; this sheet is skipped."


def _texts(issue: Issue) -> tuple[str, ...]:
    return issue.sheet, issue.cell, in_words(issue.rule), issue.value, issue.message


def _row(number: int, texts: Sequence[str], styles: Sequence[int]) -> bytes:
    """A row of texts; the last style holds for the rest."""
    cells = []
    for column, text in enumerate(texts, 1):
        style = styles[min(column, len(styles)) - 1]
        if text:
            cells.append(
                b'<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
                % (address(number, column).encode(), style, escaped(text))
            )
    return b'<row r="%d">%s</row>' % (number, b"".join(cells))


def _linked(issue: Issue, names: set[str]) -> str:
    """The place of the workbook to which an issue leads; nothing where it has none."""
    if issue.sheet not in names or not _PLACE.fullmatch(issue.cell):
        return ""
    quoted = issue.sheet.replace("'", "''")
    return f"'{quoted}'!{issue.cell}"


def _links(places: Sequence[str]) -> Iterator[bytes]:
    count = 0
    for row, place in enumerate(places, FIRST):
        if place and count < MOST_LINKS:
            count += 1
            cell = address(row, 2).encode()
            yield b'<hyperlink ref="%s" location="%s"/>' % (cell, escaped(place))
