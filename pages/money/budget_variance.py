"""Budget variance: will the money hold?"""

import streamlit as st

from pages import Page
from pages.parts.budget_table import budget_table
from pages.parts.chart import chart
from pages.parts.empty import nothing_reported
from pages.parts.reading_card import Card, cards
from pages.parts.readings import dates_so_far, kept, read
from pmo.charts import Description, variance_by_project
from pmo.readings.reading import Reading
from pmo.selection import Selection

VARIANCES = ("variance_at_completion", "fiscal_year_variance", "variance_to_date")
CARDS = (
    Card("variance_at_completion", "At completion", "amount"),
    Card("variance_to_date", "Against the plan so far", "amount"),
    Card("fiscal_year_variance", "This fiscal year", "amount"),
    Card("current_budget", "Current budget"),
    Card("forecast_at_completion", "Forecast at completion"),
    Card("pending_transfers", "Transfers waiting for a decision", "count"),
)


def draw(selection: Selection) -> None:
    """Show six figures in words, a bar per project, and the money of each."""
    if read(VARIANCES[0], selection, dates=dates_so_far(selection)).is_empty:
        nothing_reported(selection, "No budget was reported")
        return
    cards(selection, *CARDS)
    chart(_by_project(selection), "variance_by_project")
    with st.container(border=True):
        st.markdown("**Budget, actual and forecast by project**")
        budget_table(selection)


@kept
def _by_project(selection: Selection) -> Description:
    return variance_by_project.CHART.describe(_known_variance(selection))


def _known_variance(selection: Selection) -> Reading:
    """Variance at completion, or the next that the files of this organisation allow."""
    found = (read(name, selection, by="project") for name in VARIANCES)
    known = (each for each in found if each.at(measure="amount")["value"].count())
    return next(known, read(VARIANCES[0], selection, by="project"))


PAGE = Page(
    title="Budget variance",
    icon=":material/payments:",
    order=10,
    draw=draw,
    question="Will the money hold, and where is it moving?",
)
