"""Issues brought together by column and rule: one line says what is wrong, how often, and where."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.region import COLUMNS
from pmo.ledger import Issue, RegionRecord

PLACE = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True)
class Trouble:
    """Issues of one rule under one header."""

    region: int  # place of the region in the record of the file
    column: str  # the sender's header; empty: whole records, or the file
    rule: str
    issues: tuple[Issue, ...]

    @property
    def fix(self) -> str:
        """What is wrong with the first of them and what belongs there."""
        return self.issues[0].message

    @property
    def records(self) -> tuple[int, ...]:
        """Rows that they lie in, 1-based."""
        found = (PLACE.match(issue.cell) for issue in self.issues)
        return tuple(sorted({int(place[2]) for place in found if place}))


def troubles(regions: Sequence[RegionRecord]) -> tuple[Trouble, ...]:
    """Every issue of a file, those met most often first."""
    found = [trouble for n, region in enumerate(regions) for trouble in _of_region(n, region)]
    return tuple(sorted(found, key=lambda trouble: -len(trouble.issues)))


def _of_region(number: int, region: RegionRecord) -> Iterator[Trouble]:
    groups: dict[tuple[str, str], list[Issue]] = {}
    headers = {_line(region, match.cell): match.header for match in region.columns}
    for issue in region.issues:
        is_cell = ":" not in issue.cell
        column = headers.get(_line(region, issue.cell), "") if is_cell else ""
        groups.setdefault((column, issue.rule), []).append(issue)
    for (column, rule), issues in groups.items():
        yield Trouble(number, column, rule, tuple(issues))


def _line(region: RegionRecord, cell: str) -> str:
    """Column letters of a cell; on a transposed sheet, where fields go down, its row."""
    place = PLACE.match(cell)
    if place is None:
        return ""
    return place[2] if region.orientation == COLUMNS else place[1]
