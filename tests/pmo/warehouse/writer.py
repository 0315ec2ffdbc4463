"""A process that loads and publishes until it is killed; it prints what it acknowledged.

Called with the data folder and the first number: each load is one state of one project, whose
name and commentary carry its number twice, and as many milestones as the number's last digit.
"""

import itertools
import sys
from datetime import date
from pathlib import Path

from tests.staging import part, staged, warehouse_in

T = date(2026, 10, 31)


def write(folder: Path, organisation: str, number: int) -> None:
    """Write and publish the load of that number."""
    warehouse = warehouse_in(folder)
    name = f"{number:06d}"
    project = {"status_date": T, "project_id": name, "commentary": name}
    milestones = [
        {"status_date": T, "milestone_id": f"{name}/{i}", "project_id": name}
        for i in range(number % 10)
    ]
    load = warehouse.write(
        staged(
            part(warehouse, "projects", [project]),
            part(warehouse, "milestones", milestones),
            sha256=f"{organisation} {number}",
            dates=[T],
            organisation=organisation,
        )
    )
    warehouse.publish()
    sys.stdout.write(f"{number} {load.load_id}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for count in itertools.count(int(sys.argv[3])):
        write(Path(sys.argv[1]), sys.argv[2], count)
