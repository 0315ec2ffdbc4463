"""One file before it is loaded: what is asked, how it was read, and what it would change."""

from typing import TYPE_CHECKING

import streamlit as st

from pages.data._changes import changes
from pages.data._decided import decided
from pages.data._downloads import marked_workbook
from pages.data._mapping import mapping, table_choice
from pages.data._picture import picture, title
from pages.data._questions import ask
from pages.data._recognised import counts, sums, titled
from pages.data._troubles import troubles
from pages.data._uploads import Upload
from pages.parts.text import counted, plain
from pmo.readings.change import day_in_words

if TYPE_CHECKING:
    from pipelines.choices import Choices
    from pipelines.examination import Examination
    from pipelines.picture import Picture
    from pmo.ledger import RegionRecord


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
        st.caption("Nothing was changed. Mend the file and send it again, or send another one.")
        return
    if not found.has_tables:
        why = "; ".join(dict.fromkeys(found.notes)) or "the file is empty"
        st.warning(plain(f"No table was found: {why}."))
        st.caption(
            "Put one line of column names above the rows, such as Project, Milestone and "
            "Forecast date, and send the file again."
        )
    else:
        st.markdown(plain(_summary(found)))
    if record.questions:
        ask(upload, record.questions, _offered(found))
    key = f"{upload.batch}_{upload.number}"
    decided(upload, record, key)
    names = ("The sheet", "Columns", "Issues", "What changes")  # a tab stays open by its name
    sheet, columns, issues, effects = st.tabs(
        names, key="load_look", on_change="rerun", bind="query-params"
    )
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


def _offered(found: "Examination") -> dict[str, tuple[str, ...]]:
    """What each column may be read as, under the id of a question about it."""
    return {each.answer_id: each.choices for table in found.choices for each in table.meanings}


def _summary(found: "Examination") -> str:
    """What the file speaks for and what would be loaded of it, in one line."""
    days, record = found.record.status_dates, found.record
    tables = [region for region in record.regions if region.tables]
    read = sum(region.rows.read for region in tables)
    loaded = sum(region.rows.loaded for region in tables)
    issues = sum(len(trouble.issues) for trouble in found.troubles)
    so_far = " so far" if record.questions else ""
    parts = [f"{loaded:,} of {counted(read, 'record')} can be loaded{so_far}"]
    if issues:
        parts.append(counted(issues, "issue"))
    if days:
        to = f" to {day_in_words(days[-1])}" if len(days) > 1 else ""
        parts.insert(0, f"It speaks for {day_in_words(days[0])}{to}")
    return " · ".join(parts)


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
            index=_first_with_data(drawn),
            format_func=lambda n: title(drawn[n]),
            key=f"sheet_{key}",
            persist_state="session",
            width=320,
        )
    picture(drawn[shown], f"picture_{key}_{shown}")


def _first_with_data(drawn: "tuple[Picture, ...]") -> int:
    """Place of the first sheet that holds a table, else of the first."""
    lines = ((n, line) for n, each in enumerate(drawn) for line in each.roles)
    return next((n for n, line in lines if "data" in line), 0)


def _columns(upload: Upload, found: "Examination", key: str) -> None:
    for n, (region, offered) in enumerate(zip(found.record.regions, found.choices, strict=True)):
        with st.container(border=len(found.choices) > 1):
            _region(upload, region, offered, f"{key}_{n}")


def _region(upload: Upload, region: "RegionRecord", offered: "Choices", key: str) -> None:
    place = f"Sheet {region.sheet}, {region.range}" if region.sheet else region.range
    title = titled(region) if region.tables else f"{place}: no table ({offered.why})"
    st.markdown(f"**{plain(title)}**")
    table_choice(upload, region, offered, f"map_{key}")
    if region.tables:
        st.caption(counts(region))
        mapping(upload, offered.meanings, f"map_{key}")
        sums(region, f"sums_{key}")


def _issues(upload: Upload, found: "Examination", key: str) -> None:
    if found.troubles:
        marked_workbook(upload, found.record, key)
    troubles(upload, found.troubles, found.choices, f"troubles_{key}")


def _effects(found: "Examination", key: str) -> None:
    if found.changes is None or not found.has_tables:
        st.caption("Nothing would change.")
        return
    changes(found.changes, f"changes_{key}")
