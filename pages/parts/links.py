"""Ways from one page to another."""

from collections.abc import Mapping

import streamlit as st

HOME = "overview"  # address of the page that opens first


def link(address: str, label: str, icon: str, **parameters: str) -> None:
    """Show a link to the page at ``address``, with its parameters in the URL."""
    st.page_link(_page(address), label=label, icon=icon, query_params=parameters or None)


def go(address: str, parameters: Mapping[str, str]) -> None:
    """Leave for the page at ``address``, with its parameters in the URL."""
    st.switch_page(_page(address), query_params=dict(parameters))


def _page(address: str) -> st.Page:
    return st.Page(_drawn_by_the_frame, title=address, url_path=address, default=address == HOME)


def _drawn_by_the_frame() -> None:
    """Stand for the page of the same address."""
