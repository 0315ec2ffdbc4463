"""Demand and capacity: are there enough people for the work of the coming months?"""

from datetime import date

import polars as pl

from pmo.charts import FIRM, REQUESTED, TENTATIVE, Chart, Columns, Series, source_line
from pmo.readings.change import month_in_words, short_month
from pmo.selection import Selection

LEAST_GAP = 0.05  # full-time people; less is a rounding


def describe(
    planned: pl.DataFrame, unstaffed: pl.DataFrame, full_time: pl.DataFrame, selection: Selection
) -> Columns:
    """Work by certainty, stacked, against net capacity as a step line, in full-time people.

    Args:
        planned: rows by person and month with firm, planned and capacity minutes.
        unstaffed: rows of work without a name by month, minutes as value.
        full_time: minutes of one full-time person by month.
        selection: what was asked.
    """
    months = _months(planned, unstaffed, full_time, selection)
    labels = tuple(short_month(month) for month in months["month_date"])
    worst = _worst(months)
    title = _title(months, worst)
    return Columns(
        title=title,
        subtitle="Planned work and net capacity of all people, full-time people (FTE)",
        source=source_line(selection, shown=len(labels), total=len(labels), units="months"),
        alt=f"Columns of planned work by certainty in {len(labels)} months, against capacity as a "
        f"line. {title}.",
        table=months.select(
            pl.col("month_date").alias("Month"),
            pl.col("firm").alias("Firm"),
            pl.col("tentative").alias("Tentative"),
            pl.col("nobody").alias("Without a name"),
            pl.col("net").alias("Net capacity"),
            pl.col("unknown").alias("People of unknown capacity"),
        ),
        labels=labels,
        parts=(
            Series("Firm", FIRM, tuple(months["firm"])),
            Series("Tentative", TENTATIVE, tuple(months["tentative"])),
            Series("Without a name", REQUESTED, tuple(months["nobody"])),
        ),
        line=Series("Net capacity", "limit", tuple(months["net"])),
        unit="FTE",
        note=worst and (short_month(worst[0]), f"{worst[1]:.1f} FTE short"),
    )


def _worst(months: pl.DataFrame) -> tuple[date, float] | None:
    """The tightest month and what it is short of; None where no month is known to be short."""
    gaps = months.select(
        "month_date", gap=pl.col("firm") + pl.col("tentative") + pl.col("nobody") - pl.col("net")
    )
    short = gaps.filter(pl.col("gap") > LEAST_GAP).sort("gap", descending=True)
    return short.row(0) if short.height else None


def _title(months: pl.DataFrame, worst: tuple[date, float] | None) -> str:
    """What the months say whose capacity is known, and how many people are not known."""
    known = months.drop_nulls(["firm", "tentative", "nobody", "net"]).height
    if months["people"].sum() == months["unknown"].sum():
        return "Capacity is not known"
    unknown = int(str(months["unknown"].max()))
    missing = f"capacity of {unknown} {'person' if unknown == 1 else 'people'} is not known"
    if not known:
        return missing.capitalize() if unknown else "Work without a name is not known"
    rest = f"; {missing}" if unknown else ""
    if worst is not None:
        return f"{worst[1]:.1f} FTE short in {month_in_words(worst[0])}, the tightest month{rest}"
    span = "the next month" if known == 1 else f"the next {known} months"
    if known < months.height:
        span = f"the {known} of {months.height} months in which it is known"
    return f"Capacity covers all planned work of {span}{rest}"


def _months(
    planned: pl.DataFrame, unstaffed: pl.DataFrame, full_time: pl.DataFrame, selection: Selection
) -> pl.DataFrame:
    """Sums of each month after the status date, in full-time people; unknown stays unknown."""
    start = selection.status_date.replace(day=1)
    sums = planned.group_by("month_date").agg(
        firm=_whole_sum("firm_minutes"),
        tentative=_whole_sum("planned_minutes") - _whole_sum("firm_minutes"),
        net=_whole_sum("capacity_minutes"),
        people=pl.len(),
        unknown=pl.col("capacity_minutes").null_count(),
        is_planned=pl.col("planned_minutes").count() > 0,
    )
    nobody = unstaffed.group_by("month_date").agg(
        nobody=_whole_sum("value"), is_named=pl.lit(value=True)
    )
    return (
        sums.filter((pl.col("month_date") > start) & pl.col("is_planned"))
        .join(nobody, on="month_date", how="left")
        .join(full_time, on="month_date", how="inner")
        .sort("month_date")
        .select(
            "month_date",
            pl.col("firm", "tentative", "net") / pl.col("minutes"),
            nobody=pl.when(pl.col("is_named").is_null()).then(0).otherwise("nobody")
            / pl.col("minutes"),
            people="people",
            unknown="unknown",
        )
    )


def _whole_sum(column: str) -> pl.Expr:
    """Sum of a column; unknown where any of it is."""
    return pl.when(pl.col(column).null_count() == 0).then(pl.col(column).sum())


CHART = Chart(
    question="Are there enough people for the work of the coming months?",
    reads=("utilization_forecast", "unstaffed_demand", "role_gap"),
    describe=describe,
)
