"""Lists of one project: risks and decisions, people in the months ahead, files."""

from datetime import date

import polars as pl
import streamlit as st

from pages.parts.readings import files_of, kept, record_rows
from pages.parts.table import DAY, table
from pages.parts.text import counted
from pmo.readings.change import short_month
from pmo.selection import Selection
from pmo.tables import TABLES

MINUTES_PER_HOUR = 60
MONTHS_AHEAD = 3
WORST_FIRST = {"critical": 0, "high": 1, "medium": 2, "low": 3}


def risks(own: Selection) -> None:
    """List what is open of risks, issues, actions, decisions and changes, the worst first."""
    found = record_rows("risks", own)
    with st.container(border=True):
        st.markdown("**Risks, issues and decisions**")
        if found.is_empty():
            st.caption("No register of risks was reported for the project.")
            return
        is_open = pl.col("closed_date").is_null() & (pl.col("state").fill_null("open") != "closed")
        open_ones = found.filter(is_open)
        overdue = open_ones.filter(pl.col("due_date") < own.status_date).height
        closed = found.height - open_ones.height
        st.caption(f"{open_ones.height} open, {overdue} of them past due; {closed} closed.")
        if open_ones.is_empty():
            return
        worst = pl.col("severity").replace_strict(WORST_FIRST, default=len(WORST_FIRST))
        table(
            open_ones.sort(worst, "due_date", nulls_last=True).select(
                Kind=pl.col("risk_kind").str.to_titlecase(),
                Title=pl.coalesce("risk_title", "risk_id"),
                Severity=pl.col("severity").str.to_titlecase(),
                Due="due_date",
                Owner="owner",
                Answer="response",
            ),
            key="project_risks",
            columns={"Due": DAY},
            alt="Open risks, issues and decisions: kind, severity, due date, owner and answer.",
        )


def people(own: Selection) -> None:
    """List who is planned for the months ahead, with hours by month."""
    found = _planned(own)
    with st.container(border=True):
        st.markdown("**People in the next three months**")
        if found.is_empty():
            st.caption("Nobody is planned for the project in the next three months.")
            return
        st.caption("Hours planned by month; a row without a name is work that nobody has yet.")
        table(
            found,
            key="project_people",
            alt="People planned for the project, with role, certainty and hours by month.",
        )


@kept
def _planned(own: Selection) -> pl.DataFrame:
    """Person, role and certainty, with a column of hours for each month ahead."""
    months = [_month(own.status_date, ahead) for ahead in range(1, MONTHS_AHEAD + 1)]
    planned = record_rows("assignments", own)
    is_published = pl.col("plan_id").fill_null("published") == "published"
    month = pl.col("month_date").dt.month_start()
    ahead = planned.filter(is_published & month.is_in(months))
    if ahead.is_empty():
        return ahead
    names = record_rows("people", own).select("person_id", "person_name", own_role="role")
    hours = [
        (pl.col("planned_minutes").filter(month == each).sum() / MINUTES_PER_HOUR)
        .round()
        .cast(pl.Int64)
        .alias(short_month(each))
        for each in months
    ]
    return (
        ahead.join(names, on="person_id", how="left")
        .group_by(
            Person=pl.coalesce("person_name", "person_id").fill_null("no name yet"),
            Role=pl.coalesce("role", "own_role"),
            Certainty=pl.col("certainty"),
        )
        .agg(hours)
        .sort("Person", "Role", "Certainty", nulls_last=True)
    )


def _month(day: date, ahead: int) -> date:
    number = day.year * 12 + day.month - 1 + ahead
    return date(number // 12, number % 12 + 1, 1)


def files(own: Selection) -> None:
    """List the files that speak of the project on the status date."""
    found = files_of(own)
    with st.container(border=True):
        st.markdown("**Sources**")
        st.caption(f"{counted(found['file'].n_unique(), 'file')} speak of it on this date.")
        grains = {name: name.replace("_", " ") for name in TABLES}
        table(
            found.select(
                File="file",
                What=pl.col("table").replace(grains),
                Rows="rows",
                Load="load",
                Loaded="when",
                By="by",
            ),
            key="project_files",
            columns={"Loaded": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm")},
            alt="Files that speak of the project: what they hold, rows, load, when and by whom.",
        )
