"""The projects to look at first, each with the reason."""

import polars as pl
import streamlit as st

from pages.parts.readings import contents_of, kept, read
from pages.parts.table import WIDE, choosable
from pages.parts.where_from import where_from
from pmo.charts import GREY, HEALTH_WORDS, SYMBOLS
from pmo.readings.reading import Reading
from pmo.readings.words import in_words
from pmo.selection import Selection

LENGTH = 15
PLACE = {"red": 0, "amber": 1, "green": 2, GREY: 3}
HEALTH_LABELS = {colour: f"{SYMBOLS[colour]} {word}" for colour, word in HEALTH_WORDS.items()}


def watch_list(selection: Selection, measured: str) -> None:
    """List the worst projects by a health: why, what is reported, slippage and money."""
    shown, total = _worst(selection, measured)
    with st.container(border=True):
        st.markdown("**Watch list**")
        if shown.is_empty():
            st.caption("No project is red or amber.")
            return
        st.caption(
            f"{shown.height} of {total} projects that are red or amber, the worst first. "
            "Select a row to see the cells behind its health."
        )
        chosen = choosable(
            shown.drop("key", "place"),
            key="watch_list",
            columns={"Why": WIDE},
            alt="Projects that are red or amber, with the reason for each.",
        )
    for row in chosen:
        name = shown["Project"][row]
        where_from(selection, measured, None, f"Health of {name}", shown["key"][row])


@kept
def _worst(selection: Selection, measured: str) -> tuple[pl.DataFrame, int]:
    """The projects that are shown, and the number that are red or amber."""
    found = _rows(selection, measured).filter(pl.col("place") < PLACE["green"])
    return _in_words(found.head(LENGTH), selection), found.height


def _rows(selection: Selection, measured: str) -> pl.DataFrame:
    """One row per project, worst first."""
    computed = read(measured, selection, by="project").at()
    reported = read("reported_health", selection, by="project").at()
    reported = reported.select("key", Reported=pl.col("colour").replace(HEALTH_LABELS))
    slippage = read("milestone_slippage", selection, by="project").at(measure="working_days")
    names = contents_of(selection).projects
    return (
        computed.select(
            "key",
            pl.col("key").replace(names).alias("Project"),
            pl.col("colour").fill_null(GREY).replace(HEALTH_LABELS).alias("Health"),
            pl.col("detail").fill_null("").alias("Why"),
            place=pl.col("colour").fill_null(GREY).replace_strict(PLACE),
        )
        .join(reported, on="key", how="left")
        .join(slippage.select("key", size="value"), on="key", how="left")
        .sort("place", "size", descending=[False, True], nulls_last=True)
        .select("key", "place", "Project", "Health", "Reported", "Why")
    )


def _in_words(shown: pl.DataFrame, selection: Selection) -> pl.DataFrame:
    """The rows with slippage and money."""
    slippage = read("milestone_slippage", selection, by="project")
    money = read("variance_at_completion", selection, by="project")
    return shown.join(
        _said(slippage, "working_days", shown["key"]).rename({"words": "Worst milestone"}),
        on="key",
        how="left",
        maintain_order="left",
    ).join(
        _said(money, "amount", shown["key"]).rename({"words": "Budget at completion"}),
        on="key",
        how="left",
        maintain_order="left",
    )


def _said(reading: Reading, measure: str, keys: pl.Series) -> pl.DataFrame:
    """Value of each of these projects in words."""
    rows = reading.at(measure=measure).filter(pl.col("key").is_in(keys.implode()))
    words = [
        in_words(reading.metric, row["value"], measure=measure, currency=row["currency"],
                 reason=row["reason"])
        for row in rows.iter_rows(named=True)
    ]  # fmt: skip
    return rows.select("key", words=pl.Series(words, dtype=pl.String))
