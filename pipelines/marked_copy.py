"""The sender's own workbook back, with the offending cells filled and noted.

An .xlsx or .xlsm file is given back part by part: only the style numbers of the offending cells
change, styles and notes are added, and one sheet. So formulas keep the values that they had, and
charts, pictures, macros, rules, lists, names, slicers and all else stay byte for byte. A cell with
a fill of its own keeps it, for it may mean something; a cell with a thread of comments gets no
note. A digital signature no longer holds. A file of any other format comes back as a new .xlsx
with the same cells.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import polars as pl

from pipelines.book import Book, Sheet
from pipelines.raw.marked.issue_list import TITLE
from pipelines.raw.marking import CELLS, ERRAND, ISSUES, MARKED, SHEETS
from pipelines.read import DEFAULT_LIMITS, errand, read
from pmo.errors import UnreadableFileError
from pmo.ledger import RegionRecord
from pmo.originals import cells_path
from pmo.settings import Limits

MOST_CELLS = 2_000_000  # of a file that is written anew, cell by cell
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
        _refuse_too_large(book)
        given = {
            ISSUES: [asdict(each) for one in records for each in one.issues],
            SHEETS: [_told(sheet) for sheet in book.sheets],
        }
        with errand(ERRAND, path, file=name, limits=limits, unsafe=UNSAFE) as job:
            for part, document in given.items():
                (job.folder / part).write_text(json.dumps(document), encoding="utf-8")
            if book.kind != "xlsx":
                copyfile(cells_path(book.sha256, Path(folder)), job.folder / CELLS)
            job.run()
            return (job.folder / MARKED).read_bytes()


def _refuse_too_large(book: Book) -> None:
    count = sum(sheet.cells.height for sheet in book.sheets)
    if book.kind != "xlsx" and count > MOST_CELLS:
        raise UnreadableFileError(
            book.file,
            f"it has {count:,} cells; a marked-up copy is made of up to {MOST_CELLS:,}. "
            "Correct the cells that are listed in the file itself.",
        )


def _told(sheet: Sheet) -> dict[str, object]:
    first = sheet.cells.filter((pl.col("row") == 1) & (pl.col("column") == 1))["text"].to_list()
    return {
        "name": sheet.name,
        "merged": sheet.merged,
        "is_hidden": sheet.is_hidden,
        "is_list": first == [TITLE],
    }
