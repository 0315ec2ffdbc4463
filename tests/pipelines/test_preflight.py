"""What is refused before any reader sees it, and in which words.

Each hostile or broken file is made here and named for what is wrong with it.
"""

import gzip
import io
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt

from pipelines.preflight import container_of, examine
from pipelines.raw.refusal import Refusal
from pmo.settings import Limits
from tests.hostile.make import (
    PROTECTED,
    SHEET,
    WORKBOOK,
    ods,
    ole,
    repacked,
    with_part,
    with_rows,
    workbook,
)

DAMAGED = "The workbook is damaged (part {}). Open it in Excel and save again."
LIMITS = Limits()


def verdict(folder: Path, content: bytes, *, limits: Limits = LIMITS) -> str:
    """Why the file is refused."""
    path = folder / "file"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        examine(path, "file", limits)
    return refused.value.reason


def refused_text(folder: Path, content: bytes) -> str:
    path = folder / "file"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        container_of(path, Limits())
    return refused.value.reason


def test_a_sound_workbook_passes_without_a_note(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook())
    examined = examine(path, "plan.xlsx", LIMITS)
    assert (examined.kind, examined.notes, examined.seen().unvalued) == ("xlsx", (), {0: []})


def test_an_empty_file_is_refused(tmp_path):
    assert refused_text(tmp_path, b"") == "The file is empty."


