"""Whose files come in, with which instructions, and what became of each."""

import os
import shutil
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.inspection import Instructions
from pipelines.naming import Known, known_of
from pipelines.remembered import Template, templates_of
from pmo.errors import MilepostError, UsageError
from pmo.ledger import Question, RegionRecord
from pmo.originals import hash_of
from pmo.settings import EMBEDDED, Settings
from pmo.warehouse import Warehouse

PREFIX = "load-"
DAY_SECONDS = 86_400


@dataclass(frozen=True)
class SentFile:
    """A file as it was sent: where its bytes lie, and what its sender calls it."""

    path: Path
    name: str


@dataclass(frozen=True)
class FileRecord:
    """What became of one file: the record that ``inspect`` and ``load`` give."""

    file: str
    sha256: str = ""
    organisation: str | None = None
    load: int | None = None
    already: bool = False
    status_dates: tuple[date, ...] = ()
    snapshot: str | None = None
    regions: tuple[RegionRecord, ...] = ()
    questions: tuple[Question, ...] = ()  # still open
    answers: Mapping[str, str] = field(default_factory=dict)  # in force, by question id
    error: MilepostError | None = None

    def refused(self, error: MilepostError, path: Path) -> "FileRecord":
        """Record of the file when it is refused; its bytes are named where they can be read."""
        is_there = path.is_file() and os.access(path, os.R_OK)
        sha256 = self.sha256 or (hash_of(path) if is_there else "")
        return replace(self, sha256=sha256, error=error)


@dataclass(frozen=True)
class Intake:
    """Whose files come in, with which instructions, and where they go."""

    instructions: Instructions
    settings: Settings
    organisation: str | None  # None: to be inspected only
    warehouse: Warehouse | None  # None: nothing was ever loaded

    @property
    def templates(self) -> tuple[Template, ...]:
        """Templates as they were understood before: a mapping file's first, then the loads'."""
        given = self.instructions.templates
        if self.warehouse is None or self.organisation is None:
            return given
        return (*given, *templates_of(self.warehouse.loads(self.organisation)))

    @property
    def known(self) -> Known:
        """Projects and people that earlier loads of the organisation named."""
        return known_of(self.warehouse, self.organisation)

    @contextmanager
    def folder(self) -> Generator[Path]:
        """Give a folder for raw cells and staged rows; it goes when the work is done."""
        place = None if self.warehouse is None else self.warehouse.staging
        if place is not None:
            _remove_left_over(place)
        with TemporaryDirectory(prefix=PREFIX, dir=place) as folder:
            yield Path(folder)


def _remove_left_over(staging: Path) -> None:
    """Remove folders of processes that were killed; none works on one load for a day."""
    for folder in staging.glob(f"{PREFIX}*"):
        if folder.stat().st_mtime < time.time() - DAY_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)  # another process may do the same


def organisation_named(
    instructions: Instructions, settings: Settings, warehouse: Warehouse | None
) -> str | None:
    """Whose portfolio it is: as named, as set, or the only one that is not embedded."""
    named = instructions.organisation or settings.organisation
    if named or warehouse is None:
        return named
    known = _of_users(warehouse)
    return known[0] if len(known) == 1 else None


def own(organisation: str | None, warehouse: Warehouse) -> str:
    """Organisation into which a person may load.

    Raises:
        UsageError: none was named, or it is one of those that the product brings along.
    """
    if organisation in EMBEDDED:
        raise UsageError(
            f'"{organisation}" is an embedded portfolio. Load your files into one of your own: '
            "--organisation NAME."
        )
    if organisation is None:
        known = _of_users(warehouse)
        hint = f" Known so far: {', '.join(known)}." if known else ""
        raise UsageError(
            "Whose portfolio is it? Name the organisation: --organisation NAME, or set "
            f"PMO_ORGANISATION.{hint}"
        )
    return organisation


def _of_users(warehouse: Warehouse) -> list[str]:
    return [name for name in warehouse.organisations() if name not in EMBEDDED]
