"""Milestone slippage: which promised dates will be missed?"""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from pages import Page
from pages.parts.chart import CHART_WIDTH, chart
from pages.parts.empty import nothing_reported
from pages.parts.milestones import milestones
from pages.parts.moving_dates import moving_dates
from pages.parts.reading_card import Card, cards
from pages.parts.readings import contents_of, dates_so_far, kept, read, rows
from pmo.charts import Description, milestone_trend, slippage_by_project
from pmo.selection import Selection

TREND_DATES = 18
CARDS = (
    Card("milestone_slippage", "Worst open milestone", "working_days"),
    Card("milestones_overdue", "Past their date and open", "overdue"),
    Card("milestone_hit_rate", "Dates kept since the last report"),
    Card("milestones_due", "Due in the next 30 days", "30_days"),
    Card("milestone_movement", "Largest move since the last report", "working_days"),
    Card("finish_slippage", "Latest project finish", "working_days"),
)


def draw(selection: Selection) -> None:
    """Show the worst slippage, a bar per project, the trend of one, and every milestone."""
    if read("milestone_slippage", selection, dates=dates_so_far(selection)).is_empty:
        nothing_reported(selection, "No milestone was reported")
        return
    cards(selection, *CARDS)
    slippage = read("milestone_slippage", selection, by="project")
    with st.grid(2, min_column_width=CHART_WIDTH):
        chart(_by_project(selection), "slippage_by_project")
        _trend(selection, slippage.at(measure="working_days"))
    with st.container(border=True):
        st.markdown("**Milestones**")
        milestones(selection)
    with st.container(border=True):
        st.markdown("**Dates that keep moving**")
        moving_dates(selection)


@kept
def _by_project(selection: Selection) -> Description:
    slippage = read("milestone_slippage", selection, by="project")
    return slippage_by_project.CHART.describe(slippage)


def _trend(selection: Selection, worst: pl.DataFrame) -> None:
    """Let the reader choose a project, the worst at first, and show how its dates moved."""
    names = contents_of(selection).projects
    order = worst.sort("value", descending=True, nulls_last=True)["key"].to_list()
    with st.container(border=True, height="stretch"):
        _chosen_trend(selection, names, order)


def _chosen_trend(selection: Selection, names: Mapping[str, str], order: list[str]) -> None:
    project = st.selectbox(
        "Trend of",
        order,
        format_func=lambda key: names.get(key, key),
        key="trend_of",
        bind="query-params",
    )
    chart(_trend_of(selection, project), "milestone_trend", border=False)


@kept
def _trend_of(selection: Selection, project: str) -> Description:
    found = rows("milestone_slippage", selection)
    found = found.filter((pl.col("measure") == "working_days") & (pl.col("project_id") == project))
    days = dates_so_far(selection, TREND_DATES)
    trend = read("milestone_trend", selection, by="milestone", dates=days)
    metric = read("milestone_slippage", selection).metric
    name = contents_of(selection).projects.get(project, project)
    return milestone_trend.CHART.describe(trend, found, metric, project=name)


PAGE = Page(
    title="Milestone slippage",
    icon=":material/flag:",
    order=10,
    draw=draw,
    question="Which promised dates will be missed, and are they still moving?",
)
