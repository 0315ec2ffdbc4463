"""Ways from one page to another."""

import streamlit as st

HOME = "overview"  # address of the page that opens first


def link(address: str, label: str, icon: str, **parameters: str) -> None:
    """Show a link to the page at ``address``, with its parameters in the URL."""
    target = st.Page(_drawn_by_the_frame, title=label, url_path=address, default=address == HOME)
    st.page_link(target, label=label, icon=icon, query_params=parameters or None)


def _drawn_by_the_frame() -> None:
    """Stand for the page of the same address."""
