"""Schedule quality: can the plan be trusted?"""

import streamlit as st

from pages import Page
from pages.parts.chart import CHART_WIDTH, chart
from pages.parts.empty import nothing_reported
from pages.parts.floats import floats
from pages.parts.plans import checks_of, chosen_plan, plans, titles_of
from pages.parts.reading_card import Card, cards
from pages.parts.readings import kept, rows
from pages.parts.schedule_findings import schedule_findings
from pmo.charts import Description, plans_by_check
from pmo.selection import Selection

CARDS = (
    Card("schedule_quality", "Checks passed, of those assessed"),
    Card("missing_logic", "Open tasks that hang in the air"),
    Card("invalid_dates", "Tasks with dates that cannot be true"),
    Card("missed_tasks", "Due tasks that are late or not done"),
    Card("baseline_execution_index", "Finished work against plan"),
    Card("task_hit_rate", "Finished in time since the last report"),
)
ONE, EVERY = "This plan", "All plans"


def draw(selection: Selection) -> None:
    """Show six figures, the plans, the checks of one, the tasks behind them, and its float."""
    if rows("schedule_checks", selection).is_empty():
        nothing_reported(selection, "No plan with tasks was reported")
        st.caption("Plans of Microsoft Project, Primavera and spreadsheets of tasks will do.")
        return
    cards(selection, *CARDS)
    with st.container(border=True):
        st.markdown("**Plans**")
        plans(selection)
    with st.grid(2, min_column_width=CHART_WIDTH):
        chart(_by_check(selection), "plans_by_check")
        with st.container(border=True, height="stretch"):
            project = chosen_plan(selection)
            checks_of(selection, project)
            st.caption("The checks call for a talk about the plan; they are no pass marks.")
    with st.container(border=True):
        st.markdown("**What the checks found**")
        scope = st.segmented_control(
            "Found in", [ONE, EVERY], default=ONE, required=True, key="found_in",
            bind="query-params", label_visibility="collapsed",
        )  # fmt: skip
        schedule_findings(selection, project if scope == ONE else None)
    with st.container(border=True):
        st.markdown("**Float and critical path**")
        floats(selection, project)


@kept
def _by_check(selection: Selection) -> Description:
    checks = rows("schedule_checks", selection)
    return plans_by_check.CHART.describe(checks, selection, titles_of(checks))


PAGE = Page(
    title="Schedule quality",
    icon=":material/rule:",
    order=20,
    draw=draw,
    question="Can the plan be trusted?",
)
