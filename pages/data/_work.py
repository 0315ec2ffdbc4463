"""The work behind the page that loads files: what runs in a thread, and under which name."""

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from pages.data import _uploads
from pages.data._uploads import Batch, Upload
from pages.parts.jobs import jobs
from pages.parts.readings import warehouse
from pages.parts.text import plain
from pmo.errors import UsageError
from pmo.settings import read_settings, user

if TYPE_CHECKING:
    from pipelines.examination import Examination
    from pipelines.history import Entry
    from pipelines.inspection import Instructions
    from pipelines.intake import FileRecord


@dataclass(frozen=True)
class Looked:
    """One file as it was examined, and whether the mapping file of its batch holds for it."""

    upload: Upload  # as it is to be loaded
    found: "Examination"
    stray: str = ""  # why the mapping file does not hold for this file, in one sentence


def _instructions(upload: Upload, by: str) -> "Instructions":
    """What was said about a file; a mapping file gives way to what was said on the page."""
    from pipelines.inspection import Instructions
    from pipelines.mapping_reading import MappingFile, read_mapping

    sent = upload.mapping
    stated = read_mapping(sent.path.read_bytes(), file=sent.name) if sent else MappingFile()
    return Instructions(
        organisation=upload.organisation,
        answers={**stated.answers, **upload.answers},
        by=by,
        templates=stated.templates,
    )


def examination(upload: Upload) -> Future[object]:
    """Work that examines a file with the answers given so far; joined if it is under way.

    What is published meanwhile changes what the file would change: then it is examined again.
    """
    known = warehouse().current()
    mapping = upload.mapping and upload.mapping.sha256
    said = json.dumps([upload.organisation, known, mapping, sorted(upload.answers.items())])
    digest = hashlib.sha256(said.encode()).hexdigest()
    name = f"examine {upload.batch} {upload.number} {digest}"
    return jobs().start(name, partial(looked_at, upload))


def looked_at(upload: Upload) -> Looked:
    """Say what the file is, what is asked and what would change; nothing is changed.

    A file of which the mapping file does not speak is read without it.
    """
    found = _examined(upload)
    if upload.mapping is None or not isinstance(found.record.error, UsageError):
        return Looked(upload, found)
    alone = replace(upload, mapping=None)
    without = _examined(alone)
    if str(without.record.error) == str(found.record.error):  # it is the file that is at fault
        return Looked(upload, found)
    return Looked(alone, without, str(found.record.error))


def _examined(upload: Upload) -> "Examination":
    from pipelines.examination import examine

    return examine(upload.path, _instructions(upload, user()), read_settings(), file=upload.name)


def loading_name(number: str) -> str:
    """Name of the work that loads a batch."""
    return f"load {number}"


@dataclass(frozen=True)
class Loaded:
    """What became of files that were loaded together."""

    records: tuple["FileRecord", ...]
    replaced: tuple["Entry", ...] = ()  # loads of the organisation that held until then


def loaded(uploads: Sequence[Upload], by: str) -> Loaded:
    """Load files under a name; once one is kept as an original, what was sent of it goes."""
    from pipelines.batch import load_each
    from pipelines.intake import SentFile

    sent = [(SentFile(each.path, each.name), _instructions(each, by)) for each in uploads]
    held = _in_force(uploads[0].organisation)
    records = load_each(sent, read_settings())
    for upload, record in zip(uploads, records, strict=True):
        if record.error is None:
            _uploads.withdraw(upload)
    _uploads.seen_up_to(uploads[0].batch, max((each.load or 0 for each in records), default=0))
    holds = _in_force(uploads[0].organisation)
    return Loaded(records, tuple(held[number] for number in held if number not in holds))


def _in_force(organisation: str) -> dict[int, "Entry"]:
    """Loads of an organisation that hold, by number."""
    from pipelines.history import IN_FORCE, history

    entries = history(warehouse(), organisation)
    return {entry.load: entry for entry in entries if entry.state == IN_FORCE}


def last_load(organisation: str) -> int:
    """Number of the organisation's last load; 0 if there is none."""
    entries = warehouse().loads(organisation).filter(entry_kind="load")
    return max(entries["load_id"], default=0)


def loads_since(batch: Batch) -> list["Entry"]:
    """What was loaded for the organisation since the files were sent, and still holds."""
    return [
        entry for number, entry in _in_force(batch.organisation).items() if number > batch.after
    ]


@st.fragment(run_every=0.5)
def reading(batch: Batch, works: Sequence[Future[object]]) -> None:
    """Show how many files are read, and draw the page anew once all are."""
    done = [work.done() for work in works]
    if all(done):
        st.rerun()
    under_way = batch.uploads[done.index(False)].name
    text = f"Reading {plain(under_way)}: {sum(done)} of {len(done)} files are read"
    st.progress((sum(done) + 0.5) / len(done), text=text)
