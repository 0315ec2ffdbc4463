"""The work behind the page that loads files: what runs in a thread, and under which name."""

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pages.data import _uploads
from pages.data._uploads import Batch, Upload
from pages.parts.jobs import jobs
from pages.parts.text import plain
from pmo.settings import read_settings, user

if TYPE_CHECKING:
    from pipelines.examination import Examination
    from pipelines.inspection import Instructions
    from pipelines.intake import FileRecord


def _instructions(upload: Upload, by: str) -> "Instructions":
    from pipelines.inspection import Instructions

    return Instructions(organisation=upload.organisation, answers=upload.answers, by=by)


def examination(upload: Upload) -> Future[object]:
    """Work that examines a file with the answers given so far; joined if it is under way."""
    said = json.dumps([upload.organisation, sorted(upload.answers.items())])
    digest = hashlib.sha256(said.encode()).hexdigest()
    name = f"examine {upload.batch} {upload.number} {digest}"
    return jobs().start(name, partial(examined, upload))


def examined(upload: Upload) -> "Examination":
    """Say what the file is, what is asked and what would change; nothing is changed."""
    from pipelines.examination import examine

    return examine(upload.path, _instructions(upload, user()), read_settings(), file=upload.name)


def loading_name(number: str) -> str:
    """Name of the work that loads a batch."""
    return f"load {number}"


def loaded(uploads: Sequence[Upload], by: str) -> tuple["FileRecord", ...]:
    """Load files under a name; once one is kept as an original, what was sent of it goes."""
    from pipelines.batch import load_each
    from pipelines.intake import SentFile

    sent = [(SentFile(each.path, each.name), _instructions(each, by)) for each in uploads]
    records = load_each(sent, read_settings())
    for upload, record in zip(uploads, records, strict=True):
        if record.error is None:
            _uploads.withdraw(upload)
    return records


@st.fragment(run_every=0.5)
def reading(batch: Batch, works: Sequence[Future[object]]) -> None:
    """Show how many files are read, and draw the page anew once all are."""
    done = [work.done() for work in works]
    if all(done):
        st.rerun()
    under_way = batch.uploads[done.index(False)].name
    text = f"Reading {plain(under_way)}: {sum(done)} of {len(done)} files are read"
    st.progress((sum(done) + 0.5) / len(done), text=text)
