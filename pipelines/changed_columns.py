"""What is listed of a file whose template changed: columns renamed, moved, new and missing."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipelines.book import address
from pipelines.drift import Drift, shown
from pipelines.recognise.questions import in_words
from pipelines.region import ROWS, RegionColumn
from pipelines.remembered import lasting_name
from pmo.ledger import ColumnMatch, Issue


def issues(drift: Drift) -> Iterator[Issue]:
    """List what is renamed, moved, new and missing, each with both names or places."""
    moved = _moved(drift)
    for old, new in drift.kept:
        if lasting_name(old.header) != lasting_name(new.header):
            yield _issue(
                drift,
                "column_renamed",
                new,
                f'"{shown(old.header)}" of {drift.template.origin} is now called '
                f'"{shown(new.header)}". It fills {_filled(new)}, as before.',
            )
        elif new.position in moved:
            yield _issue(
                drift,
                "column_moved",
                new,
                f'"{shown(new.header)}" stood {_where(drift, old)}, before '
                "or after other columns. It was found by its name; nothing is to be done.",
            )
    for new in drift.added:
        yield _issue(
            drift,
            "column_new",
            new,
            f'"{shown(new.header)}" was not in {drift.template.origin}. It fills {_filled(new)}.',
        )
    for old in drift.gone:
        yield _missing(drift, old)


def _issue(drift: Drift, rule: str, column: RegionColumn, message: str) -> Issue:
    return Issue(drift.region.sheet, column.header_cell, rule, column.header, message)


def _missing(drift: Drift, column: ColumnMatch) -> Issue:
    """Issue at the header line: the column itself has no cell any more."""
    region = drift.region
    line = region.header_row or region.first_row
    is_upright = region.orientation == ROWS
    cell = address(line, region.first_column) if is_upright else address(region.first_row, line)
    lost = _unknown(column)
    message = (
        f'"{shown(column.header)}" stood {_where(drift, column)} and is not '
        f"there now. {lost}; put the column back if it was left out by mistake."
    )
    return Issue(region.sheet, cell, "column_missing", column.header, message)


def _where(drift: Drift, column: ColumnMatch) -> str:
    """Place of a column in its template; a mapping file may leave the cell out."""
    return (
        f"in {column.cell} in {drift.template.origin}"
        if column.cell
        else (f"in {drift.template.origin}")
    )


def _filled(column: RegionColumn) -> str:
    return ", ".join(f"the {in_words(target.name)}" for target in column.targets) or "nothing"


def _unknown(column: ColumnMatch) -> str:
    """What nobody tells while a column is missing."""
    if not column.columns:
        return "It filled nothing"
    return f"The {in_words(column.columns[0])} is unknown in this load"


def _moved(drift: Drift) -> set[int]:
    """Positions of columns that left the order of the others: the fewest that explain it."""
    places = {id(column): place for place, column in enumerate(drift.template.columns)}
    pairs = sorted((places[id(old)], new.position) for old, new in drift.kept)
    return {new for _, new in pairs} - _longest_rising([new for _, new in pairs])


def _longest_rising(positions: Sequence[int]) -> set[int]:
    """Longest part of the positions that rises."""
    ends: list[int] = []  # last position of the best part of each length
    before: dict[int, int | None] = {}
    for position in positions:
        place = bisect_left(ends, position)
        before[position] = ends[place - 1] if place else None
        ends[place : place + 1] = [position]
    rising: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        rising.add(last)
        last = before[last]
    return rising
