"""Tasks of one plan with their float: our count, the file's, and where they differ."""

import polars as pl
import streamlit as st

from pages.parts.readings import kept, rows
from pages.parts.table import WIDE, table
from pmo.readings.words import REASONS
from pmo.selection import Selection

MOST_ROWS = 200
CRITICAL, DIFFERENT, ALL = "Critical path", "Float differs from the file", "All tasks"
LEAST_DIFFERENCE = 0.5  # working days; below it two calendars round differently


def floats(selection: Selection, project: str) -> None:
    """List the tasks that hold the finish, or those whose float the file states otherwise."""
    found = _floats(selection, project)
    is_different = pl.col("difference_days").abs() >= LEAST_DIFFERENCE
    filters = {CRITICAL: pl.col("is_critical"), DIFFERENT: is_different, ALL: pl.lit(value=True)}
    asked = st.segmented_control(
        "Tasks", list(filters), default=CRITICAL, required=True, key="floats",
        bind="query-params", label_visibility="collapsed",
    )  # fmt: skip
    stated = found.filter(pl.col("file_float_days").is_not_null())
    counted = stated.filter(pl.col("float_days").is_not_null())
    differing = counted.filter(is_different).height
    st.caption(_summary(found, counted.height, differing))
    shown = found.filter(filters[str(asked)])
    if shown.is_empty():
        st.caption(f"No task here: {str(asked).lower()}.")
        return
    day = st.column_config.DateColumn(format="D MMM YYYY")
    days = st.column_config.NumberColumn(format="%.1f")
    st.caption(f"{min(shown.height, MOST_ROWS)} of {shown.height} tasks. Float in working days.")
    table(
        shown.head(MOST_ROWS).select(
            pl.col("unit_name").alias("Task"),
            pl.col("early_start_date").alias("Earliest start"),
            pl.col("early_finish_date").alias("Earliest finish"),
            pl.col("late_finish_date").alias("Latest finish"),
            pl.col("float_days").alias("Float"),
            pl.col("file_float_days").alias("Float in the file"),
            pl.col("reason").replace(REASONS).fill_null("").alias("Why none"),
        ),
        key="float_rows",
        columns={
            "Task": WIDE,
            "Earliest start": day,
            "Earliest finish": day,
            "Latest finish": day,
            "Float": days,
            "Float in the file": days,
        },
        alt="Tasks with earliest and latest dates, our float and the file's.",
    )


def _summary(found: pl.DataFrame, compared: int, differing: int) -> str:
    if found["float_days"].null_count() == found.height:
        return "No float can be worked out: the plan has no links, or everything is done."
    if compared == 0:
        return "Float is worked out from links and durations; the file states none."
    return (
        f"Float is worked out from links and durations. The file states it for {compared} of these "
        f"tasks; for {differing} of them ours differs."
    )


@kept
def _floats(selection: Selection, project: str) -> pl.DataFrame:
    found = rows("critical_path", selection).filter(project_id=project)
    return found.with_columns(pl.coalesce("unit_name", "task_id").alias("unit_name")).sort(
        "early_start_date", "early_finish_date", "task_id", nulls_last=True
    )
