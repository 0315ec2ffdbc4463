"""Tables on a page: the rows as they are given, of which a reader may choose one."""

from collections.abc import Mapping
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
    """Show rows of which a reader may choose one; returns the place of the chosen one, if any."""
    shown = st.dataframe(
        rows,
        key=key,
        placeholder="",
        hide_index=True,
        lazy=False,
        on_select="rerun",
        selection_mode="single-row",
        column_config=dict(columns or {}),
        alt=alt,
    )
    return list(shown.selection.rows)
