"""A sheet as its sender sees it, coloured by what each cell is taken for, and said in words."""

from itertools import islice
from typing import TYPE_CHECKING

import polars as pl
import streamlit as st

from pages.parts.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    from pipelines.picture import Picture

FIRST_ROWS, FIRST_COLUMNS = 60, 20
WORDS = {"header": "Header", "data": "Data", "total": "Total", "ignored": "Ignored", "blank": ""}
# Blue, orange and grey stay apart for every kind of sight; the words say the same.
LIGHT = {
    "header": "background-color: #1F4E79; color: #FFFFFF",
    "data": "background-color: #E3EEF9; color: #1B2733",
    "total": "background-color: #F6CE9B; color: #1B2733",
    "ignored": "background-color: #DDE1E6; color: #4A5560",
    "blank": "",
}
DARK = {
    "header": "background-color: #6FB1EE; color: #0F1720",
    "data": "background-color: #1D3550; color: #E6EDF3",
    "total": "background-color: #8A5A17; color: #FFFFFF",
    "ignored": "background-color: #3A4651; color: #C3CDD6",
    "blank": "",
}
LEGEND = {
    "header": "Header: names of the columns",
    "data": "Data: loaded, or listed if it cannot be",
    "total": "Total: compared with the data, not loaded",
    "ignored": "Ignored: no part of a table",
}


def picture(drawn: "Picture", key: str) -> None:
    """Show the upper left part of a sheet; more of it on request."""
    colours = DARK if st.context.theme.type == "dark" else LIGHT
    _legend(colours, key)
    is_cut = len(drawn.rows) > FIRST_ROWS or len(drawn.columns) > FIRST_COLUMNS
    is_more = is_cut and st.toggle("Show more of the sheet", key=f"{key}_more")
    height, width = (None, None) if is_more else (FIRST_ROWS, FIRST_COLUMNS)
    names = list(islice(drawn.columns, width))
    rows = list(zip(drawn.rows, drawn.texts, drawn.roles, strict=True))[:height]
    roles = [["blank", *islice(line, width)] for _, _, line in rows]
    frame = pl.DataFrame(
        [[row, WORDS[_main(line)], *islice(texts, width)] for row, texts, line in rows],
        schema={"Row": pl.Int64, "Is": pl.String, **dict.fromkeys(names, pl.String)},
        orient="row",
    )
    styles = [["", *(colours[role] for role in line)] for line in roles]
    st.dataframe(
        frame.to_pandas().style.apply(_coloured(frame, styles), axis=None),
        hide_index=True,
        lazy=False,
        key=key,
        row_height=28,
        height=min(560, 40 + 28 * len(rows)),
        column_config={
            "Row": st.column_config.NumberColumn(pinned=True, width=60),
            "Is": st.column_config.TextColumn(pinned=True, width=80),
            **{name: st.column_config.TextColumn(width=120) for name in names},
        },
        alt="The sheet as sent; the second column says what each line is taken for.",
    )
    order = " Those that are loaded stand first." if drawn.has_loaded_first else ""
    st.caption(
        f"{len(rows)} of {counted(drawn.all_rows, 'row')} and {len(names)} of "
        f"{counted(drawn.all_columns, 'column')} are shown.{order}"
    )
    _left_out(drawn, key)


def _main(line: tuple[str, ...]) -> str:
    """What a line is for the most part: the word beside it."""
    for role in ("data", "total", "header", "ignored"):
        if role in line:
            return role
    return "blank"


def _coloured(frame: pl.DataFrame, styles: list[list[str]]) -> "Callable[[object], np.ndarray]":
    """What gives each cell of a frame its style."""
    each = pl.DataFrame(styles, schema=frame.columns, orient="row").to_numpy()
    return lambda _: each


def _legend(colours: dict[str, str], key: str) -> None:
    words = pl.DataFrame({role: [text] for role, text in LEGEND.items()})
    styles = [[colours[role] for role in LEGEND]]
    with st.container(key=f"{key}_legend"):
        st.table(
            words.to_pandas().style.apply(_coloured(words, styles), axis=None),
            hide_index=True,
            hide_header=True,
            border=True,
            alt="What the colours of the sheet mean.",
        )


def _left_out(drawn: "Picture", key: str) -> None:
    if not drawn.left_out:
        return
    with st.expander(
        f"Not read as data: {counted(len(drawn.left_out), 'line')}", key=f"{key}_left_out"
    ):
        st.dataframe(
            pl.DataFrame(
                [(place.capitalize(), role, why) for place, role, why in drawn.left_out],
                schema=["Where", "Taken for", "Why"],
                orient="row",
            ),
            hide_index=True,
            lazy=False,
            key=f"{key}_left_out_rows",
            alt="Lines of the sheet that are no data: where, what they are taken for, and why.",
        )


def title(drawn: "Picture") -> str:
    """Name of a sheet as it is chosen."""
    return drawn.sheet or "The file"
