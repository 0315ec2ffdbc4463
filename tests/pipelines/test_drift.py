"""Next month's file: what is renamed, moved, new or missing is said; what was decided holds."""

import csv
from dataclasses import replace
from datetime import date

import pytest

from pipelines.inspection import Instructions
from pipelines.load import load
from pmo.settings import Settings
from pmo.warehouse import open_warehouse

HEADER = ("Project ID", "Project name", "Phase", "Baseline finish", "Forecast finish", "Sponsor")
ALPHA = ("P-1", "Alpha", "Build", "2026-06-30", "2026-07-15", "Ana Silva")
BETA = ("P-2", "Beta", "Design", "2026-09-30", "2026-09-30", "Ben Moor")
MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)
DRIFT = ("column_renamed", "column_moved", "column_new", "column_missing")


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", organisation=None)


@pytest.fixture
def take_in(tmp_path, settings):
    def take(*rows, day=MARCH, name="status.csv", **changes):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        instructions = Instructions(organisation="Ours", status_date=day)
        (record,) = load([path], replace(instructions, **changes), settings)
        return record

    return take


def drift_of(record):
    return [
        (issue.rule, issue.cell, issue.value)
        for region in record.regions
        for issue in region.issues
        if issue.rule in DRIFT
    ]


def asked(record):
    return {question.id: question.proposal for question in record.questions}


def with_column(rows, place, header, *values):
    return [
        (*row[:place], value, *row[place:])
        for row, value in zip(rows, (header, *values), strict=True)
    ]


def without(rows, header):
    place = rows[0].index(header)
    return [(*row[:place], *row[place + 1 :]) for row in rows]


def renamed(rows, **headers):
    return [tuple(headers.get(each.replace(" ", "_"), each) for each in rows[0]), *rows[1:]]


def rows_on(settings, table, day):
    with open_warehouse(settings).snapshot() as snapshot:
        return snapshot.query(
            f'select * from main."{table}" where status_date = $day', {"day": day}
        ).to_dicts()


def test_a_file_of_the_same_template_says_nothing_of_its_columns(take_in):
    take_in(HEADER, ALPHA, BETA)
    second = take_in(HEADER, ALPHA, (*BETA[:4], "2026-10-31", BETA[5]), day=APRIL)
    assert (second.error, drift_of(second)) == (None, [])


def test_a_column_renamed_to_another_known_name_is_reported_with_both_names(take_in):
    take_in(HEADER, ALPHA, BETA)
    second = take_in(*renamed([HEADER, ALPHA, BETA], Forecast_finish="Expected finish"), day=APRIL)
    assert (second.error, drift_of(second)) == (None, [("column_renamed", "E1", "Expected finish")])
    message = second.regions[0].issues[0].message
    assert '"Forecast finish" of load 1 ("status.csv") is now called "Expected finish"' in message


def test_a_column_renamed_to_an_unknown_name_is_proposed_and_then_filled(take_in, settings):
    rows = renamed([HEADER, ALPHA, BETA], Sponsor="Voice of the board")
    take_in(HEADER, ALPHA, BETA)
    second = take_in(*rows, day=APRIL)
    question = "column::voice of the board"
    assert asked(second) == {question: "projects.sponsor"}
    third = take_in(*rows, day=APRIL, accept=True)
    assert drift_of(third) == [("column_renamed", "F1", "Voice of the board")]
    assert {row["sponsor"] for row in rows_on(settings, "projects", APRIL)} == {ALPHA[5], BETA[5]}
    assert asked(take_in(*rows, day=date(2026, 5, 31))) == {}


def test_a_column_that_is_said_to_be_another_is_new_and_the_old_one_missing(take_in, settings):
    rows = renamed([HEADER, ALPHA, BETA], Sponsor="Voice of the board")
    take_in(HEADER, ALPHA, BETA)
    answer = {"column::voice of the board": "ignore"}
    second = take_in(*rows, day=APRIL, answers=answer)
    assert second.error is None
    assert drift_of(second) == [
        ("column_new", "F1", "Voice of the board"),
        ("column_missing", "A1", "Sponsor"),
    ]
    assert {row["sponsor"] for row in rows_on(settings, "projects", APRIL)} == {None}


