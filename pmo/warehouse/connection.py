"""A DuckDB connection that reads and writes our own files and nothing else."""

import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import duckdb
import polars as pl

Parameters = Mapping[str, object]

MEMORY_LIMIT = os.environ.get("PMO_MEMORY", "1GB")
OPENING = threading.Lock()  # between opening and locking, no other thread may open the same file
LOCKED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "memory_limit": MEMORY_LIMIT,
    "threads": "2",
    "preserve_insertion_order": "false",
}


class Database:
    """One hardened connection; each read-only query has its own cursor, so threads may share it."""

    def __init__(self, path: Path | None, *, read_only: bool, folders: Sequence[Path] = ()) -> None:
        """Open ``path``, or a database in memory; besides it only ``folders`` can be read."""
        settings: dict[str, str | bool | int | float | list[str]] = dict(LOCKED)
        if path is not None:
            settings["temp_directory"] = str(path.parent / "temp")
        if not read_only:
            settings["storage_compatibility_version"] = "v1.5.0"
            settings["threads"] = "1"  # a second one makes large inserts slower, not quicker
        self.path = path
        self._read_only = read_only
        with OPENING:
            self._connection = duckdb.connect(
                path or ":memory:", read_only=read_only, config=settings
            )
            if not self._is_locked():  # a file that is open already has one configuration
                self._lock(folders)

    def _is_locked(self) -> bool:
        found = self._connection.execute("select current_setting('lock_configuration')").fetchone()
        return found is not None and bool(found[0])

    def _lock(self, folders: Sequence[Path]) -> None:
        allowed = ", ".join("'" + str(folder).replace("'", "''") + "/'" for folder in folders)
        self._connection.execute(f"set allowed_directories = [{allowed}]")
        self._connection.execute("set enable_external_access = false")
        self._connection.execute("set lock_configuration = true")

    def query(
        self,
        sql: str,
        parameters: Parameters | None = None,
        frames: Mapping[str, pl.DataFrame] | None = None,
    ) -> pl.DataFrame:
        """Rows of one statement; of the parameters, those that it names are handed over.

        The statement may read ``frames`` by their names.
        """
        named = self._named(sql, parameters or {})
        if not self._read_only and not frames:  # a cursor would not see the open transaction
            return self._connection.execute(sql, named).pl()
        with self._connection.cursor() as cursor:
            for name, frame in (frames or {}).items():
                cursor.register(name, frame.to_arrow())
            return cursor.execute(sql, named).pl()

    def execute(self, sql: str, parameters: Parameters | None = None) -> None:
        """Run one statement whose rows nobody needs."""
        self._connection.execute(sql, self._named(sql, parameters or {}))

    def _named(self, sql: str, parameters: Parameters) -> dict[str, object]:
        statements = duckdb.extract_statements(sql)
        if len(statements) != 1:
            message = f"One statement was expected, {len(statements)} were given."
            raise ValueError(message)
        return {name: parameters[name] for name in statements[0].named_parameters}

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the open database."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
