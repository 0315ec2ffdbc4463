"""Tables on a page: the rows as they are given, of which a reader may choose one."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

DAY = st.column_config.DateColumn(format="D MMM YYYY")
WIDE = st.column_config.TextColumn(width="large")


def table(
    rows: pl.DataFrame, *, key: str, alt: str, columns: Mapping[str, Any] | None = None
) -> None:
    """Show rows; ``columns`` says how some of them are drawn."""
    st.dataframe(
        rows,
        key=key,
        placeholder="",
        hide_index=True,
        lazy=False,
        column_config=dict(columns or {}),
        alt=alt,
    )


def choosable(
    rows: pl.DataFrame, *, key: str, alt: str, columns: Mapping[str, Any] | None = None
) -> list[int]:
    """Show rows of which a reader may choose one; returns its place in the run that follows.

    A choice acts once: the row stays marked, and a later click elsewhere does not act on it again.
    """
    noted = f"{key} chosen"
    shown = st.dataframe(
        rows,
        key=key,
        placeholder="",
        hide_index=True,
        lazy=False,
        on_select=partial(_note, noted),
        selection_mode="single-row",
        column_config=dict(columns or {}),
        alt=alt,
    )
    is_new = st.session_state.pop(noted, False)
    return list(shown.selection.rows) if is_new else []


def _note(name: str) -> None:
    st.session_state[name] = True
