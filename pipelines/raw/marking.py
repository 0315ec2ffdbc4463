"""The child's second errand: give a workbook back with its issues marked in it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

import polars as pl
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pipelines import preflight
from pipelines.raw.archive import directory
from pipelines.raw.doubled import with_distinct_names
from pipelines.raw.own_marks import FILL, SIGN
from pipelines.raw.refusal import Refusal
from pmo.ledger import Issue
from pmo.settings import Limits

ERRAND = "pipelines.raw.marking"
REPORT = "report.json"
ISSUES = "issues.json"
CELLS = "rewritten.parquet"  # raw cells of a file that is no .xlsx, to be written anew
MARKED = "marked.xlsx"
MACROS = "xl/vbaProject.bin"

TITLE = "Issues found by Milepost"
HEADERS = ("On sheet", "In cell", "Rule broken", "Text there", "What belongs there")
WIDTHS = (20, 12, 22, 30, 100)
SHEET_NAMES = ("Issues", "Issues found", "Issues found by Milepost")
UNNAMED = "1"  # sheet for a text file: a name that says nothing, so that its template is the same
SENDERS_COMMENT = "comment"  # rule of a comment that is listed; it stands in its cell already
MOST_COMMENTS = 5_000  # more make a workbook hard to open; the list has them all
LONGEST = 32_767  # characters of a cell
MUST_STAY_TEXT = re.compile(r"^[=+\-@]")
DATE_FORMATS = {"date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm:ss", "time": "hh:mm:ss"}

Marks = Mapping[str, Mapping[str, list[Issue]]]  # by sheet and cell


def run(job: Path, *, path: Path, file: str, limits: Limits) -> None:
    """Write the marked workbook into the job folder; what cannot be is reported, not raised."""
    issues = [Issue(**issue) for issue in json.loads((job / ISSUES).read_text(encoding="utf-8"))]
    try:
        book = _rewritten(job / CELLS) if (job / CELLS).is_file() else _own(job, path, file, limits)
        report = {"is_blind": book is None}
        if book is not None:
            mark(book, issues)
            book.save(job / MARKED)
    except Refusal as refusal:
        report = {"refused": refusal.reason}
    (job / REPORT).write_text(json.dumps(report), encoding="utf-8")


def _own(job: Path, path: Path, file: str, limits: Limits) -> Workbook | None:
    """Sender's own workbook; None where openpyxl does not see the cells that are there."""
    examined = preflight.examine(path, file, limits)
    has_macros = MACROS in {entry.filename for entry in directory(path, limits)}
    readable = path
    if examined.has_doubled_names:
        readable = job / "distinct.xlsx"
        with_distinct_names(path, readable, limits)
    book = load_workbook(readable, keep_vba=has_macros)
    is_empty = all(sheet.max_row == 1 and sheet["A1"].value is None for sheet in book.worksheets)
    return None if is_empty else book


def _rewritten(cells: Path) -> Workbook:
    """Workbook with the cells of a file of another format, where they stood."""
    book = Workbook()
    book.remove(book.worksheets[0])
    frame = pl.read_parquet(cells)
    for (_, name), own in frame.partition_by(
        ["sheet_index", "sheet"], as_dict=True, maintain_order=True
    ).items():
        sheet = book.create_sheet(str(name) or UNNAMED)
        for row, column, kind, text in own.select("row", "column", "kind", "text").iter_rows():
            _write(sheet.cell(row, column), kind, text)
    return book


def _write(cell: Cell, kind: str, text: str) -> None:
    """Write a raw cell with its type; what is text stays text, whatever it begins with."""
    if kind == "number":
        cell.value = float(text) if "." in text else int(text)
    elif kind == "bool":
        cell.value = text == "true"
    elif kind in DATE_FORMATS and (moment := _moment(kind, text)):
        cell.value = moment
        cell.number_format = DATE_FORMATS[kind]
    else:
        write_text(cell, text)


def _moment(kind: str, text: str) -> date | datetime | time | None:
    """Date or time of a raw cell; None where a spreadsheet has none such."""
    types = {"date": date, "datetime": datetime, "time": time}
    try:
        return types[kind].fromisoformat(text)
    except ValueError:
        return None


