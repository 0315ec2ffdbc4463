"""A file is loaded whole, once, and only when nothing is left to guess."""

import csv
import os
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from pipelines import inspection, load
from pipelines.inspection import Instructions
from pipelines.load import inspect
from pipelines.load import load as load_files
from pmo.errors import (
    OpenQuestionsError,
    UnbalancedLoadError,
    UnreadableFileError,
    UsageError,
)
from pmo.ledger import Sum
from pmo.originals import cells_path, original_path
from pmo.settings import Settings
from pmo.warehouse import open_warehouse

HEADER = ("Project ID", "Project name", "Baseline finish", "Forecast finish")
ALPHA = ("P-1", "Alpha", "2026-06-30", "2026-07-15")
BETA = ("P-2", "Beta", "2026-09-30", "2026-09-30")
OURS = Instructions(organisation="Ours", status_date=date(2026, 3, 31), by="Ana")
# All days are 12 or less: which number is the month cannot be told.
UNSURE = ("P-1", "Alpha", "01/02/2026", "03/04/2026")


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", organisation=None)


def file_of(folder, *rows, name="status.csv"):
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def loaded(settings, *paths, **changes):
    return load_files(paths, replace(OURS, **changes), settings)


def rows_of(settings, table):
    with open_warehouse(settings).snapshot() as snapshot:
        return snapshot.query(f'select * from main."{table}"').to_dicts()


def question_ids(record):
    return [question.id for question in record.questions]


def test_a_loaded_row_says_whose_it_is_and_where_it_stood(tmp_path, settings):
    (record,) = loaded(settings, file_of(tmp_path, HEADER, ALPHA, BETA))
    alpha, beta = sorted(rows_of(settings, "projects"), key=lambda row: row["project_id"])
    assert record.error is None
    assert record.regions[0].written["projects"] == 2
    assert (alpha["organisation"], alpha["load_id"], alpha["source_row"]) == ("Ours", 1, 2)
    assert (beta["status_date"], beta["source_row"]) == (date(2026, 3, 31), 3)


def test_the_same_bytes_are_one_load(tmp_path, settings):
    path = file_of(tmp_path, HEADER, ALPHA)
    (first,) = loaded(settings, path)
    (second,) = loaded(settings, path)
    assert (second.load, second.already, second.snapshot) == (first.load, True, first.snapshot)


def test_the_same_bytes_for_another_status_date_are_another_load(tmp_path, settings):
    path = file_of(tmp_path, HEADER, ALPHA)
    loaded(settings, path)
    (second,) = loaded(settings, path, status_date=date(2026, 4, 30))
    assert (second.load, second.already) == (2, False)


def test_the_original_and_its_raw_cells_are_kept(tmp_path, settings):
    path = file_of(tmp_path, HEADER, ALPHA)
    (record,) = loaded(settings, path)
    kept = original_path(record.sha256, settings.warehouse)
    assert kept.read_bytes() == path.read_bytes()
    assert cells_path(record.sha256, settings.cells).exists()


def test_an_open_question_stops_the_load_and_nothing_changes(tmp_path, settings):
    (record,) = loaded(settings, file_of(tmp_path, HEADER, UNSURE))
    assert isinstance(record.error, OpenQuestionsError)
    assert {name.partition(":")[0] for name in question_ids(record)} == {"date_order"}
    assert open_warehouse(settings).is_empty
    assert not (settings.warehouse / "originals").exists()
    assert not settings.cells.exists()
    assert list(open_warehouse(settings).staging.iterdir()) == []


def test_what_has_no_proposal_stops_even_where_proposals_are_accepted(tmp_path, settings):
    (record,) = loaded(settings, file_of(tmp_path, HEADER, ALPHA), status_date=None, accept=True)
    assert question_ids(record) == ["status_date"]
    assert open_warehouse(settings).is_empty


