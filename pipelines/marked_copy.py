"""The sender's own workbook back, with the offending cells filled and commented.

An .xlsx or .xlsm file keeps its values, formulas, number formats, styles, widths, merged ranges,
conditional formats, data validations, defined names, charts and pictures of the usual kinds, and
its macros. What openpyxl does not know is left out: slicers, newer kinds of charts, shapes and
form controls, threads of comments (their text stays as a note). Values that formulas had are
calculated again when a spreadsheet opens the copy and saves it. A file of any other format comes
back as a new .xlsx with the same cells.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from pipelines.book import Book
from pipelines.raw.marking import CELLS, ERRAND, ISSUES, MARKED
from pipelines.read import DEFAULT_LIMITS, errand, read
from pmo.errors import UnreadableFileError
from pmo.ledger import RegionRecord
from pmo.originals import cells_path
from pmo.settings import Limits

MOST_CELLS = 500_000
UNSAFE = (
    "no marked-up copy of this file could be made safely (time, memory). Correct the cells "
    "that are listed in the file itself."
)


def marked_copy(
    path: Path,
    records: Sequence[RegionRecord],
    *,
    file: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """Workbook with every issue of the records marked, and a sheet that lists them in front.

    Args:
        path: where the sender's bytes lie.
        records: what intake made of the file.
        file: the sender's name of the file; the name of the path if not given.
        limits: what the file may cost.

    Returns:
        The bytes of an .xlsx file, or of an .xlsm file where the sender's has macros.

    Raises:
        UnreadableFileError: the file cannot be read, or is too large to be marked up.
    """
    name = path.name if file is None else file
    with TemporaryDirectory(prefix="milepost-") as folder:
        book = read(path, file=name, limits=limits, keep=Path(folder))
        count = sum(sheet.cells.height for sheet in book.sheets)
        if count > MOST_CELLS:
            raise UnreadableFileError(
                name,
                f"it has {count:,} cells; a marked-up copy is made of up to {MOST_CELLS:,}. "
                "Correct the cells that are listed in the file itself.",
            )
        given = {ISSUES: json.dumps([asdict(each) for one in records for each in one.issues])}
        marked = _marked(path, name, given, limits) if book.kind == "xlsx" else None
        if marked is None:
            marked = _marked(path, name, given, limits, cells=_cells(book, Path(folder)))
    if marked is None:
        raise UnreadableFileError(name, UNSAFE)
    return marked


def _cells(book: Book, folder: Path) -> Path:
    return cells_path(book.sha256, folder)


def _marked(
    path: Path, name: str, given: dict[str, str], limits: Limits, *, cells: Path | None = None
) -> bytes | None:
    """What the child wrote; None where it does not see the cells that are there."""
    with errand(ERRAND, path, file=name, limits=limits, unsafe=UNSAFE) as job:
        for part, text in given.items():
            (job.folder / part).write_text(text, encoding="utf-8")
        if cells is not None:
            copyfile(cells, job.folder / CELLS)
        report = job.run()
        return None if report["is_blind"] else (job.folder / MARKED).read_bytes()
