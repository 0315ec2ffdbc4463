"""Issues by column: how often, what is wrong, and what can be done about it here."""

from typing import TYPE_CHECKING

import polars as pl
import streamlit as st

from pages.parts.text import plain

if TYPE_CHECKING:
    from pipelines.troubles import Trouble

MOST_GROUPS = 30
MOST_ISSUES = 500


def troubles(found: tuple["Trouble", ...], key: str) -> None:
    """List what cannot be used as it stands, met most often first."""
    if not found:
        st.caption("No cell needs attention.")
        return
    st.caption("A cell listed here is left out or read as unknown, never as zero.")
    for n, trouble in enumerate(found[:MOST_GROUPS]):
        where = trouble.column or "Whole rows, or the file"
        times = len(trouble.issues)
        cells = f"{times} cell{'' if times == 1 else 's'}"
        title = plain(f"{where}: {cells}, {trouble.rule.replace('_', ' ')}")
        with st.expander(title, key=f"{key}_{n}"):
            st.markdown(plain(trouble.fix))
            st.dataframe(
                _table(trouble),
                hide_index=True,
                lazy=False,
                key=f"{key}_{n}_cells",
                alt="Cells of this kind: sheet, cell, text and remedy.",
            )
    if len(found) > MOST_GROUPS:
        st.caption(f"The first {MOST_GROUPS} of {len(found)} kinds are shown.")


def _table(trouble: "Trouble") -> pl.DataFrame:
    rows = [
        (issue.sheet, issue.cell, issue.value, issue.message)
        for issue in trouble.issues[:MOST_ISSUES]
    ]
    names = ("Sheet", "Cell", "As it stands", "What belongs there")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
