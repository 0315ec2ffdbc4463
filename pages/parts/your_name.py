"""Who signs a load or an undo: the name that the reader gives, kept while the session lasts."""

import streamlit as st

from pmo.settings import user

MOST_CHARACTERS = 80


def your_name() -> str:
    """Ask for the reader's name; without one the deed is signed as the settings say."""
    given = st.text_input(
        "Your name",
        key="your_name",
        max_chars=MOST_CHARACTERS,
        autocomplete="name",
        placeholder="Kept with the load",
        persist_state="session",
        width=320,
    )
    return (given or "").strip() or user()
