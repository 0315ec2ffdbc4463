"""A marked-up copy changes nothing in the sender's workbook but styles, notes and one sheet."""

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from pipelines.marked_copy import marked_copy
from pipelines.raw.marked.issue_list import TITLE
from pipelines.read import read
from pmo.ledger import Issue, RegionRecord, RowCount

MACROS = b"\xd0\xcf\x11\xe0 what no reader opens"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c626001000000ffff03000006000557bfabd400"
    "00000049454e44ae426082"
)
BAD = "D2"

# The reader of these tests knows no data bars; the copies keep them.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")


def record_of(*issues: Issue) -> RegionRecord:
    return RegionRecord("Plan", "A1:E3", "rows", (), None, (), RowCount(read=0), issues=issues)


def issue(cell: str = BAD, sheet: str = "Plan", message: str = "Write a date.") -> Issue:
    return Issue(sheet=sheet, cell=cell, rule="date_impossible", value="31/04", message=message)


def marked(path: Path, *issues: Issue) -> Path:
    target = path.with_name(f"marked {path.name}")
    target.write_bytes(marked_copy(path, [record_of(*issues)]))
    return target


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def rewritten(path: Path, **changes) -> Path:
    """The workbook with parts changed by functions of their bytes; None leaves one out."""
    target = path.with_name("rewritten.xlsx")
    with zipfile.ZipFile(target, "w") as new:
        for name, content in parts(path).items():
            change = changes.get(name.rpartition("/")[2].partition(".")[0], lambda xml: xml)
            if (changed := change(content)) is not None:
                new.writestr(name, changed)
    return target


def cells_of(path: Path, sheet: str = "Plan") -> list[tuple]:
    return {each.name: each for each in read(path).sheets}[sheet].cells.rows()


@pytest.fixture
def rich(tmp_path) -> Path:
    """Workbook with what programs put into one besides cells."""
    path = tmp_path / "rich.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Cover").write_string("A1", "Guidance")
        sheet = book.add_worksheet("Plan")
        sheet.activate()
        dates = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row("A1", ["Project", "Amount", "Finish", "Forecast", "Twice"])
        sheet.write_row("A2", ["P-1", 20])
        sheet.write_datetime("C2", date(2026, 6, 30), dates)
        sheet.write_string("D2", "31/04")
        sheet.write_formula("E2", "=B2*2", None, 40)
        sheet.write_row("A3", ["P-2", 30])
        sheet.write_formula("E3", "=B3*2", None, 60)
        sheet.write_comment("A2", "ask Ben", {"author": "Ana"})
        sheet.freeze_panes(1, 1)
        sheet.data_validation("B2:B9", {"validate": "integer", "criteria": ">", "value": 0})
        rule = {
            "type": "cell",
            "criteria": ">",
            "value": 25,
            "format": book.add_format({"bold": 1}),
        }
        sheet.conditional_format("B2:B9", rule)
        sheet.conditional_format("E2:E3", {"type": "data_bar", "data_bar_2010": True})
        sheet.insert_image("H2", "pixel.png", {"image_data": BytesIO(PIXEL)})
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Plan!$B$2:$B$3"})
        sheet.insert_chart("H9", chart)
        sheet.add_table("K1:L3", {"columns": [{"header": "x"}, {"header": "y"}]})
        sheet.print_area("A1:E3")
        sheet.set_header("&L&G", {"image_left": "pixel.png", "image_data_left": BytesIO(PIXEL)})
        book.define_name("Budget", "=Plan!$B$2:$B$3")
        book.add_worksheet("Lists").hide()
    return path


def test_all_parts_but_sheets_styles_and_notes_stay_byte_for_byte(rich):
    before, after = parts(rich), parts(marked(rich, issue()))
    different = {name for name in before if before[name] != after[name]}
    assert different == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet2.xml",
    }
    assert [name for name in after if name not in before] == ["xl/worksheets/sheet4.xml"]


def test_of_a_sheet_only_the_style_of_the_cell_and_the_chosen_tab_change(rich):
    name = "xl/worksheets/sheet2.xml"
    before, after = parts(rich)[name], parts(marked(rich, issue()))[name]
    restyled = re.sub(rb' s="\d+"(?= r="D2")', b"", after)
    assert restyled == before.replace(b' tabSelected="1"', b"")


def test_formulas_keep_the_values_that_they_had(rich):
    copy = marked(rich, issue(), issue("E2"))
    assert cells_of(copy) == cells_of(rich)
    assert load_workbook(copy)["Plan"]["E2"].value == "=B2*2"
    assert load_workbook(copy, data_only=True)["Plan"]["E2"].value == 40


def test_names_of_areas_stay_with_their_sheets_and_the_list_is_shown_first(rich):
    book = load_workbook(marked(rich, issue()))
    assert book.sheetnames == ["Issues", "Cover", "Plan", "Lists"]
    assert book.active.title == "Issues"
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["Issues"]
    assert book["Plan"].print_area == "'Plan'!$A$1:$E$3"
    assert book["Lists"].sheet_state == "hidden"
    assert book["Plan"].freeze_panes == "B2"
    assert "Budget" in book.defined_names


def test_notes_are_added_beside_those_of_the_sender_and_the_pictures_of_headers(rich):
    sheet = load_workbook(marked(rich, issue(), issue("A2")))["Plan"]
    assert sheet["D2"].comment.text == "Milepost: Date impossible. Write a date."
    assert sheet["A2"].comment.text == "ask Ben\nMilepost: Date impossible. Write a date."
    boxes = parts(marked(rich, issue(), issue("A2")))["xl/drawings/vmlDrawing1.vml"]
    rows = re.findall(rb"<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)</x:Column>", boxes)
    assert rows == [(b"1", b"0"), (b"1", b"3")]
    ids = re.findall(rb'<v:shape id="(\w+)"', boxes)
    assert len({*ids}) == 2


