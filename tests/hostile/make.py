"""Hostile and broken files, one of each kind, made from code; no reader should see most of them.

``python -m tests.hostile.make FOLDER`` writes all of them into a folder.
"""

import gzip
import io
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
import xlwt

SHEET = "xl/worksheets/sheet1.xml"
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
THEME = "xl/theme/theme1.xml"
NO_SECTOR = 0xFFFFFFFF
END_OF_CHAIN = 0xFFFFFFFE
TABLE_SECTOR = 0xFFFFFFFD
TABLE = (
    ("Project ID", "Project name", "Forecast finish", "Approved budget EUR"),
    ("P-1", "Alpha", "2026-07-15", "1200.50"),
    ("P-2", "Beta", "2026-08-31", "900"),
    ("P-3", "Gamma", "2026-12-24", "77"),
)
DAMAGED = "The workbook is damaged (part"
PROTECTED = "The workbook is protected by a password. Remove it and send again."
HOLDS_A_DTD = "The XML holds a DTD. Open the file in Excel and save again."
PROJECT = "Save as XML in Microsoft Project (or ProjectLibre) and send that file."
NO_SAFE_WAY = "This file could not be read safely"


@dataclass(frozen=True)
class Kind:
    """One kind of file and the verdict on it."""

    name: str  # under which the sender sends it
    make: Callable[[], bytes]
    refusal: str = ""  # part of the sentence that refuses it; none: it is read
    rules: tuple[str, ...] = ()  # issues and questions that it must raise when it is read
    records: int = 3  # that it must give at least when it is read
    is_heavy: bool = False


def workbook() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Plan")
        sheet.write_row(0, 0, ["Project", "Budget"])
        sheet.write_row(1, 0, ["ALPHA", 12])
    return content.getvalue()


def repacked(content: bytes, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """The zip file with one part changed, or left out where the change gives None."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            inside = old.read(name) if name != part else change(old.read(name))
            if inside is not None:
                new.writestr(name, inside, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def with_rows(rows: str) -> bytes:
    """A workbook whose one sheet holds these rows of XML."""
    pattern = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
    data = f"<sheetData>{rows}</sheetData>".encode()
    return repacked(workbook(), SHEET, lambda xml: pattern.sub(data, xml))


def with_part(name: str, inside: bytes) -> bytes:
    target = io.BytesIO(workbook())
    with zipfile.ZipFile(target, "a") as book:
        book.writestr(name, inside, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def ods(rows: str, *, prolog: str = "") -> bytes:
    content = io.BytesIO()
    xml = (
        f'<?xml version="1.0"?>{prolog}<office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Plan">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(content, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", xml)
    return content.getvalue()


def ole(names: list[str], *, directory_loops: bool = False) -> bytes:
    """A container of three sectors: allocation table, directory, and one that is empty."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    struct.pack_into("<5H", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<7I", header, 44, 1, 1, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN)
    struct.pack_into("<109I", header, 76, 0, *[NO_SECTOR] * 108)
    following = [TABLE_SECTOR, 1 if directory_loops else END_OF_CHAIN]
    table = struct.pack("<128I", *following, *[NO_SECTOR] * 126)
    directory = b""
    for number, name in enumerate(["Root Entry", *names]):
        entry = bytearray(name.encode("utf-16-le").ljust(128, b"\0"))
        struct.pack_into("<HB", entry, 64, 2 * len(name) + 2, 2 if number else 5)
        struct.pack_into("<II", entry, 116, END_OF_CHAIN, 0)
        directory += entry
    return bytes(header) + table + directory.ljust(512, b"\0") + b"\0" * 512


def table(*more: tuple[str, ...], columns: int = 4) -> bytes:
    """A sound text table, with more lines below it."""
    return "".join(",".join(line[:columns]) + "\n" for line in (*TABLE, *more)).encode()


