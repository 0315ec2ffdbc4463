"""Issues by column: how often, what is wrong, and what can be done about it here."""

import hashlib
import re
from typing import TYPE_CHECKING

import polars as pl
import streamlit as st

from pages.data import _uploads
from pages.data._uploads import Upload
from pages.parts.rules import rule_in_words
from pages.parts.text import counted, plain

if TYPE_CHECKING:
    from pipelines.choices import Choices
    from pipelines.troubles import Trouble

MOST_GROUPS = 30
MOST_ISSUES = 500
OWN_TEXT = re.compile(r'^"[^"]*"')  # of the cell, with which its message begins


def troubles(
    upload: Upload, found: tuple["Trouble", ...], choices: tuple["Choices", ...], key: str
) -> None:
    """List what cannot be used as it stands, met most often first."""
    if not found:
        st.caption("No cell needs attention.")
        return
    st.caption(
        "What is listed here is left out, read as unknown, or read as the line says; never as "
        "zero. Type what belongs there, set the records aside, or load the file as it is."
    )
    for trouble in found[:MOST_GROUPS]:
        own = f"{key}_{_digest(trouble)}"
        where = trouble.column or "Whole rows, or the file"
        cells = counted(len(trouble.issues), "cell" if trouble.column else "place")
        with st.expander(plain(f"{where}: {cells}, {rule_in_words(trouble.rule)}"), key=own):
            st.markdown(plain(trouble.fix))
            new = _cells(trouble, own)
            with st.container(horizontal=True):
                if trouble.cells:
                    _correct(upload, new, own)
                if trouble.aside:
                    _set_aside(upload, trouble, choices[trouble.region], own)
    if len(found) > MOST_GROUPS:
        st.caption(f"The first {MOST_GROUPS} of {len(found)} kinds are shown.")


def _digest(trouble: "Trouble") -> str:
    """Name of a group for its widgets: what is typed belongs to these cells alone."""
    cells = [(issue.sheet, issue.cell) for issue in trouble.issues]
    said = repr((trouble.region, trouble.column, trouble.rule, cells))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _cells(trouble: "Trouble", key: str) -> dict[tuple[str, str], str]:
    """Show the cells; what was typed for them by sheet and cell, where one cell is the cause."""
    if len(trouble.issues) > MOST_ISSUES:
        st.caption(f"The first {MOST_ISSUES} of {len(trouble.issues):,} are shown.")
    rows = [
        (issue.sheet, issue.cell, issue.value, None, issue.message)
        for issue in (trouble.cells or trouble.issues)[:MOST_ISSUES]
    ]
    names = ("Sheet", "Cell", "As it stands", "Read instead", "What belongs there")
    frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    idle = {
        "Sheet": not any(frame["Sheet"]),
        "Read instead": not trouble.cells,
        "What belongs there": len({OWN_TEXT.sub("", each[-1]) for each in rows}) == 1,
    }
    edited = st.data_editor(
        frame,
        column_order=[name for name in names if not idle.get(name)],
        hide_index=True,
        disabled=[name for name in names if name != "Read instead"] if trouble.cells else True,
        key=f"{key}_editor",
        placeholder="",
        height=min(400, 38 + 35 * len(rows)),
        column_config={
            "Cell": st.column_config.TextColumn(width=110),
            "As it stands": st.column_config.TextColumn(width=260),
            "Read instead": st.column_config.TextColumn(
                width=260, help="Type what belongs there, as you would in the spreadsheet."
            ),
            "What belongs there": st.column_config.TextColumn(width=560),
        },
        alt="Cells of this kind: sheet, cell, text, what is read instead, and remedy.",
    )
    typed = zip(frame["Sheet"], frame["Cell"], edited["Read instead"], strict=True)
    return {(sheet, cell): str(text).strip() for sheet, cell, text in typed if text}


def _correct(upload: Upload, typed: dict[tuple[str, str], str], key: str) -> None:
    """Keep what was typed as the text of its cells."""
    new = {place: text for place, text in typed.items() if text}
    if st.button(
        f"Use {counted(len(new), 'correction')}" if new else "Use corrections",
        key=f"{key}_correct",
        disabled=not new,
        icon=":material/edit:",
        help=None if new else "Type in the column Read instead first.",
    ):
        from pipelines.corrections import cell_id

        said = {cell_id(sheet, cell): text for (sheet, cell), text in new.items()}
        _uploads.answered(upload, said)
        st.rerun()


def _set_aside(upload: Upload, trouble: "Trouble", choices: "Choices", key: str) -> None:
    rows = counted(trouble.records, "record")
    if st.button(
        f"Set {rows} aside",
        key=f"{key}_aside",
        icon=":material/move_to_inbox:",
        help="They stay out of the load, are counted and listed, and can be taken back.",
    ):
        reason = f"{trouble.column or 'whole rows'}, {rule_in_words(trouble.rule)}"
        _uploads.answered(upload, {_free_id(upload, choices, reason): trouble.aside})
        st.rerun()


def _free_id(upload: Upload, choices: "Choices", reason: str) -> str:
    """Id of an answer that is not given yet: rows of one reason may be set aside twice."""
    from pipelines.answers import plain as in_id

    wanted = f"{choices.set_aside_id}:{in_id(reason)}"
    number = 1
    while wanted in upload.answers:
        number += 1
        wanted = f"{choices.set_aside_id}:{in_id(reason)} ({number})"
    return wanted
