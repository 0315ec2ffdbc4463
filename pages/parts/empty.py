"""What a page says where there is nothing to show, and what to do about it."""

import streamlit as st

from pages.parts.links import link
from pages.parts.text import plain
from pmo.readings.change import day_in_words
from pmo.selection import Selection


def nothing_reported(selection: Selection, what: str = "No project was reported") -> None:
    """Say that the filters leave nothing, and offer the ways on."""
    narrowed = selection.group is not None or bool(selection.projects)
    advice = "Choose another status date"
    advice += ", or all groups and projects." if narrowed else ", or load the files of this one."
    st.info(
        f"{what} for {plain(selection.organisation)} on {day_in_words(selection.status_date)}"
        f"{' within these filters' if narrowed else ''}. {advice}",
        icon=":material/search_off:",
    )
    link("load_files", "Load files", ":material/upload_file:")
