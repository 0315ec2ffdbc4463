"""Measure what Milepost promises about speed, side by side with what it is compared with."""

import argparse
import os
import sys
from pathlib import Path
from tempfile import gettempdir

from tests.bench.measure import Result, table
from tests.bench.portfolio import ORGANISATION, built

FOLDER = Path(gettempdir()) / "milepost-bench"
PARTS = ("queries", "reruns", "users", "start", "intake", "plans", "build")


def main() -> int:
    """Print one table; returns 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="only these parts")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the portfolio is built")
    parser.add_argument("--repetitions", type=int, default=5)
    asked = parser.parse_args()
    os.environ["PMO_DATA"] = str(asked.folder)
    os.environ["PMO_ORGANISATION"] = ORGANISATION
    results = [
        result
        for part in asked.parts or PARTS
        for result in _measured(part, asked.folder, asked.repetitions)
    ]
    print(table(results))
    return 0 if all(result.is_met for result in results) else 1


def _measured(part: str, folder: Path, repetitions: int) -> list[Result]:
    from tests.bench import building, intake, plans, queries, reruns, start, users

    print(f"measuring {part} ...", file=sys.stderr)
    if part == "queries":
        return queries.measured(built(folder), folder, repetitions=repetitions)
    if part in ("intake", "plans"):
        reading = {"intake": intake, "plans": plans}[part]
        return reading.measured(repetitions=min(repetitions, 3))
    built(folder)
    if part == "reruns":
        return reruns.measured(folder, repetitions=repetitions)
    if part == "users":
        return users.measured(folder)
    if part == "start":
        return start.measured(folder, repetitions=min(repetitions, 3))
    return building.measured()


if __name__ == "__main__":
    raise SystemExit(main())