def test_a_copy_of_a_copy_has_one_list_and_no_mark_of_what_is_mended(rich):
    first = marked(rich, issue(), issue("A2"), issue("A3"))
    again = marked(first, issue("A3"))
    book = load_workbook(again)
    sheet = book["Plan"]
    assert [each["A1"].value for each in book][:2] == [TITLE, "Guidance"]
    assert sheet["A2"].comment.text == "ask Ben"
    assert sheet["D2"].comment is None
    assert (sheet["D2"].fill.fill_type, sheet["A2"].fill.fill_type) == (None, None)
    assert sheet["A3"].fill.fill_type == "solid"
    boxes = parts(again)["xl/drawings/vmlDrawing1.vml"]
    assert boxes.count(b"<v:shape ") == 2


def test_macros_stay_as_they_are(rich):
    path = rich.with_name("rich.xlsm")
    path.write_bytes(rich.read_bytes())
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/vbaProject.bin", MACROS)
    assert parts(marked(path, issue()))["xl/vbaProject.bin"] == MACROS


def test_the_copy_of_a_template_is_an_ordinary_workbook(rich):
    def template(xml: bytes) -> bytes:
        return xml.replace(b"sheet.main+xml", b"template.main+xml")

    path = rewritten(rich, **{"[Content_Types]": template})
    types = parts(marked(path, issue()))["[Content_Types].xml"]
    assert (types.count(b"template.main"), types.count(b"sheet.main+xml")) == (0, 1)


def test_a_cell_that_is_not_there_yet_is_filled_in_the_style_of_its_column(tmp_path):
    path = tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Plan")
        sheet.set_column("C:C", None, book.add_format({"num_format": "@"}))
        for row in (0, 1, 4):
            sheet.write_row(row, 0, ["P-1", 20])
            sheet.write_string(row, 4, "end")
    sheet = load_workbook(marked(path, issue("C2"), issue("C4"), issue("F9")))["Plan"]
    for place in ("C2", "C4", "F9"):
        assert sheet[place].fill.fill_type == "solid", place
        assert sheet[place].comment.text.startswith("Milepost: ")
    assert (sheet["C2"].number_format, sheet["F9"].number_format) == ("@", "General")
    assert [cell.value for cell in sheet[2]] == ["P-1", 20, None, None, "end", None]


def test_a_cell_with_a_thread_of_comments_gets_no_note(rich):
    def threaded(xml: bytes) -> bytes:
        return xml.replace(b"<author>Ana</author>", b"<author>tc={1B2C}</author>")

    sheet = load_workbook(marked(rewritten(rich, comments1=threaded), issue("A2"), issue()))["Plan"]
    assert sheet["A2"].comment.text == "ask Ben"
    assert sheet["A2"].fill.fill_type == "solid"
    assert sheet["D2"].comment.text.startswith("Milepost: ")


def test_a_workbook_without_styles_gets_some(tmp_path):
    def unrelated(xml: bytes) -> bytes:
        return re.sub(rb"<Relationship [^>]*styles[^>]*>", b"", xml)

    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as book:
        book.add_worksheet("Plan").write_row("A1", ["P-1", "x", "y", "31/04"])
    path = rewritten(tmp_path / "plan.xlsx", styles=lambda _: None, workbook=unrelated)
    sheet = load_workbook(marked(path, issue("D1")))["Plan"]
    assert sheet["D1"].fill.fgColor.rgb == "FFE6D5F7"


@pytest.mark.parametrize("name", ["worksheet", "styleSheet", "comments"])
def test_names_with_a_prefix_are_understood(rich, name):
    def prefixed(xml: bytes) -> bytes:
        if b"<" + name.encode() + b" " not in xml and b"<" + name.encode() + b">" not in xml:
            return xml
        head, _, rest = xml.partition(b"?>")
        rest = re.sub(rb"<(/?)(?=[A-Za-z]\w*[\s/>])", rb"<\1p:", rest)
        return head + b"?>" + rest.replace(b" xmlns=", b" xmlns:p=", 1)

    path = rewritten(rich, sheet2=prefixed, styles=prefixed, comments1=prefixed)
    copy = marked(path, issue(), issue("A2"))
    assert cells_of(copy) == cells_of(rich)
    sheet = load_workbook(copy)["Plan"]
    assert sheet["D2"].fill.fill_type == "solid"
    assert sheet["A2"].comment.text.endswith("Write a date.")


def test_texts_of_issues_cannot_break_a_part_or_act(rich):
    hostile = "</t></is>&\0\x1b<script> ]]> =HYPERLINK(0) 日本 \ud83d"
    book = load_workbook(marked(rich, issue(message=hostile)))
    shown = "</t></is>&<script> ]]> =HYPERLINK(0) 日本 "
    assert book["Issues"]["E5"].value == shown
    assert shown in book["Plan"]["D2"].comment.text
    assert book["Issues"]["E5"].data_type == "s"


def test_a_place_that_is_no_cell_of_a_sheet_is_only_listed(rich):
    book = load_workbook(marked(rich, issue("", sheet=""), issue("D:D"), issue("B2:XFD1048576")))
    listed = [(row[0].value, row[1].value) for row in book["Issues"].iter_rows(min_row=5)]
    assert listed == [(None, None), ("Plan", "D:D"), ("Plan", "B2:XFD1048576")]
    assert book["Plan"]["B2"].fill.fill_type == "solid"
    assert book["Plan"]["C2"].fill.fill_type is None
