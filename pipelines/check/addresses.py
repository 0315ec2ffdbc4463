"""Cell addresses of a region's values, whichever way its records run."""

import polars as pl

from pipelines.book import address, column_letter
from pipelines.region import COLUMNS, Region


def cell_of(region: Region, position: pl.Expr, place: pl.Expr) -> pl.Expr:
    """Address of the cell where a record (position) and a column of the sender's (place) cross."""
    column, row = (position, place) if region.orientation == COLUMNS else (place, position)
    letters = {number: column_letter(number) for number in _columns(region)}
    letter = column.replace_strict(letters, default=None, return_dtype=pl.String)
    return pl.concat_str(letter, row.cast(pl.String))


def value_cell(region: Region, place: int) -> pl.Expr:
    """Address of the value that a record (``position``) takes from a column: carried or its own."""
    own = cell_of(region, pl.col("position"), pl.lit(place))
    carried = region.carried.filter(place=place)
    cells = dict(carried.select("position", "cell").iter_rows())
    if not cells:
        return own
    known = pl.col("position").replace_strict(cells, default=None, return_dtype=pl.String)
    return pl.coalesce(known, own)


def written_cell(region: Region) -> pl.Expr:
    """Address where the value of a record (``position``) in a ``place`` is written.

    Columns that the sheet does not have, such as those of a form, take all values from elsewhere.
    """
    own = cell_of(region, pl.col("position"), pl.col("place"))
    made_up = region.carried.filter(pl.col("place") <= 0)
    if made_up.is_empty():
        return own
    crossing = pl.format("{} {}", "position", "place")
    cells = dict(made_up.select(crossing, "cell").iter_rows())
    known = crossing.replace_strict(cells, default=None, return_dtype=pl.String)
    return pl.coalesce(known, own)


def _columns(region: Region) -> range:
    last = max((column.position for column in region.columns), default=1)
    return range(1, max(region.last_column, last) + 1)


def range_of(region: Region) -> str:
    """Range of the whole region."""
    first = address(region.first_row, region.first_column)
    return f"{first}:{address(region.last_row, region.last_column)}"


def record_range(region: Region) -> pl.Expr:
    """Range of the record whose position is in the column ``position``."""
    first, last = (region.first_column, region.last_column)
    if region.orientation == COLUMNS:
        first, last = (region.first_row, region.last_row)
    position = pl.col("position")
    begin = cell_of(region, position, pl.lit(first))
    return pl.concat_str(begin, cell_of(region, position, pl.lit(last)), separator=":")
