"""Sheets as XML: how far their cells reach, counted before a reader makes room for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.raw.refusal import Refusal, damaged
from pipelines.raw.rows_alike import Forms
from pmo.settings import Limits

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

# No "<" in a value: with it, a quotation mark could hide a cell from us and not from a reader.
_ATTRIBUTES = rb"((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)"
_SHEET_DATA = re.compile(rb"<(?:[\w.-]+:)?sheetData(?=[\s/>])")
_SHEET_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
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
    begin = sheet_data(xml)
    if begin is None:
        return False
    if _has_markup(xml, begin.start()):
        raise damaged(part)  # a comment could hide cells from us and not from a reader
    end = sheet_end(xml, begin.end())
    if sheet_data(xml, begin.end()):
        raise damaged(part)
    stop = end.start() if end else begin.end()
    rows = _RowReader(xml, part, stop)
    rows.read(begin.end())
    if _CELL_OPENING.search(xml, stop):
        raise damaged(part)
    reach.add(part, rows.last_row, rows.last_column)
    return True


def _has_markup(xml: bytes, begin: int) -> bool:
    """Whether a comment, a declaration or an instruction stands after a place."""
    return any(  # the sign alone is rare and found at once; nothing is as frequent as "<"
        xml.find(sign, begin) >= 0 and xml.find(b"<" + sign, begin) >= 0 for sign in (b"!", b"?")
    )


def sheet_data(xml: bytes, begin: int = 0) -> re.Match[bytes] | None:
    """Where the rows of a worksheet part open, from a place on."""
    return _tag(_SHEET_DATA, xml, begin)


def sheet_end(xml: bytes, begin: int) -> re.Match[bytes] | None:
    """Where the rows of a worksheet part end, from a place on."""
    return _tag(_SHEET_END, xml, begin)


def _tag(pattern: re.Pattern[bytes], xml: bytes, begin: int) -> re.Match[bytes] | None:
    """The first such tag; to look for its name is much quicker than to try every tag."""
    name = xml.find(b"sheetData", begin)
    while name >= 0:
        found = pattern.match(xml, max(begin, xml.rfind(b"<", begin, name)))
        if found:
            return found
        name = xml.find(b"sheetData", name + 1)
    return None


class _RowReader:
    """Reads rows in turn; most are built like the one before, which one expression can tell."""

    def __init__(self, xml: bytes, part: str, stop: int) -> None:
        self.xml = xml
        self.part = part
        self.stop = stop  # where the rows end
        self.last_row = self.last_column = 0  # with a value
        self.forms = Forms()
        self.width = 0  # last column of a row that is built as they expect

    def read(self, begin: int) -> None:
        """Read all rows from a place on."""
        number = 0
        at = begin
        row = ROW.search(self.xml, begin, self.stop)
        self._refuse_cells(begin, row.start() if row else self.stop)
        while row is not None:
            at, number = self._alike(row.start(), number)
            if at > row.start():
                row = ROW.search(self.xml, at, self.stop)
                if at != (row.start() if row else self.stop):
                    raise damaged(self.part)
                continue
            following = ROW.search(self.xml, row.end(), self.stop)
            until = following.start() if following else self.stop
            number = self._read_row(row, until, number)
            row = following

    def _alike(self, at: int, number: int) -> tuple[int, int]:
        """Where the rows end that are built like the one before, and the number of the last."""
        first = at
        while found := self.forms.match(self.xml, at, self.stop):
            row = int(found[1])
            if not number < row <= LAST_ROW:
                raise damaged(self.part)
            at, number = found.end(), row
        if at > first:
            self.last_row, self.last_column = number, max(self.last_column, self.width)
        return at, number

    def _read_row(self, row: re.Match[bytes], until: int, previous: int) -> int:
        """Number of a row that lies between its opening and a place, its cells counted in."""
        number = self._number(row[1], previous)
        _refuse_unclosed(self.xml, row, until, self.part)
        if len(_ROW_OPENING.findall(self.xml, row.start(), until)) != 1:
            raise damaged(self.part)
        column = self._last_column(row.end(), until, number)
        if column:
            self.last_row, self.last_column = number, max(self.last_column, column)
        return number

    def _refuse_cells(self, begin: int, end: int) -> None:
        """Refuse cells, and openings of rows that cannot be read, between rows."""
        if _CELL_OPENING.search(self.xml, begin, end) or _ROW_OPENING.search(self.xml, begin, end):
            raise damaged(self.part)

    def _number(self, attributes: bytes, previous: int) -> int:
        found = _REFERENCE.search(attributes)
        if found and not found[1].isdigit():
            raise damaged(self.part)
        number = int(found[1]) if found else previous + 1
        if not previous < number <= LAST_ROW:
            raise damaged(self.part)
        return number

    def _last_column(self, begin: int, end: int, row: int) -> int:
        """The last column with a value in the row that lies between these places."""
        found = _CELL_OPENING.findall(self.xml, begin, end)
        letters = tuple(cell[0] for cell in found)
        is_plain = b"" not in letters and self.xml.find(b"/>", begin, end) < 0
        if not is_plain:
            return self._cells_in_full(begin, end, row, len(found))
        if {cell[1] for cell in found} - {b"%d" % row}:
            raise damaged(self.part)
        last = self._last(column_of(letter) for letter in letters)
        self.forms.expect(letters)
        self.width = last
        return last

    def _cells_in_full(self, begin: int, end: int, row: int, openings: int) -> int:
        """The same where a cell has no address, an unusual one, or no value."""
        column = last = count = 0
        for cell in _CELL.finditer(self.xml, begin, end):
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
