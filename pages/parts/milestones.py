"""The list of milestones, by what is asked about them."""

import polars as pl
import streamlit as st

from pages.parts.readings import contents_of, kept, read, rows
from pages.parts.table import DAY, choosable
from pages.parts.where_from import where_from
from pmo.charts import HEALTH_WORDS, SYMBOLS
from pmo.readings.words import in_words
from pmo.selection import Selection

MOST_ROWS = 200
LATE, DONE, UNKNOWN, ALL = "Late", "Met", "Not known", "All"
DUE = {"Due in 30 days": "30_days", "31 to 60": "60_days", "61 to 90": "90_days"}


def milestones(selection: Selection) -> None:
    """List the milestones of the selection; a chosen row leads to its cells."""
    asked = st.segmented_control(
        "Milestones", [LATE, *DUE, DONE, UNKNOWN, ALL], default=LATE, required=True,
        key="milestones", bind="query-params", label_visibility="collapsed",
    )  # fmt: skip
    shown, total = _listed(selection, str(asked))
    if not total:
        st.caption(f"No milestone here: {str(asked).lower()}.")
        return
    st.caption(f"{shown.height} of {total} milestones. Select a row to see its cells.")
    chosen = choosable(
        shown.select(
            "Project",
            "Milestone",
            pl.col("baseline_date").alias("Baseline"),
            pl.col("forecast_date").alias("Forecast"),
            pl.col("actual_date").alias("Actual"),
            "Slippage",
            "Health",
        ),
        key="milestone_rows",
        columns=dict.fromkeys(("Baseline", "Forecast", "Actual"), DAY),
        alt="Milestones with baseline, forecast and actual dates, and slippage in words.",
    )
    for row in chosen:
        key = shown["milestone_id"][row]
        where_from(
            selection, "milestone_slippage", "working_days", shown["Milestone"][row], unit=key
        )


@kept
def _listed(selection: Selection, asked: str) -> tuple[pl.DataFrame, int]:
    """The milestones that are shown, and the number that were asked for."""
    found = _asked(_rows(selection), asked, selection)
    return _in_words(found.head(MOST_ROWS), selection), found.height


def _rows(selection: Selection) -> pl.DataFrame:
    """One row per milestone, the latest first, with its health."""
    found = rows("milestone_slippage", selection)
    found = found.filter(pl.col("measure") == "working_days")
    reading = read("milestone_slippage", selection, by="milestone")
    colours = reading.at(measure="working_days").select("key", "colour").unique("key")
    labels = {colour: f"{SYMBOLS[colour]} {word}" for colour, word in HEALTH_WORDS.items()}
    return (
        found.with_columns(
            Milestone=pl.coalesce("unit_name", "milestone_id"),
            Project=pl.col("project_id").replace(contents_of(selection).projects),
        )
        .drop("colour")
        .join(colours, left_on="milestone_id", right_on="key", how="left")
        .with_columns(
            Health=pl.when("is_open")
            .then(pl.col("colour").replace(labels))
            .otherwise(pl.lit("Met"))
        )
        .sort("value", descending=True, nulls_last=True)
    )


def _in_words(shown: pl.DataFrame, selection: Selection) -> pl.DataFrame:
    metric = read("milestone_slippage", selection, by="milestone").metric
    words = [
        in_words(metric, row["value"], measure="working_days", reason=row["reason"])
        for row in shown.iter_rows(named=True)
    ]
    return shown.with_columns(Slippage=pl.Series(words, dtype=pl.String))


def _asked(found: pl.DataFrame, asked: str, selection: Selection) -> pl.DataFrame:
    if asked in DUE:
        due = rows("milestones_due", selection)
        due = due.filter((pl.col("measure") == DUE[asked]) & (pl.col("value") == 1))
        return found.join(due.select("milestone_id"), on="milestone_id", how="semi").sort(
            "forecast_date"
        )
    is_asked = {
        LATE: pl.col("is_open") & (pl.col("value") > 0),
        DONE: ~pl.col("is_open"),
        UNKNOWN: pl.col("value").is_null() & (pl.col("reason") != "not_applicable"),
        ALL: pl.lit(value=True),
    }
    return found.filter(is_asked[asked])