def sound_workbook(name: str = "Plan", *, budget: float | str = 77) -> bytes:
    """A workbook that would be read without a question."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet(name)
        for row, line in enumerate(TABLE):
            sheet.write_row(row, 0, line[:3])
            sheet.write(row, 3, line[3] if row == 0 else float(line[3]))
        sheet.write(3, 3, budget)
    return content.getvalue()


def text_cells(*texts: str) -> bytes:
    """The table with these texts as names of projects, as text."""
    lines = [(f"P-{number}", text, "2026-07-15", "5") for number, text in enumerate(texts, 4)]
    return table(*lines)


def in_zip(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, inside in parts.items():
            file.writestr(name, inside)
    return content.getvalue()


def with_sheets(count: int) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for _ in range(count):
            book.add_worksheet().write(0, 0, "x")
    return content.getvalue()


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("Plan").write(0, 0, "ALPHA")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def flipped(content: bytes) -> bytes:
    """The same with the bits of a byte of the worksheet's content turned round."""
    at = content.index(SHEET.encode()) + len(SHEET) + 40
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def with_flag(content: bytes, flag: int) -> bytes:
    """The same with a flag set in the directory's first entry."""
    at = content.index(b"PK\1\2") + 8
    return content[:at] + bytes([content[at] | flag]) + content[at + 1 :]


def with_text(inside: str) -> bytes:
    """A workbook whose one cell holds this text in place."""
    return with_rows(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{inside}</t></is></c></row>')


def strict() -> bytes:
    transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content = sound_workbook()
    for part in (WORKBOOK, SHEET):
        content = repacked(
            content,
            part,
            lambda xml: xml.replace(transitional, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        )
    return content


def twice_named() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name in ("March", "Other"):
            sheet = book.add_worksheet(name)
            for row, line in enumerate(TABLE):
                sheet.write_row(row, 0, line)
    other = (b'name="Other"', b'name="March"')
    return repacked(content.getvalue(), WORKBOOK, lambda xml: xml.replace(*other))


def stray() -> bytes:
    last = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    return repacked(sound_workbook(), SHEET, lambda xml: xml.replace(b"</sheetData>", last))


def lying_dimension(claim: bytes) -> bytes:
    dimension = b'<dimension ref="%s"/>' % claim
    return repacked(
        sound_workbook(), SHEET, lambda xml: re.sub(rb"<dimension[^>]*/>", dimension, xml)
    )


def formatted_blanks(last: int) -> bytes:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(5, last + 1))
    return repacked(
        sound_workbook(), SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")
    )


def bomb(megabytes: int) -> bytes:
    """A worksheet that is almost only blanks."""
    return repacked(
        workbook(),
        SHEET,
        lambda xml: xml.replace(b"</sheetData>", b" " * (megabytes * 2**20) + b"</sheetData>"),
    )


def cells_one_by_one(rows: int, columns: int) -> bytes:
    """A sound sheet of many small cells, near the limit of what may be read."""
    line = "".join(f"<c><v>{column}</v></c>" for column in range(columns))
    return with_rows(f"<row>{line}</row>" * rows)


def ods_of(cell: str, *, repeated: str = "") -> bytes:
    return ods(f"<table:table-row {repeated}>{cell}</table:table-row>")


def with_replaced(part: str, old: bytes, new: bytes) -> bytes:
    return repacked(sound_workbook(), part, lambda xml: xml.replace(old, new, 1))


def with_number(number: str) -> bytes:
    return repacked(
        sound_workbook(), SHEET, lambda xml: xml.replace(b"<v>77</v>", f"<v>{number}</v>".encode())
    )


def merged_everywhere() -> bytes:
    merges = b'<mergeCells count="1"><mergeCell ref="A6:XFD1048576"/></mergeCells>'
    return repacked(
        sound_workbook(), SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merges)
    )


def rules_without_end(count: int) -> bytes:
    rule = (
        b'<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1">'
        b"<formula>RAND()</formula></cfRule></conditionalFormatting>"
    )
    return repacked(
        sound_workbook(),
        SHEET,
        lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + rule * count),
    )


def deep(levels: int) -> bytes:
    styles = b"<styleSheet>" + b"<x>" * levels + b"</x>" * levels + b"</styleSheet>"
    return repacked(sound_workbook(), "xl/styles.xml", lambda _: styles)


def nested(part: str, end: bytes) -> bytes:
    """A workbook with an error cell, one part of which nests deeper than a program would."""
    levels = b"<x>" * 101 + b"</x>" * 101
    return repacked(error_cell("#REF!"), part, lambda xml: xml.replace(end, levels + end))


def two_corners() -> bytes:
    return with_rows(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )


