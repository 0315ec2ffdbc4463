"""The work behind the page that loads files: what runs in a thread, and under which name."""

import hashlib
import json
from typing import TYPE_CHECKING

from pages.data import _uploads
from pages.data._uploads import Upload
from pmo.settings import read_settings, user

if TYPE_CHECKING:
    from pipelines.inspection import Instructions
    from pipelines.intake import FileRecord


def _instructions(upload: Upload, by: str) -> "Instructions":
    from pipelines.inspection import Instructions

    return Instructions(organisation=upload.organisation, answers=upload.answers, by=by)


def inspection_name(upload: Upload) -> str:
    """Name of the work that reads a file with the answers given so far."""
    said = json.dumps([upload.organisation, sorted(upload.answers.items())])
    return f"inspect {upload.id} {hashlib.sha256(said.encode()).hexdigest()}"


def inspected(upload: Upload) -> "FileRecord":
    """Say what the file is and what is asked; nothing is changed."""
    from pipelines.load import inspect

    return inspect(upload.path, _instructions(upload, user()), read_settings(), file=upload.name)


def loaded(upload: Upload, by: str) -> "FileRecord":
    """Load the file under a name; once it is kept as an original, what was sent goes."""
    from pipelines.intake import SentFile
    from pipelines.load import load

    file = SentFile(upload.path, upload.name)
    record = load([file], _instructions(upload, by), read_settings())[0]
    if record.error is None:
        _uploads.remove(upload)
    return record
