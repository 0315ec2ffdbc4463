"""Killed writers and busy readers: nothing partial, nothing acknowledged lost."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pmo.warehouse import Snapshot, Warehouse
from tests.staging import warehouse_in

ROOT = Path(__file__).resolve().parents[3]
KILLS = 100
ENOUGH_LOADS = 30  # of three writers together, however busy the machine is
WRITER = "tests.pmo.warehouse.writer"
STATE = """
    select
        projects.organisation,
        max(projects.project_id) as project,
        count(distinct projects.project_id) as projects,
        max(projects.commentary) as commentary,
        count(milestones.milestone_id) as milestones,
        count(milestones.milestone_id) filter (
            milestones.project_id <> projects.project_id
        ) as foreign_milestones
    from main.projects
    left join main.milestones using (organisation, status_date)
    group by projects.organisation
"""


def start(folder: Path, organisation: str, first: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", WRITER, str(folder), organisation, str(first)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def inconsistencies(snapshot: Snapshot) -> list[str]:
    """What no reader may ever see: half a load, or two loads of one date."""
    return [
        f"{row['organisation']}: {row}"
        for row in snapshot.query(STATE).iter_rows(named=True)
        if row["projects"] != 1
        or row["project"] != row["commentary"]
        or row["milestones"] != int(row["project"]) % 10
        or row["foreign_milestones"]
    ]


def acknowledged(process: subprocess.Popen[str]) -> list[int]:
    assert process.stdout is not None
    lines = process.stdout.read().splitlines(keepends=True)
    process.stdout.close()
    process.wait()
    return [int(line.split()[0]) for line in lines if line.endswith("\n")]


def loaded(warehouse: Warehouse) -> set[int]:
    return {int(sha256.split()[1]) for sha256 in warehouse.loads()["sha256"]}


@pytest.mark.kill
def test_a_hundred_killed_writers_lose_nothing_and_leave_nothing_half_done(tmp_path: Path):
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    safe: set[int] = set()
    following = 1
    for _ in range(KILLS):
        process = start(tmp_path, "own", following)
        time.sleep(chance.uniform(0.6, 1.6))
        process.kill()
        safe.update(acknowledged(process))
        warehouse = warehouse_in(tmp_path)
        if warehouse.is_empty:
            continue
        with warehouse.snapshot() as snapshot:
            assert inconsistencies(snapshot) == []
        known = loaded(warehouse)
        assert safe <= known
        following = max(known) + 1
        assert not list((warehouse.folder / "published").glob("*.part"))
    assert safe  # however slow the machine is, some loads were acknowledged


@pytest.mark.kill
def test_three_writers_and_eight_readers_never_see_half_a_load(tmp_path: Path):
    warehouse_in(tmp_path)
    writers = [start(tmp_path, f"org{number}", 1) for number in range(3)]
    readers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.pmo.warehouse.reader", str(tmp_path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    while len(warehouse_in(tmp_path).loads()) < ENOUGH_LOADS:
        time.sleep(1)
    for process in writers:
        process.kill()
    written = [acknowledged(process) for process in writers]
    reads = 0
    for reader in readers:
        assert reader.stdout is not None
        reader.terminate()
        *faults, count = reader.stdout.read().splitlines()
        reader.stdout.close()
        reader.wait()
        assert faults == []
        reads += int(count)
    assert sum(len(numbers) for numbers in written) > ENOUGH_LOADS / 2
    assert reads > ENOUGH_LOADS
    known = warehouse_in(tmp_path).loads()
    for number, numbers in enumerate(written):
        mine = {int(s.split()[1]) for s in known["sha256"] if s.startswith(f"org{number} ")}
        assert set(numbers) <= mine