def repacked_with(content: bytes, name: str, inside: bytes) -> bytes:
    """The zip file with one part more."""
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a") as book:
        book.writestr(name, inside, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def error_cell(word: str) -> bytes:
    cell = f'<c r="D4" t="e"><v>{word}</v></c>'.encode()
    return repacked(
        sound_workbook(), SHEET, lambda xml: xml.replace(b'<c r="D4"><v>77</v></c>', cell)
    )


DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
PLAN = b'<Project xmlns="http://schemas.microsoft.com/project">'
ODS_NUMBER = 'office:value-type="float" office:value="1"'
ROW = '<row r="{0}"><c r="{1}"><v>1</v></c></row>'


def _at(row: object, cell: str) -> str:
    return ROW.format(row, cell)


NOTHING_THERE = {
    "no bytes": Kind("plan.csv", lambda: b"", "The file is empty."),
    "a mark and nothing behind it": Kind("plan.csv", lambda: b"\xef\xbb\xbf", "The file is empty."),
    "delimiters alone": Kind("plan.csv", lambda: b",,,\n" * 9, "The file is empty."),
    "a workbook without cells": Kind("plan.xlsx", lambda: with_rows(""), "The file is empty."),
    "a header alone": Kind(
        "plan.csv", lambda: table()[: table().index(b"\n") + 1], rules=("no_rows",), records=0
    ),
}
OTHER_THINGS = {
    "a program": Kind(
        "plan.xlsx", lambda: b"MZ\x90\0" + bytes(99), "This is a program, not a table"
    ),
    "a script": Kind("plan.csv", lambda: b"#!/bin/sh\nexit\n", "This is a program, not a table"),
    "a picture": Kind(
        "plan.xlsx", lambda: b"\x89PNG\r\n\x1a\n", "This is a PNG image, not a table"
    ),
    "a PDF document": Kind("plan.csv", lambda: b"%PDF-1.7\n", "This is a PDF document, not"),
    "a gzip archive": Kind("plan.csv", lambda: gzip.compress(table()), "This is a gzip archive"),
    "a zlib archive": Kind("plan.csv", lambda: zlib.compress(table()), "This is a zlib archive"),
    "a zip archive": Kind("plan.xlsx", lambda: in_zip(a=table()), "This is a zip archive, not"),
    "a zip without parts": Kind("plan.xlsx", lambda: b"PK\5\6" + bytes(18), "zip archive without"),
    "a Word document in a zip": Kind(
        "plan.xlsx", lambda: in_zip(**{"word/document.xml": b"<x/>"}), "This is a Word document"
    ),
    "a Word document of old": Kind(
        "plan.xls", lambda: ole(["WordDocument"]), "This is a Word document, not a table"
    ),
    "a web page as xls": Kind(
        "plan.xls", lambda: b"<html><table><tr><td>1</table>", "A web page saved as .xls. Open it"
    ),
    "any XML": Kind("plan.xlsx", lambda: b'<?xml version="1.0"?><x/>', "This is an XML file"),
    "XML with entities": Kind("plan.csv", lambda: DTD, HOLDS_A_DTD),
    "JSON": Kind("plan.csv", lambda: b'{"cards": []}', "This is a JSON file, not a table"),
    "a Primavera plan without a table": Kind(
        "plan.xer", lambda: b"ERMHDR\t19.12\n", "The Primavera plan holds no table."
    ),
    "a plan with entities far down": Kind(
        "plan.xml", lambda: PLAN + b" " * 5000 + DTD[21:], "The XML is damaged at line 1"
    ),
    "a plan that ends too early": Kind(
        "plan.xml", lambda: PLAN + b"<Tasks><Task><UID>1</UID>", "The XML is damaged at line 1"
    ),
    "a plan that nests too deep": Kind(
        "plan.xml", lambda: PLAN + b"<a>" * 200_000, "The XML nests too deep"
    ),
    "a plan of a Java program": Kind("plan.pod", lambda: b"\xac\xed\0\5sr", PROJECT),
    "a plan in the exchange format": Kind("plan.mpx", lambda: b"MPX,Microsoft Project\n", PROJECT),
    "a Parquet file": Kind("plan.csv", lambda: b"PAR1\0\0PAR1", "This is a Parquet file, not"),
    "a database": Kind("plan.csv", lambda: b"SQLite format 3\0", "This is a SQLite database"),
}
BROKEN_WORKBOOKS = {
    "a truncated zip": Kind("plan.xlsx", lambda: sound_workbook()[:2000], DAMAGED),
    "a flipped byte": Kind("plan.xlsx", lambda: flipped(sound_workbook()), DAMAGED),
    "no workbook part": Kind(
        "plan.xlsx", lambda: repacked(workbook(), WORKBOOK, lambda _: None), DAMAGED
    ),
    "no list of relations": Kind(
        "plan.xlsx",
        lambda: repacked(workbook(), RELATIONS, lambda _: None),
        DAMAGED,
    ),
    "no table of texts": Kind(
        "plan.xlsx",
        lambda: repacked(workbook(), "xl/sharedStrings.xml", lambda _: None),
        DAMAGED,
    ),
    "a text beyond the table of texts": Kind(
        "plan.xlsx", lambda: with_replaced(SHEET, b"<v>0</v>", b"<v>4000000000</v>"), DAMAGED
    ),
    "a worksheet that is no XML": Kind(
        "plan.xlsx", lambda: with_replaced(SHEET, b"</worksheet>", b"</work"), DAMAGED
    ),
    "styles that are no XML": Kind(
        "plan.xlsx", lambda: with_replaced("xl/styles.xml", b"</fonts>", b"</fon"), DAMAGED
    ),
    "a theme that is no XML": Kind(
        "plan.xlsx",
        lambda: with_replaced(THEME, b"</a:clrScheme>", b"</a:clr"),
        DAMAGED,
    ),
    "relations of 101 levels": Kind("plan.xlsx", lambda: nested(RELATIONS, b"</Rel"), DAMAGED),
    "a list of sheets of 101 levels": Kind("plan.xlsx", lambda: nested(WORKBOOK, b"</wo"), DAMAGED),
    "a worksheet of 101 levels": Kind("plan.xlsx", lambda: nested(SHEET, b"</wo"), DAMAGED),
    "a theme of 101 levels": Kind("plan.xlsx", lambda: nested(THEME, b"</a:theme"), DAMAGED),
    "a part twice": Kind("plan.xlsx", lambda: with_part("XL/Workbook.xml", b"<x/>"), "in it twice"),
    "a part that leads out": Kind(
        "plan.xlsx", lambda: with_part("../evil.xml", b""), "leads out of it"
    ),
    "a part at the root": Kind("plan.xlsx", lambda: with_part("/etc/evil", b""), "leads out of it"),
    "an encrypted part": Kind("plan.xlsx", lambda: with_flag(workbook(), 1), PROTECTED),
    "a password": Kind("plan.xlsx", lambda: ole(["EncryptionInfo", "EncryptedPackage"]), PROTECTED),
    "a looping container": Kind(
        "plan.xls", lambda: ole(["Workbook"], directory_loops=True), DAMAGED
    ),
    "a container cut short": Kind("plan.xls", lambda: ole(["Workbook"])[:1024], DAMAGED),
    "a container of nothing known": Kind("plan.xls", lambda: ole(["Contents"]), "not a table"),
    "an old workbook that ends early": Kind(
        "plan.xls",
        lambda: old_workbook().replace(b"\x0a\0\0\0", b"\x0a\0\xff\x7f"),
        DAMAGED,
    ),
    "an ods without an end": Kind(
        "plan.ods", lambda: ods("<table:table-row><table:table-cell>"), DAMAGED
    ),
    "a document type in a worksheet": Kind(
        "plan.xlsx", lambda: repacked(workbook(), SHEET, lambda _: DTD), HOLDS_A_DTD
    ),
    "a document type in a property": Kind(
        "plan.xlsx", lambda: with_part("custom/item1.xml", DTD), HOLDS_A_DTD
    ),
    "a document type in an ods": Kind(
        "plan.ods", lambda: ods("", prolog='<!DOCTYPE x [<!ENTITY a "b">]>'), HOLDS_A_DTD
    ),
}
CELLS_OUT_OF_PLACE = {
    "a column of seven letters": Kind("plan.xlsx", lambda: with_rows(_at(1, "ZZZZZZZ1")), DAMAGED),
    "a row beyond all rows": Kind(
        "plan.xlsx", lambda: with_rows(_at(2**32 - 1, f"A{2**32 - 1}")), DAMAGED
    ),
    "rows out of order": Kind("plan.xlsx", lambda: with_rows(_at(2, "A2") + _at(1, "A1")), DAMAGED),
    "a row twice": Kind("plan.xlsx", lambda: with_rows(_at(1, "A1") * 2), DAMAGED),
    "a cell of another row": Kind("plan.xlsx", lambda: with_rows(_at(1, "A2")), DAMAGED),
    "a cell twice": Kind(
        "plan.xlsx",
        lambda: with_rows('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
        DAMAGED,
    ),
    "a row in a row": Kind(
        "plan.xlsx", lambda: with_rows(f'<row r="1">{_at(2, "A2")}</row>'), DAMAGED
    ),
    "a cell outside of rows": Kind(
        "plan.xlsx", lambda: with_rows('<c r="A1"><v>1</v></c>'), DAMAGED
    ),
    "a comment that hides cells": Kind(
        "plan.xlsx", lambda: with_rows('<row r="1"><!-- <c --><c r="XFD1"/></row>'), DAMAGED
    ),
}
OVER_THE_LIMIT = {
    "two cells at the corners": Kind("plan.xlsx", two_corners, "the limit is"),
    "600 columns and one more": Kind(
        "plan.xlsx", lambda: with_rows(_at(1, "WC1")), "reaches to column 601; the limit is 600"
    ),
    "200 sheets and one more": Kind(
        "plan.xlsx", lambda: with_sheets(201), "more than 200 sheets, which is the limit"
    ),
    "300 parts and more": Kind(
        "plan.xlsx",
        lambda: in_zip(**{f"xl/part{number}.xml": b"<x/>" for number in range(301)}),
        "301 parts; the limit is 300",
    ),
    "a sheet of 20 MB from nothing": Kind("plan.xlsx", lambda: bomb(20), "times its size"),
    "too many styles": Kind(
        "plan.xlsx",
        lambda: repacked(
            workbook(),
            "xl/styles.xml",
            lambda _: b"<styleSheet>" + b"<xf/>" * 66_001 + b"</styleSheet>",
        ),
        "66,001 cell styles; the limit is 66,000",
    ),
    "an ods row four billion times": Kind(
        "plan.ods",
        lambda: ods_of(
            f"<table:table-cell {ODS_NUMBER}/>",
            repeated='table:number-rows-repeated="4000000000"',
        ),
        "the limit is",
    ),
    "an ods cell four billion times": Kind(
        "plan.ods",
        lambda: ods_of(
            f'<table:table-cell table:number-columns-repeated="4000000000" {ODS_NUMBER}/>'
        ),
        "the limit is",
    ),
    "a million columns of text": Kind(
        "plan.csv", lambda: b"," * 10**6 + b"1\n", "the limit is 600"
    ),
    "a cell of 32,768 characters": Kind(
        "plan.csv", lambda: text_cells("x" * 32_768), "longer than 32,767"
    ),
}
BROKEN_TEXTS = {
    "a quotation that never closes": Kind(
        "plan.csv", lambda: text_cells('"Alpha'), "opens a quotation mark that never closes"
    ),
    "text behind a quotation": Kind(
        "plan.csv", lambda: text_cells('"Alpha"beta'), "text after a closing quotation mark"
    ),
    "two encodings": Kind(
        "plan.csv", lambda: text_cells("Zoë") + b"P-9,Zo\xeb,2026-07-15,5\n", "Line 6"
    ),
    "a lone surrogate": Kind("plan.csv", lambda: table() + b"P-9,\xed\xa0\x80\x81,,5\n", "Line 5"),
    "an overlong letter": Kind("plan.csv", lambda: table() + b"P-9,\xe0\x80\x81,,5\n", "Line 5"),
    "half a letter of UTF-16": Kind(
        "plan.csv", lambda: table().decode().encode("utf-16") + b"\0", "Line"
    ),
}
READ_ALL_THE_SAME = {
    "a sound text": Kind("plan.csv", table),
    "a sound workbook": Kind("plan.xlsx", sound_workbook),
    "a text named as a workbook": Kind("plan.xlsx", table, rules=("extension_mismatch",)),
    "a workbook named as a text": Kind("plan.csv", sound_workbook, rules=("extension_mismatch",)),
    "macros": Kind(
        "plan.xlsm",
        lambda: repacked_with(sound_workbook(), "xl/vbaProject.bin", b"\0"),
        rules=("macros_ignored",),
    ),
    "a stray cell in the last row": Kind("plan.xlsx", stray, rules=("stray_cell",)),
    "a dimension that is too small": Kind("plan.xlsx", lambda: lying_dimension(b"A1")),
    "a dimension that is too large": Kind("plan.xlsx", lambda: lying_dimension(b"A1:XFD1048576")),
    "two sheets of one name": Kind("plan.xlsx", twice_named, rules=("duplicate_sheet_name",)),
    "a strict workbook": Kind("plan.xlsx", strict),
    "a merge of all cells": Kind("plan.xlsx", merged_everywhere),
    "control characters": Kind(
        "plan.csv", lambda: text_cells("Del\0ta\x1b[31m"), rules=("control_character",)
    ),
    "text that turns its direction": Kind(
        "plan.csv", lambda: text_cells("Del\u202eta"), rules=("confusable",)
    ),
    "letters that nobody sees": Kind(
        "plan.csv", lambda: text_cells("Del\u200bta"), rules=("confusable",)
    ),
    "formulas as text": Kind(
        "plan.csv", lambda: text_cells("=cmd|' /C calc'!A0", "@SUM(A1)", "+1+1", "-1-1")
    ),
    "markup and queries as text": Kind(
        "plan.csv",
        lambda: text_cells("<script>alert(1)</script>", "'; drop table projects; --", "$\\input$"),
    ),
    "markup as the name of a sheet": Kind("plan.xlsx", lambda: sound_workbook("<img src=x>")),
    "text after numbers": Kind(
        "plan.csv", lambda: table(("P-9", "Delta", "2026-07-15", "soon")), rules=("text_in_number",)
    ),
    "a number beyond all numbers": Kind(
        "plan.xlsx", lambda: with_number("1E400"), rules=("not_a_number",)
    ),
    "no number": Kind(
        "plan.csv", lambda: table(("P-9", "Delta", "", "NaN")), rules=("not_a_number",)
    ),
    "ids beyond 64 bit": Kind(
        "plan.csv", lambda: table(("99999999999999999999999", "Delta", "2026-07-15", "5"))
    ),
    "a day of no calendar": Kind(
        "plan.csv", lambda: table(("P-9", "Delta", "2026-02-30", "5")), rules=("date_impossible",)
    ),
    "a day in the year 9999": Kind(
        "plan.csv", lambda: table(("P-9", "Delta", "9999-12-31", "5")), rules=("date_out_of_range",)
    ),
    "an error in a cell": Kind("plan.xlsx", lambda: error_cell("#REF!"), rules=("error_cell",)),
    "a line with too many cells": Kind(
        "plan.csv",
        lambda: table(("P-9", "Delta", "2026-07-15", "5", "6")),
    ),
    "a key twice": Kind("plan.csv", lambda: table(TABLE[1]), rules=("duplicate_key",)),
}
HEAVY = {
    "a sheet of 1 GB from nothing": Kind(
        "plan.xlsx", lambda: bomb(1024), "limit is", is_heavy=True
    ),
    "a million formatted blank rows": Kind(
        "plan.xlsx", lambda: formatted_blanks(1_048_576), is_heavy=True
    ),
    "two million cells without addresses": Kind(
        "plan.xlsx", lambda: cells_one_by_one(5_000, 400), is_heavy=True
    ),
    "more levels than a parser has": Kind(
        "plan.xlsx", lambda: deep(60_000), DAMAGED, is_heavy=True
    ),
    "5,000 rules for all cells": Kind(
        "plan.xlsx", lambda: rules_without_end(5_000), rules=("conditional_format",), is_heavy=True
    ),
    "a text of two million cells": Kind(
        "plan.csv", lambda: b"1,2,3,4,5\n" * 400_000, is_heavy=True
    ),
}
KINDS = (
    NOTHING_THERE
    | OTHER_THINGS
    | BROKEN_WORKBOOKS
    | CELLS_OUT_OF_PLACE
    | OVER_THE_LIMIT
    | BROKEN_TEXTS
    | READ_ALL_THE_SAME
    | HEAVY
)


def written(folder: Path, kind: Kind) -> Path:
    """The file of that kind in the folder."""
    path = folder / kind.name
    path.write_bytes(kind.make())
    return path


def main(folder: Path) -> None:
    """Write every kind into a folder of its own."""
    for name, kind in KINDS.items():
        place = folder / name.replace(" ", "_")
        place.mkdir(parents=True)
        written(place, kind)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
