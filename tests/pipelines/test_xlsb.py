"""Binary workbooks are read like the others, within the same limits."""

import io
import struct
import zipfile

import pytest

from pipelines.book import Book
from pipelines.read import read
from pmo.errors import UnreadableFileError

NUMBER, TEXT, ERROR = 5, 6, 3
BEGIN_BOOK, BEGIN_SHEETS, SHEET, END_SHEETS = 131, 143, 156, 144
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.bin" Type="http://schemas.openxmlformats.'
    'org/officeDocument/2006/relationships/worksheet"/></Relationships>'
)


def record(kind: int, body: bytes = b"") -> bytes:
    """A record of less than 128 bytes."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(body)]) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(kind: int, column: int, value: bytes) -> bytes:
    return record(kind, struct.pack("<II", column - 1, 0) + value)


def row(number: int, *cells: bytes) -> bytes:
    return record(0, struct.pack("<IIHHBI", number - 1, 0, 300, 0, 0, 0)) + b"".join(cells)


def written(folder, *rows: bytes, styles: bytes = b""):
    sheet = record(129) + record(148, struct.pack("<4I", 0, 3, 0, 3)) + record(145)
    book = (
        record(BEGIN_BOOK)
        + record(153, struct.pack("<II", 0, 0) + wide(""))
        + record(BEGIN_SHEETS)
        + record(SHEET, struct.pack("<II", 0, 1) + wide("rId1") + wide("Plan"))
        + record(END_SHEETS)
        + record(157, bytes(26))
        + record(132)
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("xl/workbook.bin", book)
        file.writestr("xl/_rels/workbook.bin.rels", RELATIONS)
        rest = record(146) + record(130)
        if styles:
            file.writestr("xl/styles.bin", styles + record(617, bytes(4)) + record(618))
        file.writestr("xl/worksheets/sheet1.bin", sheet + b"".join(rows) + rest)
    (folder / "plan.xlsb").write_bytes(content.getvalue())
    return folder / "plan.xlsb"


def cells(book: Book) -> list[tuple]:
    return book.sheets[0].cells.rows()


def test_a_binary_workbook_keeps_addresses_kinds_and_errors(tmp_path):
    budget = cell(NUMBER, 2, struct.pack("<d", 12.5))
    path = written(
        tmp_path,
        row(1, cell(TEXT, 1, wide("Project"))),
        row(3, cell(TEXT, 1, wide("P-1")), budget),
        row(4, cell(TEXT, 1, wide("P-2")), cell(ERROR, 2, b"\x17")),
    )
    book = read(path)
    assert (book.kind, book.notes) == ("xlsb", ())
    assert cells(book) == [
        (1, 1, "text", "Project"),
        (3, 1, "text", "P-1"),
        (3, 2, "number", "12.5"),
        (4, 1, "text", "P-2"),
        (4, 2, "error", "#REF!"),
    ]


def test_two_cells_at_the_corners_of_a_binary_sheet_are_refused(tmp_path):
    one = struct.pack("<d", 1)
    path = written(tmp_path, row(1, cell(NUMBER, 1, one)), row(1_048_576, cell(NUMBER, 600, one)))
    with pytest.raises(UnreadableFileError, match="the limit is 20,000,000"):
        read(path)


def test_a_binary_sheet_that_ends_early_is_damaged(tmp_path):
    path = written(tmp_path, bytes([5, 100]))
    with pytest.raises(UnreadableFileError, match="damaged"):
        read(path)


@pytest.mark.parametrize(("fills", "rules"), [(2, []), (3, ["look_not_read"])])
def test_colours_of_a_binary_workbook_are_said_to_be_unread(tmp_path, fills, rules):
    title = row(1, cell(TEXT, 1, wide("Project")))
    path = written(tmp_path, title, styles=record(45, bytes(68)) * fills)
    assert [note.rule for note in read(path).notes] == rules
