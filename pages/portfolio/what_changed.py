"""What changed: which causes moved the money, which projects turned, which dates moved?"""

from datetime import date

import streamlit as st

from pages import Page
from pages.parts.chart import chart
from pages.parts.dates import compared_with
from pages.parts.empty import nothing_reported
from pages.parts.moved import moved_milestones, turned_projects
from pages.parts.movements import movements
from pages.parts.readings import bridge, dates_so_far, kept, read, status_dates
from pmo.bridges import plans
from pmo.charts import Description, what_moved
from pmo.metrics import metric
from pmo.selection import Selection


def draw(selection: Selection) -> None:
    """Show a bridge for one sum, what is behind each step, and what has no sum."""
    if read("active_projects", selection, dates=dates_so_far(selection)).is_empty:
        nothing_reported(selection)
        return
    days = status_dates(selection.snapshot, selection.organisation)
    earlier = [day for day in days if day < selection.status_date]
    if not earlier:
        st.info("This is the first status date: there is nothing to compare it with yet.")
        return
    since = compared_with(earlier)
    with st.container(border=True):
        _money(selection, since)
    turned_projects(selection, since)
    moved_milestones(selection, since)


def _money(selection: Selection, since: date) -> None:
    known = [name for name in plans() if bridge(name, selection, since=since).is_known]
    if not known:
        st.markdown("**Money**")
        st.caption("No budget, cost or forecast is stated on either date.")
        return
    name = st.segmented_control(
        "Sum",
        known,
        default=known[-1],
        required=True,
        format_func=lambda each: metric(each).title,
        key="sum",
        bind="query-params",
        label_visibility="collapsed",
    )
    chart(_bridged(selection, str(name), since), "what_moved", border=False)
    movements(selection, str(name), since)


@kept
def _bridged(selection: Selection, name: str, since: date) -> Description:
    return what_moved.CHART.describe(bridge(name, selection, since=since))


PAGE = Page(
    title="What changed",
    icon=":material/difference:",
    order=20,
    draw=draw,
    question="What is different from the report before, and why?",
)
