"""A chart on the page: its message, the drawing, its source, and the same rows as a table."""

import pickle
from dataclasses import replace
from hashlib import sha256

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from pages.parts.text import plain
from pmo.charts import Description
from pmo.charts.drawing import config, figure

CHART_WIDTH = 400  # least width at which charts stand side by side
NO_ROWS = pl.DataFrame()


def chart(description: Description, key: str, *, border: bool = True) -> None:
    """Show a description in a card."""
    with st.container(border=border, height="stretch", gap="small"):
        st.markdown(f"**{plain(description.title)}**")
        st.caption(plain(description.subtitle))
        st.plotly_chart(
            _drawn(_digest(description), st.context.theme.type == "dark", description),
            key=key,
            theme=None,
            config=config(key),
            alt=description.alt,
        )
        st.caption(plain(description.source))
        body = st.expander("The same as a table", key=f"{key}_table", on_change="rerun")
        if body.open:
            body.dataframe(
                description.table,
                hide_index=True,
                lazy=False,
                key=f"{key}_rows",
                alt=description.alt,
            )


def _digest(description: Description) -> str:
    """Hash of everything that is drawn; the table holds the same once more."""
    drawn = type(description).__name__, replace(description, table=NO_ROWS)
    return sha256(pickle.dumps(drawn)).hexdigest()


@st.cache_resource(max_entries=200, show_spinner=False)
def _drawn(digest: str, dark: bool, _description: Description) -> go.Figure:  # noqa: ARG001, FBT001 - the key
    """Return the figure of this description; drawing it anew would cost more than the rest."""
    return figure(_description, dark=dark)
