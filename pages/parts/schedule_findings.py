"""Tasks that the schedule checks found, by name, with what is wrong."""

from dataclasses import replace

import polars as pl
import streamlit as st

from pages.parts.plans import titles_of
from pages.parts.readings import contents_of, kept, rows
from pages.parts.table import DAY, choosable
from pages.parts.where_from import where_from
from pmo.selection import Selection

MOST_ROWS = 200
EVERY = ""


def schedule_findings(selection: Selection, project: str | None) -> None:
    """List what was found in one plan or all; a chosen row leads to its cells."""
    found = _found(selection, project)
    if found.is_empty():
        st.caption("No check finds a task here.")
        return
    counts = dict(found.group_by("measure", maintain_order=True).len().iter_rows())
    titles = titles_of(found)
    shown_by = {EVERY: f"All {found.height}"} | {
        name: f"{titles[name]} {count}" for name, count in counts.items()
    }
    asked = st.selectbox(
        "Check", list(shown_by), format_func=shown_by.__getitem__, key="finding_check"
    )
    found = found if asked == EVERY else found.filter(measure=asked)
    shown = found.head(MOST_ROWS)
    st.caption(f"{shown.height} of {found.height} findings. Select a row to see its cells.")
    chosen = choosable(
        shown.select(
            "Plan",
            pl.coalesce("task_code", "task_id").alias("Task no."),
            pl.col("unit_name").alias("Task"),
            pl.col("measure").replace(titles).alias("Check"),
            pl.col("detail").alias("What is wrong"),
            pl.col("start_date").alias("Start"),
            pl.col("finish_date").alias("Finish"),
        ),
        key="finding_rows",
        columns={
            "Task": st.column_config.TextColumn(width="medium"),
            "What is wrong": st.column_config.TextColumn(width="medium"),
            **dict.fromkeys(("Start", "Finish"), DAY),
        },
        alt="Tasks that schedule checks found, with what is wrong and their dates.",
    )
    for row in chosen:
        own = replace(selection, projects=(shown["project_id"][row],))
        name, task = shown["measure"][row], shown["task_id"][row]
        where_from(own, name, None, shown["unit_name"][row], unit=task)


@kept
def _found(selection: Selection, project: str | None) -> pl.DataFrame:
    found = rows("schedule_findings", selection)
    order = rows("schedule_checks", selection).select("measure", "check_number").unique()
    if project is not None:
        found = found.filter(project_id=project)
    return (
        found.join(order, on="measure", how="left")
        .sort("check_number", "project_id", "start_date", "task_id", nulls_last=True)
        .with_columns(Plan=pl.col("project_id").replace(contents_of(selection).projects))
    )
