"""Columns of a file as a table: what each is read as, how sure that is, and why."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from pmo.ledger import ColumnMatch

IGNORE = "ignore"
AS_RECOGNISED = "as recognised"
LIKE = "like "


def column_table(matches: Sequence[ColumnMatch], key: str, *, decided: Sequence[str] = ()) -> None:
    """Show the columns of one table; ``decided`` says beside each who decided, if anybody did."""
    st.dataframe(
        pl.DataFrame(
            {
                "Header in the file": [match.header for match in matches],
                "Cell": [match.cell for match in matches],
                "Read as": [
                    ", ".join(map(in_words, match.columns)) or "not used" for match in matches
                ],
                "Sure": [match.score if match.columns else None for match in matches],
                "Why": [match.why for match in matches],
                **({"Decided": decided} if any(decided) else {}),
            },
            schema_overrides={"Sure": pl.Float64},
        ),
        hide_index=True,
        lazy=False,
        key=key,
        placeholder="",
        column_config={
            "Header in the file": st.column_config.TextColumn(width=200),
            "Cell": st.column_config.TextColumn(width=70),
            "Read as": st.column_config.TextColumn(width=230),
            "Sure": st.column_config.ProgressColumn(
                min_value=0.0, max_value=1.0, format="percent", width=110
            ),
            "Why": st.column_config.TextColumn(width=620),
            "Decided": st.column_config.TextColumn(width=80),
        },
        alt="Columns of the file, what each is read as, how sure that is, and why.",
    )


def in_words(name: str) -> str:
    """Canonical column as it is read: "projects: forecast finish date"."""
    if name == IGNORE:
        return "Leave it alone"
    if name == AS_RECOGNISED:
        return "As recognised"
    if name.startswith(LIKE):
        return f"What is usually called {name.removeprefix(LIKE)}"
    table, _, column = name.replace("_", " ").partition(".")
    return f"{table.capitalize()}: {column}"
