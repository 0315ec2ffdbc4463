"""Months that a row of months leaves out: unknown, never zero."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from pipelines.check.inquiry import Field
from pipelines.check.rows import TROUBLE, Filled
from pipelines.headers import read_header
from pipelines.periods import QUARTER, period_in

SERIES = ("project_id", "category", "nature", "measure", "currency")
MONTH = "period_start_date"
PLACE = "place:amount"


def _of_quarters(fields: Mapping[int, Field]) -> list[int]:
    """Places of amounts of quarters, which stand for the months between them too."""
    named = {
        place: period_in(read_header(each.column.header).name) for place, each in fields.items()
    }
    return [place for place, found in named.items() if found and found[0].kind == QUARTER]


def missing_months(filled: Sequence[Filled], fields: Mapping[int, Field]) -> Iterator[pl.DataFrame]:
    """Yield the first amount after each gap between the months of a series of amounts."""
    rows = [
        each.rows.filter(period_kind="month").select("position", MONTH, PLACE, *SERIES)
        for each in filled
        if each.block.table == "budget_lines" and PLACE in each.rows.columns
    ]
    if not rows:
        return
    months = pl.concat(rows).sort(MONTH)
    before = pl.col(MONTH).shift().over(SERIES)
    gaps = months.with_columns(before=before).filter(
        pl.col("before").dt.offset_by("1mo") < pl.col(MONTH)
    )
    message = pl.format(
        "{} has no amount between {} and {}. It counts as unknown, not as zero.",
        pl.col("measure"),
        pl.col("before").dt.strftime("%Y-%m"),
        pl.col(MONTH).dt.strftime("%Y-%m"),
    )
    gaps = gaps.filter(~pl.col(PLACE).is_in(_of_quarters(fields)))
    gaps = gaps.select("position", place=PLACE, rule=pl.lit("missing_period"), message=message)
    for (place,), found in gaps.partition_by("place", as_dict=True).items():
        texts = fields[int(str(place))].cells.select("position", "text")
        yield found.join(texts, on="position", how="left", maintain_order="left").select(*TROUBLE)
