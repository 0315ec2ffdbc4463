"""Reading files: what a good file gives, cell by cell, and what happens to the rest."""

import datetime as dt
import hashlib
import io
import itertools
import os
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from pipelines.book import CELL_SCHEMA, Book, Sheet
from pipelines.read import UNSAFE, read
from pmo.errors import UnreadableFileError
from pmo.originals import raw_cells
from pmo.settings import ROOT, Limits

LIMITS = Limits()


def written(folder: Path, content: bytes, name: str = "plan.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def cells(sheet: Sheet) -> list[tuple[int, int, str, str]]:
    return sheet.cells.rows()


def texts(book: Book) -> list[str]:
    return book.sheets[0].cells["text"].to_list()


def places(book: Book) -> list[tuple[int, int]]:
    return book.sheets[0].cells.select("row", "column").rows()


def rules(book: Book) -> list[tuple[str, str]]:
    return [(note.rule, note.cell) for note in book.notes]


def reason(path: Path, limits: Limits = LIMITS) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read(path, limits=limits)
    assert refused.value.file == path.name
    return refused.value.reason


# Text files


def test_a_text_file_is_one_sheet_without_a_name(tmp_path):
    content = b"Project,Budget\nALPHA,12.50\n"
    book = read(written(tmp_path, content))
    assert (book.kind, book.file, book.notes) == ("csv", "plan.csv", ())
    assert book.sha256 == hashlib.sha256(content).hexdigest()
    assert [sheet.name for sheet in book.sheets] == [""]
    assert dict(book.sheets[0].cells.schema) == CELL_SCHEMA
    assert cells(book.sheets[0]) == [
        (1, 1, "text", "Project"),
        (1, 2, "text", "Budget"),
        (2, 1, "text", "ALPHA"),
        (2, 2, "text", "12.50"),
    ]


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    assert reason(tmp_path / "missing.csv") == "There is no such file."
    assert reason(tmp_path) == "There is no such file."


def test_the_senders_name_of_a_file_stands_in_the_book_and_in_refusals(tmp_path):
    path = written(tmp_path, b"a,b\n1,2\n", "3f9a")
    assert read(path, file="budget.csv").file == "budget.csv"
    with pytest.raises(UnreadableFileError, match=r"budget\.csv: The file is empty"):
        read(written(tmp_path, b"", "3f9b"), file="budget.csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    rows = [["Project", "Note"], ["ALPHA", "late"], ["BETA", "done"]]
    content = "\n".join(delimiter.join(row) for row in rows)
    assert texts(read(written(tmp_path, content.encode()))) == list(itertools.chain(*rows))


def test_decimal_commas_do_not_win_over_the_delimiter(tmp_path):
    book = read(written(tmp_path, b"Project;Budget;Actual\nALPHA;1,5;2,5\nBETA;2,5;3,5\n"))
    assert texts(book)[3:6] == ["ALPHA", "1,5", "2,5"]


def test_a_line_that_names_the_delimiter_is_no_record(tmp_path):
    book = read(written(tmp_path, b"sep=;\r\nProject;Budget\r\nALPHA;1,2\r\n"))
    assert cells(book.sheets[0])[2:] == [(3, 1, "text", "ALPHA"), (3, 2, "text", "1,2")]


def test_one_column_stays_one_column(tmp_path):
    assert places(read(written(tmp_path, b"Project\nALPHA\nBETA\n"))) == [(1, 1), (2, 1), (3, 1)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_is_one(tmp_path, end):
    book = read(written(tmp_path, end.join(["Project,Budget", "ALPHA,1", ""]).encode()))
    assert places(book) == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_a_record_stands_where_its_first_line_is(tmp_path):
    content = b'Project,Note\r\nALPHA,"first\r\r\nsecond\r\n\r\nthird"\r\nBETA,x\r\n'
    book = read(written(tmp_path, content))
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    assert cells(book.sheets[0])[2:] == [
        (2, 1, "text", "ALPHA"),
        (2, 2, "text", "first\nsecond\nthird"),
        (lines.index(b"BETA,x") + 1, 1, "text", "BETA"),
        (lines.index(b"BETA,x") + 1, 2, "text", "x"),
    ]


def test_ragged_records_lose_no_cell(tmp_path):
    book = read(written(tmp_path, b"a,b,c\n1,2,3\n4,5\n\n6,7,8,9,10\n"))
    assert texts(book) == ["a", "b", "c", *"123", *"45", *"6789", "10"]
    assert places(book)[-1] == (5, 5)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_a_note(tmp_path, encoding):
    book = read(written(tmp_path, "Projekt,Größe\nÄpfel,€ 5\n".encode(encoding)))
    assert (texts(book), book.notes) == (["Projekt", "Größe", "Äpfel", "€ 5"], ())


def test_windows_text_is_read_with_a_note(tmp_path):
    book = read(written(tmp_path, "Projekt,Preis\nÄpfel,£5 “net”\n".encode("cp1252")))
    assert texts(book)[2:] == ["Äpfel", "£5 “net”"]
    assert rules(book) == [("encoding_assumed", "")]


def test_a_file_of_two_encodings_is_refused_with_the_line(tmp_path):
    content = "Projekt\nÄpfel\n".encode() + "Käse\n".encode("cp1252")
    assert reason(written(tmp_path, content)).startswith("Line 3, byte 17 is not UTF-8")


@pytest.mark.parametrize("bad", [b"\x81", b"\xed\xa0\x80", b"\xe0\x80\x80"])
def test_bytes_of_no_encoding_are_refused_with_the_line(tmp_path, bad):
    assert reason(written(tmp_path, b"Project\nA" + bad)).startswith("Line 2, byte 10 is neither")


def test_a_quotation_that_never_closes_is_refused_with_its_line(tmp_path):
    content = b'Project,Note\nALPHA,"open\nBETA,x\n'
    expected = "Line 2 opens a quotation mark that never closes."
    assert reason(written(tmp_path, content)).startswith(expected)


def test_a_quotation_that_never_closes_in_a_long_file_is_the_same(tmp_path):
    content = b'Project,Note\nALPHA,"open\n' + b"BETA,x\n" * 20_000
    expected = "Line 2 opens a quotation mark that never closes."
    assert reason(written(tmp_path, content)).startswith(expected)


def test_text_after_a_closing_quotation_mark_is_refused(tmp_path):
    content = b'Project,Note\nALPHA,"x"y\n'
    expected = "Line 2: text after a closing quotation mark."
    assert reason(written(tmp_path, content)).startswith(expected)


def test_a_cell_over_the_limit_is_refused(tmp_path):
    content = b"Project,Note\nALPHA," + b"x" * 32_768 + b"\n"
    expected = "Line 2 has a cell longer than 32,767 characters (32,768)."
    assert reason(written(tmp_path, content)).startswith(expected)


def test_a_million_columns_are_refused_by_the_first_line(tmp_path):
    path = written(tmp_path, b"," * 999_999)
    assert reason(path) == "Line 1 has 1,000,000 columns; the limit is 600."


def test_one_column_too_many_is_refused_with_its_line(tmp_path):
    path = written(tmp_path, b"a,b\n" + b"," * 600)
    assert reason(path) == "Line 2 has 601 columns; the limit is 600."


def test_rows_and_cells_over_the_limit_are_refused(tmp_path):
    path = written(tmp_path, b"a,b\n" * 6)
    assert "more than 5 rows" in reason(path, limits=Limits(rows=5))
    assert "more than 11 cells" in reason(path, limits=Limits(cells=11))


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b",,,\n,,,\n", b"\xef\xbb\xbf"])
def test_a_file_without_a_cell_is_empty(tmp_path, content):
    assert reason(written(tmp_path, content)) == "The file is empty."


def test_a_header_alone_is_no_empty_file(tmp_path):
    assert texts(read(written(tmp_path, b"Project,Budget\n"))) == ["Project", "Budget"]


def test_control_characters_are_replaced_and_listed(tmp_path):
    book = read(written(tmp_path, b"Project,Code\nAL\0PHA,\x1b[31mred\n"))
    assert texts(book)[2:] == ["AL\ufffdPHA", "\ufffd[31mred"]
    assert rules(book) == [("control_character", "A2"), ("control_character", "B2")]


def test_invisible_characters_are_left_out_and_listed(tmp_path):
    content = "Project,Name\nAL\u200bPHA,\u202egpj.exe\nMu\u0308ller,\u200b\n".encode()
    book = read(written(tmp_path, content))
    assert texts(book)[2:] == ["ALPHA", "gpj.exe", "M\u00fcller"]
    assert rules(book) == [("confusable", "A2"), ("confusable", "B2"), ("confusable", "B3")]


def test_ten_thousand_bad_cells_are_counted_not_listed_one_by_one(tmp_path):
    book = read(written(tmp_path, b"a,b\n" + b"1,\x07\n" * 10_000))
    assert len(book.notes) == 1_001
    assert book.notes[-1].message.startswith("9,000 more cells of this sheet:")


def test_blanks_round_a_text_are_kept(tmp_path):
    assert texts(read(written(tmp_path, b"Project , Budget\n"))) == ["Project ", " Budget"]


def test_formulas_markup_and_queries_in_text_are_text(tmp_path):
    hostile = ["=cmd|' /C calc'!A0", "@SUM(A1)", "<script>x</script>", "'; drop table x; --"]
    content = "Name,Note\n" + "".join(f'"{text}",x\n' for text in hostile)
    assert texts(read(written(tmp_path, content.encode())))[2::2] == hostile


# Workbooks


def saved(book: openpyxl.Workbook, folder: Path) -> Path:
    book.save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


def test_a_workbook_keeps_true_addresses_and_kinds(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Plan"
    sheet["C4"] = "ALPHA"
    sheet["D4"] = 12
    sheet["E4"] = 0.1
    sheet["F4"] = dt.date(2026, 3, 31)
    sheet["G4"] = dt.datetime.fromisoformat("2026-03-31T14:05:07")
    sheet["H4"] = dt.time(9, 30)
    sheet["I4"] = dt.timedelta(hours=27, minutes=30)
    sheet["J4"] = True
    sheet["C7"] = 1e-7
    sheet["D7"] = 12345678901.5
    sheet["E7"] = -3
    book = read(saved(workbook, tmp_path))
    assert (book.kind, book.sheets[0].name, book.notes) == ("xlsx", "Plan", ())
    assert cells(book.sheets[0]) == [
        (4, 3, "text", "ALPHA"),
        (4, 4, "number", "12"),
        (4, 5, "number", "0.1"),
        (4, 6, "date", "2026-03-31"),
        (4, 7, "datetime", "2026-03-31T14:05:07"),
        (4, 8, "time", "09:30:00"),
        (4, 9, "duration", "27:30:00"),
        (4, 10, "bool", "true"),
        (7, 3, "number", "0.0000001"),
        (7, 4, "number", "12345678901.5"),
        (7, 5, "number", "-3"),
    ]


def test_dates_count_from_1904_where_the_workbook_says_so(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active["A1"] = 44_000
    workbook.active["A1"].number_format = "dd/mm/yyyy"
    assert cells(read(saved(workbook, tmp_path)).sheets[0]) == [(1, 1, "date", "2024-06-19")]


def test_merged_ranges_and_hidden_sheets_are_told(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["B2"] = "IT programmes"
    workbook.active.merge_cells("B2:D3")
    workbook.create_sheet("Lists").sheet_state = "hidden"
    workbook.create_sheet("Secret").sheet_state = "veryHidden"
    book = read(saved(workbook, tmp_path))
    assert book.sheets[0].merged == ((2, 2, 3, 4),)
    assert [sheet.is_hidden for sheet in book.sheets] == [False, True, True]


def test_errors_and_formulas_never_calculated_are_not_blank(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_formula("B2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C2", "=A1+1", None, "")
        sheet.write_formula("D2", "=A1+1", None, 7)
        sheet.write_formula("E2", '=""', None, "x")
        sheet.write_string("F2", "#N/A")
    assert cells(read(tmp_path / "plan.xlsx").sheets[0]) == [
        (2, 2, "error", "#DIV/0!"),
        (2, 3, "uncached", "=A1+1"),
        (2, 4, "number", "7"),
        (2, 5, "text", "x"),
        (2, 6, "text", "#N/A"),
    ]


def test_errors_are_found_on_the_sheet_where_they_stand(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as workbook:
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=First!$A$1:$A$2"})
        workbook.add_chartsheet().set_chart(chart)
        workbook.add_worksheet("First").write("A1", "fine")
        workbook.add_worksheet("Second").write_formula("A1", "=1/0", None, "#REF!")
    book = read(tmp_path / "plan.xlsx")
    assert [(sheet.name, cells(sheet)) for sheet in book.sheets] == [
        ("First", [(1, 1, "text", "fine")]),
        ("Second", [(1, 1, "error", "#REF!")]),
    ]


def test_a_number_that_is_none_stays_text(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["ALPHA", 1])
    path = changed(saved(workbook, tmp_path), "xl/worksheets/sheet1.xml", (b"<v>1<", b"<v>1E400<"))
    assert cells(read(path).sheets[0])[1] == (1, 2, "text", "inf")


def changed(path: Path, part: str, replacement: tuple[bytes, bytes]) -> Path:
    content = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            inside = old.read(name)
            if name == part:
                assert replacement[0] in inside
                inside = inside.replace(*replacement)
            new.writestr(name, inside)
    return path


def test_a_sheet_that_lies_about_its_size_is_read_whole(tmp_path):
    workbook = openpyxl.Workbook()
    for number in range(8):
        workbook.active.append([number])
    path = changed(
        saved(workbook, tmp_path), "xl/worksheets/sheet1.xml", (b'ref="A1:A8"', b'ref="A1"')
    )
    assert len(texts(read(path))) == 8


def test_a_strict_workbook_is_read(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["ALPHA"])
    path = changed(
        saved(workbook, tmp_path),
        "xl/worksheets/sheet1.xml",
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
    )
    assert texts(read(path)) == ["ALPHA"]


def test_two_sheets_of_one_name_keep_their_own_cells(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as workbook:
        workbook.add_worksheet("March").write("A1", "first")
        workbook.add_worksheet("Other").write("A1", "second")
    path = changed(tmp_path / "plan.xlsx", "xl/workbook.xml", (b'name="Other"', b'name="March"'))
    book = read(path)
    assert [(sheet.name, cells(sheet)[0][3]) for sheet in book.sheets] == [
        ("March", "first"),
        ("March (2)", "second"),
    ]
    assert rules(book) == [("duplicate_sheet_name", "")]


def test_a_stray_cell_far_below_is_loaded_and_told(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "ALPHA"
    workbook.active["A1048576"] = "oops"
    book = read(saved(workbook, tmp_path))
    assert texts(book) == ["ALPHA", "oops"]
    assert rules(book) == [("stray_cell", "A1048576")]


def test_a_missing_table_of_texts_is_damage(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as workbook:
        workbook.add_worksheet("March").write("A1", "first")
    path = changed(tmp_path / "plan.xlsx", "xl/worksheets/sheet1.xml", (b"<v>0</v>", b"<v>99</v>"))
    expected = 'The workbook is damaged (part sheet "March"). Open it in Excel and save again.'
    assert reason(path) == expected


def test_a_workbook_without_cells_is_empty(tmp_path):
    assert reason(saved(openpyxl.Workbook(), tmp_path)) == "The file is empty."


def test_line_breaks_in_cells_are_single(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as workbook:
        workbook.add_worksheet().write_string("A1", "first\r\nsecond")
    assert texts(read(tmp_path / "plan.xlsx")) == ["first\nsecond"]


def test_an_old_workbook_keeps_addresses_kinds_merges_and_errors(tmp_path):
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Plan")
    sheet.write(2, 1, "ALPHA")
    sheet.write(2, 2, dt.date(2026, 3, 31), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    sheet.write(2, 3, 5)
    sheet.row(2).set_cell_error(4, "#REF!")
    sheet.write_merge(5, 6, 1, 2, "both")
    workbook.save(str(tmp_path / "plan.xls"))
    book = read(tmp_path / "plan.xls")
    assert (book.kind, book.notes) == ("xls", ())
    assert book.sheets[0].merged == ((6, 2, 7, 3),)
    assert cells(book.sheets[0]) == [
        (3, 2, "text", "ALPHA"),
        (3, 3, "date", "2026-03-31"),
        (3, 4, "number", "5"),
        (3, 5, "error", "#REF!"),
        (6, 2, "text", "both"),
    ]


def ods_cell(text: str, **about: object) -> Element:
    cell = TableCell(**about)
    cell.addElement(P(text=text))
    return cell


def test_an_open_document_keeps_addresses_kinds_and_errors(tmp_path):
    document = OpenDocumentSpreadsheet()
    table = Table(name="Plan")
    blank = TableRow(numberrowsrepeated=3)
    blank.addElement(TableCell())
    row = TableRow()
    for cell in (
        TableCell(numbercolumnsrepeated=2),
        ods_cell("ALPHA", valuetype="string"),
        ods_cell("12", valuetype="float", value=12),
        ods_cell("31/03/26", valuetype="date", datevalue="2026-03-31"),
        ods_cell("27:30", valuetype="time", timevalue="PT27H30M00S"),
        ods_cell("TRUE", valuetype="boolean", booleanvalue="true"),
        ods_cell("#DIV/0!", valuetype="float", value=0, formula="of:=1/0"),
        TableCell(formula="of:=1+1"),
        TableCell(numbercolumnsrepeated=16_375),
    ):
        row.addElement(cell)
    rest = TableRow(numberrowsrepeated=1_048_572)
    rest.addElement(TableCell(numbercolumnsrepeated=16_384))
    for part in (blank, row, rest):
        table.addElement(part)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "plan.ods"))
    book = read(tmp_path / "plan.ods")
    assert (book.kind, book.sheets[0].name, book.notes) == ("ods", "Plan", ())
    assert cells(book.sheets[0]) == [
        (4, 3, "text", "ALPHA"),
        (4, 4, "number", "12"),
        (4, 5, "date", "2026-03-31"),
        (4, 6, "duration", "27:30:00"),
        (4, 7, "bool", "true"),
        (4, 8, "error", "#DIV/0!"),
        (4, 9, "uncached", "=1+1"),
    ]


def test_a_text_file_under_a_workbooks_name_is_read_as_text(tmp_path):
    book = read(written(tmp_path, b"Project,Budget\nALPHA,1\n", "plan.xlsx"))
    assert (book.kind, rules(book)) == ("csv", [("extension_mismatch", "")])


# What is kept


def test_raw_cells_are_kept_as_they_stood(tmp_path):
    path = written(tmp_path, "Project,Note\nAL\u200bPHA,x\r\n".encode())
    book = read(path, keep=tmp_path / "kept")
    raw = raw_cells(book.sha256, tmp_path / "kept", sheet="", row=2, column=1)
    assert raw.rows() == [("", 0, 2, 1, "text", "AL\u200bPHA")]
    assert texts(book)[2] == "ALPHA"


def test_nothing_is_kept_of_a_refused_file(tmp_path):
    path = written(tmp_path, b"\x1f\x8b\x08")
    with pytest.raises(UnreadableFileError):
        read(path, keep=tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


# The child that reads

CONFINED = """\
import sys
sys.path.insert(0, sys.argv[1])
from pipelines.raw.confine import confine
confine(memory_bytes=2**29, cpu_seconds=1)
"""


@pytest.fixture
def readable(tmp_path: Path) -> Path:
    return written(tmp_path, b"Project,Budget\nALPHA,1\n")


@pytest.mark.kill
@pytest.mark.parametrize(
    "errand",
    [
        pytest.param("import time; time.sleep(600)", id="hangs"),
        pytest.param(CONFINED + "while True: pass", id="computes for ever"),
        pytest.param(CONFINED + "x = [bytearray(2**20) for _ in range(10**6)]", id="eats memory"),
        pytest.param("import os; os.abort()", id="aborts"),
        pytest.param("import os; os._exit(0)", id="leaves no answer"),
    ],
)
def test_the_parent_outlives_a_child_that(readable, monkeypatch, errand):
    monkeypatch.setattr("pipelines.read._CHILD", errand)
    started = time.monotonic()
    assert reason(readable, limits=Limits(child_wall_seconds=3)) == UNSAFE
    assert time.monotonic() - started < 10


@pytest.mark.kill
@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups of this kind")
def test_what_the_child_started_ends_with_it(tmp_path, readable, monkeypatch):
    pid = tmp_path / "pid"
    errand = (
        "import pathlib, subprocess, sys, time\n"
        "grandchild = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(pid)!r}).write_text(str(grandchild.pid))\n"
        "time.sleep(600)\n"
    )
    monkeypatch.setattr("pipelines.read._CHILD", errand)
    assert reason(readable, limits=Limits(child_wall_seconds=5)) == UNSAFE
    assert ends_soon(int(pid.read_text()))


def ends_soon(pid: int) -> bool:
    """Whether a process is gone, or dead and only waiting to be counted, within five seconds."""
    state = Path(f"/proc/{pid}/stat")
    for _ in range(50):
        if not state.exists() or state.read_text().split()[2] in "ZX":
            return True
        time.sleep(0.1)
    return False


@pytest.mark.kill
def test_too_little_memory_is_said_in_one_sentence(tmp_path):
    path = written(tmp_path, b"a,b,c,d\n" + b"1,2,3,4\n" * 500_000)
    assert reason(path, limits=Limits(child_memory_bytes=600 * 2**20)) == UNSAFE


def test_the_child_sees_no_secret_of_ours_and_leaves_nothing(tmp_path, readable, monkeypatch):
    monkeypatch.setenv("PMO_WAREHOUSE_PASSWORD", "secret")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "jobs"))
    (tmp_path / "jobs").mkdir()
    seen = tmp_path / "seen"
    errand = (
        "import os, pathlib, stat, sys\n"
        f"pathlib.Path({str(seen)!r}).write_text(repr((sorted(os.environ), os.getcwd(),"
        " stat.S_IMODE(os.stat('.').st_mode), sys.stdin.read())))\n"
    )
    monkeypatch.setattr("pipelines.read._CHILD", errand)
    assert reason(readable) == UNSAFE
    names, folder, mode, typed = eval(seen.read_text())  # noqa: S307 - written above
    assert not [name for name in names if name.startswith(("PMO", "PYTHON"))]
    assert (Path(folder).parent, mode, typed) == (tmp_path / "jobs", 0o700, "")
    assert list((tmp_path / "jobs").iterdir()) == []


def test_the_child_does_not_depend_on_where_we_stand(tmp_path, readable, monkeypatch):
    (tmp_path / "polars.py").write_text("raise RuntimeError('planted')")
    monkeypatch.chdir(tmp_path)
    assert texts(read(Path(readable.name))) == ["Project", "Budget", "ALPHA", "1"]
    assert tmp_path != ROOT


# Real files


@pytest.mark.parametrize(
    ("name", "rows", "columns", "encoding"),
    [
        # Rows and columns that hold anything. Blank rows of the file are not among them.
        ("uk_gmpp/uk_2014.csv", 15, 200, "cp1252"),
        ("uk_gmpp/uk_2016.csv", 14, 144, "cp1252"),
        ("uk_gmpp/uk_2018.csv", 134, 14, "cp1252"),
        ("uk_gmpp/uk_2021.csv", 185, 16, "cp1252"),
        ("uk_gmpp/uk_2022.csv", 236, 17, "cp1252"),
        ("nyc_capital_projects/NYC_capital_projects_20190901.csv", 2_260, 16, "utf-8"),
        ("melbourne_water/Capital_Delivery_Project_deidentified.csv", 446, 14, "utf-8"),
        ("servicenow_ibm/incidents_REST.csv", 68, 34, "utf-8"),
        ("timesheet_bigbang/timesheet.csv", 8_589, 6, "utf-8"),
    ],
)
def test_a_real_file_has_its_rows_and_columns(shared_data, name, rows, columns, encoding):
    book = read(shared_data / name)
    read_cells = book.sheets[0].cells
    assert (read_cells["row"].n_unique(), read_cells["column"].n_unique()) == (rows, columns)
    noted = [note.value for note in book.notes if note.rule == "encoding_assumed"]
    assert noted == (["cp1252"] if encoding == "cp1252" else [])


def test_a_real_workbook_has_its_sheets(shared_data):
    book = read(shared_data / "smartsheet" / "Sample Sheet.xlsx")
    assert [(sheet.name, sheet.cells.height) for sheet in book.sheets] == [
        ("rw test", 16),
        ("Comments", 0),
    ]


def test_a_real_plan_in_a_closed_format_is_named(shared_data):
    advice = "Save as XML in Microsoft Project (or ProjectLibre) and send that file."
    assert reason(shared_data / "projectlibre" / "New Product.pod").endswith(advice)
