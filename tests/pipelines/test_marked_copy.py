"""The marked-up copy: what is wrong is shown in the sender's own file, and nothing else changes."""

import csv
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from pipelines import marked_copy as marking
from pipelines.__main__ import main
from pipelines.inspection import Instructions
from pipelines.load import load
from pipelines.marked_copy import marked_copy
from pipelines.raw.marked.issue_list import TITLE
from pipelines.read import read
from pmo.errors import UnreadableFileError
from pmo.settings import Settings
from pmo.warehouse import open_warehouse

HEADER = ("Project ID", "Project name", "Baseline finish", "Forecast finish", "Days late")
ROWS = (
    ("P-1", "Alpha", date(2026, 6, 30), "31/04/2026", "=D2-C2"),
    ("P-2", "Beta", date(2026, 9, 30), date(2026, 10, 5), "=D3-C3"),
)
OURS = Instructions(organisation="Ours", status_date=date(2026, 3, 31))
RED = PatternFill("solid", fgColor="FFC00000")


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", organisation=None)


@pytest.fixture
def plan(tmp_path):
    """Workbook of a sender, with what a copy must not lose."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Plan"
    for row in (HEADER, *ROWS):
        sheet.append(row)
    sheet["C2"].number_format = "dd.mm.yyyy"
    sheet["B3"].fill = RED
    sheet["B3"].comment = Comment("ask Ben", "Ana")
    sheet.column_dimensions["B"].width = 33
    sheet.conditional_formatting.add("C2:C9", CellIsRule("greaterThan", ["46000"], fill=RED))
    choice = DataValidation("list", formula1='"Alpha,Beta"')
    choice.add("B2:B9")
    sheet.add_data_validation(choice)
    path = tmp_path / "plan.xlsx"
    book.save(path)
    return path


@pytest.fixture
def take_in(settings):
    def take(path):
        (record,) = load([path], OURS, settings)
        return record

    return take


def csv_of(tmp_path, *rows):
    path = tmp_path / "plan.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def copy_of(path, record):
    return load_workbook(BytesIO(marked_copy(path, record.regions)))


def saved(book, tmp_path, name="plan marked.xlsx"):
    path = tmp_path / name
    book.save(path)
    return path


def finishes(settings):
    with open_warehouse(settings).snapshot() as snapshot:
        rows = snapshot.query("select project_id, forecast_finish_date from main.projects")
    return dict(rows.iter_rows())


def rules(record):
    return {issue.rule for region in record.regions for issue in region.issues}


def test_an_offending_cell_is_filled_and_its_comment_says_what_belongs_there(plan, take_in):
    sheet = copy_of(plan, take_in(plan))["Plan"]
    assert sheet["D2"].fill.fill_type == "solid"
    assert sheet["D2"].comment.text.startswith("Milepost: Date impossible. ")
    assert sheet["D2"].value == "31/04/2026"


def test_the_issues_stand_on_a_sheet_in_front_with_links_to_their_cells(plan, take_in):
    record = take_in(plan)
    book = copy_of(plan, record)
    listed = book.worksheets[0]
    assert (book.sheetnames, book.active.title) == (["Issues", "Plan"], "Issues")
    assert listed["A1"].value == TITLE
    (row,) = [row for row in listed.iter_rows(min_row=5) if row[1].value == "D2"]
    assert [cell.value for cell in row[:4]] == ["Plan", "D2", "Date impossible", "31/04/2026"]
    assert row[1].hyperlink.location == "'Plan'!D2"
    assert listed.max_row - 4 == sum(len(region.issues) for region in record.regions)


def test_formulas_formats_widths_rules_and_the_senders_own_marks_stay(plan, take_in):
    sheet = copy_of(plan, take_in(plan))["Plan"]
    assert [sheet["E2"].value, sheet["E3"].value] == ["=D2-C2", "=D3-C3"]
    assert sheet["C2"].number_format == "dd.mm.yyyy"
    assert sheet.column_dimensions["B"].width == 33
    assert [str(each.sqref) for each in sheet.conditional_formatting] == ["C2:C9"]
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["B2:B9"]
    assert (sheet["B3"].fill.fgColor.rgb, sheet["B3"].comment.text) == ("FFC00000", "ask Ben")


def test_the_corrected_copy_loads_as_the_same_template(plan, take_in, settings, tmp_path):
    book = copy_of(plan, take_in(plan))
    book["Plan"]["D2"].value = date(2026, 4, 30)
    record = take_in(saved(book, tmp_path))
    assert (record.error, record.questions) == (None, ())
    assert "date_impossible" not in rules(record)
    assert [region.sheet for region in record.regions if region.tables] == ["Plan"]
    assert finishes(settings) == {"P-1": date(2026, 4, 30), "P-2": date(2026, 10, 5)}


def test_our_fill_and_comments_are_not_read_as_the_senders(plan, take_in, tmp_path):
    path = saved(copy_of(plan, take_in(plan)), tmp_path)
    marks = {sheet.name: sheet.marks for sheet in read(path).sheets}["Plan"]
    assert marks["comment"].drop_nulls().to_list() == ["ask Ben"]
    assert marks["fill"].drop_nulls().unique().to_list() == ["#C00000"]


def test_a_second_marking_takes_the_first_away(plan, take_in, tmp_path):
    book = copy_of(plan, take_in(plan))
    book["Plan"]["D2"].value = date(2026, 4, 30)
    corrected = saved(book, tmp_path)
    again = copy_of(corrected, take_in(corrected))
    assert again.sheetnames == ["Issues", "Plan"]
    assert (again["Plan"]["D2"].comment, again["Plan"]["D2"].fill.fill_type) == (None, None)


def test_a_senders_own_sheet_called_issues_stays(plan, take_in):
    book = load_workbook(plan)
    book.create_sheet("Issues")["A1"] = "ours"
    book.save(plan)
    marked = copy_of(plan, take_in(plan))
    assert marked.sheetnames == ["Issues found", "Plan", "Issues"]
    assert marked["Issues"]["A1"].value == "ours"


def test_a_csv_comes_back_as_a_workbook_that_loads_in_its_place(take_in, settings, tmp_path):
    rows = [HEADER[:4], ("007", "=1+1", "2026-06-30", "31/04/2026")]
    path = csv_of(tmp_path, *rows)
    book = copy_of(path, take_in(path))
    sheet = book.worksheets[1]
    assert [cell.value for cell in sheet[2]] == list(rows[1])
    assert {cell.data_type for cell in sheet[2]} == {"s"}
    assert sheet["D2"].comment.text.startswith("Milepost: ")
    sheet["D2"].value = "2026-04-30"
    record = take_in(saved(book, tmp_path))
    assert (record.error, record.questions) == (None, ())
    assert finishes(settings) == {"007": date(2026, 4, 30)}


def test_no_text_of_an_issue_becomes_a_formula(take_in, tmp_path):
    path = csv_of(tmp_path, HEADER[:4], ("P-1", "Alpha", "=HYPERLINK(0)", "@SUM(A1)"))
    book = copy_of(path, take_in(path))
    values = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in values}
    assert "=HYPERLINK(0)" in [cell.value for cell in book.worksheets[0]["D"]]


def test_an_issue_of_a_merged_range_is_commented_where_it_shows(tmp_path, take_in):
    book = Workbook()
    for row in (HEADER[:4], ("P-1", "Alpha", "2026-06-30", "31/04/2026"), ("P-2", "Beta", "", "")):
        book.active.append(row)
    book.active.merge_cells("D2:D3")
    path = saved(book, tmp_path, "merged.xlsx")
    marked = copy_of(path, take_in(path)).worksheets[1]
    assert marked["D2"].comment.text.startswith("Milepost: ")


def calculated(path, forecast=46300):
    """Plan whose forecasts are formulas, with the values that they had when it was saved."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Plan")
        dates = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row("A1", HEADER[:4])
        for row, key in enumerate(("P-1", "P-2"), 1):
            sheet.write_row(row, 0, [key, key])
            sheet.write_formula(row, 3, f"=C{row + 1}+30", dates, forecast + row)
        sheet.write_string("C2", "31/04/2026")
        sheet.write_datetime("C3", date(2026, 9, 30), dates)
    return path


