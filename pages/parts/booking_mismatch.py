"""Time that was booked where nobody was planned, and plans on which nobody booked."""

import polars as pl
import streamlit as st

from pages.parts.readings import contents_of, kept, rows
from pages.parts.table import choosable
from pages.parts.text import counted
from pages.parts.where_from import where_from
from pmo.readings.words import REASONS
from pmo.selection import Selection

MOST_ROWS = 200
MINUTES_PER_HOUR = 60
KINDS = {
    "booked_not_allocated": "Booked, not planned",
    "allocated_not_booked": "Planned, not booked",
}


def booking_mismatch(selection: Selection) -> None:
    """List person and project of the month, the most hours first; a row leads to its cells."""
    found, reason = _found(selection)
    if found.is_empty():
        st.caption(
            f"Not known: {REASONS[reason]}." if reason else
            "Everybody booked where they were planned in the month of the status date."
        )  # fmt: skip
        return
    kind = st.segmented_control(
        "Difference", list(KINDS), default=found["measure"][0], required=True,
        format_func=KINDS.__getitem__, key="mismatch", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    shown = found.filter(measure=kind).head(MOST_ROWS)
    if shown.is_empty():
        st.caption("Nobody, in the month of the status date.")
        return
    hours = round(shown["Hours"].sum())
    st.caption(f"{counted(hours, 'hour')} in the month. Select a row to see the person's cells.")
    chosen = choosable(
        shown.drop("measure", "person_id"),
        key="mismatch_rows",
        columns={"Hours": st.column_config.NumberColumn(format="%.0f")},
        alt="People who booked without a plan, or were planned and booked nothing, with hours.",
    )
    for row in chosen:
        person, name = shown["person_id"][row], shown["Person"][row]
        where_from(selection, "booking_mismatch", str(kind), f"Time of {name}", unit=person)


@kept
def _found(selection: Selection) -> tuple[pl.DataFrame, str | None]:
    """Differences, the most hours first; and why nothing is known, where that is so."""
    found = rows("booking_mismatch", selection)
    reasons = found["reason"].drop_nulls() if found.height else pl.Series([], dtype=pl.String)
    unknown = str(reasons[0]) if reasons.len() == found.height and found.height else None
    listed = found.filter(pl.col("value") > 0).sort(
        "value", "person_id", "project_id", descending=[True, False, False]
    )
    return listed.select(
        "measure",
        "person_id",
        Person=pl.coalesce("person_name", "person_id"),
        Project=pl.col("project_id").replace(contents_of(selection).projects),
        Team=pl.col("team"),
        Hours=pl.col("value") / MINUTES_PER_HOUR,
    ), unknown
