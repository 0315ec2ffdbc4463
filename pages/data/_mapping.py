"""What each column of a file is read as and why; another meaning is one choice away."""

from typing import TYPE_CHECKING

import streamlit as st

from pages.data import _uploads
from pages.data._columns import AS_RECOGNISED, column_table, in_words, table_in_words
from pages.data._uploads import Upload

if TYPE_CHECKING:
    from pipelines.choices import Choices, Meaning
    from pmo.ledger import RegionRecord


def table_choice(upload: Upload, region: "RegionRecord", choices: "Choices", key: str) -> None:
    """Let a person say what the rows of a region are a list of."""
    now = table_in_words(region.tables[0]) if region.tables else "no table"
    options = [AS_RECOGNISED, *choices.tables]
    given = upload.answers.get(choices.table_id, AS_RECOGNISED)
    chosen = st.selectbox(
        "This is a list of",
        options,
        index=options.index(given) if given in options else 0,
        format_func=lambda name: (
            f"As recognised: {now}" if name == AS_RECOGNISED else table_in_words(name)
        ),
        key=f"{key}_table_{given}",
        width=320,
        help=choices.why or None,
    )
    if chosen != given:
        _uploads.answered(upload, {choices.table_id: None if chosen == AS_RECOGNISED else chosen})
        st.rerun()


def mapping(upload: Upload, meanings: tuple["Meaning", ...], key: str) -> None:
    """Show the columns of one table, and let a person change what one of them means."""
    by_hand = ["by you" if each.answer_id in upload.answers else "" for each in meanings]
    column_table(
        [each.match for each in meanings],
        f"{key}_columns",
        said=[each.said for each in meanings],
        decided=by_hand,
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
