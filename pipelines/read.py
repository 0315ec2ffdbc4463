"""A file in, sheets of raw cells out; a child process reads it, so that none can stop us."""

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from pipelines import preflight
from pipelines.book import CELL_SCHEMA, MARK_SCHEMA, Book, Sheet
from pipelines.raw.child import CELLS, MARKS, RAW, REPORT
from pipelines.raw.own_marks import without_our_marks
from pipelines.raw.refusal import Refusal
from pipelines.sources import arranged
from pmo import originals
from pmo.errors import UnreadableFileError
from pmo.ledger import Issue
from pmo.settings import ROOT, Limits

UNSAFE = "This file could not be read safely (time, memory); it was not loaded."
DEFAULT_LIMITS = Limits()
REQUEST = "request.json"
READING = "pipelines.raw.child"
REPORT_BYTES = 64 * 2**20
CHILDREN_AT_ONCE = 2

# Limits come before any import that could be attacked or could take memory.
_CHILD = """\
import json, pathlib, sys
job = pathlib.Path(sys.argv[2])
sys.path.insert(0, sys.argv[1])
request = json.loads((job / "request.json").read_text("utf-8"))
from pipelines.raw.confine import confine
confine(
    memory_bytes=request["limits"]["child_memory_bytes"],
    cpu_seconds=request["limits"]["child_cpu_seconds"],
)
import gc, importlib
from pmo.settings import Limits
gc.set_threshold(500_000)  # rows of cells hold no cycles, and to look for them takes long
importlib.import_module(request["errand"]).run(
    job,
    path=pathlib.Path(request["path"]),
    file=request["file"],
    limits=Limits(**request["limits"]),
)
"""

_log = logging.getLogger(__name__)
_places = threading.BoundedSemaphore(CHILDREN_AT_ONCE)


def read(
    path: Path,
    *,
    file: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    keep: Path | None = None,
) -> Book:
    """The sheets of a file as raw cells.

    Args:
        path: where the bytes lie.
        file: the sender's name of the file, for messages; the name of the path if not given.
        limits: what the file may cost.
        keep: folder in which the raw cells are kept for traces, under the hash of the file.

    Raises:
        UnreadableFileError: the file is no table, is damaged or hostile, or costs too much.
    """
    name = path.name if file is None else file
    with errand(READING, path, file=name, limits=limits) as job:
        return _book(job.folder, job.run(), path, name, keep)


@dataclass(frozen=True)
class Errand:
    """What a child process is sent for: a module with ``run``, a file, and a folder for both."""

    module: str
    path: Path
    file: str
    limits: Limits
    folder: Path
    unsafe: str

    def run(self) -> dict:
        """Report of the child.

        Raises:
            Refusal: the child refuses the file, or was stopped by a limit.
        """
        return _read_in_child(self)


@contextmanager
def errand(
    module: str, path: Path, *, file: str, limits: Limits, unsafe: str = UNSAFE
) -> Generator[Errand]:
    """Prepare an errand for a child process; its folder goes when the work is done.

    Args:
        module: name of the module whose ``run`` the child calls.
        path: where the bytes lie.
        file: the sender's name of the file, for messages.
        limits: what the file may cost.
        unsafe: what is said where a limit stops the child.

    Raises:
        UnreadableFileError: the file is refused, by us or by the child.
    """
    try:
        preflight.container_of(path, limits)
        with _job() as folder:
            yield Errand(module, path, file, limits, folder, unsafe)
    except Refusal as refusal:
        raise UnreadableFileError(file, refusal.reason) from refusal


