"""The child's first act: to give up the means of doing harm."""

import contextlib
import sys

OPEN_FILES = 64
WRITTEN_BYTES = 10**9


def confine(*, memory_bytes: int, cpu_seconds: int) -> None:
    """Limit this process's memory, processor time, file size, open files and core dumps.

    Windows has no such limits: there only the parent's wall time holds.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS refuses to limit address space; the other limits and the wall time still hold.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
