"""Utilization: who is overbooked, who has time, and are there enough people?"""

import polars as pl
import streamlit as st

from pages import Page
from pages.parts.booking_mismatch import booking_mismatch
from pages.parts.chart import CHART_WIDTH, chart
from pages.parts.empty import nothing_reported
from pages.parts.over_allocated import over_allocated
from pages.parts.reading_card import Card, cards
from pages.parts.readings import dates_so_far, kept, read, rows
from pmo.charts import Description, demand_and_capacity, gap_by_role, utilization_by_month
from pmo.selection import Selection

CARDS = (
    Card("utilization_actual", "Utilization of the month"),
    Card("utilization_firm", "Firmly booked, next three months"),
    Card("utilization_forecast", "With tentative work"),
    Card("over_allocation", "Person-months over capacity", "person_months"),
    Card("role_gap", "Short of people", "fte"),
    Card("unstaffed_demand", "Work without a name", "minutes"),
)
LEVELS = {"role": "By role", "team": "By team", "person": "By person"}
UNITS = {"role": "roles", "team": "teams", "person": "people"}
BOOKED_MONTHS = 6


def draw(selection: Selection) -> None:
    """Show six figures, booked and planned months, demand against capacity, and who is over."""
    if rows("net_capacity", selection).is_empty():
        nothing_reported(selection, "Nobody was reported")
        return
    cards(selection, *CARDS)
    _by_month(selection)
    with st.grid(2, min_column_width=CHART_WIDTH):
        _demand(selection)
        chart(_gap(selection), "gap_by_role")
    with st.container(border=True):
        st.markdown("**Booked beyond capacity**")
        over_allocated(selection)
    with st.container(border=True):
        st.markdown("**Booked and planned apart**")
        booking_mismatch(selection)


def _by_month(selection: Selection) -> None:
    level = str(
        st.segmented_control(
            "Rows", list(LEVELS), default="role", required=True, key="rows", bind="query-params",
            format_func=LEVELS.__getitem__, label_visibility="collapsed",
        )
    )  # fmt: skip
    chart(_booked_and_planned(selection, level), "utilization_by_month")


@kept
def _booked_and_planned(selection: Selection, level: str) -> Description:
    days = dates_so_far(selection, BOOKED_MONTHS)
    booked = read("utilization_actual", selection, by=level, dates=days)
    planned = rows("utilization_forecast", selection)
    column = "person_id" if level == "person" else level
    return utilization_by_month.CHART.describe(booked, planned, by=column, units=UNITS[level])


@kept
def _gap(selection: Selection) -> Description:
    return gap_by_role.CHART.describe(read("role_gap", selection, by="role"))


def _demand(selection: Selection) -> None:
    description = _demand_and_capacity(selection)
    if description is None:
        st.info("No plan reaches beyond this date. Load a resource plan to see demand.")
        return
    chart(description, "demand_and_capacity")


@kept
def _demand_and_capacity(selection: Selection) -> Description | None:
    unstaffed = rows("unstaffed_demand", selection).filter(pl.col("measure") == "minutes")
    full_time = (
        rows("role_gap", selection)
        .filter(pl.col("measure") == "fte")
        .group_by("month_date")
        .agg(minutes=pl.col("minutes_per_unit").max())
    )
    planned = rows("utilization_forecast", selection)
    if full_time.is_empty():
        return None
    return demand_and_capacity.CHART.describe(planned, unstaffed, full_time, selection)


PAGE = Page(
    title="Utilization",
    icon=":material/groups:",
    order=10,
    draw=draw,
    question="Who is overbooked, who has time, and are there enough people?",
)