def _book(job: Path, report: dict, path: Path, name: str, keep: Path | None) -> Book:
    sha256 = originals.hash_of(path)
    read_from = job / (RAW if report["is_clean"] else CELLS)
    cells = pl.read_parquet(read_from, columns=[*CELL_SCHEMA], glob=False).cast(
        pl.Schema(CELL_SCHEMA)
    )
    marks = (
        pl.read_parquet(job / MARKS, glob=False).select(*MARK_SCHEMA).cast(pl.Schema(MARK_SCHEMA))
    )
    sheets = []
    at = marks_at = 0
    for sheet in report["sheets"]:
        sheets.append(
            Sheet(
                name=sheet["name"],
                cells=cells.slice(at, sheet["cells"]),
                merged=tuple(tuple(area) for area in sheet["merged"]),
                is_hidden=sheet["is_hidden"],
                marks=without_our_marks(marks.slice(marks_at, sheet["marks"])),
                hidden_rows=frozenset(sheet["hidden_rows"]),
                hidden_columns=frozenset(sheet["hidden_columns"]),
                outline=dict(sheet["outline"]),
                usual_width=sheet["usual_width"],
                unusual_widths=dict(sheet["unusual_widths"]),
            )
        )
        at += sheet["cells"]
        marks_at += sheet["marks"]
    notes = tuple(Issue(**note) for note in report["notes"])
    sent = Book(name, sha256, report["kind"], tuple(sheets), notes)
    book = arranged(sent)
    if keep is not None:
        _add_cells(job / RAW, sent, book)
        originals.keep_cells(job / RAW, sha256, keep)
    return book


def _add_cells(raw: Path, sent: Book, book: Book) -> None:
    """Put the columns of ours beside the cells as they stood, so that traces find them."""
    if book is sent:
        return
    stood = pl.read_parquet(raw, glob=False)
    added = [
        sheet.cells.join(known.select("row", "column"), on=["row", "column"], how="anti").select(
            pl.lit(sheet.name).alias("sheet"),
            pl.lit(index, pl.Int32).alias("sheet_index"),
            *CELL_SCHEMA,
        )
        for index, sheet in enumerate(book.sheets)
        for known in (
            sent.sheets[index].cells if index < len(sent.sheets) else sheet.cells.clear(),
        )
    ]
    whole = [stood, *(each.cast(dict(stood.schema)) for each in added)]
    pl.concat(whole).write_parquet(raw, compression_level=1, statistics=False)


@contextmanager
def _job() -> Generator[Path]:
    """An empty folder of our own that goes when the work is done."""
    job = Path(tempfile.mkdtemp(prefix="milepost-"))  # mode 0700
    try:
        yield job
    finally:
        shutil.rmtree(job)


def _read_in_child(asked: Errand) -> dict:
    request = {
        "errand": asked.module,
        "path": str(asked.path.resolve()),
        "file": asked.file,
        "limits": asdict(asked.limits),
    }
    job = asked.folder
    (job / REQUEST).write_text(json.dumps(request), encoding="utf-8")
    with _places:
        code = _run(job, asked.limits.child_wall_seconds)
    answer = job / REPORT
    if code != 0 or not answer.is_file() or answer.stat().st_size > REPORT_BYTES:
        _log.warning("The child that read a file ended with %s.", code)
        raise Refusal(asked.unsafe)
    report = json.loads(answer.read_text(encoding="utf-8"))
    if "refused" in report:
        raise Refusal(report["refused"])
    return report


def _run(job: Path, wall_seconds: float) -> int | None:
    """Exit code of the child; None if it had to be killed."""
    command = [sys.executable, "-I", "-c", _CHILD, str(ROOT), str(job)]
    child = subprocess.Popen(  # noqa: S603 - our own code; the file's name is not in the command
        command,
        cwd=job,
        env=_environment(job),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return child.wait(wall_seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child and whatever it may have started."""
    if os.name == "nt":
        child.kill()
    else:
        with suppress(ProcessLookupError):  # nobody of its group is left
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _environment(job: Path) -> dict[str, str]:
    needed = ("SYSTEMROOT", "PATH", "JAVA_HOME")  # by Windows, and by Java
    kept = {name: os.environ[name] for name in needed if name in os.environ}
    return kept | {"TMPDIR": str(job), "POLARS_MAX_THREADS": "1"}
