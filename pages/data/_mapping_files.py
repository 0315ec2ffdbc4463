"""Mapping files: how a file is read, to take to others; and theirs, to read these files by."""

from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from pages.data import _uploads
from pages.data._uploads import Batch
from pages.data._work import Looked
from pages.parts.text import plain
from pmo.errors import UsageError

if TYPE_CHECKING:
    from pipelines.intake import FileRecord

TOML = "application/toml"
MOST_MEGABYTES = 1  # a mapping of a hundred columns takes 10 kB


def mapping_files(batch: Batch, shown: Looked) -> None:
    """Say which mapping file holds, let another one hold, and offer the one of this file."""
    sent = batch.mapping
    if shown.found.record.error is not None and sent is None:
        return  # no file that cannot be read is read by a mapping
    title = f"Read as {plain(sent.name)} says" if sent else "Mapping file: read it as others do"
    if shown.stray:
        st.warning(plain(f"{shown.stray} It is read without the mapping file now."))
    with st.expander(title, key=f"mapping_{batch.id}", icon=":material/conversion_path:"):
        st.caption(
            "A mapping file says what each column is and how dates and amounts are written. Take "
            "the one of this file to another group, or bring theirs: it holds before what earlier "
            "loads say, and gives way to what is answered here."
        )
        _ask_for_one(batch)
        with st.container(horizontal=True):
            record = shown.found.record
            if any(region.tables for region in record.regions):
                how_it_is_read(record, f"take_{batch.id}")
            if sent and st.button("Read without it", key="unmapped", icon=":material/close:"):
                _uploads.unmapped(batch.id)
                st.rerun()


def _ask_for_one(batch: Batch) -> None:
    """Take a mapping file for all files of the batch; a wrong one changes nothing."""
    from pipelines.mapping_reading import read_mapping

    state = batch.mapping.sha256 if batch.mapping else ""
    files = "this file" if len(batch.uploads) == 1 else f"these {len(batch.uploads)} files"
    sent = st.file_uploader(
        f"Mapping file for {files}",
        type=["toml"],
        key=f"mapping_file_{batch.id}_{state}",  # one that was taken leaves the field empty
        max_upload_size=MOST_MEGABYTES,
    )
    if sent is None:
        return
    content = sent.getvalue()
    try:
        read_mapping(content, file=sent.name)
    except UsageError as error:
        st.error(plain(str(error)))
        return
    _uploads.mapped(batch.id, sent.name, content)
    st.rerun()


def how_it_is_read(record: "FileRecord", key: str) -> None:
    """Offer the mapping file of what was understood and answered."""
    st.download_button(
        "Download how this file is read",
        data=lambda: _text(record),
        file_name=f"{PurePath(record.file).stem} mapping.toml",
        mime=TOML,
        on_click="ignore",
        key=f"{key}_mapping",
        icon=":material/download:",
    )


def _text(record: "FileRecord") -> str:
    from pipelines.mapping_file import mapping_text

    return mapping_text(record)
