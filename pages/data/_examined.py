"""One file before it is loaded: what is asked, how it was read, and what it would change."""

from typing import TYPE_CHECKING

import streamlit as st

from pages.data._changes import changes
from pages.data._downloads import marked_workbook
from pages.data._mapping import mapping
from pages.data._picture import picture, title
from pages.data._questions import ask
from pages.data._recognised import counts, sums
from pages.data._troubles import troubles
from pages.data._uploads import Upload
from pages.parts.text import plain
from pmo.readings.change import day_in_words

if TYPE_CHECKING:
    from pipelines.examination import Examination


def state(found: "Examination") -> str:
    """What a file waits for, in a few words."""
    if found.record.error is not None:
        return "Cannot be read"
    if not found.has_tables:
        return "Holds no table"
    if found.record.questions:
        return "Waits for answers"
    return "Ready"


def examined_file(upload: Upload, found: "Examination") -> None:
    """Show one file: questions first, then the sheet, its columns, issues and changes."""
    record = found.record
    if record.error is not None:
        st.error(plain(str(record.error)))
        st.caption("Nothing was changed.")
        return
    if not found.has_tables:
        why = "; ".join(dict.fromkeys(found.notes)) or "the file is empty"
        st.warning(plain(f"No table was found: {why}."))
        st.caption(
            "Put one line of column names above the rows, such as Project, Milestone and "
            "Forecast date, and send the file again."
        )
    elif record.status_dates:
        dates = ", ".join(day_in_words(day) for day in record.status_dates)
        st.markdown(f"It speaks for {dates}.")
    if record.questions:
        ask(upload, record.questions)
    key = f"{upload.batch}_{upload.number}"
    count = sum(len(each.issues) for each in found.troubles)
    names = ("The sheet", "Columns", f"Issues ({count})", "What changes")
    sheet, columns, issues, effects = st.tabs(names, key=f"tabs_{key}", on_change="rerun")
    bodies = (
        (sheet, lambda: _sheets(found, key)),
        (columns, lambda: _columns(upload, found, key)),
        (issues, lambda: _issues(upload, found, key)),
        (effects, lambda: _effects(found, key)),
    )
    for tab, body in bodies:
        if tab.open:
            with tab:
                body()


def _sheets(found: "Examination", key: str) -> None:
    drawn = found.pictures
    if not drawn:
        st.caption("The file has no cells.")
        return
    shown = 0
    if len(drawn) > 1:
        shown = st.selectbox(
            "Sheet",
            range(len(drawn)),
            format_func=lambda n: title(drawn[n]),
            key=f"sheet_{key}",
            width=320,
        )
    picture(drawn[shown], f"picture_{key}_{shown}")


def _columns(upload: Upload, found: "Examination", key: str) -> None:
    for n, (region, meanings) in enumerate(zip(found.record.regions, found.meanings, strict=True)):
        if not region.tables:
            continue
        sheet = f"Sheet {region.sheet}, " if region.sheet else ""
        across = ", one record per column" if region.orientation == "columns" else ""
        fills = ", ".join(table.replace("_", " ") for table in region.tables)
        st.markdown(f"**{plain(f'{sheet}{region.range}{across}: fills {fills}')}**")
        st.caption(counts(region))
        mapping(upload, meanings, f"map_{key}_{n}")
        sums(region, f"sums_{key}_{n}")


def _issues(upload: Upload, found: "Examination", key: str) -> None:
    if found.troubles:
        marked_workbook(upload, found.record, key)
    troubles(found.troubles, f"troubles_{key}")


def _effects(found: "Examination", key: str) -> None:
    if found.changes is None or not found.has_tables:
        st.caption("Nothing would change.")
        return
    changes(found.changes, f"changes_{key}")
