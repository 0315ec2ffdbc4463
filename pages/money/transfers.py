"""Transfers: what moved between projects, what waits, and what was approved against the rules."""

import streamlit as st

from pages import Page
from pages.parts.empty import nothing_reported
from pages.parts.reading_card import Card, cards
from pages.parts.readings import record_rows
from pages.parts.transfers import between_groups, register
from pmo.selection import Selection

CARDS = (
    Card("pending_transfers", "Waiting for a decision", "count"),
    Card("pending_transfers", "The oldest has waited for", "age"),
    Card("transfer_days", "Half are decided within", "median"),
    Card("transfer_breaches", "Approved against the rules", "all"),
)


def draw(selection: Selection) -> None:
    """Show what waits, how long decisions take, the flow between groups, and the register."""
    if record_rows("budget_transfers", selection).is_empty():
        nothing_reported(selection, "No transfer was reported")
        return
    cards(selection, *CARDS)
    with st.container(border=True):
        st.markdown("**Register of transfers**")
        register(selection)
    with st.container(border=True):
        st.markdown("**Approved flow between groups**")
        between_groups(selection)


PAGE = Page(
    title="Transfers",
    icon=":material/swap_horiz:",
    order=20,
    draw=draw,
    question="What moved between projects, what waits, and was it decided by the rules?",
)
