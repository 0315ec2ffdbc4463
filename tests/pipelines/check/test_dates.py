"""What a text in a column of dates means."""

from datetime import date, datetime

import pytest

from pipelines.check.dates import (
    CONFLICT,
    DAY_FIRST,
    MONTH_FIRST,
    order_proof,
    read_date,
    read_datetime,
    read_month,
)
from tests.hand_made import checked


def day(text, order=None, kind="text"):
    return read_date(kind, text, order).value


def rule(text, order=None, kind="text"):
    return read_date(kind, text, order).rule


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-31",
        "2026-03-31 00:00:00",
        "2026-03-31T17:00:00",
        "20260331",
        "2026/03/31",
        "31 Mar 2026",
        "31-Mar-26",
        "31/Mar/26 11:33 PM",
        "31. März 2026",
        "31 mars 2026",
        "31st March 2026",
        "Tue 31 March 2026",
        "March 31, 2026",
        "Mar 31, 2026 3:04 PM",
        "2026 March 31 12:00 AM",
        "31 marzo 2026",
    ],
)
def test_forms_without_an_order_need_none(text):
    assert day(text) == date(2026, 3, 31)


def test_a_numeric_date_follows_the_order_of_its_column():
    assert day("03/04/2026", DAY_FIRST) == date(2026, 4, 3)
    assert day("03/04/2026 12:00:00 AM", MONTH_FIRST) == date(2026, 3, 4)


def test_without_an_order_a_numeric_date_is_not_guessed():
    assert (day("03/04/2026"), rule("03/04/2026")) == (None, "date_order_unknown")


def test_equal_day_and_month_need_no_order():
    assert day("04/04/2026") == date(2026, 4, 4)


def test_a_first_part_over_twelve_proves_day_first():
    proof = order_proof(["03/04/2026", "30.06.08", "Q3", "n/a"])
    assert proof.proven == DAY_FIRST


def test_a_second_part_over_twelve_proves_month_first():
    assert order_proof(["03/04/2026", "09/23/2013"]).proven == MONTH_FIRST


def test_both_proofs_in_one_column_convert_nothing():
    assert order_proof(["13/04/2026", "04/13/2026"]).conflicts
    assert rule("13/04/2026", CONFLICT) == "date_order_conflict"


@pytest.mark.parametrize(
    ("text", "year"), [("30.06.08", 2008), ("17.03.97", 1997), ("01.01.68", 2068)]
)
def test_two_digit_years_lie_between_1969_and_2068(text, year):
    assert day(text, DAY_FIRST).year == year


@pytest.mark.parametrize("text", ["31/04/2026", "29/02/2027", "00/01/2026", "31/12/2026 25:00"])
def test_a_day_that_never_was_is_not_shifted(text):
    assert (day(text, DAY_FIRST), rule(text, DAY_FIRST)) == (None, "date_impossible")


@pytest.mark.parametrize("text", ["1987-11-06", "2108-10-21", "0001-01-01"])
def test_a_date_outside_1990_to_2100_is_unknown(text):
    assert (day(text), rule(text)) == (None, "date_out_of_range")


@pytest.mark.parametrize(
    ("serial", "expected"),
    [("44651", date(2022, 3, 31)), ("44651.75", date(2022, 3, 31)), ("32874", date(1990, 1, 1))],
)
def test_serials_count_as_the_spreadsheet_shows_them(serial, expected):
    assert day(serial, kind="number") == expected


@pytest.mark.parametrize("serial", ["0", "60", "-1"])
def test_serials_that_are_no_day_are_impossible(serial):
    assert rule(serial, kind="number") == "date_impossible"


@pytest.mark.parametrize("text", ["TBC", "tbd", "ASAP", "?", "-"])
def test_a_date_to_be_confirmed_is_unknown(text):
    assert rule(text) == "to_be_confirmed"


@pytest.mark.parametrize(
    "text", ["Q3 FY26", "Q3", "mid-Aug", "w/c 12 May", "2026-W32", "Aug 26", "March 2026", "2026"]
)
def test_a_span_is_not_a_day(text):
    assert (day(text), rule(text)) == (None, "date_imprecise")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#N/A", "error_cell"),
        ("Exempt under Section 43", "withheld"),
        ("Data not provided by department", "withheld"),
        ("n/a", "not_applicable"),
        ("when the weather allows", "not_a_date"),
    ],
)
def test_a_text_that_is_no_date_says_why(text, expected):
    assert rule(text) == expected


def test_a_new_date_with_the_old_one_in_brackets_loads_the_new_one_and_says_so():
    meaning = read_date("text", "30 Jun 26 (31 Mar 26)", None)
    assert (meaning.value, meaning.rule) == (date(2026, 6, 30), "earlier_date_in_brackets")


def test_an_offset_is_taken_off_an_instant():
    meaning = read_datetime("text", "2026-03-31T14:30:00+02:00", None)
    assert meaning.value == datetime(2026, 3, 31, 12, 30)  # noqa: DTZ001


@pytest.mark.parametrize(
    "text", ["Aug 26", "August 2026", "2026-08", "08/2026", "2026-08-17", "août 2026"]
)
def test_a_month_is_named_alone_or_by_one_of_its_days(text):
    assert read_month("text", text, None).value == date(2026, 8, 1)


def test_a_day_that_no_calendar_has_proves_no_order():
    proof = order_proof(["31/02/2026", "01/02/2026"])
    assert (proof.proven, proof.undecided) == (None, "01/02/2026")


def test_points_between_the_parts_prove_nothing_of_slashes():
    assert order_proof(["31.12.2025", "04/10/2026"]).undecided == "04/10/2026"


def test_a_day_is_the_one_of_the_zone_in_which_it_was_written():
    assert day("2026-03-31T23:30:00-05:00") == date(2026, 3, 31)
    assert day("31/03/2026 00:15 +02:00", DAY_FIRST) == date(2026, 3, 31)
    assert day("31-03-2026", DAY_FIRST) == date(2026, 3, 31)


def test_times_of_day_that_differ_are_said_to_be_left_out():
    columns = ("projects.project_id", "projects.baseline_start_date")
    rows = (
        ("Project", "Start"),
        ("P-1", "2026-03-31 14:30"),
        ("P-2", "2026-03-30 00:00"),
        ("P-3", ("datetime", "2026-03-29T09:00:00")),
    )
    issues = checked(rows, columns).record.issues
    assert [(issue.cell, issue.rule) for issue in issues] == [("B1", "time_not_kept")]
    assert checked(rows[:2], columns).record.issues == ()
    same = (("Project", "Start"), ("P-1", "2026-03-31 12:00:00 AM"), ("P-2", "2026-03-30"))
    assert checked(same, columns).record.issues == ()


def test_a_span_among_instants_is_the_moment_at_which_its_day_begins():
    columns = ("service_requests.request_id", "service_requests.opened_datetime")
    rows = (("Number", "Opened"), ("R-1", "2026-03-31 14:30"), ("R-2", "Q3 FY26"))
    opened = checked(rows, columns, tables=("service_requests",)).tables["service_requests"]
    assert opened["opened_datetime"].dt.time().to_list()[1].isoformat() == "00:00:00"


@pytest.mark.parametrize(
    "text",
    ["0001-01-01T00:00:00+01:00", "9999-12-31 23:59:59-05:00", "31 Dec 9999 23:59:59 -05:00"],
)
def test_a_zone_moves_no_instant_out_of_the_calendar(text):
    assert read_datetime("text", text, None).rule == "date_out_of_range"
    assert rule(text) == "date_out_of_range"
