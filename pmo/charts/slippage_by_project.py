"""Slippage by project: which projects will miss a promised date, and by how much?"""

from datetime import date

import polars as pl

from pmo.charts import GREY, PLAN, RED, Bars, Chart, Mark, source_line
from pmo.readings.reading import Reading
from pmo.readings.words import in_words
from pmo.standards import standards

MOST_ROWS = 20
MEASURE = "working_days"


def describe(slippage: Reading) -> Bars:
    """One bar per project: its worst open milestone; the latest first, unknown at the end."""
    rows = (
        slippage.at(measure=MEASURE)
        .filter(pl.col("reason").fill_null("") != "not_applicable")
        .sort("value", descending=True, nulls_last=True)
    )
    shown = rows.head(MOST_ROWS)
    words = [_words(slippage, row) for row in shown.iter_rows(named=True)]
    names = shown.select(pl.coalesce("name", "key")).to_series().to_list()
    return Bars(
        title=_title(rows),
        subtitle="Worst open milestone of each project against its current baseline, working days",
        source=source_line(
            slippage.selection, shown=shown.height, total=rows.height, units="projects"
        ),
        alt=f"Bars of {shown.height} projects by their worst open milestone. {_title(rows)}.",
        table=pl.DataFrame(
            {"Project": names, "Milestone": shown["detail"], "Slippage": words},
            schema_overrides={"Project": pl.String, "Slippage": pl.String},
        ),
        labels=tuple(names),
        marks=tuple(
            Mark(row["value"], said, row["colour"] or (GREY if row["value"] is None else PLAN))
            for row, said in zip(shown.iter_rows(named=True), words, strict=True)
        ),
        unit="working days late",
        limits=_limits(slippage.selection.status_date),
    )


def _words(slippage: Reading, row: dict[str, object]) -> str:
    value, reason = row["value"], row["reason"]
    return in_words(
        slippage.metric,
        None if value is None else float(str(value)),
        measure=MEASURE,
        reason=None if reason is None else str(reason),
    )


def _title(rows: pl.DataFrame) -> str:
    if rows.is_empty():
        return "No project has an open milestone"
    reds = rows.filter(pl.col("colour") == RED).height
    late = rows.filter(pl.col("value") > 0).height
    unknown = rows["value"].null_count()
    title = f"{late} of {rows.height} projects have a late milestone, {reds} beyond the limit"
    return f"{title}; {unknown} not known" if unknown else title


def _limits(day: date) -> tuple[tuple[float, str], ...]:
    """Where red begins on a day; key milestones have a stricter limit, which is not drawn."""
    for limit in standards().limits_on("milestone_slippage", day):
        if limit.limit_class is None and limit.amber.highest is not None:
            return ((limit.amber.highest, f"red beyond {limit.amber.highest:g}"),)
    return ()


CHART = Chart(
    question="Which projects will miss a promised date, and by how much?",
    reads=("milestone_slippage",),
    describe=describe,
)