@pytest.mark.parametrize(
    ("content", "stranger"),
    [
        (gzip.compress(b"Project,Budget\n", mtime=0), "gzip archive"),
        (zlib.compress(b"Project,Budget\n" * 100), "zlib archive"),
        (b"\x28\xb5\x2f\xfd\x04\x00", "zstd archive"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (b"\xff\xd8\xff\xe0", "JPEG image"),
        (b"\x7fELF\2\1\1\0", "program"),
        (b"MZ\x90\0\3\0\0\0", "program"),
        (b"#!/bin/sh\n", "program"),
        (b"%PDF-1.7\n", "PDF document"),
        (b"PAR1\x15\x04\x15\0", "Parquet file"),
        (b"ARROW1\0\0", "Arrow file"),
        (b"\1\2\3\4\5\6\7\0DUCK\x40\0", "DuckDB database"),
        (b"SQLite format 3\0", "SQLite database"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table_is_named(tmp_path, content, stranger):
    advice = "Export the table as .xlsx or .csv and load that file."
    assert refused_text(tmp_path, content) == f"This is a {stranger}, not a table. {advice}"


def test_letters_that_begin_a_program_may_begin_a_text(tmp_path):
    path = tmp_path / "masses.csv"
    path.write_bytes(b"MZ,BM\n1,2\n")
    assert container_of(path, Limits()) == "text"


@pytest.mark.parametrize(
    "page",
    [
        b"<html><table><tr><td>Project</td></tr></table></html>",
        b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>",
        b"  <TABLE border=1></TABLE>",
        "<html></html>".encode("utf-16"),
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"></html>',
    ],
)
def test_a_web_page_saved_as_xls_is_named(tmp_path, page):
    expected = "A web page saved as .xls. Open it in Excel and save as .xlsx."
    assert refused_text(tmp_path, page) == expected


def test_a_plan_of_a_java_program_is_never_opened(tmp_path):
    advice = "Save as XML in Microsoft Project (or ProjectLibre) and send that file."
    assert refused_text(tmp_path, b"\xac\xed\x00\x05sr").endswith(advice)


def test_xml_of_no_plan_is_named(tmp_path):
    content = b"<?xml version='1.0'?><Project/>"
    assert refused_text(tmp_path, content).startswith("This is an XML file, not a table.")


def test_a_document_type_in_a_text_is_refused(tmp_path):
    content = b'<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "b">]><Project/>'
    assert refused_text(tmp_path, content).startswith("The XML holds a DTD.")


def test_a_file_over_the_size_limit_is_refused_with_both_sizes(tmp_path):
    path = tmp_path / "big.csv"
    path.write_bytes(b"x" * 3 * 2**20)
    with pytest.raises(Refusal, match=r"The file has 3 MB; the limit is 2 MB\."):
        container_of(path, Limits(file_bytes=2 * 2**20))


def test_a_truncated_workbook_is_damaged(tmp_path):
    expected = DAMAGED.format("directory of parts")
    assert verdict(tmp_path, workbook()[:-100]) == expected


def test_a_flipped_bit_is_damage(tmp_path):
    content = bytearray(workbook())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as book:
        at = book.getinfo(SHEET).header_offset + 30 + len(SHEET) + 40
    content[at] ^= 0x10
    assert verdict(tmp_path, bytes(content)) == DAMAGED.format(SHEET)


def test_a_workbook_without_its_workbook_part_is_damaged(tmp_path):
    content = repacked(workbook(), WORKBOOK, lambda _: None)
    assert verdict(tmp_path, content) == DAMAGED.format(WORKBOOK)


def test_a_zip_of_anything_is_no_table(tmp_path):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert verdict(tmp_path, content.getvalue()).startswith("This is a zip archive, not a table.")


def test_a_sheet_that_unpacks_beyond_the_limit_is_refused(tmp_path):
    content = with_part("xl/media/blob.bin", bytes(range(256)) * 4 * 4096)
    reason = verdict(tmp_path, content, limits=Limits(inflated_bytes=2**20, inflation_ratio=10**6))
    assert reason.startswith("Unpacks to more than 1 MB; the limit is 1 MB. Copy the sheets ")


def test_a_bomb_is_refused_by_its_ratio(tmp_path):
    content = with_part("xl/media/bomb.bin", b"\0" * 50 * 2**20)
    assert len(content) < 100_000
    reason = verdict(tmp_path, content)
    assert reason.startswith("Unpacks to ")
    assert "MB or more; the limit is 150 times its size. Copy the sheets " in reason


def test_a_declared_size_that_lies_does_not_help_a_bomb(tmp_path):
    content = bytearray(with_part("xl/media/bomb.bin", b"\0" * 50 * 2**20))
    directory = content.rindex(b"PK\1\2")
    struct.pack_into("<I", content, directory + 24, 10)
    assert "the limit is 150 times its size." in verdict(tmp_path, bytes(content))


@pytest.mark.parametrize("name", ["xl/workbook.xml", "XL/Workbook.xml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")  # the library that writes it is right
def test_a_part_that_stands_twice_is_refused(tmp_path, name):
    assert verdict(tmp_path, with_part(name, b"<x/>")).endswith("stands in it twice.")


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "xl/../../evil.xml", "C:evil"])
def test_a_part_that_leads_out_of_the_file_is_refused(tmp_path, name):
    assert verdict(tmp_path, with_part(name, b"1")).endswith("leads out of it.")


def test_an_encrypted_part_means_a_password(tmp_path):
    content = bytearray(workbook())
    struct.pack_into("<H", content, content.index(b"PK\1\2") + 8, 1)
    assert verdict(tmp_path, bytes(content)) == PROTECTED


def test_more_parts_than_the_limit_are_refused_with_both_numbers(tmp_path):
    with zipfile.ZipFile(io.BytesIO(workbook())) as book:
        count = len(book.namelist())
    reason = verdict(tmp_path, workbook(), limits=Limits(zip_parts=3))
    assert reason.startswith(f"The workbook has {count} parts; the limit is 3.")


@pytest.mark.parametrize(
    "inside",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
        b'<?xml version="1.0"?>\n<!-- harmless -->\n<!DOCTYPE x SYSTEM "http://example.com"><x/>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x []><x/>'.encode("utf-16"),
        "<!DOCTYPE x []><x/>".encode("utf-16-le"),
    ],
)
def test_a_document_type_in_any_part_is_refused(tmp_path, inside):
    reason = verdict(tmp_path, with_part("docProps/custom.xml", inside))
    assert reason.startswith("The XML holds a DTD.")


def test_padding_cannot_hide_a_document_type(tmp_path):
    inside = b"<!--" + b" " * 100_000 + b"--><!DOCTYPE x []><x/>"
    reason = verdict(tmp_path, with_part("docProps/custom.xml", inside))
    assert reason.startswith("The XML holds a DTD.")


def test_two_cells_at_the_corners_of_a_sheet_are_refused(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    reason = verdict(tmp_path, with_rows(rows))
    assert reason.startswith(f"{SHEET} reaches to column 16,384; the limit is 600.")


def test_a_used_range_over_the_limit_is_refused_with_both_numbers(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="Z900000"><v>1</v></c></row>'
    )
    reason = verdict(tmp_path, with_rows(rows))
    assert "reach over 23,400,000 places" in reason
    assert "the limit is 20,000,000" in reason


def test_formatted_blank_cells_do_not_count_against_the_range(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    path = tmp_path / "blank.xlsx"
    path.write_bytes(with_rows(rows))
    assert examine(path, "blank.xlsx", Limits()).kind == "xlsx"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param('<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>', id="seven letters"),
        pytest.param('<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>', id="row 2^32-1"),
        pytest.param('<row r="1"><c r="A2"><v>1</v></c></row>', id="cell of another row"),
        pytest.param('<row r="1"><c r="A0"><v>1</v></c></row>', id="row zero"),
        pytest.param('<row r="1"><c r="a1"><v>1</v></c></row>', id="small letters"),
        pytest.param(
            '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
            id="rows out of order",
        ),
        pytest.param(
            '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', id="cell twice"
        ),
        pytest.param(
            '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>', id="cells backwards"
        ),
        pytest.param(
            '<row r="1"><row r="2"><c r="A2"><v>1</v></c></row></row>', id="a row in a row"
        ),
        pytest.param('<c r="A1"><v>1</v></c>', id="a cell outside of rows"),
        pytest.param('<row r="1"/></sheetData><c r="A1"/><sheetData>', id="a cell behind the rows"),
        pytest.param(
            '<row r="1"><!-- <c " --><c r="XFD1" x=""><v>1</v></c></row>', id="a hiding comment"
        ),
        pytest.param(
            '<row r="1"><x a="<c \'"><c r="XFD1" b="\'"/></x></row>', id="a hiding quotation"
        ),
    ],
)
def test_cells_on_whose_place_readers_disagree_are_refused(tmp_path, rows):
    assert verdict(tmp_path, with_rows(rows)) == DAMAGED.format(SHEET)


def test_cells_without_an_address_are_counted(tmp_path):
    cells = "<c><v>1</v></c>" * 601
    reason = verdict(tmp_path, with_rows(f"<row>{cells}</row>"))
    assert "reaches to column 601; the limit is 600" in reason


def test_more_sheets_than_the_limit_are_refused(tmp_path):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for number in range(4):
            book.add_worksheet(f"Month {number}")
    reason = verdict(tmp_path, content.getvalue(), limits=Limits(sheets=3))
    assert reason == "The workbook has more than 3 sheets, which is the limit."


@pytest.mark.parametrize(
    ("styles", "reason"),
    [
        (b"<styleSheet>" + b"<xf/>" * 66_001 + b"</styleSheet>", "66,001 cell styles"),
        (b'<styleSheet><numFmt formatCode="' + b"0" * 2_001 + b'"/></styleSheet>', "2,000"),
    ],
)
def test_styles_that_hang_readers_are_refused(tmp_path, styles, reason):
    content = repacked(workbook(), "xl/styles.xml", lambda _: styles)
    assert reason in verdict(tmp_path, content)


ONE = 'office:value-type="float" office:value="1"'


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ('table:number-rows-repeated="4000000000"', ONE),
        ("", f'table:number-columns-repeated="4000000000" {ONE}'),
        (f'table:number-rows-repeated="{"9" * 10_000}"', ""),
        ('table:number-rows-repeated="100000"', f'table:number-columns-repeated="500" {ONE}'),
    ],
    ids=["rows", "columns", "a number of 10,000 digits", "both"],
)
def test_repeat_counts_of_an_ods_file_are_multiplied_out_first(tmp_path, row, cell):
    rows = f"<table:table-row {row}><table:table-cell {cell}/></table:table-row>"
    assert "the limit is" in verdict(tmp_path, ods(rows))