def test_a_renamed_amount_keeps_its_measure(take_in, settings):
    rows = with_column([HEADER, ALPHA, BETA], 6, "Approved budget EUR", "100", "250")
    take_in(*rows)
    second = take_in(*renamed(rows, Approved_budget_EUR="Envelope EUR"), day=APRIL, accept=True)
    assert second.error is None
    lines = rows_on(settings, "budget_lines", APRIL)
    assert [(row["measure"], row["amount"]) for row in lines] == [
        ("approved budget", 10_000),
        ("approved budget", 25_000),
    ]


def test_a_moved_column_is_found_by_its_name(take_in, settings):
    take_in(HEADER, ALPHA, BETA)
    moved = [(row[5], *row[:5]) for row in (HEADER, ALPHA, BETA)]
    second = take_in(*moved, day=APRIL)
    assert (second.error, drift_of(second)) == (None, [("column_moved", "A1", "Sponsor")])
    assert {row["sponsor"] for row in rows_on(settings, "projects", APRIL)} == {ALPHA[5], BETA[5]}


def test_a_new_column_moves_no_other(take_in):
    take_in(HEADER, ALPHA, BETA)
    second = take_in(*with_column([HEADER, ALPHA, BETA], 2, "Shelf", "blue", "red"), day=APRIL)
    assert (second.error, drift_of(second)) == (
        None,
        [("column_new", "C1", "Shelf")],
    )


def test_a_missing_column_is_reported_with_its_old_place(take_in):
    take_in(HEADER, ALPHA, BETA)
    second = take_in(*without([HEADER, ALPHA, BETA], "Sponsor"), day=APRIL)
    assert (second.error, drift_of(second)) == (None, [("column_missing", "A1", "Sponsor")])
    message = second.regions[0].issues[0].message
    assert 'stood in F1 in load 1 ("status.csv")' in message
    assert "The sponsor of the projects is unknown in this load" in message


def test_a_missing_key_stops_even_where_proposals_are_accepted(take_in, settings):
    rows = without([HEADER, ALPHA, BETA], "Project ID")
    take_in(HEADER, ALPHA, BETA)
    second = take_in(*rows, day=APRIL, accept=True)
    assert asked(second) == {"missing::project id": None}
    assert rows_on(settings, "projects", APRIL) == []
    third = take_in(*rows, day=APRIL, answers={"missing::project id": "load without it"})
    assert third.error is None


def test_a_renamed_key_is_proposed_not_missing(take_in):
    take_in(HEADER, ALPHA, BETA)
    second = take_in(*renamed([HEADER, ALPHA, BETA], Project_ID="Cipher"), day=APRIL)
    assert asked(second) == {"column::cipher": "projects.project_id"}


def test_months_across_move_on_without_a_word(take_in):
    header = ("Project ID", "Measure", "Currency", "Jan 2026", "Feb 2026")
    take_in(header, ("P-1", "actual", "EUR", "10", "20"), accept=True)
    second = take_in(
        (*header[:3], "Feb 2026", "Mar 2026"), ("P-1", "actual", "EUR", "20", "30"), day=APRIL
    )
    assert (second.error, drift_of(second)) == (None, [])


def test_a_column_that_was_decided_keeps_its_meaning(take_in, settings):
    rows = with_column([HEADER, ALPHA, BETA], 6, "Voice", "Cleo", "Dora")
    take_in(*rows, answers={"column::voice": "projects.owner"})
    second = take_in(*rows, day=APRIL)
    assert second.error is None
    assert {row["owner"] for row in rows_on(settings, "projects", APRIL)} == {"Cleo", "Dora"}


