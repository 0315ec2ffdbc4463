"""What became of a load, and where to go from there: its figures, its history, or back."""

from concurrent.futures import Future
from typing import TYPE_CHECKING

import streamlit as st

from pages.data import _uploads
from pages.data._mapping_files import how_it_is_read
from pages.data._recognised import issues, recognised
from pages.data._uploads import Batch
from pages.data._work import Loaded, loading_name
from pages.parts.emphasis import emphasis
from pages.parts.jobs import jobs
from pages.parts.links import go, link
from pages.parts.readings import warehouse
from pages.parts.text import plain
from pages.parts.your_name import your_name
from pmo.errors import MilepostError

if TYPE_CHECKING:
    from pipelines.intake import FileRecord


def outcome(number: str, batch: Batch | None, loading: Future[object]) -> None:
    """Say what became of each file of a batch."""
    failed = loading.exception()
    if failed is not None:
        if not isinstance(failed, MilepostError):
            raise failed
        st.error(plain(str(failed)))
        _back(number, batch)
        return
    result = loading.result()
    if not isinstance(result, Loaded):
        raise TypeError("Intake gave no records of the files.")
    records = list(result.records)
    for record in records:
        _said(record)
    _replaced(result)
    done = [record for record in records if record.error is None]
    with st.container(horizontal=True, vertical_alignment="center"):
        if done:
            _onward(done)
        _back(number, batch)
    for n, record in enumerate(done):
        if len(done) > 1:
            st.markdown(f"**{plain(record.file)}**")
        how_it_is_read(record, f"loaded_{n}")
        recognised(record.regions, f"loaded_{n}")
        issues((issue for region in record.regions for issue in region.issues), f"loaded_{n}")


def _said(record: "FileRecord") -> None:
    rows = sum(sum(region.written.values()) for region in record.regions)
    if record.error is not None:
        st.error(plain(str(record.error)))
    elif record.already:
        st.success(f"{plain(record.file)} was loaded before, as load {record.load}.")
    else:
        st.success(f"{plain(record.file)} is load {record.load}: {rows:,} rows are loaded.")


def _replaced(result: Loaded) -> None:
    """Name the loads of which these took the place."""
    for entry in result.replaced:
        st.info(
            plain(
                f"Load {entry.load} ({entry.file}, by {entry.by}) is replaced: the same template "
                "or the same rows for the same dates. It holds again if this load is undone."
            )
        )


def _onward(done: list["FileRecord"]) -> None:
    if st.button("Open the overview", key="open", type=emphasis(), icon=":material/dashboard:"):
        days = [day for record in done for day in record.status_dates]
        newest = {"at": max(days).isoformat()} if days else {}
        go("overview", {"organisation": str(done[0].organisation), **newest})
    new = [record for record in done if not record.already]
    if new and st.button("Undo", key="undo_loads", icon=":material/undo:"):
        _confirm(new)
    link("load_files", "Load other files", ":material/upload_file:")
    link("loads", "Loads", ":material/history:")


def _back(number: str, batch: Batch | None) -> None:
    """Lead back to the files that were not loaded."""
    if batch is None:
        return
    if st.button("Back to the files", key="back", icon=":material/arrow_back:"):
        jobs().forget(loading_name(number))
        st.rerun()
    if st.button("Give up", key="give_up", icon=":material/close:"):
        _uploads.remove(batch)
        jobs().forget(loading_name(number))
        del st.query_params["upload"]
        st.rerun()


@st.dialog("Take it back?")
def _confirm(records: list["FileRecord"]) -> None:
    """Undo only after a second, informed click."""
    from pipelines.history import undo

    names = ", ".join(f"load {record.load} ({record.file})" for record in records)
    st.markdown(
        f"{plain(names.capitalize())}: the figures go from every page, and what was replaced "
        "holds again. Nothing is deleted: the files and their history stay."
    )
    by = your_name()
    if st.button("Undo", key="undo_now", type=emphasis()):
        with st.spinner("Taking it back and publishing a new snapshot"):
            for record in reversed(records):
                undo(warehouse(), record.load or 0, organisation=record.organisation, by=by)
        go("loads", {})
