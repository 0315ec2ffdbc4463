"""The frame round every page: navigation, filters, and the one selection that pages are given.

It lies inside this folder because a folder of pages beside the main script would let the first
visitor of a fresh server open a page file bare, without the frame.
"""

from functools import partial
from pathlib import Path

import streamlit as st

from pages import Page, pages
from pages.parts import filters, first_run
from pages.parts.links import HOME
from pages.parts.readings import has_figures

PARTS = Path(__file__).parent / "parts"


def draw(page: Page) -> None:
    """Draw a page under its filters; where nothing is loaded yet, say what to do first."""
    if page.has_filters and not has_figures():
        first_run.draw()
        return
    given = (filters.choose(),) if page.has_filters else ()
    with st.container(gap="xxsmall"):
        st.subheader(page.title, anchor=False)
        st.caption(page.question)
    page.draw(*given)


st.set_page_config(page_title="Milepost", page_icon=str(PARTS / "icon.png"), layout="wide")
st.logo(str(PARTS / "logo.svg"), size="medium")
menu = {
    section.title: [
        st.Page(
            partial(draw, page),
            title=page.title,
            icon=page.icon,
            url_path=address,
            default=address == HOME,
            help=page.question,
        )
        for address, page in found.items()
    ]
    for section, found in pages().items()
}
st.navigation(menu, position="top").run()