def test_what_cells_decided_holds_while_they_are_empty(take_in):
    header = ("Project ID", "Project name", "Sponsor", "Status")
    take_in(header, ("P-1", "Alpha", "Ana", "green"), ("P-2", "Beta", "Ben", "red"))
    second = take_in(header, ("P-1", "Alpha", "Ana", ""), ("P-2", "Beta", "Ben", ""), day=APRIL)
    (status,) = [each for each in second.regions[0].columns if each.header == "Status"]
    assert (second.error, status.columns) == (None, ("projects.health_overall",))


def test_another_template_is_not_taken_for_the_same(take_in):
    take_in(HEADER, ALPHA, BETA)
    risks = ("Risk ID", "Project ID", "Risk", "Severity", "Response", "Due date")
    second = take_in(risks, ("R-1", "P-1", "Rain", "high", "Roof", "2026-05-20"), name="risks.csv")
    assert (second.error, drift_of(second)) == (None, [])


def test_an_answer_about_one_project_is_not_given_for_the_file_of_another(take_in):
    header = ("Task ID", "Task name", "Start date", "Finish date", "State")
    row = ("T-1", "Dig", "2026-03-20", "2026-04-20", "open")
    named = {"value::tasks.project_id": "ALPHA"}
    take_in(header, row, name="tasks alpha 2026-03.csv", answers=named)
    same = take_in(header, row, name="tasks alpha 2026-04.csv", day=APRIL)
    other = take_in(header, row, name="tasks beta 2026-04.csv", day=APRIL)
    assert (asked(same), list(asked(other))) == ({}, ["value::tasks.project_id"])


def test_time_booked_under_a_renamed_header_replaces_what_it_repeats(take_in, settings):
    rows = [
        ("Person", "Work date", "Hours", "Project", "Note"),
        ("Ana", "2026-03-20", "7", "P-1", "design"),
        ("Ana", "2026-03-21", "6", "P-1", "design"),
    ]
    take_in(*rows, day=None)
    take_in(*renamed(rows, Hours="Hours worked"), day=None, name="again.csv")
    with open_warehouse(settings).snapshot() as snapshot:
        booked = snapshot.query("select booked_minutes from main.time_entries")
    assert sorted(booked["booked_minutes"]) == [360, 420]


def test_answers_follow_a_sheet_and_headers_whose_dates_move_on(tmp_path, settings):
    from openpyxl import Workbook

    def book(month, forecast):
        path = tmp_path / f"{month}.xlsx"
        workbook = Workbook()
        workbook.active.title = f"Status {month} 26"
        for row in (HEADER[:5], (*ALPHA[:4], forecast), (*BETA[:4], "05/05/2026")):
            workbook.active.append(row)
        workbook.save(path)
        return path

    ours = Instructions(organisation="Ours", status_date=MARCH)
    answers = {"date_order:status mar 26:forecast finish": "day first"}
    (first,) = load([book("Mar", "01/02/2026")], replace(ours, answers=answers), settings)
    (second,) = load([book("Apr", "03/04/2026")], replace(ours, status_date=APRIL), settings)
    assert (first.error, second.error) == (None, None)
    finish = {row["forecast_finish_date"] for row in rows_on(settings, "projects", APRIL)}
    assert finish == {date(2026, 4, 3), date(2026, 5, 5)}


@pytest.mark.parametrize(
    ("header", "proving", "silent", "kind"),
    [
        ("Forecast finish", "15/07/2026", "07/08/2026", "date_order"),
        ("Approved budget EUR", "1.234,56", "1.234", "decimal"),
        ("Percent complete", "40", "1", "percent"),
        ("Approved budget", "£1,200.50", "1200.50", "currency"),
    ],
)
def test_what_cells_proved_once_is_not_asked_of_cells_that_prove_nothing(
    take_in, header, proving, silent, kind
):
    top = ("Project ID", "Project name", "Phase", header)
    alone = take_in(top, ("P-1", "Alpha", "Build", silent), organisation="Others")
    assert [question.id.partition(":")[0] for question in alone.questions] == [kind]
    take_in(top, ("P-1", "Alpha", "Build", proving))
    second = take_in(top, ("P-1", "Alpha", "Build", silent), day=APRIL)
    assert (second.error, asked(second)) == (None, {})
