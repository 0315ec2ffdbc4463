"""Health of a project by dimension, each with the rule that gave its colour."""

import polars as pl
import streamlit as st

from pages.parts.readings import kept, rows
from pages.parts.table import WIDE, choosable
from pages.parts.watch_list import HEALTH_LABELS
from pages.parts.where_from import where_from
from pmo.charts import GREY
from pmo.readings.words import REASONS
from pmo.selection import Selection

OVERALL = "overall"


def health_by_dimension(own: Selection) -> None:
    """List the dimensions with colour and evidence; a chosen row leads to its cells."""
    found = _found(own)
    with st.container(border=True):
        st.markdown("**Health by dimension**")
        if found.is_empty():
            st.caption("No dimension can be assessed on this date.")
            return
        st.caption("Select a row to see the cells behind it.")
        chosen = choosable(
            found.drop("metric"),
            key="dimensions",
            columns={"Why": WIDE},
            alt="Health of the project by dimension: colour, and the rule that gave it.",
        )
    for row in chosen:
        where_from(own, found["metric"][row], None, found["Dimension"][row])


@kept
def _found(own: Selection) -> pl.DataFrame:
    found = rows("health_dimensions", own).filter(pl.col("measure") != OVERALL)
    unknown = pl.col("reason").replace(REASONS)
    return found.select(
        metric=pl.col("measure") + "_health",
        Dimension=pl.col("measure").str.to_titlecase(),
        Health=pl.col("colour").fill_null(GREY).replace(HEALTH_LABELS),
        Why=pl.coalesce("detail", unknown).fill_null(""),
    )
