"""Files that were sent and are not loaded yet: on disk, under a generated name.

Files that were sent together are one batch under one number. What a person said about each lies
beside it, and so does the mapping file that holds for all of them, so that the address of the page
is enough to go on after a restart, and two people never see each other's files.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from pmo.settings import read_settings

ID = re.compile(r"[0-9a-f]{32}")
BLOCK_BYTES = 2**20
_saying = Lock()  # two windows may answer questions about one batch


@dataclass(frozen=True)
class SentMapping:
    """A mapping file that holds for a batch."""

    batch: str
    name: str  # the sender's; shown, never used as a path
    sha256: str

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return _folder(self.batch) / f"mapping-{self.sha256}"


@dataclass(frozen=True)
class Upload:
    """One file that was sent, and what was said about it."""

    batch: str
    number: int  # among the files of the batch, from 0 on
    name: str  # the sender's; shown, never used as a path
    organisation: str
    answers: Mapping[str, str] = field(default_factory=dict)
    mapping: SentMapping | None = None  # the batch's

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return _folder(self.batch) / f"file-{self.number}"


@dataclass(frozen=True)
class Batch:
    """Files that were sent together."""

    id: str
    organisation: str
    uploads: tuple[Upload, ...]
    after: int = 0  # number of the organisation's last load when the files were sent
    mapping: SentMapping | None = None


def receive(files: Sequence[tuple[str, BinaryIO]], *, organisation: str, after: int = 0) -> Batch:
    """Write the bytes of each named file to disk, readable by the owner alone."""
    number = secrets.token_hex(16)
    _folder(number).mkdir(mode=0o700, parents=True)
    uploads = []
    for n, (name, file) in enumerate(files):
        upload = Upload(number, n, name, organisation)
        with _new_file(upload.path) as copy:
            shutil.copyfileobj(file, copy, BLOCK_BYTES)
        uploads.append(upload)
    batch = Batch(number, organisation, tuple(uploads), after)
    _save(batch)
    return batch


def _new_file(path: Path) -> BinaryIO:
    """Open a new file that its owner alone can read, for writing."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def find(number: str) -> Batch | None:
    """Return the batch of that id; None if it was loaded, given up, or never there."""
    if not ID.fullmatch(number) or not (_folder(number) / "said.json").exists():
        return None
    said = json.loads((_folder(number) / "said.json").read_text(encoding="utf-8"))
    organisation = said["organisation"]
    mapping = SentMapping(number, **said["mapping"]) if said.get("mapping") else None
    uploads = (
        Upload(number, organisation=organisation, mapping=mapping, **file) for file in said["files"]
    )
    return Batch(number, organisation, tuple(uploads), said["after"], mapping)


def answered(upload: Upload, answers: Mapping[str, str | None]) -> Upload:
    """Keep further answers, or take those back that are None; returns the upload with the rest."""
    with _saying:
        batch = find(upload.batch)
        kept = [each for each in batch.uploads if each.number == upload.number] if batch else []
        if batch is None or not kept:
            return upload
        said = {**kept[0].answers, **answers}
        more = replace(kept[0], answers={key: said[key] for key in said if said[key] is not None})
        uploads = (more if each.number == upload.number else each for each in batch.uploads)
        _save(replace(batch, uploads=tuple(uploads)))
    return more


def mapped(number: str, name: str, content: bytes) -> None:
    """Let a mapping file hold for the files of a batch, in the place of another one."""
    mapping = SentMapping(number, name, hashlib.sha256(content).hexdigest())
    with _saying:
        batch = find(number)
        if batch is None:
            return
        part = mapping.path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with _new_file(part) as copy:
            copy.write(content)
        part.replace(mapping.path)
        _save(replace(batch, mapping=mapping))


def unmapped(number: str) -> None:
    """Let no mapping file hold for the files of a batch."""
    with _saying:
        batch = find(number)
        if batch is not None:
            _save(replace(batch, mapping=None))


def withdraw(upload: Upload) -> None:
    """Delete one file that was loaded or given up; with the last one the batch goes."""
    with _saying:
        batch = find(upload.batch)
        if batch is None:
            return
        rest = tuple(each for each in batch.uploads if each.number != upload.number)
        if rest:
            _save(replace(batch, uploads=rest))
            upload.path.unlink(missing_ok=True)
        else:
            remove(batch)


def seen_up_to(number: str, load: int) -> None:
    """Let a batch know of its organisation's loads up to this one."""
    with _saying:
        batch = find(number)
        if batch is not None:
            _save(replace(batch, after=max(batch.after, load)))


def remove(batch: Batch) -> None:
    """Delete files that were loaded or given up."""
    shutil.rmtree(_folder(batch.id), ignore_errors=True)


def _save(batch: Batch) -> None:
    """Keep what was said about the files; it is replaced whole."""
    files = [
        {"number": each.number, "name": each.name, "answers": dict(each.answers)}
        for each in batch.uploads
    ]
    part = _folder(batch.id) / "said.part"
    mapping = batch.mapping and {"name": batch.mapping.name, "sha256": batch.mapping.sha256}
    of_all = {"organisation": batch.organisation, "after": batch.after, "mapping": mapping}
    said = of_all | {"files": files}
    part.write_text(json.dumps(said), encoding="utf-8")
    part.replace(_folder(batch.id) / "said.json")


def _folder(number: str) -> Path:
    return read_settings().data / "incoming" / number
