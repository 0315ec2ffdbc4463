"""The only place that opens DuckDB: loads go in, published snapshots come out.

Everything outside this package knows ``Warehouse`` and ``Snapshot`` alone, so that a shared
warehouse can take the place of the published files.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import polars as pl

from pmo.settings import Settings
from pmo.warehouse.snapshot import Snapshot
from pmo.warehouse.staged import Load, Overlap, StagedLoad, StagedPart
from pmo.warehouse.store import PublishedWarehouse

__all__ = ["Load", "Overlap", "Snapshot", "StagedLoad", "StagedPart", "Warehouse", "open_warehouse"]


class Warehouse(Protocol):
    """What a pipeline, a page or a command may ask of a warehouse."""

    @property
    def folder(self) -> Path:
        """Folder of the originals and of what else is kept as files."""
        ...

    @property
    def staging(self) -> Path:
        """Folder where a pipeline leaves the Parquet files of a load."""
        ...

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever published."""
        ...

    def current(self) -> str | None:
        """Name of the newest snapshot."""
        ...

    def snapshot(self, name: str | None = None) -> Snapshot:
        """Open the newest snapshot, or the one of that name, for reading."""
        ...

    def make_ready(self) -> None:
        """Do what the first write would have to do besides, while a file is still being read."""
        ...

    def write(self, staged: StagedLoad) -> Load:
        """Write one load in one transaction; readers see it after ``publish``."""
        ...

    def undo(self, load_id: int, *, by: str) -> Load:
        """Take a load back; readers see it after ``publish``."""
        ...

    def publish_status_date(
        self, organisation: str, status_date: date, readings: pl.DataFrame, *, by: str
    ) -> Load:
        """Store the readings of a status date as reported."""
        ...

    def publish(self) -> str | None:
        """Publish everything committed as a new snapshot."""
        ...

    def organisations(self) -> tuple[str, ...]:
        """Organisations that ever had a load."""
        ...

    def loads(self, organisation: str | None = None) -> pl.DataFrame:
        """Ledger records in the order of their numbers."""
        ...

    def in_force(self, organisation: str, table: str, columns: Sequence[str]) -> pl.DataFrame:
        """Distinct values of these columns in the rows that hold."""
        ...

    def overlaps(self, organisation: str, part: StagedPart) -> list[Overlap]:
        """Loads of other families that hold the keys of a part."""
        ...


def open_warehouse(settings: Settings) -> Warehouse:
    """Open the warehouse that the settings name, and finish what a killed process left."""
    return PublishedWarehouse(settings)
