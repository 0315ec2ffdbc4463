"""A process that reads the newest snapshot until it is told to stop, and prints what was wrong."""

import signal
import sys
from pathlib import Path

from tests.pmo.warehouse.test_crashes import inconsistencies
from tests.staging import warehouse_in


def main(folder: Path) -> None:
    """Print each inconsistency, and at the end the number of reads."""
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopped.append(number))
    reads = 0
    warehouse = warehouse_in(folder)
    while not stopped:
        if warehouse.is_empty:
            continue
        with warehouse.snapshot() as snapshot:
            for fault in inconsistencies(snapshot):
                sys.stdout.write(f"{fault}\n")
        reads += 1
    sys.stdout.write(f"{reads}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
