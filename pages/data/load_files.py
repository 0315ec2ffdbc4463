"""Load files: send files, see what was recognised, answer what is unsure, load them."""

from concurrent.futures import Future, wait

import streamlit as st

from pages import Page
from pages.data import _uploads
from pages.data._batch import chosen_file, offer
from pages.data._downloads import blank_template
from pages.data._examined import examined_file
from pages.data._mapping_files import mapping_files
from pages.data._outcome import outcome
from pages.data._uploads import Batch, Upload
from pages.data._work import Looked, examination, last_load, loading_name, loads_since, reading
from pages.parts.jobs import jobs, wait_for
from pages.parts.links import link
from pages.parts.readings import warehouse
from pages.parts.text import plain
from pmo.errors import MilepostError
from pmo.settings import EMBEDDED, read_settings

SOON_SECONDS = 1.5  # an answer about a usual file takes less: the page does not flicker
KINDS = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt",
         "xer", "xml", "mspdi", "mpp", "mpt", "mpx", "pmxml", "gan", "pod", "json"]  # fmt: skip


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
            f"Spreadsheets, CSV or plans, one or many, up to {limit} MB each",
            type=KINDS,
            key="load_file",
            max_upload_size=limit,
            accept_multiple_files=True,
        )
    st.caption(
        "Registers, milestone plans, budget workbooks, resource plans, timesheets, tracker "
        "exports, and schedules of Microsoft Project or Primavera. Nothing is loaded before you "
        "have seen what was recognised."
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
    looked = [_result(*each) for each in zip(batch.uploads, works, strict=True)]
    news = loads_since(batch)
    one = batch.uploads[0].name if len(looked) == 1 else f"{len(looked)} files"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(f"#### {plain(f'{one} for {batch.organisation}')}", width="stretch")
        offer(batch, looked, news[-1].load if news else None)
    for entry in news:
        st.warning(
            plain(
                f"Load {entry.load} ({entry.file}, by {entry.by}) came in after these files were "
                "sent. What changes is compared with it now; look again before you load."
            ),
            icon=":material/group:",
        )
    shown = looked[chosen_file(batch, looked)]
    examined_file(shown.upload, shown.found)
    mapping_files(batch, shown)


def _result(upload: Upload, work: Future[object]) -> Looked:
    """What was found in one file; work that failed leaves its message."""
    from pipelines.examination import Examination
    from pipelines.intake import FileRecord

    error = work.exception()
    if isinstance(error, MilepostError):
        return Looked(upload, Examination(FileRecord(upload.name, error=error)))
    result = work.result()
    if not isinstance(result, Looked):
        raise TypeError("Intake gave no examination of the file.")
    return result


PAGE = Page(
    title="Load files",
    icon=":material/upload_file:",
    order=10,
    draw=draw,
    question="Send files, see what was recognised, and load them.",
    has_filters=False,
)
