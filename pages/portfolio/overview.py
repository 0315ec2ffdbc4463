"""Portfolio overview: how is the portfolio, in ten seconds."""

import streamlit as st

from pages import Page
from pages.parts.chart import CHART_WIDTH, chart
from pages.parts.empty import nothing_reported
from pages.parts.reading_card import Card, cards
from pages.parts.readings import dates_so_far, kept, read
from pages.parts.watch_list import watch_list
from pmo.charts import (
    AMBER,
    GREEN,
    RED,
    Description,
    health_by_group,
    health_by_month,
    health_over_time,
)
from pmo.selection import Selection

COMPUTED, REPORTED = "computed_health", "reported_health"
VIEWS = {COMPUTED: "Health by the evidence", REPORTED: "Health as reported"}
LEVELS = ("portfolio", "programme", "department")


def draw(selection: Selection) -> None:
    """Show six figures, the projects to watch, and the health of every project by month."""
    if read("active_projects", selection, dates=dates_so_far(selection)).is_empty:
        nothing_reported(selection)
        return
    measured = COMPUTED if _has_evidence(selection) else REPORTED
    cards(
        selection,
        Card("active_projects", "Projects running", "active"),
        Card(measured, f"Projects in red, {VIEWS[measured].lower()}", "red", mix=True),
        Card("variance_at_completion", "Budget at completion"),
        Card("milestone_slippage", "Worst open milestone", "working_days"),
        Card("utilization_actual", "Utilization"),
        Card("watermelon_rate", "Green outside, red inside"),
    )
    watch_list(selection, measured)
    metric = st.segmented_control(
        "Health",
        [measured, *(name for name in VIEWS if name != measured)],
        default=measured,
        required=True,
        format_func=VIEWS.__getitem__,
        key="health",
        bind="query-params",
        label_visibility="collapsed",
    )
    _charts(selection, str(metric))


def _charts(selection: Selection, metric: str) -> None:
    grid = st.grid(3, min_column_width=CHART_WIDTH)
    with grid.cell(column_span=2, row_span=2):
        chart(_by_month(selection, metric), "health_by_month")
    with grid:
        chart(_by_group(selection, metric), "health_by_group")
        chart(_over_time(selection, metric), "health_over_time")


@kept
def _by_month(selection: Selection, metric: str) -> Description:
    days = dates_so_far(selection)
    health = read(metric, selection, by="project", dates=days)
    return health_by_month.CHART.describe(health, days=days, measured=VIEWS[metric])


@kept
def _by_group(selection: Selection, metric: str) -> Description:
    level = _level(selection)
    health = read(metric, selection, by=level)
    return health_by_group.CHART.describe(health, level=level, measured=VIEWS[metric])


@kept
def _over_time(selection: Selection, metric: str) -> Description:
    days = dates_so_far(selection)
    health = read(metric, selection, dates=days)
    return health_over_time.CHART.describe(health, days=days, measured=VIEWS[metric])


def _has_evidence(selection: Selection) -> bool:
    """Whether the health of any project can be computed; a bare register allows none."""
    computed = read(COMPUTED, selection)
    return any((computed.row(measure=colour)["value"] or 0) > 0 for colour in (RED, AMBER, GREEN))


def _level(selection: Selection) -> str:
    """The highest level of groups that the files name."""
    named = (name for name in LEVELS if not read(REPORTED, selection, by=name).is_empty)
    return next(named, LEVELS[0])


PAGE = Page(
    title="Overview",
    icon=":material/dashboard:",
    order=10,
    draw=draw,
    question="How is the portfolio, and which projects need help?",
)
