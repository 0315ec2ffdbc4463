"""Building the embedded portfolios from their files, as on two cores with little memory."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter

import psutil

from tests.bench.measure import Result
from tests.bench.served import ROOT

MOST_SECONDS, MOST_MEGABYTES = 120, 1000
CORES = 2


def measured() -> list[Result]:
    """Seconds, and the most memory that the process and its children held together."""
    with TemporaryDirectory() as data:
        return built_in(Path(data))


def built_in(data: Path) -> list[Result]:
    """Build in a folder of its own."""
    environment = os.environ | {"PMO_DATA": str(data)}
    environment.pop("PMO_ORGANISATION", None)
    began = perf_counter()
    process = psutil.Popen(
        [sys.executable, "-m", "pipelines", "sample"],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    process.cpu_affinity(process.cpu_affinity()[:CORES])
    peak, done = [0.0], Event()
    watch = Thread(target=_watch, args=(process, peak, done))
    watch.start()
    code = process.wait()
    seconds = perf_counter() - began
    done.set()
    watch.join()
    if code != 0:
        message = f"Building ended with exit code {code}."
        raise RuntimeError(message)
    return [
        Result("Building the embedded portfolios", seconds, "s", MOST_SECONDS, note="2 cores"),
        Result("... memory at its peak", peak[0], "MB", MOST_MEGABYTES, note="all processes, RSS"),
    ]


def _watch(process: psutil.Process, peak: list[float], done: Event) -> None:
    while not done.wait(0.1):
        try:
            family = [process, *process.children(recursive=True)]
            held = sum(each.memory_info().rss for each in family) / 2**20
        except psutil.NoSuchProcess:  # a child ended while it was asked
            continue
        peak[0] = max(peak[0], held)
