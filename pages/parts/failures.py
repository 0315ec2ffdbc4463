"""What happens when a page fails: one sentence for the user, the whereabouts for the log."""

import streamlit as st

from pages.parts.text import plain
from pmo.console import note
from pmo.errors import MilepostError


def show(error: Exception) -> bool:
    """Show the error as a sentence; returns that nothing else is to be shown."""
    if isinstance(error, MilepostError):
        st.error(plain(str(error)))
    else:
        number = note(error)
        st.error(
            "This page could not be drawn, and nothing was changed. Reload it; if it fails again, "
            f"give the number {number} to whoever runs Milepost."
        )
    return True
