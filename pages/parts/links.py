"""Ways from one page to another."""

from collections.abc import Mapping

import streamlit as st

HOME = "overview"  # address of the page that opens first


def _nowhere() -> None:
    """Stand for the page of the same address, which the frame draws."""


def link(address: str, label: str, icon: str, **parameters: str) -> None:
    """Show a link to the page at ``address``, with its parameters in the URL."""
    target = st.Page(_nowhere, title=label, url_path=address)
    st.page_link(target, label=label, icon=icon, query_params=parameters or None)


def go(address: str, parameters: Mapping[str, str]) -> None:
    """Leave for the page at ``address``."""
    st.switch_page(st.Page(_nowhere, title=address, url_path=address), query_params=parameters)
