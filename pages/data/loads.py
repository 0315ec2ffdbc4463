"""Loads: what came in, from whom, what became of it, and how to take it back."""

from typing import TYPE_CHECKING

import polars as pl
import streamlit as st

from pages import Page
from pages.data._recognised import issues
from pages.parts.emphasis import emphasis
from pages.parts.links import link
from pages.parts.readings import snapshot, warehouse
from pages.parts.text import plain
from pages.parts.your_name import your_name
from pmo.ledger import Issue
from pmo.readings.contents import issues_of

if TYPE_CHECKING:
    from pipelines.history import Entry

EVERYBODY = "All organisations"
KINDS = {"load": "Load", "undo": "Undo", "publish": "Published as reported"}
PARTS = ("read", "loaded", "rejected", "totals", "repeated_headers", "blank", "ignored")


def draw() -> None:
    """List the ledger, newest first; a chosen load shows its own, and can be undone."""
    from pipelines.history import history

    if warehouse().is_empty:
        st.info("Nothing was loaded yet.", icon=":material/inbox:")
        link("load_files", "Load files", ":material/upload_file:")
        return
    whose = st.selectbox(
        "Organisation",
        [EVERYBODY, *warehouse().organisations()],
        key="loads_of",
        width=320,
        bind="query-params",
    )
    entries = history(warehouse(), None if whose == EVERYBODY else whose)[::-1]
    chosen = st.dataframe(
        _table(entries),
        key="loads",
        placeholder="",
        hide_index=True,
        lazy=False,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            "When": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm"),
            "Rows": st.column_config.NumberColumn(format="localized"),
        },
        alt="Loads, undos and publications, the newest first.",
    )
    if not chosen.selection.rows:
        st.caption("Select a row to see its ledger and its issues, or to take the load back.")
        return
    _details(entries[chosen.selection.rows[0]])


def _table(entries: tuple["Entry", ...]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "Number": [entry.load for entry in entries],
            "When": [entry.when for entry in entries],
            "What": [KINDS.get(entry.kind, entry.kind) for entry in entries],
            "Organisation": [entry.organisation for entry in entries],
            "File": [entry.file or _of(entry) for entry in entries],
            "Status dates": [_dates(entry) for entry in entries],
            "Rows": [sum(entry.written.values()) or None for entry in entries],
            "State": [entry.state for entry in entries],
            "By": [entry.by for entry in entries],
        },
        schema_overrides={"Rows": pl.Int64, "State": pl.String, "File": pl.String},
    )


def _of(entry: "Entry") -> str | None:
    return f"takes back load {entry.undoes}" if entry.undoes else None


def _dates(entry: "Entry") -> str:
    days = entry.status_dates
    return f"{days[0]} to {days[-1]} ({len(days)})" if len(days) > 2 else ", ".join(days)  # noqa: PLR2004


def _details(entry: "Entry") -> None:
    with st.container(border=True):
        st.markdown(f"#### {plain(f'Load {entry.load}: {entry.file or _of(entry) or str()}')}")
        if entry.state:
            st.markdown(f"{entry.state.capitalize()}. Loaded by {plain(entry.by)}.")
        if entry.regions:
            st.dataframe(
                _ledger(entry),
                hide_index=True,
                lazy=False,
                key="load_ledger",
                alt="Ledger of the load: records read, loaded and left out, by region.",
            )
        if entry.kind == "load":
            found = issues_of(snapshot(warehouse().current() or ""), entry.load)
            issues((Issue(*row) for row in found.iter_rows()), "of_load")
        can_be_undone = entry.kind == "load" and entry.undone_by is None
        if can_be_undone and st.button("Undo this load", key="undo", icon=":material/undo:"):
            _confirm(entry)


def _ledger(entry: "Entry") -> pl.DataFrame:
    return pl.DataFrame(
        {
            "Sheet": [region["sheet"] for region in entry.regions],
            "Range": [region["range"] for region in entry.regions],
            "Fills": [", ".join(region["tables"]) or "no table" for region in entry.regions],
            **{
                part.replace("_", " ").capitalize(): [
                    region["rows"][part] for region in entry.regions
                ]
                for part in PARTS
            },
        }
    )


@st.dialog("Take this load back?")
def _confirm(entry: "Entry") -> None:
    """Undo only after a second, informed click."""
    from pipelines.history import undo

    st.markdown(
        f"Load {entry.load}, {plain(str(entry.file))}, of {plain(entry.organisation)}. Its figures "
        "go from every page, and the load that it replaced holds again. Nothing is deleted: the "
        "file and its history stay."
    )
    by = your_name()
    with st.container(horizontal=True):
        if st.button(f"Undo load {entry.load}", key="undo_now", type=emphasis()):
            with st.spinner("Taking it back and publishing a new snapshot"):
                undo(warehouse(), entry.load, organisation=None, by=by)
            st.rerun()
        if st.button("Keep it", key="undo_not"):
            st.rerun()


PAGE = Page(
    title="Loads",
    icon=":material/history:",
    order=20,
    draw=draw,
    question="What came in, what became of it, and how to take it back.",
    has_filters=False,
)
