"""Load files: send files, see what was recognised, answer what is unsure, load them."""

from concurrent.futures import wait
from functools import partial
from typing import TYPE_CHECKING

import polars as pl
import streamlit as st

from pages import Page
from pages.data import _uploads
from pages.data._downloads import blank_template
from pages.data._examined import examined_file, state
from pages.data._outcome import outcome
from pages.data._uploads import Batch
from pages.data._work import examination, last_load, loaded, loading_name, loads_since, reading
from pages.parts.jobs import jobs, wait_for
from pages.parts.links import link
from pages.parts.readings import warehouse
from pages.parts.text import plain
from pages.parts.your_name import your_name
from pmo.errors import MilepostError
from pmo.settings import EMBEDDED, read_settings

if TYPE_CHECKING:
    from pipelines.examination import Examination

SOON_SECONDS = 1.5  # an answer about a usual file takes less: the page does not flicker
KINDS = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt"]


def draw() -> None:
    """Show the step at which the files of this address stand."""
    number = st.query_params.get("upload")
    if number is None:
        _ask_for_files()
        return
    loading = jobs().find(loading_name(number))
    batch = _uploads.find(number)
    if loading is not None and not loading.done():
        wait_for(loading, "Loading and publishing a new snapshot")
    elif loading is not None:
        outcome(number, batch, loading)
    elif batch is not None:
        _look(batch)
    else:
        st.info("These files were loaded or given up. Their history stands under Loads.")
        link("loads", "Loads", ":material/history:")
        link("load_files", "Load other files", ":material/upload_file:")


def _ask_for_files() -> None:
    own = [name for name in warehouse().organisations() if name not in EMBEDDED]
    left, right = st.columns((1, 2))
    with left:
        organisation = st.selectbox(
            "Whose portfolio is it?",
            own,
            index=0 if len(own) == 1 else None,
            key="load_organisation",
            accept_new_options=True,
            placeholder="Type a name, or choose one",
            help="Nothing is summed across organisations. A new name begins a new one.",
        )
    with right:
        limit = read_settings().limits.upload_bytes // 2**20
        files = st.file_uploader(
            f"Spreadsheets or CSV, one or many, up to {limit} MB each",
            type=KINDS,
            key="load_file",
            max_upload_size=limit,
            accept_multiple_files=True,
        )
    st.caption(
        "Registers, milestone plans, budget workbooks, resource plans, timesheets or tracker "
        "exports. Nothing is loaded before you have seen what was recognised."
    )
    blank_template("load")
    name = (organisation or "").strip()
    if files and not name:
        st.warning("Say whose portfolio it is, then the files are read.")
    elif files and name in EMBEDDED:
        st.warning(f'"{name}" is an embedded portfolio. Choose a name of your own.')
    elif files:
        batch = _uploads.receive(
            [(file.name, file) for file in files], organisation=name, after=last_load(name)
        )
        st.query_params["upload"] = batch.id
        st.rerun()


def _look(batch: Batch) -> None:
    """Show what intake understood of each file, ask what it could not know, offer the load."""
    works = [examination(upload) for upload in batch.uploads]
    if wait(works, timeout=SOON_SECONDS).not_done:
        reading(batch, works)
        return
    found = [_result(batch, n, work) for n, work in enumerate(works)]
    news = loads_since(batch)
    one = batch.uploads[0].name if len(found) == 1 else f"{len(found)} files"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(f"#### {plain(f'{one} for {batch.organisation}')}", width="stretch")
        _offer(batch, found, news[-1].load if news else None)
    for entry in news:
        st.warning(
            plain(
                f"Load {entry.load} ({entry.file}, by {entry.by}) came in after these files were "
                "sent. What changes is compared with it now; look again before you load."
            ),
            icon=":material/group:",
        )
    shown = 0
    if len(found) > 1:
        _overview(found)
        shown = st.selectbox(
            "File to look at",
            range(len(found)),
            index=_first_open(found),
            format_func=lambda n: batch.uploads[n].name,
            key=f"shown_{batch.id}",
            persist_state="session",
            width=480,
        )
    examined_file(batch.uploads[shown], found[shown])


def _result(batch: Batch, n: int, work: object) -> "Examination":
    """What was found in one file; work that failed leaves its message."""
    from concurrent.futures import Future

    from pipelines.examination import Examination
    from pipelines.intake import FileRecord

    if not isinstance(work, Future):
        raise TypeError("Only work that was started has a result.")
    error = work.exception()
    if isinstance(error, MilepostError):
        return Examination(FileRecord(batch.uploads[n].name, error=error))
    result = work.result()
    if not isinstance(result, Examination):
        raise TypeError("Intake gave no examination of the file.")
    return result


def _first_open(found: list["Examination"]) -> int:
    """First file that somebody must look at; else the first."""
    return next((n for n, each in enumerate(found) if not each.is_ready), 0)


def _overview(found: list["Examination"]) -> None:
    rows = [
        (
            each.record.file,
            state(each),
            sum(region.rows.loaded for region in each.record.regions),
            len(each.record.questions),
            sum(len(trouble.issues) for trouble in each.troubles),
        )
        for each in found
    ]
    st.dataframe(
        pl.DataFrame(
            rows, schema=["File", "State", "Records", "Questions", "Issues"], orient="row"
        ),
        hide_index=True,
        lazy=False,
        key="files",
        alt="Files that were sent together, and what each of them waits for.",
    )


def _offer(batch: Batch, found: list["Examination"], news: int | None) -> None:
    """Load what is ready, or give up; a file that asks something or holds no table waits.

    A load of somebody else makes the button another one: a click on what was seen before it
    starts nothing.
    """
    ready = [u for u, each in zip(batch.uploads, found, strict=True) if each.is_ready]
    label = "Load this file" if len(found) == 1 else f"Load {len(ready)} of {len(found)} files"
    by = your_name()
    if st.button(
        label,
        key="load_now" if news is None else f"load_now_after_{news}",
        type="primary",
        icon=":material/check:",
        disabled=not ready,
        help=None if ready else _why_not(found),
    ):
        jobs().start(loading_name(batch.id), partial(loaded, ready, by))
        st.rerun()
    if st.button("Give up", key="give_up", icon=":material/close:"):
        _uploads.remove(batch)
        del st.query_params["upload"]
        st.rerun()


def _why_not(found: list["Examination"]) -> str:
    if any(each.record.questions for each in found):
        return "Answer the questions first."
    return "Nothing here can be loaded: no table was found."


PAGE = Page(
    title="Load files",
    icon=":material/upload_file:",
    order=10,
    draw=draw,
    question="Send files, see what was recognised, and load them.",
    has_filters=False,
)
