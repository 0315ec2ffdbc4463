"""A sheet as its sender sees it, with what intake takes each cell for."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.book import Sheet, column_letter
from pipelines.region import COLUMNS, REPEATED_HEADER, Region

HEADER, DATA, TOTAL, IGNORED, BLANK = "header", "data", "total", "ignored", "blank"
ROLES = (HEADER, DATA, TOTAL, IGNORED)
MOST_ROWS, MOST_COLUMNS = 600, 60
WIDE = 20  # columns; of a wider list of a program, those that are loaded come first
LONGEST = 80  # characters of a cell


@dataclass(frozen=True)
class Picture:
    """The upper left part of a sheet; what lies beyond it is counted only.

    Programs write lists of a hundred fields, of which a few are loaded: those stand first.
    """

    sheet: str
    rows: tuple[int, ...]  # as Excel shows them; blank ones outside any table are left out
    columns: tuple[str, ...]  # letters
    texts: tuple[tuple[str, ...], ...]
    roles: tuple[tuple[str, ...], ...]  # beside the texts
    all_rows: int
    all_columns: int
    left_out: tuple[tuple[str, str, str], ...]  # place, role, why: records that are no data
    has_loaded_first: bool = False  # else the columns stand in the order of the sheet


def picture(sheet: Sheet, regions: Sequence[Region]) -> Picture:
    """Picture of a sheet with the regions that were found on it."""
    cells = sheet.cells
    rows = sorted({*cells["row"].unique(), *_records(regions)})
    last = max(cells["column"], default=0)
    loaded = _loaded_first(regions) if last > WIDE else []
    shown, across = rows[:MOST_ROWS], [*loaded, *sorted({*range(1, last + 1)} - {*loaded})]
    across = across[:MOST_COLUMNS]
    is_near = (pl.col("row") <= (shown or [0])[-1]) & pl.col("column").is_in(across)
    near = cells.filter(is_near)
    texts = {
        (row, column): text[:LONGEST]
        for row, column, text in near.select("row", "column", "text").iter_rows()
    }
    places = [(region, _roles(region)) for region in regions if region.tables]
    return Picture(
        sheet=sheet.name,
        rows=tuple(shown),
        columns=tuple(column_letter(column) for column in across),
        texts=tuple(tuple(texts.get((row, column), "") for column in across) for row in shown),
        roles=tuple(tuple(_role(row, column, places, texts) for column in across) for row in shown),
        all_rows=len(rows),
        all_columns=last,
        left_out=tuple(line for region in regions if region.tables for line in _left_out(region)),
        has_loaded_first=bool(loaded),
    )


def _loaded_first(regions: Sequence[Region]) -> list[int]:
    """Columns that are loaded of a list that a program wrote; none of a sheet of a person."""
    return sorted(
        column.position
        for region in regions
        if region.is_listed and region.orientation != COLUMNS
        for column in region.columns
        if column.targets
    )


def _records(regions: Sequence[Region]) -> Iterator[int]:
    for region in regions:
        if region.tables and region.orientation != COLUMNS:
            yield from region.records["position"]


def _roles(region: Region) -> Mapping[int, str]:
    """Role of each record by its row, or by its column on a transposed sheet."""
    return dict(region.records.select("position", "role").iter_rows())


def _role(
    row: int,
    column: int,
    places: Sequence[tuple[Region, Mapping[int, str]]],
    texts: Mapping[tuple[int, int], str],
) -> str:
    for region, roles in places:
        is_inside = (
            region.first_row <= row <= region.last_row
            and region.first_column <= column <= region.last_column
        )
        if is_inside:
            place = column if region.orientation == COLUMNS else row
            return _in_region(region, roles, place)
    return IGNORED if (row, column) in texts else BLANK


def _in_region(region: Region, roles: Mapping[int, str], place: int) -> str:
    if region.header_row is not None and place <= region.header_row:
        return HEADER
    role = roles.get(place, BLANK)
    return HEADER if role == REPEATED_HEADER else role


def _left_out(region: Region) -> Iterator[tuple[str, str, str]]:
    """Records that are read and counted, and are no data."""
    is_flipped = region.orientation == COLUMNS
    others = region.records.filter(~pl.col("role").cast(pl.String).is_in([DATA, BLANK]))
    for position, role, why in others.select("position", "role", "why").iter_rows():
        place = f"column {column_letter(position)}" if is_flipped else f"row {position}"
        yield place, role.replace("_", " "), why


def counted(picture: Picture) -> Counter[str]:
    """How many of the shown lines have a cell of each role."""
    return Counter(role for row in picture.roles for role in set(row))
