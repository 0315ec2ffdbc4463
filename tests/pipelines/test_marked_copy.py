"""The marked-up copy: what is wrong is shown in the sender's own file, and nothing else changes."""

import csv
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from pipelines import marked_copy as marking
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