def test_the_copy_of_a_workbook_with_formulas_loads_to_the_same_rows(tmp_path, take_in, settings):
    path = calculated(tmp_path / "plan.xlsx")
    first = take_in(path)
    before = finishes(settings)
    copy = tmp_path / "plan marked.xlsx"
    copy.write_bytes(marked_copy(path, first.regions))
    again = take_in(copy)
    assert (again.error, again.questions, rules(again)) == (None, (), rules(first))
    assert before == {"P-1": date(2026, 10, 6), "P-2": date(2026, 10, 7)}
    assert finishes(settings) == before


def old(path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Plan")
    for column, text in enumerate(HEADER[:4]):
        sheet.write(0, column, text)
    for column, value in enumerate(("P-1", "Alpha", date(2026, 6, 30), "31/04/2026")):
        dates = xlwt.easyxf(num_format_str="DD.MM.YYYY")
        sheet.write(1, column, value, dates) if column == 2 else sheet.write(1, column, value)
    book.add_sheet("Lists").visibility = 1
    book.get_sheet(1).write(0, 0, "hidden words")
    book.save(str(path))
    return path


def opened(path):
    book = OpenDocumentSpreadsheet()
    table = Table(name="Plan: one [of two]")
    for values in (HEADER[:4], ("P-1", "Alpha", "2026-06-30", "31/04/2026")):
        row = TableRow()
        for value in values:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


@pytest.mark.parametrize(("make", "name"), [(old, "plan.xls"), (opened, "plan.ods")])
def test_an_older_or_open_format_comes_back_with_the_same_cells(tmp_path, take_in, make, name):
    path = make(tmp_path / name)
    copy = tmp_path / "plan marked.xlsx"
    copy.write_bytes(marked_copy(path, take_in(path).regions))
    before, after = read(path), read(copy)
    assert [sheet.cells.rows() for sheet in after.sheets[1:]] == [
        sheet.cells.rows() for sheet in before.sheets
    ]
    assert [sheet.is_hidden for sheet in after.sheets[1:]] == [
        sheet.is_hidden for sheet in before.sheets
    ]
    sheet = load_workbook(copy).worksheets[1]
    assert sheet["D2"].fill.fill_type == "solid"
    assert sheet["D2"].comment.text.startswith("Milepost: ")


@pytest.mark.parametrize(
    ("more", "marked"), [(["--accept"], {"C2"}), (["--mapping", "answers.toml"], set())]
)
def test_the_command_takes_the_answers_of_a_load(tmp_path, monkeypatch, more, marked):
    monkeypatch.setenv("PMO_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    answer = '[answers]\n"date_order::start" = "month first"'
    Path("answers.toml").write_text(answer, encoding="utf-8")
    header = ("Project ID", "Start", "Finish", "Forecast finish")
    path = csv_of(tmp_path, header, ("P-1", "01/05/2026", "03/04/2026", "25/04/2026"))
    command = ["mark", str(path), "--organisation", "Ours", "--status-date", "2026-03-31"]
    assert main([*command, *more, "--out", "marked.xlsx"]) == 0
    listed = load_workbook("marked.xlsx").worksheets[0]
    assert {row[1].value for row in listed.iter_rows(min_row=5)} == marked


def test_a_file_too_large_to_be_written_anew_is_refused_with_what_to_do(tmp_path, monkeypatch):
    path = csv_of(tmp_path, *[HEADER[:4]] * 3)
    monkeypatch.setattr(marking, "MOST_CELLS", 10)
    with pytest.raises(UnreadableFileError, match=r"up to 10\. Correct the cells"):
        marked_copy(path, ())


def test_a_broken_workbook_is_refused(tmp_path):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(UnreadableFileError, match=r"broken\.xlsx"):
        marked_copy(path, ())
