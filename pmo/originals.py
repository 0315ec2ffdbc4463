"""Files as they came, and their raw cells, kept under the hash of their bytes."""

import hashlib
import os
import shutil
import uuid
from pathlib import Path

import polars as pl

from pmo.durable import flush

BLOCK_BYTES = 2**20


def keep_original(path: Path, folder: Path) -> str:
    """Keep a copy of the file in ``folder/originals``, readable by its owner alone.

    The same bytes are kept once. The copy has its final name only when it is whole.

    Returns:
        The SHA-256 of the bytes: the name of the copy.
    """
    originals = folder / "originals"
    originals.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = originals / f".{uuid.uuid4().hex}.part"
    try:
        sha256 = _copy(path, unfinished)
        kept = original_path(sha256, folder)
        if not kept.exists():
            unfinished.replace(kept)
            flush(originals)
    finally:
        unfinished.unlink(missing_ok=True)
    return sha256


def original_path(sha256: str, folder: Path) -> Path:
    """Where the copy of the file with this hash lies."""
    return folder / "originals" / sha256


def hash_of(path: Path) -> str:
    """SHA-256 of the bytes of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep_cells(cells: Path, sha256: str, folder: Path) -> None:
    """Keep the raw cells (a Parquet file) of the file with this hash; what is kept stays."""
    kept = cells_path(sha256, folder)
    if kept.exists():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = folder / f".{uuid.uuid4().hex}.part"
    try:
        _copy(cells, unfinished)
        unfinished.replace(kept)
        flush(folder)
    finally:
        unfinished.unlink(missing_ok=True)


def cells_path(sha256: str, folder: Path) -> Path:
    """Where the raw cells of the file with this hash lie."""
    return folder / f"{sha256}.parquet"


def raw_cells(
    sha256: str,
    folder: Path,
    *,
    sheet: str | None = None,
    row: int | None = None,
    column: int | None = None,
) -> pl.DataFrame:
    """Cells of a kept file as they stood in it, before any cleaning.

    Args:
        sha256: hash of the file's bytes.
        folder: the folder in which the raw cells were kept when the file was read.
        sheet: only cells of this sheet; "" is the one sheet of a text file.
        row: only cells of this row, counted from 1.
        column: only cells of this column, counted from 1.

    Returns:
        Columns sheet, sheet_index, row, column, kind and text, in the order of the file.
    """
    asked = {"sheet": sheet, "row": row, "column": column}
    cells = pl.scan_parquet(cells_path(sha256, folder), glob=False)
    for name, value in asked.items():
        if value is not None:
            cells = cells.filter(pl.col(name) == value)
    return cells.with_columns(pl.col("sheet").cast(pl.String)).collect()


def _copy(source: Path, target: Path) -> str:
    """Copy to a new file of mode 0600 that is on disk when this returns; its SHA-256."""
    handle = os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb") as original, os.fdopen(handle, "w+b") as copy:
        shutil.copyfileobj(original, copy, BLOCK_BYTES)
        copy.flush()
        os.fsync(copy.fileno())
        copy.seek(0)
        return hashlib.file_digest(copy, "sha256").hexdigest()
