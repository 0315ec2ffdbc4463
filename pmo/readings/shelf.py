"""Rows and readings computed when a snapshot was published, kept as files beside it.

They are those of a reader who may see everything, as known now. A snapshot never changes, and a
shelf's name holds the hash of the organisation's ledger and of every definition, so nothing on it
is ever out of date. What is not on a shelf is computed when it is asked for.
"""

import json
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from time import time

import polars as pl

from pmo.durable import flush
from pmo.selection import Scope, Selection
from pmo.warehouse import Snapshot

OURS = Path(__file__).resolve().parent.parent  # the package, whose text defines every figure
DEFINING = ("*.py", "*.sql", "*.toml")
CONTENTS = "contents.json"
READINGS = "readings"  # of the whole organisation, of every metric
PART = ".part"
ENTRIES = """
    select load_id, entry_kind, sha256, acknowledged_datetime, undone_by_load
    from main.loads
    where organisation = $organisation
    order by load_id
"""
OLDER_SHELVES = 2  # kept beside the newest, for readers of the snapshots before
FORGOTTEN_SECONDS = 24 * 3600  # of a part whose process was killed
Put = Callable[[str, pl.DataFrame, Iterable[date]], None]


@dataclass(frozen=True)
class Shelf:
    """Frames of one organisation by name, and the status dates that each speaks for."""

    folder: Path
    days: Mapping[str, frozenset[date]]

    def rows(self, name: str, days: frozenset[date] | None = None) -> pl.DataFrame | None:
        """Rows of these status dates, or of all; None unless it speaks for all of them.

        None too where the file is gone: a newer snapshot's shelf may have taken its place.
        """
        known = self.days.get(name)
        if known is None or not (days or known) <= known:
            return None
        rows = pl.scan_parquet(self._path(name))
        if days is not None and days != known:
            rows = rows.filter(pl.col("status_date").is_in(days))
        try:
            return rows.collect()
        except FileNotFoundError:
            return None

    @property
    def is_whole(self) -> bool:
        """Whether every file of the contents is there."""
        return all(self._path(name).is_file() for name in self.days)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.parquet"


def shelf_of(snapshot: Snapshot, selection: Selection) -> Shelf | None:
    """Shelf that holds what the selection's reader may see; None where there is none."""
    if snapshot.beside is None or selection.as_of is not None:
        return None
    if selection.scope != Scope.everything():
        return None
    folder = snapshot.beside / _name(snapshot, selection.organisation)
    return snapshot.once(("shelf", selection.organisation), lambda: _opened(folder))


def _opened(folder: Path) -> Shelf | None:
    """The shelf in a folder; None unless it is whole, as after a copy that was cut short."""
    try:
        contents = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    shelf = Shelf(folder, {name: frozenset(map(_day, days)) for name, days in contents.items()})
    return shelf if shelf.is_whole else None


def _name(snapshot: Snapshot, organisation: str) -> str:
    """Name of a shelf: whose, as of which ledger, by which definitions.

    The number of the newest entry is not enough: after a backup was put back, it comes again.
    """
    entries = snapshot.once(
        ("entries", organisation),
        lambda: snapshot.query(ENTRIES, {"organisation": organisation}),
    )
    ledger = sha256(entries.write_csv().encode()).hexdigest()[:12]
    newest = entries["load_id"].max() or 0
    return f"{_whose(organisation)}-{newest:08d}-{ledger}-{definitions()}"


@contextmanager
def filling(snapshot: Snapshot, organisation: str) -> Generator[Put]:
    """Fill a new shelf; it stands, and the oldest of the organisation go, when all is on it."""
    beside, name = snapshot.beside, _name(snapshot, organisation)
    if beside is None:
        message = "A snapshot without a folder beside it keeps nothing."
        raise ValueError(message)
    beside.mkdir(mode=0o700, exist_ok=True)
    part = Path(mkdtemp(prefix=".", suffix=PART, dir=beside))
    days_of: dict[str, list[str]] = {}

    def put(what: str, rows: pl.DataFrame, days: Iterable[date]) -> None:
        path = part / f"{what}.parquet"
        held = sorted(days)
        by_date = rows.sort("status_date", maintain_order=True)  # a reader of few skips the others
        by_date.write_parquet(path, compression="lz4", row_group_size=rows.height // len(held) + 1)
        flush(path)
        days_of[what] = [day.isoformat() for day in held]

    try:
        yield put
        (part / CONTENTS).write_text(json.dumps(days_of), encoding="utf-8")
        flush(part / CONTENTS)
        _stand(part, beside / name)
    finally:
        rmtree(part, ignore_errors=True)
    _remove_older(beside, name)


def _stand(part: Path, shelf: Path) -> None:
    flush(part)
    if shelf.is_dir() and _opened(shelf) is None:  # damaged, or nobody would have filled another
        rmtree(shelf)
    try:
        part.rename(shelf)
    except OSError:  # another process was quicker; what it put there is the same
        if not shelf.is_dir():
            raise
    flush(shelf.parent)


def _remove_older(folder: Path, name: str) -> None:
    """Remove all but the newest shelves of the organisation, and forgotten parts."""
    whose, number, *_ = name.split("-")
    others = sorted(shelf for shelf in folder.glob(f"{whose}-*") if shelf.name != name)
    older = [shelf for shelf in others if shelf.name.split("-")[1] <= number]
    for shelf in older[: max(0, len(older) - OLDER_SHELVES)]:
        rmtree(shelf, ignore_errors=True)  # another process may be removing it
    for part in folder.glob(f"*{PART}"):
        if time() - part.stat().st_mtime > FORGOTTEN_SECONDS:
            rmtree(part, ignore_errors=True)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _whose(organisation: str) -> str:
    return sha256(organisation.encode()).hexdigest()[:12]


@cache
def definitions() -> str:
    """Fingerprint of everything that decides a figure."""
    return fingerprint(OURS)


def fingerprint(folder: Path) -> str:
    """Hash of every definition in a folder; any change of their text changes it."""
    digest = sha256(pl.__version__.encode())
    for file in sorted(file for kind in DEFINING for file in folder.rglob(kind)):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
