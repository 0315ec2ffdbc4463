"""Sheets as XML: how far their cells reach, counted before a reader makes room for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.raw.refusal import Refusal, damaged
from pmo.settings import Limits

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

# No "<" in a value: with it, a quotation mark could hide a cell from us and not from a reader.
_ATTRIBUTES = rb"((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)"
SHEET_DATA = re.compile(rb"<(?:[\w.-]+:)?sheetData(?=[\s/>])")
SHEET_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
ROW = re.compile(rb"<(?:[\w.-]+:)?row(?=[\s/>])" + _ATTRIBUTES + rb">")
_ROW_OPENING = re.compile(rb"<(?:[\w.-]+:)?row(?=[\s/>])")
_CELL_OPENING = re.compile(rb"<(?:[\w.-]+:)?c(?=[\s/>])(?:\sr=\"([A-Z]{1,3})([0-9]{1,7})\")?")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c(?=[\s/>])" + _ATTRIBUTES + rb">")
_REFERENCE = re.compile(rb"(?:^|\s)r\s*=\s*[\"']([^\"']*)[\"']")
A1 = re.compile(rb"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass
class Reach:
    """The last row and column with a value, over the sheets seen so far."""

    limits: Limits
    sheets: int = 0
    cells: int = 0

    def add(self, sheet: str, last_row: int, last_column: int) -> None:
        """Count a sheet in.

        Raises:
            Refusal: there are too many sheets, columns or cells.
        """
        self.sheets += 1
        self.cells += last_row * last_column
        if self.sheets > self.limits.sheets:
            raise Refusal(
                f"The workbook has more than {self.limits.sheets:,} sheets, which is the limit."
            )
        if last_column > self.limits.columns:
            raise Refusal(
                f"{sheet} reaches to column {last_column:,}; the limit is "
                f"{self.limits.columns:,}. Delete what stands far to the right."
            )
        if self.cells > self.limits.cells:
            raise Refusal(
                f"The cells used reach over {self.cells:,} places ({sheet}); the limit is "
                f"{self.limits.cells:,}. Delete what stands far below or far to the right."
            )


def check_sheet(xml: bytes, part: str, reach: Reach) -> bool:
    """Add one part of an .xlsx file to the reach, if it is a worksheet.

    Returns:
        Whether it is one.

    Raises:
        Refusal: readers would disagree on where a cell stands, or a limit is passed.
    """
    begin = SHEET_DATA.search(xml)
    if begin is None:
        return False
    if xml.find(b"<!", begin.start()) >= 0 or xml.find(b"<?", begin.start()) >= 0:
        raise damaged(part)  # a comment could hide cells from us and not from a reader
    end = SHEET_END.search(xml, begin.end())
    if SHEET_DATA.search(xml, begin.end()):
        raise damaged(part)
    stop = end.start() if end else begin.end()
    last_row = last_column = rows = number = 0
    first_row = stop
    row_reader = _RowReader(part)
    for row, until in _rows(xml, begin.end(), stop):
        number = row_reader.number(row[1], number)
        _refuse_unclosed(xml, row, until, part)
        column = row_reader.last_column(xml, row.end(), until, number)
        rows += 1
        first_row = min(first_row, row.start())
        if column:
            last_row, last_column = number, max(last_column, column)
    if rows != len(_ROW_OPENING.findall(xml, begin.end(), stop)):
        raise damaged(part)
    if _CELL_OPENING.search(xml, begin.end(), first_row) or _CELL_OPENING.search(xml, stop):
        raise damaged(part)
    reach.add(part, last_row, last_column)
    return True


class _RowReader:
    """Reads rows in turn; most have the columns of the one before, which is quick to see."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.known: dict[tuple[bytes, ...], int] = {(): 0}

    def number(self, attributes: bytes, previous: int) -> int:
        found = _REFERENCE.search(attributes)
        if found and not found[1].isdigit():
            raise damaged(self.part)
        number = int(found[1]) if found else previous + 1
        if not previous < number <= LAST_ROW:
            raise damaged(self.part)
        return number

    def last_column(self, xml: bytes, begin: int, end: int, row: int) -> int:
        """The last column with a value in the row that lies between these places."""
        found = _CELL_OPENING.findall(xml, begin, end)
        letters = tuple(cell[0] for cell in found)
        is_plain = b"" not in letters and xml.find(b"/>", begin, end) < 0
        if not is_plain:
            return self._cells_in_full(xml, begin, end, row, len(found))
        if {cell[1] for cell in found} - {b"%d" % row}:
            raise damaged(self.part)
        if letters not in self.known:
            self.known = {(): 0, letters: self._last(column_of(letter) for letter in letters)}
        return self.known[letters]

    def _cells_in_full(self, xml: bytes, begin: int, end: int, row: int, openings: int) -> int:
        """The same where a cell has no address, an unusual one, or no value."""
        column = last = count = 0
        for cell in _CELL.finditer(xml, begin, end):
            count += 1
            column = self._next_column(cell[1], row, column)
            if not cell[1].endswith(b"/"):
                last = column
        if count != openings:
            raise damaged(self.part)
        return last

    def _next_column(self, attributes: bytes, row: int, previous: int) -> int:
        found = _REFERENCE.search(attributes)
        if found is None:
            return previous + 1
        reference = A1.fullmatch(found[1])
        if reference is None or int(reference[2]) != row:
            raise damaged(self.part)
        column = column_of(reference[1])
        if not previous < column <= LAST_COLUMN:
            raise damaged(self.part)
        return column

    def _last(self, columns: Iterator[int]) -> int:
        previous = 0
        for column in columns:
            if not previous < column <= LAST_COLUMN:
                raise damaged(self.part)
            previous = column
        return previous


def _rows(xml: bytes, begin: int, end: int) -> Iterator[tuple[re.Match[bytes], int]]:
    """Each opening of a row, and where the next one begins."""
    last = None
    for row in ROW.finditer(xml, begin, end):
        if last:
            yield last, row.start()
        last = row
    if last:
        yield last, end


def _refuse_unclosed(xml: bytes, row: re.Match[bytes], until: int, part: str) -> None:
    """Refuse rows within rows, and cells outside of rows."""
    inside = xml[row.end() : until].rstrip()
    is_closed = inside == b"" if row[1].endswith(b"/") else inside.endswith(b"row>")
    if not is_closed:
        raise damaged(part)


def column_of(letters: bytes) -> int:
    """1-based column of letters: A is 1, AB is 28."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column
