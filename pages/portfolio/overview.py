"""Portfolio overview: how is the portfolio, in ten seconds."""

import streamlit as st

from pages import Page
from pages.parts.chart import CHART_WIDTH, chart
from pages.parts.empty import nothing_reported
from pages.parts.reading_card import Card, cards
from pages.parts.readings import dates_so_far, read
from pages.parts.watch_list import watch_list
from pmo.charts import health_by_group, health_by_month, health_over_time
from pmo.selection import Selection

CARDS = (
    Card("active_projects", "Projects running", "active"),
    Card("computed_health", "Projects in red", "red", mix=True),
    Card("variance_at_completion", "Budget at completion"),
    Card("milestone_slippage", "Worst open milestone", "working_days"),
    Card("utilization_actual", "Utilization"),
    Card("watermelon_rate", "Green outside, red inside"),
)
VIEWS = {"computed_health": "Health by the evidence", "reported_health": "Health as reported"}


def draw(selection: Selection) -> None:
    """Show six figures, the health of every project by month, and the projects to watch."""
    if read("active_projects", selection).is_empty:
        nothing_reported(selection)
        return
    cards(selection, *CARDS)
    watch_list(selection)
    metric = st.segmented_control(
        "Health",
        list(VIEWS),
        default="computed_health",
        required=True,
        format_func=VIEWS.__getitem__,
        key="health",
        bind="query-params",
    )
    days = dates_so_far(selection)
    grid = st.grid(3, min_column_width=CHART_WIDTH)
    with grid.cell(column_span=2, row_span=2):
        by_month = read(metric, selection, by="project", dates=days)
        chart(
            health_by_month.describe(by_month, days=days, measured=VIEWS[metric]), "health_by_month"
        )
    with grid:
        by_group = read(metric, selection, by="portfolio")
        chart(
            health_by_group.describe(by_group, level="portfolio", measured=VIEWS[metric]),
            "health_by_group",
        )
        over_time = read(metric, selection, dates=days)
        chart(
            health_over_time.describe(over_time, days=days, measured=VIEWS[metric]),
            "health_over_time",
        )


PAGE = Page(
    title="Overview",
    icon=":material/dashboard:",
    order=10,
    draw=draw,
    question="How is the portfolio, and which projects need help?",
)
