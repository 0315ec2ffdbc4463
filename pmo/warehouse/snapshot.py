"""One published state of the warehouse: what may be asked of it, and what was made of it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from threading import Lock
from typing import Self, TypeVar, cast

import polars as pl

from pmo.selection import Selection
from pmo.warehouse.connection import Database
from pmo.warehouse.relations import relation, relation_parameters

RESULTS_KEPT = 1000
Made = TypeVar("Made")


class Snapshot:
    """One published state of the warehouse, open for reading."""

    def __init__(self, database: Database, name: str, beside: Path | None = None) -> None:
        """Read from ``database``, the published snapshot ``name``."""
        self.name = name
        self.beside = beside  # folder for what is computed from snapshots and kept
        self._database = database
        self._made: OrderedDict[Hashable, object] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def query(
        self,
        sql: str,
        parameters: dict[str, object] | None = None,
        frames: Mapping[str, pl.DataFrame] | None = None,
    ) -> pl.DataFrame:
        """Rows of one of our own statements, which may read ``frames`` by their names.

        Parameters that it does not name are left out.
        """
        return self._database.query(sql, parameters, frames)

    def relation(self, name: str, selection: Selection) -> str:
        """Query that stands for a canonical table under this selection."""
        return relation(name, selection)

    def parameters(self, selection: Selection) -> dict[str, object]:
        """Values of the parameters of ``relation``."""
        return relation_parameters(selection)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Result of ``make``, kept under ``key``: a snapshot never changes, so it stays true.

        Only the results asked for last are kept. Who asks while another makes it, waits for it.
        """
        with self._lock:
            making = self._making.setdefault(key, Lock())
        with making:
            made = self._made.get(key)
            if made is None:
                made = make()
            with self._lock:
                self._made[key] = made
                self._made.move_to_end(key)
                while len(self._made) > RESULTS_KEPT:
                    oldest, _ = self._made.popitem(last=False)
                    self._making.pop(oldest, None)
        return cast("Made", made)

    def forget(self, key: Hashable) -> None:
        """Keep the result under ``key`` no longer."""
        with self._lock:
            self._made.pop(key, None)

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def __enter__(self) -> Self:
        """Return the open snapshot."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