def test_an_accepted_proposal_is_listed_as_the_answer(tmp_path, settings):
    rows = ((*HEADER, "Approved budget"), (*ALPHA, "1200.50"))
    (record,) = loaded(settings, file_of(tmp_path, *rows), accept=True)
    assert record.error is None
    assert record.answers["currency"] == "EUR"
    assert [row["amount"] for row in rows_of(settings, "budget_lines")] == [120050]


def test_an_answer_counts_and_holds_for_next_months_file_too(tmp_path, settings):
    march = file_of(tmp_path, HEADER, UNSURE, name="march.csv")
    april = file_of(
        tmp_path, HEADER, ("P-1", "Alpha", "01/02/2026", "05/04/2026"), name="april.csv"
    )
    asked = inspect(march, OURS, settings).questions
    answers = {question.id: "day first" for question in asked}
    (first,) = loaded(settings, march, answers=answers)
    (second,) = loaded(settings, april, status_date=date(2026, 4, 30))
    assert (first.error, second.error) == (None, None)
    finish = {
        row["status_date"]: row["forecast_finish_date"] for row in rows_of(settings, "projects")
    }
    assert finish == {
        date(2026, 3, 31): date(2026, 4, 3),
        date(2026, 4, 30): date(2026, 4, 5),
    }


def test_an_answer_that_is_no_choice_is_wrong_usage(tmp_path, settings):
    path = file_of(tmp_path, HEADER, UNSURE)
    answers = {question.id: "year first" for question in inspect(path, OURS, settings).questions}
    (record,) = loaded(settings, path, answers=answers)
    assert isinstance(record.error, UsageError)
    assert open_warehouse(settings).is_empty


def test_a_status_date_in_the_file_name_needs_no_argument(tmp_path, settings):
    path = file_of(tmp_path, HEADER, ALPHA, name="status 2026-02-28.csv")
    (record,) = loaded(settings, path, status_date=None)
    assert record.status_dates == (date(2026, 2, 28),)


def test_rows_with_several_status_dates_refuse_a_single_one(tmp_path, settings):
    header = ("Status date", *HEADER)
    rows = (("2026-01-31", *ALPHA), ("2026-02-28", *ALPHA))
    path = file_of(tmp_path, header, *rows)
    (refused,) = loaded(settings, path)
    (record,) = loaded(settings, path, status_date=None)
    assert isinstance(refused.error, UsageError)
    assert "carry 2 status dates" in str(refused.error)
    assert record.status_dates == (date(2026, 1, 31), date(2026, 2, 28))


def test_a_file_without_a_header_is_refused_with_the_next_step(tmp_path, settings):
    (record,) = loaded(settings, file_of(tmp_path, ("red", "green"), ("blue", "yellow")))
    assert isinstance(record.error, UnreadableFileError)
    assert "no recognisable header" in str(record.error)
    assert "Put one line of column names" in str(record.error)
    assert (record.regions, open_warehouse(settings).is_empty) == ((), True)


def test_a_file_of_which_every_row_fails_is_refused_with_the_first_reasons(tmp_path, settings):
    rows = (("", "", "2026-06-30", "2026-07-15"), ("", "", "2026-06-30", "2026-08-15"))
    (record,) = loaded(settings, file_of(tmp_path, HEADER, *rows))
    assert isinstance(record.error, UnreadableFileError)
    assert "none of its rows can be used (2 in all)" in str(record.error)
    assert open_warehouse(settings).is_empty


def test_a_header_above_no_rows_loads_nothing_and_says_so(tmp_path, settings):
    (record,) = loaded(settings, file_of(tmp_path, HEADER), status_date=None)
    assert record.error is None
    assert [issue.rule for issue in record.regions[0].issues] == ["no_rows"]
    assert record.regions[0].rows.loaded == 0
    assert rows_of(settings, "projects") == []


def test_an_export_without_rows_does_not_take_the_place_of_a_full_one(tmp_path, settings):
    loaded(settings, file_of(tmp_path, HEADER, ALPHA))
    loaded(settings, file_of(tmp_path, HEADER))
    assert len(rows_of(settings, "projects")) == 1


