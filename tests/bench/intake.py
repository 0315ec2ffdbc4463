"""Taking in one large timesheet."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench.measure import Result
from tests.bench.served import ROOT

ROWS = 500_000
MOST_SECONDS = 120
DAYS = 90


def measured() -> list[Result]:
    """Seconds of one load, from the file to the published snapshot."""
    with TemporaryDirectory() as place:
        data = Path(place)
        file = data / "Timesheets 2026-09-30.csv"
        file.write_text("\n".join(_lines()), encoding="utf-8")
        environment = os.environ | {"PMO_DATA": str(data / "data"), "PMO_ORGANISATION": "bench"}
        began = perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "pipelines", "load", str(file), "--accept",
             "--status-date", "2026-09-30"],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        seconds = perf_counter() - began
    if done.returncode != 0:
        raise RuntimeError(done.stdout + done.stderr)
    note = f"{ROWS:,} rows, {ROWS / seconds:,.0f} rows a second"
    return [Result("Loading a timesheet (csv)", seconds, "s", MOST_SECONDS, note=note)]


def _lines() -> list[str]:
    first = date(2026, 7, 1)
    lines = ["Employee ID,Date,Project,Hours,Comment"]
    for i in range(ROWS):
        day = first + timedelta(days=i % DAYS)
        lines.append(f"E{i // DAYS % 600:04},{day},P{i % 397:03},{(i % 16 + 1) / 4},Line {i}")
    return lines
