"""What stands behind the steps of a bridge: projects, and their cells on both dates."""

from dataclasses import replace
from datetime import date

import polars as pl
import streamlit as st

from pages.parts.readings import bridge
from pages.parts.table import choosable
from pages.parts.text import plain
from pages.parts.where_from import cells_of
from pmo.bridges import Bridge
from pmo.readings.change import day_in_words
from pmo.readings.words import money, signed_money
from pmo.selection import Selection

NOT_STATED = "not stated"


def movements(selection: Selection, name: str, since: date) -> None:
    """List the projects behind each step; a chosen row leads to its cells on both dates."""
    found = bridge(name, selection, since=since)
    if not found.bars:
        return
    titles = {cause.name: cause.title for cause, _ in found.bars}
    largest = max(found.bars, key=lambda bar: abs(bar[1]))[0].name
    cause = st.pills(
        "Step",
        list(titles),
        default=largest,
        required=True,
        format_func=titles.__getitem__,
        key=f"step_{name}_{since.isoformat()}",
    )
    meaning = next(each.meaning for each in found.causes if each.name == cause)
    behind = found.behind(str(cause))
    noun = "project" if behind.height == 1 else "projects"
    st.caption(f"{plain(meaning)} {behind.height} {noun}. Select a row to see its cells.")
    chosen = choosable(
        _in_words(behind, found),
        key=f"movements_{name}_{cause}",
        alt="Projects behind the step: amount on both dates, and what the step adds.",
    )
    for row in chosen:
        label = f"{found.metric.title} of {behind['project_name'][row]}"
        on_both_dates(selection, name, since, behind["project_id"][row], label)


def _in_words(behind: pl.DataFrame, found: Bridge) -> pl.DataFrame:
    def said(amount: int | None) -> str:
        return NOT_STATED if amount is None else money(amount, found.currency)

    before, after = day_in_words(found.since), day_in_words(found.selection.status_date)
    return pl.DataFrame(
        {
            "Project": behind["project_name"],
            before: [said(amount) for amount in behind["earlier_amount"]],
            after: [said(amount) for amount in behind["later_amount"]],
            "This step": [signed_money(amount, found.currency) for amount in behind["amount"]],
        }
    )


@st.dialog("Where this movement comes from", width="large", position="right")
def on_both_dates(selection: Selection, name: str, since: date, project: str, label: str) -> None:
    """Show the cells behind a project's figure on the earlier date and on the later one."""
    st.subheader(plain(label))
    for day in (since, selection.status_date):
        st.markdown(f"**{day_in_words(day)}**")
        then = replace(selection, status_date=day, group=None, projects=())
        cells_of(then, name, by="project", key=project, place=day.isoformat())