def test_a_load_that_would_lose_money_is_refused(tmp_path, settings, monkeypatch):
    check = inspection.check

    def losing(*arguments, **more):
        checked = check(*arguments, **more)
        short = {"Budget": Sum("EUR", read=Decimal(100), loaded=Decimal(90))}
        return replace(checked, record=replace(checked.record, sums=short))

    monkeypatch.setattr(inspection, "check", losing)
    (record,) = loaded(settings, file_of(tmp_path, HEADER, ALPHA))
    assert isinstance(record.error, UnbalancedLoadError)
    assert open_warehouse(settings).is_empty


def test_a_load_that_would_lose_a_row_is_refused(tmp_path, settings, monkeypatch):
    check = inspection.check

    def losing(*arguments, **more):
        checked = check(*arguments, **more)
        rows = replace(checked.record.rows, read=checked.record.rows.read + 1)
        return replace(checked, record=replace(checked.record, rows=rows))

    monkeypatch.setattr(inspection, "check", losing)
    (record,) = loaded(settings, file_of(tmp_path, HEADER, ALPHA))
    assert isinstance(record.error, UnbalancedLoadError)
    assert open_warehouse(settings).is_empty


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, settings, monkeypatch):
    path = file_of(tmp_path, HEADER, ALPHA)
    monkeypatch.setattr(load, "keep_original", lambda *_: "the hash of other bytes")
    (record,) = loaded(settings, path)
    assert "changed while it was read" in str(record.error)
    assert open_warehouse(settings).is_empty


def test_a_refused_file_does_not_stop_the_others(tmp_path, settings):
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    good = file_of(tmp_path, HEADER, ALPHA)
    later = file_of(tmp_path, HEADER, ALPHA, name="2026-04-30.csv")
    records = loaded(settings, good, empty, tmp_path / "missing.csv", later, status_date=None)
    assert [record.file for record in records] == [
        "status.csv", "empty.csv", "missing.csv", "2026-04-30.csv",
    ]  # fmt: skip
    assert [record.load for record in records] == [None, None, None, 1]
    assert [type(record.error) for record in records[:3]] == [
        OpenQuestionsError, UnreadableFileError, UnreadableFileError,
    ]  # fmt: skip


def test_nobodys_files_go_into_an_embedded_portfolio(tmp_path, settings):
    with pytest.raises(UsageError, match="embedded portfolio"):
        loaded(settings, file_of(tmp_path, HEADER, ALPHA), organisation="sample")


def test_files_go_into_the_only_organisation_of_ones_own(tmp_path, settings):
    path = file_of(tmp_path, HEADER, ALPHA)
    with pytest.raises(UsageError, match="--organisation NAME"):
        loaded(settings, path, organisation=None)
    loaded(settings, path)
    (record,) = loaded(settings, path, organisation=None)
    assert record.organisation == "Ours"


def test_of_two_organisations_none_is_taken_for_granted(tmp_path, settings):
    path = file_of(tmp_path, HEADER, ALPHA)
    loaded(settings, path)
    loaded(settings, path, organisation="Theirs")
    with pytest.raises(UsageError, match="Known so far: Ours, Theirs"):
        loaded(settings, path, organisation=None)


def test_rows_of_another_template_are_never_counted_twice(tmp_path, settings):
    register = file_of(tmp_path, HEADER, ALPHA, name="register.csv")
    tracker = file_of(tmp_path, (*HEADER, "Phase"), (*ALPHA, "Execution"), name="tracker.csv")
    loaded(settings, register)
    (asked,) = loaded(settings, tracker)
    (question,) = asked.questions
    assert (question.id, question.proposal) == ("overlap:projects", "replace load 1")
    (record,) = loaded(settings, tracker, accept=True)
    (row,) = rows_of(settings, "projects")
    assert record.answers["overlap:projects"] == "replace load 1"
    assert (row["load_id"], row["phase"]) == (record.load, "Execution")


