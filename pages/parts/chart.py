"""A chart on the page: its message, the drawing, its source, and the same rows as a table."""

import streamlit as st

from pages.parts.text import plain
from pmo.charts import Description
from pmo.charts.drawing import config, figure

CHART_WIDTH = 400  # least width at which charts stand side by side


def chart(description: Description, key: str, *, border: bool = True) -> None:
    """Show a description in a card."""
    with st.container(border=border, height="stretch", gap="small"):
        st.markdown(f"**{plain(description.title)}**")
        st.caption(plain(description.subtitle))
        st.plotly_chart(
            figure(description, dark=st.context.theme.type == "dark"),
            key=key,
            theme=None,
            config=config(key),
            alt=description.alt,
        )
        st.caption(plain(description.source))
        body = st.expander("The same as a table", key=f"{key}_table", on_change="rerun")
        if body.open:
            body.dataframe(
                description.table, hide_index=True, lazy=False, key=f"{key}_rows",
                alt=description.alt,
            )  # fmt: skip
