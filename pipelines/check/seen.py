"""What a reader sees of a cell besides its value: zeros that a format shows, and comments."""

import polars as pl

from pipelines.book import Sheet, address
from pipelines.region import COLUMNS, Region
from pmo.ledger import Issue

ZEROS = r"^0{2,}$"  # a number format that fills a number up with zeros


def with_shown_zeros(cells: pl.DataFrame, sheet: Sheet, region: Region) -> pl.DataFrame:
    """Cells of keys as the spreadsheet shows them: 123 with the format 00000 is "00123".

    Args:
        cells: ``row, column, kind, text`` of the sheet.
        sheet: whose marks tell the number formats.
        region: whose columns tell which cells are keys.
    """
    keys = [
        column.position
        for column in region.columns
        if any(target.column.endswith("_id") for target in column.targets)
    ]
    place = "row" if region.orientation == COLUMNS else "column"
    formats = sheet.marks.filter(
        pl.col("format").str.contains(ZEROS), pl.col(place).is_in(keys)
    ).select("row", "column", width=pl.col("format").str.len_chars())
    if formats.is_empty():
        return cells
    is_whole = pl.col("text").str.contains(r"^\d+$") & (pl.col("kind").cast(pl.String) == "number")
    return (
        cells.join(formats, on=["row", "column"], how="left", maintain_order="left")
        .with_columns(
            text=pl.when(is_whole & pl.col("width").is_not_null())
            .then(pl.col("text").str.zfill(pl.col("width")))
            .otherwise("text"),
        )
        .drop("width")
    )


def comments_of(sheet: Sheet, region: Region) -> tuple[Issue, ...]:
    """Comments beside the cells of a region: listed, and not used in figures."""
    inside = sheet.marks.filter(
        pl.col("comment").is_not_null(),
        pl.col("row").is_between(region.first_row, region.last_row),
        pl.col("column").is_between(region.first_column, region.last_column),
    ).sort("row", "column")
    return tuple(
        Issue(
            region.sheet,
            address(row, column),
            "comment",
            comment,
            "The cell has a comment. It is listed here, and no figure counts it.",
        )
        for row, column, comment in inside.select("row", "column", "comment").iter_rows()
    )
