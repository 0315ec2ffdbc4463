"""Files as the standard library and openpyxl read them: what a load is held against."""

import csv
import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, range_boundaries

from pipelines.inspection import Instructions
from pipelines.intake import FileRecord
from pipelines.load import load
from pmo.ledger import RegionRecord
from pmo.settings import Settings

PLAIN = re.compile(r"\s*[£$]?\s?(-?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?)\s*")
WORDS = re.compile(r"\s*[^\W\d]|\s*#")  # a cell of words or of an error
SOMEBODY = "Ana"
NEW = " (new)"
Rows = list[list[object]]


@dataclass(frozen=True)
class Table:
    """The cells of one sheet, by rows; a row and a column count from 1."""

    name: str
    rows: Rows

    def record_of(self, region: RegionRecord) -> "Table":
        """The part in the range of a region, records down the page and from its header on."""
        left, top, right, bottom = range_boundaries(region.range)
        cells = [row[left - 1 : right] for row in self.rows[top - 1 : bottom]]
        if region.orientation == "rows":
            return Table(self.name, cells[region.header_row - top + 1 :])
        width = max(map(len, cells))
        turned = [[*column] for column in zip(*(fill(row, width) for row in cells), strict=True)]
        return Table(self.name, turned[region.header_row - left + 1 :])

    @property
    def written(self) -> Rows:
        """Rows that hold anything."""
        return [row for row in self.rows if any(is_written(cell) for cell in row)]


def fill(row: list[object], width: int) -> list[object]:
    """Row with empty cells at its end."""
    return [*row, *[None] * (width - len(row))]


def is_written(cell: object) -> bool:
    return cell is not None and str(cell).strip() not in {"", "\u200b"}


def tables_in(path: Path) -> list[Table]:
    """Sheets of a workbook, or the only one of a text file; lines of a text count as rows do."""
    if path.suffix == ".xlsx":
        with warnings.catch_warnings(action="ignore"):  # of parts that openpyxl does without
            book = load_workbook(path, data_only=True)
        return [Table(sheet.title, [[*row] for row in sheet.values]) for sheet in book.worksheets]
    return [Table("", text_rows(path))]


def text_rows(path: Path) -> Rows:
    """Rows of a text file at the lines where they begin."""
    text = decoded(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    rows: Rows = []
    for row in reader:
        rows.append(list(row))
        rows += [[] for _ in range(reader.line_num - len(rows))]  # a row of several lines
    return rows


def decoded(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def delimiter_of(text: str) -> str:
    """The delimiter that the file names, or the mark that its first lines hold most often."""
    if text.startswith("sep="):
        return text[4]
    head = "".join(text.splitlines(keepends=True)[:5])
    return max(",;\t|", key=head.count)


def changed(path: Path, regions: Sequence[RegionRecord], target: Path) -> Path:
    """The file with one value changed: the longest words of its tables, a little longer."""
    headers = {each.sheet: each for each in regions if each.tables}
    sheets = [(table.name, [[*row] for row in table.rows]) for table in tables_in(path)]
    _, rows, row, place = max(
        (len(cell), number, y, x)
        for number, (name, rows) in enumerate(sheets)
        if name in headers
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
        if isinstance(cell, str) and WORDS.match(cell) and is_below(headers[name], y, x)
    )
    cells = sheets[rows][1]
    cells[row][place] = str(cells[row][place]) + NEW
    target.mkdir(parents=True)
    if path.suffix == ".xlsx":
        return write_book(sheets, target / path.name)
    with (target / path.name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(row for row in cells if row)
    return target / path.name


def is_below(region: RegionRecord, row: int, place: int) -> bool:
    """Whether a cell, counted from 0, stands behind the header of a region."""
    header = region.header_row or 0
    return row >= header if region.orientation == "rows" else place >= header


def write_book(sheets: Sequence[tuple[str, Rows]], path: Path) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def load_asked(path: Path, folder: Path, day: date, *, accept: bool) -> FileRecord:
    """Load a file; the day is given only where a status date is asked for.

    Whoever accepts answers what has no proposal by its first choice, or names somebody.
    """
    settings = Settings(data=folder, organisation=None, currency="EUR")
    (record,) = load([path], Instructions("Ours", accept=accept), settings)
    if record.questions and (accept or asks_for_day(record)):
        answers = {each.id: (*each.choices, SOMEBODY)[0] for each in record.questions if accept}
        answers |= {"status_date": day.isoformat()} if asks_for_day(record) else {}
        (record,) = load([path], Instructions("Ours", accept=accept, answers=answers), settings)
    return record


def asks_for_day(record: FileRecord) -> bool:
    return any(question.id == "status_date" for question in record.questions)


def plain_sums(table: Table, region: RegionRecord) -> Iterator[tuple[str, Decimal]]:
    """Sum under each header whose cells are all plain numbers, words, or empty."""
    left, top, _, _ = range_boundaries(region.range)
    rows = table.record_of(region).rows
    headers = [column.header for column in region.columns]
    for column in region.columns:
        if headers.count(column.header) > 1 or column.header not in region.sums:
            continue
        letters, line = coordinate_from_string(column.cell)
        is_upright = region.orientation == "rows"
        place = column_index_from_string(letters) - left if is_upright else line - top
        cells = [row[place] for row in rows if place < len(row) and is_written(row[place])]
        found = [number_of(cell) for cell in cells if not WORDS.match(str(cell))]
        if found and None not in found:
            yield column.header, sum((each for each in found if each is not None), Decimal(0))


def number_of(cell: object) -> Decimal | None:
    """Number of a cell that holds one without any convention."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return None
    if not isinstance(cell, str):
        return Decimal(str(cell))
    found = PLAIN.fullmatch(cell)
    digits = found[1].replace(",", "") if found else ""
    return Decimal(digits) if any(each.isdigit() for each in digits) else None
