"""Figures of a published date that are others now, as reported and as known now."""

from typing import Any

import polars as pl
import streamlit as st

from pages.parts.readings import loaded_since, publication, restated
from pages.parts.table import table
from pages.parts.text import counted, plain
from pages.parts.watch_list import HEALTH_LABELS
from pmo.metrics import metric
from pmo.readings.words import in_words
from pmo.selection import Selection

MOST_ROWS = 200


def restated_figures(selection: Selection) -> None:
    """List what was published and what is known now, where the two differ."""
    if publication(selection) is None:
        return
    with st.spinner("Comparing with what was published."):
        found = restated(selection)
    with st.container(border=True):
        st.markdown("**As reported and as known now**")
        _since(selection)
        if found.is_empty():
            st.caption("Every figure of this date is as it was published.")
            return
        level = st.segmented_control(
            "Level", found["scope"].unique(maintain_order=True).to_list(), required=True,
            default=found["scope"][0], key="restated_level", label_visibility="collapsed",
            format_func=str.capitalize, bind="query-params",
        )  # fmt: skip
        rows = found.filter(scope=level)
        shown = rows.head(MOST_ROWS)
        redefined = rows.filter("is_redefined")["metric"].n_unique()
        notes = [f"{counted(rows.height, 'figure')} differ, {shown.height} are shown"]
        if redefined:
            notes.append(f"the definition of {counted(redefined, 'metric')} is another since then")
        st.caption(f"{'; '.join(notes)}.")
        table(
            _in_words(shown),
            key="restated",
            alt="Figures that differ from what was published: as reported, and as known now.",
        )


def _since(selection: Selection) -> None:
    later = loaded_since(selection)
    if later.is_empty():
        return
    told = [
        f"{plain(file or '')} (load {load}{', taken back' if kind == 'undo' else ''})"
        for load, kind, file in later.select("load", "kind", "file").iter_rows()
    ]
    st.caption(f"Loaded since then: {', '.join(told)}.")


def _in_words(rows: pl.DataFrame) -> pl.DataFrame:
    def said(row: dict[str, Any], side: str) -> str:
        value, colour = row[side], row[f"{side}_colour"]
        label = HEALTH_LABELS[colour] if colour else ""
        if value is None and label:
            return label
        words = in_words(
            metric(row["metric"]),
            value,
            measure=row["measure"],
            currency=row["currency"],
            reason=row[f"{side}_reason"],
        )
        return f"{words} · {label}" if label else words

    told = [
        (
            metric(row["metric"]).title,
            row["measure"] or "",
            row["name"] or row["key"],
            said(row, "published"),
            said(row, "now"),
        )
        for row in rows.iter_rows(named=True)
    ]
    names = ("Figure", "Measure", "Of", "As reported", "As known now")
    return pl.DataFrame(told, schema=dict.fromkeys(names, pl.String), orient="row")
