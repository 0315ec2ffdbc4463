"""What each column of a file is read as and why; another meaning is one choice away."""

from typing import TYPE_CHECKING

import polars as pl
import streamlit as st

from pages.data import _uploads
from pages.data._uploads import Upload

if TYPE_CHECKING:
    from pipelines.choices import Choices, Meaning
    from pmo.ledger import RegionRecord

IGNORE = "ignore"
AS_RECOGNISED = "as recognised"
LIKE = "like "


def table_choice(upload: Upload, region: "RegionRecord", choices: "Choices", key: str) -> None:
    """Let a person say what the rows of a region are a list of."""
    now = _table(region.tables[0]) if region.tables else "no table"
    options = [AS_RECOGNISED, *choices.tables]
    given = upload.answers.get(choices.table_id, AS_RECOGNISED)
    chosen = st.selectbox(
        "This is a list of",
        options,
        index=options.index(given) if given in options else 0,
        format_func=lambda name: {AS_RECOGNISED: f"As recognised: {now}", IGNORE: "No table"}.get(
            name, _table(name)
        ),
        key=f"{key}_table_{given}",
        width=320,
        help=choices.why or None,
    )
    if chosen != given:
        _uploads.answered(upload, {choices.table_id: None if chosen == AS_RECOGNISED else chosen})
        st.rerun()


def _table(name: str) -> str:
    return name.replace("_", " ").capitalize()


def mapping(upload: Upload, meanings: tuple["Meaning", ...], key: str) -> None:
    """Show the columns of one table, and let a person change what one of them means."""
    matches = [each.match for each in meanings]
    by_hand = ["by you" if each.answer_id in upload.answers else "" for each in meanings]
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
                **({"Decided": by_hand} if any(by_hand) else {}),
            },
            schema_overrides={"Sure": pl.Float64},
        ),
        hide_index=True,
        lazy=False,
        key=f"{key}_columns",
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
    _change(upload, meanings, key)


def _change(upload: Upload, meanings: tuple["Meaning", ...], key: str) -> None:
    left, middle, right = st.columns((2, 2, 1), vertical_alignment="bottom")
    names = {f"{m.match.header} ({m.match.cell})": m for m in meanings}
    with left:
        which = st.selectbox(
            "Column to read differently",
            list(names),
            index=None,
            key=f"{key}_which",
            placeholder="Choose a column",
        )
    meaning = names.get(which or "")
    choices = [AS_RECOGNISED, *(meaning.choices if meaning else ())]
    given = upload.answers.get(meaning.answer_id, AS_RECOGNISED) if meaning else AS_RECOGNISED
    with middle:
        chosen = st.selectbox(
            "Read it as",
            choices,
            index=choices.index(given) if given in choices else 0,
            format_func=in_words,
            key=f"{key}_as_{meaning.answer_id if meaning else ''}",
            disabled=meaning is None,
        )
    with right:
        is_asked = st.button(
            "Read it so", key=f"{key}_change", disabled=meaning is None, width="stretch"
        )
    if is_asked and meaning is not None:
        said = None if chosen == AS_RECOGNISED else chosen
        _uploads.answered(upload, {meaning.answer_id: said})
        st.rerun()


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
