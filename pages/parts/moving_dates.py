"""Milestones whose date keeps moving: how fast, how often, and whether it turned."""

import polars as pl
import streamlit as st

from pages.parts.readings import contents_of, kept, read, rows
from pages.parts.table import choosable
from pages.parts.text import counted
from pages.parts.watch_list import HEALTH_LABELS
from pages.parts.where_from import where_from
from pmo.charts import GREY
from pmo.readings.words import in_words
from pmo.selection import Selection

MOST_ROWS = 100


def moving_dates(selection: Selection) -> None:
    """List the open milestones that slip, the fastest first; a chosen row leads to its cells."""
    found = _found(selection)
    if found.is_empty():
        st.caption("No open milestone has moved later over its last three reports.")
        return
    shown = found.head(MOST_ROWS)
    total = counted(found.height, "open milestone")
    st.caption(f"{shown.height} of {total} that slip. Select a row to see its cells.")
    chosen = choosable(
        shown.drop("milestone_id"),
        key="moving_rows",
        alt="Milestones whose date keeps moving: pace, number of changes, days moved and turns.",
    )
    for row in chosen:
        key, label = shown["milestone_id"][row], shown["Milestone"][row]
        where_from(selection, "slip_rate", None, label, unit=key)


@kept
def _found(selection: Selection) -> pl.DataFrame:
    """Open milestones with a positive slip rate, the fastest first."""
    rate = read("slip_rate", selection, by="milestone")
    slipping = rate.at().filter(pl.col("value") > 0).sort("value", "key", descending=[True, False])
    pace = [in_words(rate.metric, value) for value in slipping["value"]]
    colours = slipping["colour"].fill_null(GREY).replace(HEALTH_LABELS)
    units = rows("slip_rate", selection).select("milestone_id", "project_id")
    revised = rows("forecast_revisions", selection)
    counts = [
        revised.filter(measure=measure).select(
            "milestone_id", pl.col("value").cast(pl.Int64).alias(label)
        )
        for measure, label in (
            ("count", "Times changed"), ("days", "Days moved in all"), ("zigzag", "Turns"),
        )
    ]  # fmt: skip
    listed = slipping.select(
        "key",
        Milestone=pl.coalesce("name", "key"),
        Pace=pl.Series(pace, dtype=pl.String),
        Judgement=colours,
    ).rename({"key": "milestone_id"})
    for part in (units, *counts):
        listed = listed.join(part, on="milestone_id", how="left", maintain_order="left")
    return listed.select(
        "milestone_id",
        pl.col("project_id").replace(contents_of(selection).projects).alias("Project"),
        "Milestone", "Pace", "Judgement", "Times changed", "Days moved in all", "Turns",
    )  # fmt: skip
