"""Dates that the sender has struck through: no longer meant, so listed and not loaded."""

from collections.abc import Mapping

import polars as pl

from pipelines.book import Sheet
from pipelines.check.addresses import cell_of
from pipelines.check.dates import parts_of
from pipelines.check.inquiry import Field, Inquiry
from pipelines.region import COLUMNS, DATA
from pmo.ledger import Issue
from pmo.tables import DATE, DATETIME, TABLES

MESSAGE = "The date is struck through, so it is not loaded. Write the date that holds now."


def without_struck(fields: Mapping[int, Field], sheet: Sheet, inquiry: Inquiry) -> dict[int, Field]:
    """Fields without the dates that are struck through; each is listed with its text.

    A record of which every cell is struck through was perhaps given up and keeps its dates, and so
    does a cell of two dates, of which one alone may be struck through.
    """
    struck = _struck_cells(fields, sheet, inquiry)
    if struck.is_empty():
        return dict(fields)
    return {place: _without(field, struck, inquiry) for place, field in fields.items()}


def _struck_cells(fields: Mapping[int, Field], sheet: Sheet, inquiry: Inquiry) -> pl.DataFrame:
    """Struck cells of records that have other cells too: ``position, place``."""
    record, other = (
        ("column", "row") if inquiry.region.orientation == COLUMNS else ("row", "column")
    )
    struck = sheet.marks.filter("is_struck").select(
        pl.col(record).cast(pl.Int32).alias("position"), pl.col(other).cast(pl.Int32).alias("place")
    )
    if struck.is_empty():
        return struck
    filled = pl.concat(
        field.cells.select("position", place=pl.lit(place, pl.Int32))
        for place, field in fields.items()
        if place > 0  # what a reader of the sheet added is no cell of it
    )
    standing = filled.join(struck, on=["position", "place"], how="anti")
    return struck.join(standing, on="position", how="semi")


def _without(field: Field, struck: pl.DataFrame, inquiry: Inquiry) -> Field:
    if not _is_date(field):
        return field
    region = inquiry.region
    places = struck.filter(place=field.position).select("position")
    gone = field.cells.filter(
        pl.col("text").map_elements(lambda text: len(parts_of(text)) == 1, return_dtype=pl.Boolean),
        role=DATA,
    ).join(places, on="position", how="semi")
    cell = cell_of(region, pl.col("position"), pl.lit(field.position))
    for at, text in gone.select(cell.alias("cell"), "text").iter_rows():
        inquiry.issues.append(Issue(region.sheet, at, "struck_date", text, MESSAGE))
    return Field(field.column, field.cells.join(gone, on="position", how="anti"))


def _is_date(field: Field) -> bool:
    """Whether the column holds dates that a record can do without."""
    filled = [(TABLES[each.table], each.column) for each in field.column.targets]
    return bool(filled) and all(
        table[name].type in (DATE, DATETIME) and not table[name].required and name not in table.key
        for table, name in filled
    )