def test_replacing_a_load_that_has_more_rows_is_not_proposed(tmp_path, settings):
    loaded(settings, file_of(tmp_path, HEADER, ALPHA, BETA, name="register.csv"))
    tracker = file_of(tmp_path, (*HEADER, "Phase"), (*ALPHA, "Execution"), name="tracker.csv")
    (record,) = loaded(settings, tracker, accept=True)
    (question,) = record.questions
    assert question.proposal is None
    assert "takes 1 rows away" in question.text


def test_to_stop_at_an_overlap_changes_nothing(tmp_path, settings):
    loaded(settings, file_of(tmp_path, HEADER, ALPHA, name="register.csv"))
    tracker = file_of(tmp_path, (*HEADER, "Phase"), (*ALPHA, "Execution"), name="tracker.csv")
    (record,) = loaded(settings, tracker, answers={"overlap:projects": "stop"})
    assert isinstance(record.error, OpenQuestionsError)
    assert [row["load_id"] for row in rows_of(settings, "projects")] == [1]


def test_the_next_file_of_a_template_takes_the_place_of_the_earlier_one(tmp_path, settings):
    loaded(settings, file_of(tmp_path, HEADER, ALPHA, BETA, name="first.csv"))
    (record,) = loaded(settings, file_of(tmp_path, HEADER, BETA, name="second.csv"))
    assert record.error is None
    assert [row["project_id"] for row in rows_of(settings, "projects")] == ["P-2"]


def test_projects_that_report_in_one_template_do_not_replace_each_other(tmp_path, settings):
    loaded(settings, file_of(tmp_path, HEADER, ALPHA, name="alpha.csv"))
    (record,) = loaded(settings, file_of(tmp_path, HEADER, BETA, name="beta.csv"))
    assert (record.error, record.questions) == (None, ())
    loaded(settings, file_of(tmp_path, HEADER, (*ALPHA[:-1], "2026-12-31"), name="alpha 2.csv"))
    found = {row["project_id"]: row["load_id"] for row in rows_of(settings, "projects")}
    assert found == {"P-1": 3, "P-2": 2}


def workbook_of(folder, sheets, name="book.xlsx"):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / name
    book.save(path)
    return path


def test_a_project_that_two_sheets_name_is_one_row_and_a_contradiction_is_listed(
    tmp_path, settings
):
    moved = ("P-2", "Beta", "2026-09-30", "2026-12-31")
    sheets = {"North": [HEADER, ALPHA, BETA], "South": [HEADER, ALPHA, moved]}
    (record,) = loaded(settings, workbook_of(tmp_path, sheets), accept=True)
    north, south = record.regions
    beta = next(row for row in rows_of(settings, "projects") if row["project_id"] == "P-2")
    assert (north.written["projects"], "projects" in south.written) == (2, False)
    assert beta["forecast_finish_date"] == date(2026, 9, 30)
    assert [(each.rule, each.value) for each in south.issues] == [("duplicate_key", "P-2")]


def test_an_amount_that_two_sheets_state_is_loaded_once_and_always_listed(tmp_path, settings):
    header = ("Project ID", "Project name", "Cost type", "Measure", "Currency", "Month", "Amount")
    january = ("P-1", "Alpha", "Staff", "Budget", "EUR", date(2026, 1, 1), 100)
    february = ("P-1", "Alpha", "Staff", "Budget", "EUR", date(2026, 2, 1), 200)
    other = (*february[:-1], 250)
    sheets = {"North": [header, january, february], "South": [header, january, other]}
    (record,) = loaded(settings, workbook_of(tmp_path, sheets), accept=True)
    assert [row["amount"] for row in rows_of(settings, "budget_lines")] == [10_000, 20_000]
    _, south = record.regions
    listed = [each for each in south.issues if each.rule == "duplicate_key"]
    assert [each.cell for each in listed] == ["G2", "G3"]
    assert "says the same of the same key" in listed[0].message
    assert "says something else of the same key" in listed[1].message


