"""Published snapshots: immutable copies of the working database that readers open.

Order of a publication: copy to a part file, fsync, verify the copy, rename, fsync the folder, and
move the pointer last. A file that somebody reads is never changed, so a snapshot's name can be
the key of any cache.
"""

import shutil
from pathlib import Path

from pmo.durable import flush
from pmo.errors import UnknownNameError
from pmo.warehouse.connection import Database
from pmo.warehouse.schema import row_counts

SUFFIX = ".duckdb"


class Snapshots:
    """The folder of published snapshots and the pointer to the newest."""

    def __init__(self, folder: Path, *, kept: int) -> None:
        """Keep the newest ``kept`` snapshots in ``folder``."""
        self.folder = folder
        self._kept = kept
        self._pointer = folder / "current"

    def current(self) -> str | None:
        """Name of the newest snapshot; None before the first."""
        try:
            return self._pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None

    def path(self, name: str) -> Path:
        """File of the snapshot ``name``."""
        return self.folder / f"{name}{SUFFIX}"

    def open(self, name: str | None = None) -> Database:
        """Open the snapshot ``name``, or the newest, for reading.

        Raises:
            UnknownNameError: there is no such snapshot (any more).
        """
        if name is not None:
            return self._open(name)
        newest = self.current()
        try:
            return self._open(newest)
        except UnknownNameError:  # it was replaced and removed in this moment
            return self._open(self.current())

    def name_of(self, database: Database) -> str:
        """Name of the snapshot that a database of this folder holds."""
        return database.path.stem if database.path else ""

    def publish(self, working: Path, number: int) -> str:
        """Publish a copy of the closed database ``working`` under its highest load number.

        Raises:
            OSError: no room, or no right to write; the pointer still names the last snapshot.
        """
        name = f"{number:08d}"
        part = self.folder / f".{name}{SUFFIX}.part"
        shutil.copyfile(working, part)
        flush(part)
        _verify(part, working)
        part.replace(self.path(name))
        flush(self.folder)
        self._point_to(name)
        self._remove_old()
        return name

    def remove_parts(self) -> None:
        """Delete what a killed publication left behind."""
        for part in self.folder.glob("*.part"):
            part.unlink(missing_ok=True)

    def _open(self, name: str | None) -> Database:
        if name is None or not self.path(name).exists():
            known = sorted(path.stem for path in self.folder.glob(f"*{SUFFIX}"))
            raise UnknownNameError("snapshot", name or "newest", known)
        return Database(self.path(name), read_only=True)

    def _point_to(self, name: str) -> None:
        part = self.folder / "current.part"
        part.write_text(name, encoding="ascii")
        flush(part)
        part.replace(self._pointer)
        flush(self.folder)

    def _remove_old(self) -> None:
        published = sorted(self.folder.glob(f"[0-9]*{SUFFIX}"))
        for path in published[: -self._kept]:
            try:
                path.unlink()
            except PermissionError:  # Windows: somebody still reads it; the next one removes it
                continue


def _verify(copy: Path, working: Path) -> None:
    with Database(copy, read_only=True) as database:
        found = row_counts(database)
    with Database(working, read_only=True) as database:
        expected = row_counts(database)
    if found != expected:
        message = f"The copy {copy.name} does not hold the rows of the working database."
        raise OSError(message)
