"""What a pipeline hands to the warehouse, and what it gets back."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pmo.ledger import RegionRecord


@dataclass(frozen=True)
class StagedPart:
    """Checked rows of one table and family, waiting in a Parquet file.

    The file has the columns of ``pmo.tables.schema_of(table)`` without ``organisation``,
    ``load_id`` and ``family``, which the warehouse adds.
    """

    table: str
    family: str
    rows: Path
    is_secondary: bool = False  # where another template describes the same, that row holds
    template: str = ""  # family of the file's template, where the part's is of one project alone


@dataclass(frozen=True)
class StagedLoad:
    """One file, read, recognised and checked; nothing of it is in the warehouse yet."""

    organisation: str
    file_name: str
    sha256: str
    by: str
    mapping: str  # JSON: the answers and the mapping in force; equal texts are the same mapping
    status_dates: tuple[date, ...]
    parts: tuple[StagedPart, ...]
    regions: tuple[RegionRecord, ...]


@dataclass(frozen=True)
class Load:
    """One load as the warehouse knows it."""

    load_id: int
    already: bool  # these bytes are in force with the same mapping: nothing was written
    snapshot: str


@dataclass(frozen=True)
class Overlap:
    """A load in force whose rows have keys of a new part, under another template family."""

    load_id: int
    family: str
    shared: int  # rows of that load that the new part would double
    of: int  # rows of that load on the same status dates
