"""Settings with defaults; the environment changes them, nothing else does."""

import getpass
import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EMBEDDED = ("sample", "sample-works")  # the organisations that the product brings along


@dataclass(frozen=True)
class Limits:
    """What a file may cost before it is refused; each limit stands in the refusal's message."""

    upload_bytes: int = 50 * 2**20
    file_bytes: int = 2**30
    inflated_bytes: int = 400 * 2**20
    inflation_ratio: int = 150  # of parts above 1 MB
    zip_parts: int = 300
    sheets: int = 200
    columns: int = 600
    cells: int = 20_000_000
    rows: int = 5_000_000
    cell_characters: int = 32_767
    child_memory_bytes: int = 2 * 2**30
    child_cpu_seconds: int = 60
    child_wall_seconds: int = 90


@dataclass(frozen=True)
class Settings:
    """Where the data lives and what holds unless a file says otherwise."""

    data: Path
    organisation: str | None
    limits: Limits = Limits()
    currency: str = "EUR"
    minutes_per_day: int = 480
    days_per_week: int = 5
    days_per_month: int = 20
    snapshots_kept: int = 3

    @property
    def warehouse(self) -> Path:
        """Folder of the working database, the published snapshots and the originals."""
        return self.data / "warehouse"

    @property
    def cells(self) -> Path:
        """Folder of the raw cells of every file loaded, kept for traces."""
        return self.warehouse / "cells"


def read_settings() -> Settings:
    """Settings of this process: ``PMO_DATA`` and ``PMO_ORGANISATION`` over the defaults."""
    return Settings(
        data=Path(os.environ.get("PMO_DATA", ROOT / "data")).resolve(),
        organisation=os.environ.get("PMO_ORGANISATION"),
        currency=os.environ.get("PMO_CURRENCY", "EUR"),
    )


def user() -> str:
    """Name under which a deed is kept where nobody gave one: ``PMO_USER``, else the account."""
    try:
        return os.environ.get("PMO_USER") or getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        return "unknown"
