"""Rows and readings computed when a snapshot was published, kept as files beside it.

They are those of a reader who may see everything, as known now. A snapshot never changes, and a
shelf's name holds the fingerprint of every definition, so nothing on it is ever out of date. What
is not on a shelf is computed when it is asked for.
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
FORGOTTEN_SECONDS = 24 * 3600  # of a part whose process was killed
Put = Callable[[str, pl.DataFrame, Iterable[date]], None]


@dataclass(frozen=True)
class Shelf:
    """Frames of one organisation by name, and the status dates that each speaks for."""

    folder: Path
    days: Mapping[str, frozenset[date]]

    def rows(self, name: str, days: frozenset[date]) -> pl.DataFrame | None:
        """Rows of these status dates; None unless it speaks for all of them."""
        known = self.days.get(name, frozenset())
        if not days <= known:
            return None
        if days == known:
            return self.all_rows(name)
        rows = pl.scan_parquet(self._path(name))
        return rows.filter(pl.col("status_date").is_in(days)).collect()

    def all_rows(self, name: str) -> pl.DataFrame:
        """Rows of every status date that it speaks for."""
        return pl.read_parquet(self._path(name))

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
    if not folder.is_dir():
        return None
    contents = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
    return Shelf(folder, {name: frozenset(map(_day, days)) for name, days in contents.items()})


def _name(snapshot: Snapshot, organisation: str) -> str:
    """Name of a shelf: whose, as of which entry of the ledger, by which definitions."""
    sql = "select max(load_id) from main.loads where organisation = $organisation"
    newest = snapshot.once(
        ("newest entry", organisation),
        lambda: snapshot.query(sql, {"organisation": organisation}).item() or 0,
    )
    return f"{_whose(organisation)}-{newest:08d}-{definitions()}"


@contextmanager
def filling(snapshot: Snapshot, organisation: str) -> Generator[Put]:
    """Fill a new shelf; it stands, and older ones of the organisation go, when all is on it."""
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
        rows.sort("status_date").write_parquet(  # so that a reader of few dates skips the others
            path, compression="lz4", row_group_size=rows.height // len(held) + 1
        )
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
    try:
        part.rename(shelf)
    except OSError:  # another process was quicker; what it put there is the same
        if not shelf.is_dir():
            raise
    flush(shelf.parent)


def _remove_older(folder: Path, name: str) -> None:
    """Remove shelves that are of an earlier entry or of other definitions, and forgotten parts."""
    whose, number, _ = name.split("-")
    for shelf in folder.glob(f"{whose}-*"):
        if shelf.name != name and shelf.name.split("-")[1] <= number:
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
