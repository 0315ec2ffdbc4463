"""Project: everything about one project, for its manager and for a steering meeting."""

from dataclasses import replace

import streamlit as st

from pages import Page
from pages.parts.chart import CHART_WIDTH, chart
from pages.parts.empty import nothing_reported
from pages.parts.filters import distinct, take_keys_of_a_link
from pages.parts.milestones import milestones
from pages.parts.moved import moved_milestones, turned_projects
from pages.parts.project_head import head
from pages.parts.project_health import health_by_dimension
from pages.parts.project_lists import files, people, risks
from pages.parts.reading_card import Card, cards
from pages.parts.readings import bridge, contents_of, dates_so_far, kept, read, record_rows, rows
from pmo.bridges import plans
from pmo.charts import Description, milestone_trend, what_moved
from pmo.selection import Selection

TREND_DATES = 18
CARDS = (
    Card("finish_slippage", "Finish", "working_days"),
    Card("milestone_slippage", "Worst open milestone", "working_days"),
    Card("milestones_due", "Milestones due in the next 30 days", "30_days"),
    Card("variance_at_completion", "Budget at completion", "amount"),
    Card("variance_to_date", "Against the plan so far", "amount"),
    Card("unstaffed_demand", "Work without a name, next three months", "minutes"),
)


def draw(selection: Selection) -> None:
    """Let the reader choose a project, and show it from health to sources."""
    inside = set(record_rows("projects", selection)["project_id"])
    every = contents_of(selection).projects
    names = distinct({key: name for key, name in every.items() if key in inside})
    if not names:
        nothing_reported(selection)
        return
    take_keys_of_a_link("of", names)
    project = st.selectbox(
        "Project", list(names), format_func=lambda key: names.get(key, key), key="of",
        bind="query-params", width=480,
    )  # fmt: skip
    own = replace(selection, group=None, projects=(project,))
    head(own, names[project])
    cards(own, *CARDS)
    health_by_dimension(own)
    with st.grid(2, min_column_width=CHART_WIDTH):
        _trend(own, names[project])
        _money(own)
    with st.container(border=True):
        st.markdown("**Milestones**")
        milestones(own)
    risks(own)
    people(own)
    earlier = dates_so_far(own)[:-1]
    if earlier:
        turned_projects(own, earlier[-1])
        moved_milestones(own, earlier[-1])
    files(own)


def _trend(own: Selection, name: str) -> None:
    if rows("milestone_slippage", own).is_empty():
        with st.container(border=True, height="stretch"):
            st.markdown("**Milestone trend**")
            st.caption("No milestone is reported.")
        return
    chart(_trend_of(own, name), "milestone_trend")


@kept
def _trend_of(own: Selection, name: str) -> Description:
    found = rows("milestone_slippage", own)
    found = found.filter(measure="working_days")
    trend = read("milestone_trend", own, by="milestone", dates=dates_so_far(own, TREND_DATES))
    metric = read("milestone_slippage", own).metric
    return milestone_trend.CHART.describe(trend, found, metric, project=name)


def _money(own: Selection) -> None:
    description = _bridged(own)
    if description is None:
        with st.container(border=True, height="stretch"):
            st.markdown("**Money**")
            st.caption("No budget, cost or forecast is stated on this date and the one before.")
        return
    chart(description, "what_moved")


@kept
def _bridged(own: Selection) -> Description | None:
    """Bridge of the last sum that the files state, from the status date before."""
    earlier = dates_so_far(own)[:-1]
    found = (
        (bridge(name, own, since=earlier[-1]) for name in reversed(tuple(plans())))
        if earlier
        else ()
    )
    known = next((each for each in found if each.is_known), None)
    return what_moved.CHART.describe(known) if known else None


PAGE = Page(
    title="Project",
    icon=":material/assignment:",
    order=30,
    draw=draw,
    question="How is this one project, what changed, and what needs a decision?",
)
