"""Files that outlast a power cut."""

import os
from pathlib import Path


def flush(path: Path) -> None:
    """Have the disk hold the bytes of a file, or the names in a folder, when this returns."""
    if path.is_dir() and os.name == "nt":  # Windows cannot flush a folder
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
