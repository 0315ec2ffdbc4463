"""Demand and capacity: are there enough people for the work of the coming months?"""

from typing import Any

import polars as pl

from pmo.charts import FIRM, REQUESTED, TENTATIVE, Chart, Columns, Series, source_line
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
    labels = tuple(f"{month:%b %y}" for month in months["month_date"])
    gap = months.select(
        "month_date", gap=pl.col("firm") + pl.col("tentative") + pl.col("nobody") - pl.col("net")
    )
    worst = gap.sort("gap", descending=True, nulls_last=True).row(0, named=True)
    is_short = worst["gap"] is not None and worst["gap"] > LEAST_GAP
    title = (
        f"{worst['gap']:.1f} FTE short in {worst['month_date']:%b %Y}, the tightest month"
        if is_short
        else f"Capacity covers all planned work of the next {len(labels)} months"
    )
    return Columns(
        title=title,
        subtitle="Planned work and net capacity of all people, full-time people (FTE)",
        source=source_line(selection, shown=len(labels), total=len(labels), units="months"),
        alt=f"Columns of planned work by certainty in {len(labels)} months, against capacity as a "
        f"line. {title}.",
        table=months.rename(
            {
                "month_date": "Month",
                "firm": "Firm",
                "tentative": "Tentative",
                "nobody": "Without a name",
                "net": "Net capacity",
            }
        ),
        labels=labels,
        parts=(
            Series("Firm", FIRM, tuple(months["firm"])),
            Series("Tentative", TENTATIVE, tuple(months["tentative"])),
            Series("Without a name", REQUESTED, tuple(months["nobody"])),
        ),
        line=Series("Net capacity", "limit", tuple(months["net"])),
        unit="FTE",
        note=(f"{worst['month_date']:%b %y}", f"{worst['gap']:.1f} FTE short")
        if is_short
        else None,
    )


def _note(worst: dict[str, Any]) -> tuple[str, str]:
    return f"{worst['month_date']:%b %y}", f"{worst['gap']:.1f} FTE short"


def _months(
    planned: pl.DataFrame, unstaffed: pl.DataFrame, full_time: pl.DataFrame, selection: Selection
) -> pl.DataFrame:
    """Sums of each month after the status date, in full-time people."""
    start = selection.status_date.replace(day=1)
    sums = planned.group_by("month_date").agg(
        firm=pl.col("firm_minutes").sum(),
        tentative=(pl.col("planned_minutes") - pl.col("firm_minutes")).sum(),
        net=pl.col("capacity_minutes").sum(),
        is_planned=pl.col("planned_minutes").count() > 0,
    )
    nobody = unstaffed.group_by("month_date").agg(nobody=pl.col("value").sum())
    return (
        sums.filter((pl.col("month_date") > start) & pl.col("is_planned"))
        .join(nobody, on="month_date", how="left")
        .join(full_time, on="month_date", how="inner")
        .sort("month_date")
        .select(
            "month_date",
            pl.col("firm", "tentative", "net") / pl.col("minutes"),
            nobody=pl.col("nobody").fill_null(0) / pl.col("minutes"),
        )
    )


CHART = Chart(
    question="Are there enough people for the work of the coming months?",
    reads=("utilization_forecast", "unstaffed_demand", "role_gap"),
    describe=describe,
)
