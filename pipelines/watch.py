"""The watch folder: files that are dropped there are loaded, and moved aside with what was found.

A file is taken once its size and time stand still. A loaded one goes to ``loaded``, a refused one
to ``refused`` with a text beside it that says why; nothing is overwritten or deleted.
"""

import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from watchfiles import watch

from pipelines.inspection import Instructions
from pipelines.intake import FileRecord
from pipelines.load import load
from pipelines.records import file_lines
from pmo.errors import UsageError, WarehouseBusyError
from pmo.settings import Settings

LOADED, REFUSED = "loaded", "refused"
UNFINISHED = re.compile(r"(?i)^(?:\.|~\$)|\.(?:part|tmp|crdownload|download|swp)$")
STILL_SECONDS = 1.0
LOOK_AGAIN_SECONDS = 5
WHAT_TO_DO = (
    "Correct the file and drop it again, or load it on the page Load files, where questions are "
    "answered with a choice."
)


@dataclass(frozen=True)
class Watched:
    """A folder in which files arrive, and how they are loaded."""

    folder: Path
    instructions: Instructions
    settings: Settings
    tell: Callable[[FileRecord], None]

    def take_waiting(self) -> int:
        """Load the files that lie there and stand still; returns the worst exit code."""
        codes = [self._take(path) for path in sorted(self._waiting())]
        return max(codes, default=0)

    def keep_watching(self, stop: threading.Event) -> None:
        """Load files as they arrive, until ``stop`` is set."""
        self.take_waiting()
        arrivals = watch(
            self.folder,
            recursive=False,
            stop_event=stop,
            rust_timeout=LOOK_AGAIN_SECONDS * 1000,
            yield_on_timeout=True,  # a file that did not stand still, or a busy warehouse
            raise_interrupt=False,
        )
        for _ in arrivals:
            if not self.folder.is_dir():
                raise UsageError(f"The folder {self.folder} is gone. Make it, and watch again.")
            self.take_waiting()

    def _waiting(self) -> Iterator[Path]:
        """Files that nobody is writing any more."""
        before = dict(self._seen())
        if not before:
            return
        time.sleep(STILL_SECONDS)
        after = dict(self._seen())
        yield from (path for path, state in before.items() if after.get(path) == state)

    def _seen(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        """Files of the folder with their size and time of change."""
        for path in self.folder.iterdir():
            if UNFINISHED.search(path.name) or not path.is_file():
                continue
            try:
                stat = path.stat()
            except FileNotFoundError:  # it went while it was looked at
                continue
            yield path, (stat.st_size, stat.st_mtime_ns)

    def _take(self, path: Path) -> int:
        """Load one file and move it aside; a busy warehouse leaves it where it is."""
        if not path.is_file():
            return 0
        (record,) = load([path], self.instructions, self.settings)
        self.tell(record)
        if isinstance(record.error, WarehouseBusyError):
            return record.error.exit_code
        if not path.is_file():  # somebody took it away meanwhile
            return 0 if record.error is None else record.error.exit_code
        if record.error is None:
            _move(path, self.folder / LOADED)
            return 0
        moved = _move(path, self.folder / REFUSED)
        lines = [*file_lines(record), "", *_questions(record), WHAT_TO_DO]
        beside = moved.with_name(f"{moved.name}.issues.txt")
        beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return record.error.exit_code


def _questions(record: FileRecord) -> Iterator[str]:
    """Open questions with their choices."""
    for question in record.questions:
        choices = f" Choices: {', '.join(question.choices)}." if question.choices else ""
        yield f"Question {question.id}: {question.text}{choices}"
    for region in record.regions:
        for issue in region.issues:
            place = " ".join(filter(None, (issue.sheet, issue.cell)))
            yield f"{place or 'file'}: {issue.message} ({issue.rule})"


def _move(path: Path, folder: Path) -> Path:
    """Move a file into a folder, with a number if its name is taken there."""
    folder.mkdir(exist_ok=True)
    target, number = folder / path.name, 1
    while target.exists() or target.with_name(f"{target.name}.issues.txt").exists():
        number += 1
        target = folder / f"{path.stem} ({number}){path.suffix}"
    shutil.move(path, target)
    return target


def folder_of(settings: Settings) -> Path:
    """Folder that is watched, made where it is missing."""
    folder = settings.data / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