def write_text(cell: Cell, text: str) -> None:
    """Write a text that never becomes a formula, a number or a link."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST]
    cell.data_type = "s"
    if MUST_STAY_TEXT.match(text):
        cell.number_format = "@"


def mark(book: Workbook, issues: Sequence[Issue]) -> None:
    """Fill and comment the cells that issues name, and list all issues on a sheet in front."""
    _remove_earlier_marks(book)
    left = MOST_COMMENTS
    for name, cells in _by_cell(issues).items():
        if (name or UNNAMED) not in book.sheetnames:
            continue
        sheet = book[name or UNNAMED]
        for place, own in cells.items():
            _fill(sheet, place)
            if left:
                _comment(sheet, place, own)
                left -= 1
    _list(book, issues)
    book.calculation.fullCalcOnLoad = True  # values of formulas are not kept; they are made again


def _by_cell(issues: Iterable[Issue]) -> Marks:
    """Issues by sheet and place, in their order."""
    marks: dict[str, dict[str, list[Issue]]] = defaultdict(lambda: defaultdict(list))
    for issue in issues:
        if issue.cell and issue.rule != SENDERS_COMMENT:
            marks[issue.sheet][issue.cell].append(issue)
    return marks


def _fill(sheet: Worksheet, place: str) -> None:
    """Fill the cells of a place; a colour of the sender's may mean something and stays."""
    left, top, right, bottom = range_boundaries(place)
    for row in sheet.iter_rows(top, bottom, left, right):
        for cell in row:
            if cell.fill.fill_type is None:
                cell.fill = PatternFill("solid", fgColor=FILL)


def _comment(sheet: Worksheet, place: str, issues: Sequence[Issue]) -> None:
    """Comment the first cell of a place, below what the sender wrote there."""
    cell = _first_cell(sheet, place)
    own = SIGN + "\n".join(f"{in_words(issue.rule)}. {issue.message}" for issue in issues)
    before = f"{cell.comment.text}\n" if cell.comment else ""
    comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", before + own), "Milepost")
    comment.width, comment.height = 360, 120
    cell.comment = comment


def _first_cell(sheet: Worksheet, place: str) -> Cell:
    """First cell of a place, or the one that shows a merged range."""
    left, top, _, _ = range_boundaries(place)
    for merged in str(sheet.merged_cells).split():
        first, upper, last, lower = range_boundaries(merged)
        if upper <= top <= lower and first <= left <= last:
            left, top = first, upper
    return sheet.cell(top, left)


def in_words(rule: str) -> str:
    """Rule as it is read: "Date impossible"."""
    return rule.replace("_", " ").capitalize()


def _remove_earlier_marks(book: Workbook) -> None:
    """Take away what an earlier marking left, so that corrected cells look as they did."""
    for sheet in book.worksheets:
        if sheet["A1"].value == TITLE:
            book.remove(sheet)
            continue
        for row in sheet.iter_rows():
            for cell in row:
                if cell.fill.fill_type and cell.fill.fgColor.rgb == f"00{FILL}":
                    cell.fill = PatternFill()
                if cell.comment and SIGN in cell.comment.text:
                    before = cell.comment.text.partition(SIGN)[0].rstrip()
                    cell.comment = Comment(before, cell.comment.author) if before else None


def _list(book: Workbook, issues: Sequence[Issue]) -> None:
    """Sheet in front with every issue, its cell as a link."""
    name = next(name for name in SHEET_NAMES if name not in book.sheetnames)
    sheet = book.create_sheet(name, 0)
    write_text(sheet.cell(1, 1), TITLE)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    noun = "issue" if len(issues) == 1 else "issues"
    note = f"{len(issues)} {noun}. Correct the cells and load this workbook; this sheet is skipped."
    write_text(sheet.cell(2, 1), note)
    for column, (header, width) in enumerate(zip(HEADERS, WIDTHS, strict=True), 1):
        write_text(sheet.cell(4, column), header)
        sheet.cell(4, column).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(4, column).column_letter].width = width
    for row, issue in enumerate(issues, 5):
        texts = (issue.sheet, issue.cell, in_words(issue.rule), issue.value, issue.message)
        for column, text in enumerate(texts, 1):
            write_text(sheet.cell(row, column), text)
        sheet.cell(row, len(texts)).alignment = Alignment(wrap_text=True, vertical="top")
        _link(sheet.cell(row, 2), issue, book)
    sheet.freeze_panes = "A5"
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def _link(cell: Cell, issue: Issue, book: Workbook) -> None:
    """Link to the cell that the issue names, where its sheet is in the workbook."""
    name = issue.sheet or UNNAMED
    if issue.cell and name in book.sheetnames:
        quoted = name.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{issue.cell}")
        cell.font = Font(underline="single", color="0563C1")
