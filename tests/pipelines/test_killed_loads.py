"""The load command killed at any moment: all of a file is loaded, or nothing of it."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pmo.settings import Settings
from pmo.warehouse import open_warehouse

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20
PROJECTS = 40


def register(path: Path, month: int) -> Path:
    """Write a register of one status date, with a budget and a health for each project."""
    lines = ["Status date,Project ID,Project name,Department,Overall RAG,Currency,Approved budget"]
    lines += [
        f"2026-{month:02d}-28,P{n},Project {n},IT,Green,EUR,{month * 1000 + n}.00"
        for n in range(PROJECTS)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def command(data: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "pipelines", *arguments, "--organisation", "own", "--json"],
        cwd=ROOT,
        env={**os.environ, "PMO_DATA": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def state(data: Path) -> tuple[list[int], list[int]]:
    """Return the projects of each status date, and those of its budget lines."""
    warehouse = open_warehouse(Settings(data=data, organisation="own"))
    if warehouse.is_empty:
        return [], []
    count = "select count(*) as n from main.{} where organisation = 'own' group by status_date"
    with warehouse.snapshot() as snapshot:
        found = [snapshot.query(count.format(t))["n"] for t in ("projects", "budget_lines")]
    return found[0].to_list(), found[1].to_list()


@pytest.mark.kill
def test_a_killed_load_command_leaves_all_of_a_file_or_nothing(tmp_path: Path):
    chance = random.Random(11)  # noqa: S311 - moments, not secrets
    data = tmp_path / "data"
    acknowledged: set[int | None] = set()
    for number in range(KILLS):
        month = number % 12 + 1
        file = register(tmp_path / f"register {number}.csv", month)
        process = command(data, "load", str(file), "--accept")
        time.sleep(chance.uniform(0.2, 3.0))
        process.kill()
        output, _ = process.communicate()
        if output.strip():
            (record,) = json.loads(output)
            acknowledged.add(record["load"])
        projects, lines = state(data)
        assert set(projects) <= {PROJECTS}
        assert set(lines) <= {PROJECTS}
        assert len(projects) == len(lines)
    last = command(data, "load", str(register(tmp_path / "last.csv", 12)), "--accept")
    output, said = last.communicate(timeout=60)
    assert last.returncode == 0, said
    assert json.loads(output)[0]["load"] is not None
    loads = open_warehouse(Settings(data=data, organisation="own")).loads()
    assert acknowledged - {None} <= set(loads["load_id"])
