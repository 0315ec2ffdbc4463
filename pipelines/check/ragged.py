"""Records of a text file with more or fewer fields than its header: their cells may be shifted."""

import polars as pl

from pipelines.book import Sheet
from pipelines.check.rows import TROUBLE
from pipelines.region import DATA, ROWS, Region

REMEDY = "Put quotation marks round a text that holds the delimiter, and write every field."


def ragged_records(sheet: Sheet, region: Region) -> pl.DataFrame:
    """Records that cannot be told apart into the columns of the header: rows of ``TROUBLE``.

    Surplus fields that are blank do no harm. Where most records are short, or most are long, the
    program wrote them so: it leaves blanks out at the end, or has columns without a name.
    """
    nothing = pl.DataFrame(schema=TROUBLE)
    if region.orientation != ROWS or region.header_row is None or not sheet.unusual_widths:
        return nothing
    data = region.records.filter(role=DATA)["position"].to_list()
    widths = {row: sheet.width(row) for row in data}
    header = sheet.width(region.header_row)
    sent = sheet.cells
    if sheet.added_from:
        sent = sent.filter(pl.col("column") < sheet.added_from)
    filled = dict(sent.group_by("row").agg(pl.col("column").max()).iter_rows())
    short = {row: width for row, width in widths.items() if width < header}
    long = {row: width for row, width in widths.items() if filled.get(row, 0) > header}
    found = [
        (row, None, "ragged_row", "", _message(row, width, header))
        for each in (short, long)
        if 2 * len(each) <= len(data)
        for row, width in each.items()
    ]
    return pl.DataFrame(found, TROUBLE, orient="row") if found else nothing


def _message(row: int, width: int, header: int) -> str:
    return (
        f"Line {row} has {width} fields where the header has {header}, so it is not loaded. "
        f"{REMEDY}"
    )
