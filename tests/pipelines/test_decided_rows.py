"""Cells corrected and rows set aside by a person: applied, listed, and part of the load."""

import csv
import json
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from pipelines.corrections import cell_id, kind_of
from pipelines.inspection import Instructions
from pipelines.load import load as load_files
from pipelines.recognise.set_aside import in_spans, out_of_spans
from pipelines.remembered import templates_of
from pmo.errors import UsageError
from pmo.originals import original_path
from pmo.settings import Settings
from pmo.warehouse import open_warehouse

HEADER = ("Project ID", "Project name", "Forecast finish", "Budget (GBP)")
ALPHA = ("P-1", "Alpha", "2026-07-15", "100.50")
BETA = ("P-2", "Beta", "next spring", "200.00")
GAMMA = ("P-3", "Gamma", "2026-09-30", "50.25")
OURS = Instructions(organisation="Ours", status_date=date(2026, 3, 31), by="Ana")
BETA_S_DATE = cell_id("", "C3")


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", organisation=None)


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "status.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((HEADER, ALPHA, BETA, GAMMA))
    return path


def loaded(settings, path, **answers):
    (record,) = load_files([path], replace(OURS, answers=answers), settings)
    assert record.error is None
    return record


def forecasts(settings):
    with open_warehouse(settings).snapshot() as snapshot:
        rows = snapshot.query('select project_id, forecast_finish_date from main."projects"')
    return dict(rows.rows())


def issues_of(record, rule):
    return [issue for region in record.regions for issue in region.issues if issue.rule == rule]


def test_a_corrected_cell_is_loaded_and_listed_with_both_texts(settings, register):
    before = register.read_bytes()
    record = loaded(settings, register, **{BETA_S_DATE: "2026-08-31"})
    assert forecasts(settings)["P-2"] == date(2026, 8, 31)
    (issue,) = issues_of(record, "corrected_cell")
    assert (issue.cell, issue.value) == ("C3", "next spring")
    assert '"2026-08-31"' in issue.message
    kept = original_path(record.sha256, settings.warehouse).read_bytes()
    assert kept == register.read_bytes() == before


def test_without_the_correction_the_cell_is_unknown(settings, register):
    loaded(settings, register)
    assert forecasts(settings)["P-2"] is None


def test_a_correction_makes_the_same_bytes_another_load(settings, register):
    first = loaded(settings, register)
    second = loaded(settings, register, **{BETA_S_DATE: "2026-08-31"})
    third = loaded(settings, register, **{BETA_S_DATE: "2026-08-31"})
    assert (first.load, second.load) == (1, 2)
    assert (third.load, third.already) == (2, True)


def test_a_number_typed_into_a_workbook_is_a_number(tmp_path, settings):
    book = Workbook()
    for row in (HEADER, ("P-1", "Alpha", "2026-07-15", 100.5), ("P-2", "Beta", None, "n/k")):
        book.active.append(row)
    book.active.title = "Plan"
    path = tmp_path / "status.xlsx"
    book.save(path)
    record = loaded(settings, path, **{cell_id("Plan", "D3"): "200.25"})
    (amounts,) = record.regions[0].sums.values()
    assert str(amounts.loaded) == "300.75"
    assert {issue.rule for issue in record.regions[0].issues} == {"corrected_cell"}


def test_a_corrected_cell_keeps_neither_the_line_through_it_nor_its_colour(tmp_path, settings):
    book = Workbook()
    sheet = book.active
    sheet.title = "Plan"
    for row in (
        (*HEADER[:3], "RAG"),
        ("P-1", "Alpha", "2026-07-15", None),
        ("P-2", "Beta", "2026-08-15", None),
    ):
        sheet.append(row)
    sheet["C2"].font = Font(strike=True)
    sheet["C2"].comment = Comment("Agreed by the board", "Ana")
    sheet["D2"].fill = sheet["D3"].fill = PatternFill("solid", "FF0000")
    path = tmp_path / "status.xlsx"
    book.save(path)
    typed = {cell_id("Plan", "C2"): "2026-08-31", cell_id("Plan", "D2"): "Green"}
    record = loaded(settings, path, **typed, **{"colour:#FF0000": "red"})
    assert forecasts(settings)["P-1"] == date(2026, 8, 31)
    assert issues_of(record, "struck_date") == []
    with open_warehouse(settings).snapshot() as snapshot:
        rows = snapshot.query('select project_id, health_overall from main."projects"').rows()
    assert dict(rows) == {"P-1": "Green", "P-2": "red"}  # the typed word is no legend of the red
    assert {issue.cell for issue in issues_of(record, "comment")} == {"C2"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [("12", "number"), ("-1.5", "number"), ("007", "text"), ("2026-03-31", "date"),
     ("20260331", "number"), ("1,5", "text"), ("2026-02-30", "text")],
)  # fmt: skip
def test_what_is_typed_is_taken_as_a_spreadsheet_takes_it(text, kind):
    assert kind_of(text) == kind


def test_rows_set_aside_are_counted_listed_and_not_loaded(settings, register):
    record = loaded(settings, register, **{"set_aside::forecast finish": "3"})
    (region,) = record.regions
    assert sorted(forecasts(settings)) == ["P-1", "P-3"]
    assert (region.rows.read, region.rows.loaded, region.rows.ignored) == (3, 2, 1)
    (amounts,) = region.sums.values()
    assert (str(amounts.loaded), str(amounts.ignored)) == ("150.75", "200")
    (issue,) = region.issues
    assert (issue.rule, issue.cell) == ("set_aside", "A3:D3")
    assert issue.value == "P-2 | Beta | next spring | 200.00"


def test_two_answers_set_rows_aside_independently(settings, register):
    one, two = {"set_aside::a": "2"}, {"set_aside::b": "2-3"}
    loaded(settings, register, **one, **two)
    assert sorted(forecasts(settings)) == ["P-3"]
    loaded(settings, register, **one)
    assert sorted(forecasts(settings)) == ["P-2", "P-3"]


def test_on_a_transposed_sheet_a_column_is_set_aside(tmp_path, settings):
    path = tmp_path / "status.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(zip(HEADER, ALPHA, BETA, GAMMA, strict=True))
    record = loaded(settings, path, **{"set_aside::forecast finish": "3"})
    assert sorted(forecasts(settings)) == ["P-1", "P-3"]
    assert issues_of(record, "set_aside")[0].cell == "C1:C4"


def test_next_month_neither_the_correction_nor_the_rows_are_remembered(settings, register):
    loaded(settings, register, **{BETA_S_DATE: "2026-08-31", "set_aside::a": "2"})
    loads = open_warehouse(settings).loads("Ours")
    kept = json.loads(loads["mapping"][0])["answers"]
    assert set(kept) == {BETA_S_DATE, "set_aside::a"}
    (template,) = templates_of(loads)
    assert set(template.answers) == {"decimal::budget (gbp)", "currency"}  # what the cells prove


def test_rows_are_named_by_spans():
    assert in_spans([9, 5, 6, 7, 5]) == "5-7 9"
    assert out_of_spans("5-7 9").to_list() == [5, 6, 7, 9]


@pytest.mark.parametrize("answer", ["3,4", "all of them", "7-5", "2-", "1-99999999"])
def test_an_answer_that_names_no_rows_is_refused_with_how_to_write_it(settings, register, answer):
    aside = replace(OURS, answers={"set_aside::late": answer})
    (record,) = load_files([register], aside, settings)
    assert isinstance(record.error, UsageError)
    assert "such as 5-7 9" in str(record.error)
