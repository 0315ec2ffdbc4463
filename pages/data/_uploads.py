"""Files that were sent and are not loaded yet: on disk, under a generated name.

What a person said about a file so far lies beside it, so that the address of the page is enough to
go on after a restart, and two people never see each other's files.
"""

import json
import os
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from pmo.settings import read_settings

ID = re.compile(r"[0-9a-f]{32}")
BLOCK_BYTES = 2**20


@dataclass(frozen=True)
class Upload:
    """One file that was sent, and what was said about it."""

    id: str
    name: str  # the sender's; shown, never used as a path
    organisation: str
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return _folder(self.id) / "file"


def receive(file: BinaryIO, *, name: str, organisation: str) -> Upload:
    """Write the bytes to disk, readable by the owner alone."""
    upload = Upload(secrets.token_hex(16), name, organisation)
    _folder(upload.id).mkdir(mode=0o700, parents=True)
    handle = os.open(upload.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as copy:
        shutil.copyfileobj(file, copy, BLOCK_BYTES)
    save(upload)
    return upload


def find(number: str) -> Upload | None:
    """Return the upload of that id; None if it was loaded, given up, or never there."""
    if not ID.fullmatch(number) or not (_folder(number) / "said.json").exists():
        return None
    said = json.loads((_folder(number) / "said.json").read_text(encoding="utf-8"))
    return Upload(**said)


def answered(upload: Upload, answers: Mapping[str, str]) -> Upload:
    """Keep further answers; returns the upload with all of them."""
    more = replace(upload, answers={**upload.answers, **answers})
    save(more)
    return more


def save(upload: Upload) -> None:
    """Keep what was said about a file; it is replaced whole."""
    part = _folder(upload.id) / "said.part"
    part.write_text(json.dumps(asdict(upload)), encoding="utf-8")
    part.replace(_folder(upload.id) / "said.json")


def remove(upload: Upload) -> None:
    """Delete a file that was loaded or given up."""
    shutil.rmtree(_folder(upload.id), ignore_errors=True)


def _folder(number: str) -> Path:
    return read_settings().data / "incoming" / number
