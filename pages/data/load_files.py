"""Load files: send a file, see what was recognised, answer what is unsure, load it."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pages import Page
from pages.data import _uploads
from pages.data._questions import ask
from pages.data._recognised import issues, recognised
from pages.data._uploads import Upload
from pages.data._work import inspected, inspection_name, loaded
from pages.parts.jobs import jobs, wait_for
from pages.parts.links import go, link
from pages.parts.readings import warehouse
from pages.parts.text import plain
from pages.parts.your_name import your_name
from pmo.errors import MilepostError
from pmo.readings.change import day_in_words
from pmo.settings import EMBEDDED, read_settings

if TYPE_CHECKING:
    from pipelines.intake import FileRecord

KINDS = ["xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt"]


def draw() -> None:
    """Show the step at which the file of this address stands."""
    number = st.query_params.get("upload")
    if number is None:
        _ask_for_file()
        return
    loading = jobs().find(f"load {number}")
    upload = _uploads.find(number)
    if loading is not None:
        _follow(loading, "Loading the file and publishing a new snapshot", partial(_loaded, number))
    elif upload is not None:
        work = jobs().start(inspection_name(upload), partial(inspected, upload))
        _follow(work, f"Reading {plain(upload.name)}", partial(_understood, upload))
    else:
        st.info("This file was loaded or given up. Its history stands under Loads.")
        link("loads", "Loads", ":material/history:")
        link("load_files", "Load another file", ":material/upload_file:")


def _follow(work: Future[object], message: str, show: Callable[["FileRecord"], None]) -> None:
    """Show the outcome of the work, or that it is under way."""
    from pipelines.intake import FileRecord

    if not work.done():
        wait_for(work, message)
        return
    record = work.result()
    if not isinstance(record, FileRecord):
        raise TypeError("Intake gave no record of the file.")
    show(record)


def _ask_for_file() -> None:
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
        file = st.file_uploader(
            f"Spreadsheet or CSV, up to {limit} MB", type=KINDS, key="load_file",
            max_upload_size=limit,
        )  # fmt: skip
    st.caption(
        "A register, milestone plan, budget workbook, resource plan, timesheet or tracker export. "
        "Nothing is loaded before you have seen what was recognised."
    )
    name = (organisation or "").strip()
    if file is not None and not name:
        st.warning("Say whose portfolio it is, then the file is read.")
    elif file is not None and name in EMBEDDED:
        st.warning(f'"{name}" is an embedded portfolio. Choose a name of your own.')
    elif file is not None:
        upload = _uploads.receive(file, name=file.name, organisation=name)
        st.query_params["upload"] = upload.id
        st.rerun()


def _understood(upload: Upload, record: "FileRecord") -> None:
    """Show what intake understood, ask what it could not know, and offer the load."""
    st.markdown(f"#### {plain(f'{upload.name} for {upload.organisation}')}")
    if record.error is not None:
        _refused(upload, record.error)
        return
    dates = ", ".join(day_in_words(day) for day in record.status_dates)
    if dates:
        st.markdown(f"It speaks for {dates}.")
    if record.questions:
        ask(upload, record.questions)
    recognised(record.regions, "load")
    issues((issue for region in record.regions for issue in region.issues), "load")
    by = your_name()
    with st.container(horizontal=True):
        if st.button(
            "Load this file",
            key="load_now",
            type="primary",
            icon=":material/check:",
            disabled=bool(record.questions),
            help="Answer the questions first." if record.questions else None,
        ):
            jobs().start(f"load {upload.id}", partial(loaded, upload, by))
            st.rerun()
        _give_up(upload)


def _refused(upload: Upload, error: MilepostError) -> None:
    st.error(plain(str(error)))
    st.caption("Nothing was changed.")
    _give_up(upload, "Choose another file")


def _give_up(upload: Upload, label: str = "Give up") -> None:
    if st.button(label, key="give_up", icon=":material/close:"):
        _uploads.remove(upload)
        jobs().forget(f"load {upload.id}")
        del st.query_params["upload"]
        st.rerun()


def _loaded(number: str, record: "FileRecord") -> None:
    """Say what became of the load, and lead on to its figures."""
    if record.error is not None:
        upload = _uploads.find(number)
        st.error(plain(str(record.error)))
        if upload is not None:
            _give_up(upload, "Choose another file")
        return
    rows = sum(sum(region.written.values()) for region in record.regions)
    if record.already:
        st.success(f"{plain(record.file)} was loaded before, as load {record.load}.")
    else:
        st.success(f"{plain(record.file)} is load {record.load}: {rows} rows are in the warehouse.")
    with st.container(horizontal=True):
        if st.button("Open the overview", key="open", type="primary", icon=":material/dashboard:"):
            newest = {"at": max(record.status_dates).isoformat()} if record.status_dates else {}
            go("overview", {"organisation": str(record.organisation), **newest})
        link("load_files", "Load another file", ":material/upload_file:")
        link("loads", "Loads", ":material/history:")
    recognised(record.regions, "loaded")
    issues((issue for region in record.regions for issue in region.issues), "loaded")


PAGE = Page(
    title="Load files",
    icon=":material/upload_file:",
    order=10,
    draw=draw,
    question="Send a file, see what was recognised, and load it.",
    has_filters=False,
)
