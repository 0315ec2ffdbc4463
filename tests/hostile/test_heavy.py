"""Files that would take more than they are worth: bounded in time, and in our own memory."""

import resource
import time
from pathlib import Path

import psutil
import pytest

from pipelines.read import read
from pmo.errors import UnreadableFileError
from pmo.settings import Limits
from tests.hostile.make import HEAVY, Kind, written

LIMITS = Limits()
PARENT_BYTES = 150 * 10**6


def outcome(path: Path) -> str:
    """Why the file is refused, or the rules of what was noticed."""
    try:
        return " ".join(note.rule for note in read(path).notes)
    except UnreadableFileError as refused:
        return str(refused)


def child_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.slow
@pytest.mark.parametrize("kind", HEAVY.values(), ids=HEAVY.keys())
def test_a_heavy_file_ends_in_time_and_leaves_the_parent_small(tmp_path, kind: Kind):
    path = written(tmp_path, kind)
    parent = psutil.Process()
    memory, seconds, began = parent.memory_info().rss, child_seconds(), time.monotonic()
    answer = outcome(path)
    assert time.monotonic() - began <= LIMITS.child_wall_seconds
    assert child_seconds() - seconds <= LIMITS.child_cpu_seconds
    assert parent.memory_info().rss - memory < PARENT_BYTES
    assert kind.refusal in answer
    assert set(kind.rules) <= set(answer.split())
