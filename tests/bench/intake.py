"""Taking in large files, against readers that only read them and against what people do today."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter

import psutil

from pipelines.read import read
from pipelines.recognise import recognise
from tests.bench.large_files import issues, timesheet, write_csv, write_workbook
from tests.bench.measure import Cost, Result, cost, middle
from tests.bench.served import ROOT
from tests.bench.usual_workbook import ROWS, SHEETS, write_usual_workbook

WORKBOOK_ROWS = 500_000
TEXT_ROWS = 1_000_000
ISSUES = 100_000
TIMES_ITERATING, TIMES_READING_TEXT = 2.5, 2.0
TIMES_READING_ISSUES = 2.0
MOST_MEGABYTES = 1500
MOST_MILLISECONDS = 1000
TEXT_COLUMNS = ("Employee ID", "Date", "Project", "Hours", "Comment")

ITERATE = """
import sys
from python_calamine import CalamineWorkbook
with open(sys.argv[1], "rb") as file:
    workbook = CalamineWorkbook.from_filelike(file)
    for name in workbook.sheet_names:
        for row in workbook.get_sheet_by_name(name).iter_rows():
            pass
"""
COPY_TEXT = """
import sys, duckdb, polars
rows = polars.read_csv(sys.argv[1], infer_schema=False)
with duckdb.connect(sys.argv[2] + "/copy.duckdb") as database:
    database.execute("create table rows as select * from rows")
"""
READ_TEXT = """
import sys, polars
polars.read_csv(sys.argv[1], infer_schema=False)
"""
TODAY = """
import sys, sqlite3, pandas
rows = pandas.read_excel(sys.argv[1], engine="openpyxl")
with sqlite3.connect(sys.argv[2] + "/today.sqlite") as database:
    rows.to_sql("rows", database, index=False)
"""


def measured(*, repetitions: int) -> list[Result]:
    """Medians of runs taken in turns, each in processes of its own, from bytes to snapshot."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        workbook, text = folder / "Timesheets.xlsx", folder / "Timesheets.csv"
        write_workbook([("Time", timesheet(WORKBOOK_ROWS))], workbook)
        write_csv(timesheet(TEXT_ROWS).select(TEXT_COLUMNS), text)
        return [
            *_of_workbook(workbook, repetitions),
            *_of_text(text, repetitions),
            _of_issues(folder, repetitions),
            _of_usual_workbook(folder, repetitions),
        ]


def _of_workbook(file: Path, repetitions: int) -> list[Result]:
    ours, theirs, peaks = _in_turns(file, ITERATE, repetitions)
    today = _run(TODAY, file).wall
    what = f"Loading a workbook of {WORKBOOK_ROWS:,} rows"
    note = "against calamine iterating it"
    return [
        Result(what, ours.wall, "ms", TIMES_ITERATING, theirs.wall, note),
        Result("... memory at its peak", max(peaks), "MB", MOST_MEGABYTES, note="all processes"),
        Result(
            "... against pandas and SQLite",
            ours.wall,
            "ms",
            1,
            today,
            "read_excel and to_sql, once",
        ),
    ]


def _of_text(file: Path, repetitions: int) -> list[Result]:
    ours, theirs, peaks = _in_turns(file, COPY_TEXT, repetitions)
    what = f"Loading {TEXT_ROWS:,} rows of text"
    note = "against read_csv as text and a copy into DuckDB"
    return [
        Result(what, ours.wall, "ms", TIMES_READING_TEXT, theirs.wall, note),
        Result("... memory at its peak", max(peaks), "MB", MOST_MEGABYTES, note="all processes"),
    ]


def _of_issues(folder: Path, repetitions: int) -> Result:
    file = folder / "Jira.csv"
    write_csv(issues(ISSUES), file)
    ours, theirs, _ = _in_turns(file, READ_TEXT, repetitions)
    what = f"Loading a Jira export of {ISSUES:,} issues"
    note = "against read_csv as text alone"
    return Result(what, ours.wall, "ms", TIMES_READING_ISSUES, theirs.wall, note)


def _of_usual_workbook(folder: Path, repetitions: int) -> Result:
    file = folder / "Usual.xlsx"
    write_usual_workbook(file)
    book = read(file)
    taken = middle([cost(lambda: recognise(book)) for _ in range(repetitions)])
    what = f"Recognising {len(SHEETS)} sheets, {len(SHEETS) * ROWS:,} rows"
    return Result(what, taken.wall, "ms", MOST_MILLISECONDS)


def _in_turns(file: Path, theirs: str, repetitions: int) -> tuple[Cost, Cost, list[float]]:
    """Medians of our intake and of their script, and the peaks of our memory."""
    ours: list[Cost] = []
    others: list[Cost] = []
    peaks: list[float] = []
    for _ in range(repetitions):
        spent, megabytes = _load(file)
        ours.append(spent)
        peaks.append(megabytes)
        others.append(_run(theirs, file))
    return middle(ours), middle(others), peaks


def _run(script: str, file: Path) -> Cost:
    with TemporaryDirectory() as place:
        command = [sys.executable, "-c", script, str(file), place]
        return cost(lambda: subprocess.run(command, check=True))


def _load(file: Path) -> tuple[Cost, float]:
    """Cost of one load into a new warehouse, and its memory in megabytes."""
    with TemporaryDirectory() as place:
        environment = os.environ | {"PMO_DATA": place, "PMO_ORGANISATION": "bench"}
        command = [sys.executable, "-m", "pipelines", "load", str(file), "--accept",
                   "--status-date", "2026-09-30"]  # fmt: skip
        began = perf_counter()
        process = psutil.Popen(
            command, cwd=ROOT, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        peak = _peak_until(process, process.wait)
        seconds = perf_counter() - began
    if process.returncode != 0:
        message = f"Loading {file.name} ended with exit code {process.returncode}."
        raise RuntimeError(message)
    return Cost(1000 * seconds, 0.0), peak


def _peak_until(process: psutil.Popen, wait: Callable[[], object]) -> float:
    """Most memory that a process and its children hold together until a wait is over."""
    peak, done = [0.0], Event()

    def watch() -> None:
        while not done.wait(0.05):
            try:
                family = [process, *process.children(recursive=True)]
                held = sum(each.memory_info().rss for each in family) / 2**20
            except psutil.NoSuchProcess:  # a child ended while it was asked
                continue
            peak[0] = max(peak[0], held)

    watching = Thread(target=watch)
    watching.start()
    wait()
    done.set()
    watching.join()
    return peak[0]
