"""Lists of what changed and has no sum: projects that turned, milestones that moved."""

from datetime import date

import polars as pl
import streamlit as st

from pages.parts.readings import contents_of, kept, read, rows
from pages.parts.table import DAY, WIDE, choosable
from pages.parts.watch_list import HEALTH_LABELS
from pages.parts.where_from import where_from
from pmo.readings.moved import MISSING, moved_dates, turned
from pmo.readings.words import NBSP
from pmo.selection import Selection

MOST_ROWS = 50
HEALTH = "computed_health"


def turned_projects(selection: Selection, since: date) -> None:
    """List the projects whose health is another colour than on the earlier date."""
    found = _turned(selection, since)
    with st.container(border=True):
        st.markdown("**Health that turned**")
        if found.is_empty():
            st.caption("No project has another colour than then.")
            return
        counts = dict(found.group_by("turn").len().iter_rows())
        told = ", ".join(f"{count} {turn}" for turn, count in sorted(counts.items(), reverse=True))
        st.caption(f"{told}. Select a row to see the cells behind its health.")
        chosen = choosable(
            found.select("Project", "Then", "Now", "Why"),
            key=f"turned_{since.isoformat()}",
            columns={"Why": WIDE},
            alt="Projects whose health turned: colour then, colour now, and why.",
        )
    for row in chosen:
        name = found["Project"][row]
        where_from(selection, HEALTH, None, f"Health of {name}", found["key"][row])


@kept
def _turned(selection: Selection, since: date) -> pl.DataFrame:
    health = read(HEALTH, selection, by="project", dates=(since, selection.status_date))
    found = turned(health.at(since), health.at())
    return found.select(
        "key",
        "turn",
        pl.col("key").replace(contents_of(selection).projects).alias("Project"),
        pl.col("from_colour").replace(HEALTH_LABELS).alias("Then"),
        pl.col("to_colour").replace(HEALTH_LABELS).alias("Now"),
        pl.col("detail").fill_null("").alias("Why"),
    )


def moved_milestones(selection: Selection, since: date) -> None:
    """List the milestones whose date moved, the furthest back first."""
    found = _moved(selection, since)
    with st.container(border=True):
        st.markdown("**Dates that moved**")
        if found.is_empty():
            st.caption("No milestone that was open then has another date now.")
            return
        shown = found.head(MOST_ROWS)
        counts = dict(found.group_by("move").len().iter_rows())
        told = ", ".join(f"{counts[move]} {move}" for move in sorted(counts, reverse=True))
        st.caption(
            f"Of the milestones that were open then: {told}. {shown.height} rows are shown. "
            "Select a row to see its cells."
        )
        chosen = choosable(
            shown.select("Project", "Milestone", "Then", "Now", "Moved"),
            key=f"moved_{since.isoformat()}",
            columns=dict.fromkeys(("Then", "Now"), DAY),
            alt="Milestones whose expected date moved: date then, date now, and by how much.",
        )
    for row in chosen:
        if shown["move"][row] != MISSING:
            label, key = shown["Milestone"][row], shown["milestone_id"][row]
            where_from(selection, "milestone_slippage", "working_days", label, unit=key)


@kept
def _moved(selection: Selection, since: date) -> pl.DataFrame:
    found = rows("milestone_slippage", selection, dates=(since, selection.status_date))
    one_each = found.filter(pl.col("measure") == "days")
    then, now = (
        one_each.filter(pl.col("status_date") == day) for day in (since, selection.status_date)
    )
    moved = moved_dates(then, now)
    words = [
        "not reported any more" if move == MISSING else _days(days, move)
        for days, move in moved.select("days", "move").iter_rows()
    ]
    return moved.select(
        "milestone_id",
        "move",
        pl.col("project_id").replace(contents_of(selection).projects).alias("Project"),
        pl.coalesce("unit_name", "milestone_id").alias("Milestone"),
        pl.col("from_date").alias("Then"),
        pl.col("to_date").alias("Now"),
        pl.Series("Moved", words, pl.String),
    )


def _days(days: int, move: str) -> str:
    noun = "day" if abs(days) == 1 else "days"
    return f"{abs(days)}{NBSP}{noun} {move}"