def test_the_senders_name_of_an_upload_stands_in_the_ledger(tmp_path, settings):
    path = file_of(tmp_path, HEADER, ALPHA, name="3f2a.upload")
    sent = load.SentFile(path, "Status March.csv")
    (record,) = load_files([sent], OURS, settings)
    assert record.file == "Status March.csv"
    assert open_warehouse(settings).loads()["file_name"].to_list() == ["Status March.csv"]


def test_the_principal_table_can_be_named(tmp_path, settings):
    rows = ((*HEADER, "Approved budget EUR"), (*ALPHA, "1200.50"))
    (record,) = loaded(settings, file_of(tmp_path, *rows), table="budget_lines")
    assert record.regions[0].tables == ("budget_lines",)
    assert rows_of(settings, "projects") == []


def test_what_a_killed_load_left_behind_is_removed_after_a_day(tmp_path, settings):
    staging = open_warehouse(settings).staging
    old, young = staging / "load-old", staging / "load-young"
    for folder in (old, young):
        folder.mkdir()
    os.utime(old, (0, 0))
    loaded(settings, file_of(tmp_path, HEADER, ALPHA))
    assert (old.exists(), young.exists()) == (False, True)


def test_inspecting_changes_nothing(tmp_path, settings):
    record = inspect(file_of(tmp_path, HEADER, ALPHA), OURS, settings)
    assert (record.load, record.regions[0].written["projects"]) == (None, 1)
    assert not settings.data.exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("year", "projects", "whole_life"),
    [
        (2014, 199, "398606.60249442"),
        (2016, 143, "436488.46"),
        (2018, 133, "422739.43"),
        (2021, 184, "541951.37"),
        (2022, 235, "494181"),
    ],
)
def test_a_publication_of_the_uk_loads_whole(shared_data, settings, year, projects, whole_life):
    path = shared_data / "uk_gmpp" / f"uk_{year}.csv"
    (record,) = loaded(settings, path, status_date=date(year, 9, 30), accept=True)
    (region,) = record.regions
    costs = [
        each
        for header, each in region.sums.items()
        if "wlc" in header or "whole life" in " ".join(header.split())
    ]
    assert record.error is None
    assert (region.rows.read, region.rows.loaded) == (projects, projects)
    assert [each.loaded for each in costs] == [Decimal(whole_life)]
    assert len(rows_of(settings, "projects")) == projects


@pytest.mark.slow
def test_new_yorks_register_gives_fifteen_status_dates(shared_data, settings):
    path = shared_data / "nyc_capital_projects" / "NYC_capital_projects_20190901.csv"
    (record,) = loaded(settings, path, status_date=None, accept=True)
    (region,) = record.regions
    assert len(record.status_dates) == 15
    assert record.answers["date_order::date reported as of"] == "month first"
    assert region.sums["Latest Schedule Changes"].ignored == 139099
    assert len({row["project_id"] for row in rows_of(settings, "projects")}) == 378


def test_a_dictionary_of_columns_is_no_table(shared_data, settings):
    path = shared_data / "nyc_capital_projects" / "data_dict_interval.csv"
    (record,) = loaded(settings, path)
    assert [region.tables for region in inspect(path, OURS, settings).regions] == [()]
    assert isinstance(record.error, UnreadableFileError)


def test_a_known_header_above_cells_that_fit_nothing_is_refused_with_its_reason(tmp_path, settings):
    file = tmp_path / "budget.csv"
    rows = [f",Name {number},2026-10-31,abc" for number in range(8)]
    header = "Project ID,Project name,Status date,Approved budget (EUR)"
    file.write_text("\n".join([header, *rows]), encoding="utf-8")
    (record,) = loaded(settings, file)
    assert "4 of 4 names in line 1 are known" in str(record.error)
    assert record.load is None
