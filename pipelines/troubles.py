"""Issues brought together by column and rule: one line says what is wrong, how often, and where."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pipelines.book import column_number
from pipelines.corrections import CORRECTED
from pipelines.recognise.set_aside import SET_ASIDE, in_spans
from pipelines.region import COLUMNS
from pmo.ledger import Issue, RegionRecord

PLACE = re.compile(r"([A-Z]+)([0-9]+)")
DECIDED = (CORRECTED, SET_ASIDE)  # what a person did, no trouble


@dataclass(frozen=True)
class Trouble:
    """Issues of one rule under one header."""

    region: int  # place of the region in the record of the file
    column: str  # the sender's header; empty: whole records, or the file
    rule: str
    issues: tuple[Issue, ...]
    aside: str = ""  # the answer that sets its records aside; empty: none of them is data
    records: int = 0  # how many records that are data it lies in

    @property
    def fix(self) -> str:
        """What is wrong with the first of them and what belongs there."""
        return self.issues[0].message

    @property
    def cells(self) -> tuple[Issue, ...]:
        """Those that one cell causes: another text may be put into it."""
        return tuple(issue for issue in self.issues if self.column and ":" not in issue.cell)


def troubles(
    regions: Sequence[RegionRecord], data: Sequence[AbstractSet[int]] = ()
) -> tuple[Trouble, ...]:
    """Every issue of a file, those met most often first; what a person did is none.

    Args:
        regions: as the ledger has them.
        data: of each region the records that are data, by their row, or by their column on a
            transposed sheet; only those can be set aside.
    """
    found = [
        trouble
        for number, region in enumerate(regions)
        for trouble in _of_region(number, region, data[number] if data else frozenset())
    ]
    return tuple(sorted(found, key=lambda trouble: -len(trouble.issues)))


def _of_region(number: int, region: RegionRecord, data: AbstractSet[int]) -> Iterator[Trouble]:
    groups: dict[tuple[str, str], list[Issue]] = {}
    headers = {_line(region, match.cell): match.header for match in region.columns}
    for issue in region.issues:
        is_cell = ":" not in issue.cell
        column = headers.get(_line(region, issue.cell), "") if is_cell else ""
        if issue.rule not in DECIDED:
            groups.setdefault((column, issue.rule), []).append(issue)
    for (column, rule), issues in groups.items():
        records = {_record(region, issue) for issue in issues} & data
        yield Trouble(number, column, rule, tuple(issues), in_spans(records), len(records))


def _line(region: RegionRecord, cell: str) -> str:
    """Column letters of a cell; on a transposed sheet, where fields go down, its row."""
    place = PLACE.match(cell)
    if place is None:
        return ""
    return place[2] if region.orientation == COLUMNS else place[1]


def _record(region: RegionRecord, issue: Issue) -> int:
    """Record in which an issue lies: its row, or its column on a transposed sheet; 0 for none.

    An issue of several records, such as one of a whole column, lies in none.
    """
    ends = PLACE.findall(issue.cell)
    is_flipped = region.orientation == COLUMNS
    lines = {column_number(letters) if is_flipped else int(digits) for letters, digits in ends}
    return lines.pop() if len(lines) == 1 else 0