def test_blank_repeats_at_the_end_of_an_ods_sheet_are_normal(tmp_path):
    rows = (
        '<table:table-row><table:table-cell office:value-type="float" office:value="1"/>'
        '<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048575">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = tmp_path / "plan.ods"
    path.write_bytes(ods(rows))
    assert examine(path, "plan.ods", Limits()).kind == "ods"


def test_a_document_type_in_an_ods_file_is_refused(tmp_path):
    reason = verdict(tmp_path, ods("", prolog='<!DOCTYPE x [<!ENTITY a "b">]>'))
    assert reason.startswith("The XML holds a DTD.")


def test_a_password_protected_workbook_is_named(tmp_path):
    content = ole(["EncryptionInfo", "EncryptedPackage"])
    assert verdict(tmp_path, content) == PROTECTED


def test_a_word_document_is_named(tmp_path):
    reason = verdict(tmp_path, ole(["WordDocument"]))
    assert reason.startswith("This is a Word document, not a table. Export the table")


def test_a_looping_container_is_refused(tmp_path):
    reason = verdict(tmp_path, ole(["Workbook"], directory_loops=True))
    assert reason == DAMAGED.format("allocation table")


@pytest.mark.parametrize("length", [8, 512, 1024])
def test_a_container_that_ends_early_is_refused(tmp_path, length):
    assert verdict(tmp_path, ole(["Workbook"])[:length]).startswith("The workbook is damaged")


def test_an_xls_sheet_that_ends_early_is_refused(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("Plan").write(0, 0, "ALPHA")
    content = io.BytesIO()
    book.save(content)
    broken = content.getvalue().replace(b"\x0a\x00\x00\x00", b"\x0a\x00\xff\x7f")
    assert verdict(tmp_path, broken) == DAMAGED.format("Workbook stream")


def test_macros_are_mentioned_and_never_run(tmp_path):
    path = tmp_path / "plan.xlsm"
    path.write_bytes(with_part("xl/vbaProject.bin", b"\0"))
    notes = examine(path, "plan.xlsm", Limits()).notes
    assert [note.rule for note in notes] == ["macros_ignored"]


@pytest.mark.parametrize(("name", "rules"), [("a.xls", ["extension_mismatch"]), ("a", [])])
def test_a_name_that_lies_is_mentioned(tmp_path, name, rules):
    path = tmp_path / "file"
    path.write_bytes(workbook())
    assert [note.rule for note in examine(path, name, Limits()).notes] == rules


def test_a_workbook_written_by_openpyxl_passes(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Project", None, "=1+1"])
    book.create_chartsheet("Chart")
    book.save(tmp_path / "plan.xlsx")
    examined = examine(tmp_path / "plan.xlsx", "plan.xlsx", Limits())
    assert [(cell.row, cell.column, cell.kind) for cell in examined.seen().unvalued[0]] == [
        (1, 3, "uncached")
    ]
