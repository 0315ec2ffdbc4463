"""What is to be marked: the cells that issues name, and the notes that they get."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.book import address
from pipelines.raw.grid import A1, column_of
from pipelines.raw.marked.issue_list import in_words
from pmo.ledger import Issue

SENDERS_COMMENT = "comment"  # rule of a comment that is listed; it stands in its cell already
MOST_NOTES = 5_000  # of a workbook; more make it hard to open, and the list has them all
MOST_FILLED = 10_000  # cells of one place; of a larger one only the first is filled

_PLACE = re.compile(r"([A-Z]{1,3}[1-9][0-9]{0,6})(?::([A-Z]{1,3}[1-9][0-9]{0,6}))?")

Rectangle = tuple[int, int, int, int]  # first row and column, last row and column


@dataclass(frozen=True)
class Seen:
    """What intake has seen of a sheet."""

    name: str
    merged: Sequence[Rectangle] = ()
    is_list: bool = False  # the list of issues of an earlier copy


@dataclass
class Marks:
    """What is to be marked on one sheet."""

    filled: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # by row
    notes: dict[str, str] = field(default_factory=dict)  # by address

    @property
    def in_order(self) -> dict[int, list[int]]:
        """The columns of the filled cells in order, by row."""
        return {row: sorted(columns) for row, columns in self.filled.items()}


def marks_of(issues: Iterable[Issue], seen: Mapping[str, Seen]) -> dict[str, Marks]:
    """What is to be marked, by sheet."""
    marks: dict[str, Marks] = defaultdict(Marks)
    left = MOST_NOTES
    for issue in issues:
        place = _place(issue, seen)
        if place is None:
            continue
        top, column, bottom, right = place
        own = marks[issue.sheet]
        for row in range(top, bottom + 1):
            own.filled[row].update(range(column, right + 1))
        cell = address(top, column)
        if cell in own.notes or left:
            left -= cell not in own.notes
            text = f"{in_words(issue.rule)}. {issue.message}"
            own.notes[cell] = f"{own.notes[cell]}\n{text}" if cell in own.notes else text
    return marks


def _place(issue: Issue, seen: Mapping[str, Seen]) -> Rectangle | None:
    """The cells that an issue names; of a merged range the one that shows it."""
    found = _PLACE.fullmatch(issue.cell)
    if found is None or issue.rule == SENDERS_COMMENT or issue.sheet not in seen:
        return None
    (top, left), (bottom, right) = _cell(found[1]), _cell(found[2] or found[1])
    for first, upper_left, last, lower_right in seen[issue.sheet].merged:
        if first <= top <= last and upper_left <= left <= lower_right:
            top, left = first, upper_left
    if (bottom - top + 1) * (right - left + 1) > MOST_FILLED:
        return top, left, top, left
    return top, left, max(top, bottom), max(left, right)


def _cell(place: str) -> tuple[int, int]:
    found = A1.fullmatch(place.encode())
    return (int(found[2]), column_of(found[1])) if found else (1, 1)
