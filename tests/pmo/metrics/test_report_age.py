"""Report age: how old is what we know."""

from datetime import date

from pmo.readings.reading import Reading
from tests.readings import reading_of

AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)


def age(*rows: dict[str, object], by: str = "project") -> Reading:
    return reading_of("report_age", AUGUST, SEPTEMBER, OCTOBER, by=by, projects=rows)


def reported(on: date, name: str = "ALPHA", **row: object) -> dict[str, object]:
    return {"project_id": name, "status_date": on} | row


def test_a_project_with_a_line_of_the_date_is_0_days_old():
    reading = age(reported(OCTOBER))
    assert (reading.row("ALPHA")["value"], reading.row("ALPHA")["colour"]) == (0, "green")


def test_a_project_that_is_missing_gets_older_and_turns_amber_and_red():
    reading = reading_of(
        "report_age",
        AUGUST,
        SEPTEMBER,
        OCTOBER,
        date(2026, 11, 30),
        projects=[reported(AUGUST)],
    )
    assert reading.rows["value"].to_list() == [0, 30, 61, 91]
    assert reading.rows["colour"].to_list() == ["green", "green", "red", "red"]


def test_the_last_line_before_the_date_counts_not_a_later_one():
    reading = age(reported(AUGUST), reported(OCTOBER))
    assert reading.rows["value"].to_list() == [0, 30, 0]


def test_a_project_is_not_asked_before_its_first_line():
    assert age(reported(OCTOBER)).rows["status_date"].to_list() == [OCTOBER]


def test_a_project_closed_in_its_last_line_is_not_asked_any_more():
    reading = age(reported(AUGUST), reported(SEPTEMBER, phase="Closed"))
    assert reading.rows["status_date"].to_list() == [AUGUST]


def test_a_project_that_nobody_reports_for_half_a_year_has_left():
    later = date(2027, 3, 31)
    reading = reading_of("report_age", AUGUST, later, projects=[reported(AUGUST)])
    assert reading.rows["status_date"].to_list() == [AUGUST]


def test_a_group_shows_its_oldest_report_by_name():
    reading = age(
        reported(AUGUST, project_name="Alpha"),
        reported(OCTOBER, "BETA", project_name="Beta"),
        by="organisation",
    )
    assert (reading.value, reading.row()["detail"]) == (61, "Alpha")


def test_the_day_of_the_last_line_is_named():
    assert age(reported(AUGUST)).row("ALPHA")["detail"] == "last report of 31 Aug 2026"
