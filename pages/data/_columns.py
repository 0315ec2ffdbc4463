"""Columns of a file as a table: what each is read as, how sure that is, and why."""

import re
from collections.abc import Sequence

import polars as pl
import streamlit as st

from pmo.ledger import ColumnMatch

IGNORE = "ignore"
AS_RECOGNISED = "as recognised"
LIKE = "like "
WORDS = {IGNORE: "Leave it alone", AS_RECOGNISED: "As recognised"}
DOTTED = re.compile(r"[a-z_]+\.[a-z_]+")


def column_table(
    matches: Sequence[ColumnMatch],
    key: str,
    *,
    said: Sequence[Sequence[str]] = (),
    decided: Sequence[str] = (),
) -> None:
    """Show the columns of one table, and beside each what was found out of it.

    Args:
        matches: the columns.
        key: of the table on the page.
        said: what each is read as, in words, where more is known than the canonical name.
        decided: who decided about each, if anybody did.
    """
    words = said or [tuple(map(in_words, match.columns)) for match in matches]
    st.dataframe(
        pl.DataFrame(
            {
                "Header in the file": [match.header for match in matches],
                "Cell": [match.cell for match in matches],
                "Read as": [", ".join(each) or "not used" for each in words],
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
            "Header in the file": st.column_config.TextColumn(width=180),
            "Cell": st.column_config.TextColumn(width=60),
            "Read as": st.column_config.TextColumn(width=260),
            "Sure": st.column_config.ProgressColumn(
                min_value=0.0, max_value=1.0, format="percent", width=100
            ),
            "Why": st.column_config.TextColumn(width=600),
            "Decided": st.column_config.TextColumn(width=80),
        },
        alt="Columns of the file, what each is read as, how sure that is, and why.",
    )


def in_words(name: str) -> str:
    """Canonical column or another choice as it is read: "Projects: forecast finish date"."""
    from pipelines.spoken import spoken

    if name in WORDS:
        return WORDS[name]
    if name.startswith(LIKE):
        return f"What is usually called {name.removeprefix(LIKE)}"
    return spoken(name) if DOTTED.fullmatch(name) else name.replace("_", " ")


def table_in_words(name: str) -> str:
    """Canonical table as it is read: "Budget lines"."""
    return "No table" if name == IGNORE else name.replace("_", " ").capitalize()
