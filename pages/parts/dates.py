"""The date that a page compares the status date with."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from pmo.readings.change import day_in_words
from pmo.readings.words import NBSP


def compared_with(earlier: Sequence[date]) -> date:
    """Let the reader choose one of the earlier status dates; the newest at first."""
    shown = {day.isoformat(): day_in_words(day).replace(NBSP, " ") for day in reversed(earlier)}
    place, _ = st.columns((1, 3))
    with place:
        chosen = st.selectbox(
            "Compared with",
            list(shown),
            key="since",
            format_func=lambda day: shown.get(day, day),
            bind="query-params",
        )
    return date.fromisoformat(chosen)
