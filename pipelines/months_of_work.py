"""Working time of spans of days, parted into months."""

import polars as pl

from pipelines.lists import ROW

MONTH_HEADER = "%Y-%m (minutes)"
EARLIEST, LATEST = pl.date(1990, 1, 1), pl.date(2100, 1, 1)


NO_MONTHS = "no dates or no work, so that there is nothing to part into months"


def without_months(work: pl.DataFrame, months: pl.DataFrame) -> list[int]:
    """Rows of work that ``by_month`` gives nothing for."""
    return work.join(months, on=ROW, how="anti")[ROW].to_list()


def by_month(spans: pl.DataFrame) -> pl.DataFrame:
    """Minutes of each row by month, spread evenly over the working days of its span.

    Monday to Friday are working days; a span without any is spread over its calendar days. The
    months of a span add up to its minutes. Spans that lack a date, end before they begin or lie
    outside of 1990 to 2100 give nothing.

    Args:
        spans: ``row``, ``start`` and ``finish`` (dates) and ``minutes``; a row may have several.

    Returns:
        ``row`` and a column of texts for each month, in order.
    """
    whole = (
        spans.filter(
            pl.col("start").is_between(EARLIEST, LATEST),
            pl.col("finish").is_between(pl.col("start"), LATEST),
            pl.col("minutes") > 0,
        )
        .with_row_index("span")
        .with_columns(
            month=pl.date_ranges(pl.col("start").dt.month_start(), "finish", interval="1mo")
        )
        .explode("month")
    )
    first = pl.max_horizontal("start", "month")
    end = pl.min_horizontal(
        pl.col("finish").dt.offset_by("1d"), pl.col("month").dt.offset_by("1mo")
    )
    days = whole.with_columns(
        working=pl.business_day_count(first, end).cast(pl.Float64),
        calendar=(end - first).dt.total_days().cast(pl.Float64),
    ).with_columns(
        days=pl.when(pl.col("working").sum().over("span") > 0).then("working").otherwise("calendar")
    )
    until = pl.col("days").cum_sum().over("span") / pl.col("days").sum().over("span")
    reached = (until * pl.col("minutes")).round().cast(pl.Int64)
    spread = days.with_columns(reached=reached).with_columns(
        part=pl.col("reached") - pl.col("reached").shift(fill_value=0).over("span")
    )
    months = (
        spread.filter(pl.col("part") != 0)
        .group_by(ROW, "month")
        .agg(pl.col("part").sum())
        .sort("month", ROW)
        .with_columns(pl.col("month").dt.strftime(MONTH_HEADER), pl.col("part").cast(pl.String))
    )
    if months.is_empty():
        return pl.DataFrame(schema={ROW: pl.Int32})
    return months.pivot(on="month", index=ROW, values="part").sort(ROW)
