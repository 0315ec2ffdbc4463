"""How the one button that a page leads to stands out."""

from typing import Literal

import streamlit as st


def emphasis() -> Literal["primary", "secondary"]:
    """Primary; secondary on the dark page, whose primary colour is too light for white words."""
    return "secondary" if st.context.theme.type == "dark" else "primary"
