"""People who are booked beyond their capacity, by month."""

import polars as pl
import streamlit as st

from pages.parts.readings import kept, rows
from pages.parts.table import table
from pmo.selection import Selection

MOST_ROWS = 200
MINUTES_PER_HOUR = 60


def over_allocated(selection: Selection) -> None:
    """List person and month, the most beyond capacity first."""
    found = _found(selection)
    if found.is_empty():
        st.caption("Nobody is booked beyond capacity in the months ahead.")
        return
    shown = found.head(MOST_ROWS)
    people = found["person_id"].n_unique()
    st.caption(f"{people} people in {found.height} person-months; {shown.height} rows are shown.")
    table(
        shown.select(
            pl.coalesce("person_name", "person_id").alias("Person"),
            pl.col("role").alias("Role"),
            pl.col("team").alias("Team"),
            pl.col("month_date").alias("Month"),
            (pl.col("value") / MINUTES_PER_HOUR).alias("Hours beyond capacity"),
        ),
        key="over_allocated",
        columns={
            "Month": st.column_config.DateColumn(format="MMM YYYY"),
            "Hours beyond capacity": st.column_config.NumberColumn(format="%.0f"),
        },
        alt="People booked beyond their capacity: role, team, month and hours.",
    )


@kept
def _found(selection: Selection) -> pl.DataFrame:
    """Person-months ahead that are beyond capacity, the most first."""
    is_beyond = (pl.col("measure") == "minutes") & (pl.col("value") > 0)
    is_ahead = pl.col("month_date") > selection.status_date.replace(day=1)
    found = rows("over_allocation", selection).filter(is_beyond & is_ahead)
    return found.sort("value", descending=True)
