"""One writer at a time, across all processes of the machine."""

import os
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from pmo.errors import WarehouseBusyError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PAUSE_SECONDS = 0.01


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def writer_lock(path: Path, *, wait_seconds: float) -> Generator[None]:
    """Hold the lock file; the system releases it when the process dies, however it dies.

    Raises:
        WarehouseBusyError: another process held the lock for all of ``wait_seconds``.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    give_up = time.monotonic() + wait_seconds
    try:
        while not _try_lock(descriptor):
            if time.monotonic() >= give_up:
                raise WarehouseBusyError
            time.sleep(PAUSE_SECONDS)
        yield
    finally:
        os.close(descriptor)
