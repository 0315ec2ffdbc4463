"""What becomes of timesheets that have the days of a week across."""

from datetime import date

import pytest

from pmo.warehouse import open_warehouse
from tests.outcomes import book_in
from tests.pipelines.books import region_of, targets_of

WEEK = ("Mon", "Tue", "Wed")


def booked(outcome):
    """Day and minutes of every booking, by day."""
    sql = "select work_date, booked_minutes from main.time_entries order by work_date, source_row"
    with open_warehouse(outcome.settings).snapshot() as snapshot:
        return snapshot.query(sql).rows()


def sheet_of(folder, *rows, name="book.csv"):
    path = folder / name
    path.write_text("\n".join(",".join(row) for row in rows) + "\n")
    return path


def test_each_day_of_a_titled_week_is_a_booking_and_the_total_is_none(loaded):
    outcome = loaded("o06_days_of_a_week.csv", accept=True)
    rows = booked(outcome)
    assert (rows[0], rows[-1]) == ((date(2026, 3, 2), 450), (date(2026, 3, 8), 120))
    assert sum(minutes for _, minutes in rows) == (19 + 18.5 + 42) * 60
    (region,) = outcome.record.regions
    assert (region.written, region.questions) == ({"time_entries": 12}, ())


def test_each_row_may_name_its_own_week(loaded):
    assert booked(loaded("o06_days_of_weeks_by_row.csv", accept=True)) == [
        (date(2026, 3, 2), 450),
        (date(2026, 3, 3), 450),
        (date(2026, 3, 10), 240),
        (date(2026, 3, 11), 480),
    ]


@pytest.mark.parametrize(
    "title", ["w/c 2026-03-02", "Week ending 8 March 2026", "KW 10 2026", "2026-W10"]
)
def test_a_week_is_known_by_its_first_day_its_last_one_or_its_number(loaded, tmp_path, title):
    header, hours = (
        ("Person", "Project", *WEEK, "Total hours"),
        ("Ann", "Alpha", "8", "", "4", "12"),
    )
    outcome = loaded(sheet_of(tmp_path, (title,), (), header, hours), accept=True)
    assert booked(outcome) == [(date(2026, 3, 2), 480), (date(2026, 3, 4), 240)]


def test_the_name_of_a_sheet_states_its_week(loaded, tmp_path):
    header, hours = ("Person", "Project", *WEEK, "Total hours"), ("Ann", "Alpha", 8, None, 4, 12)
    path = book_in(tmp_path, **{"2026-03-02": [header, hours], "2026-03-09": [header, hours]})
    assert [day for day, _ in booked(loaded(path, accept=True))] == [
        date(2026, 3, 2),
        date(2026, 3, 4),
        date(2026, 3, 9),
        date(2026, 3, 11),
    ]


def test_dated_days_without_a_year_take_the_one_of_the_title(loaded, tmp_path):
    header = ("Person", "Project", "Mo 30 März", "Di 31 März", "Mi 1 April", "Total hours")
    rows = (("Timesheet 2026",), (), header, ("Ann", "Alpha", "8", "7", "6", "21"))
    outcome = loaded(sheet_of(tmp_path, *rows), accept=True)
    assert booked(outcome) == [
        (date(2026, 3, 30), 480),
        (date(2026, 3, 31), 420),
        (date(2026, 4, 1), 360),
    ]


def test_a_week_that_nothing_states_is_asked_for(loaded, tmp_path):
    header, hours = (
        ("Person", "Project", *WEEK, "Total hours"),
        ("Ann", "Alpha", "8", "", "4", "12"),
    )
    path = sheet_of(tmp_path, header, hours)
    assert ("week", "") in loaded(path, accept=True).questions
    answered = loaded(path, accept=True, answers={"week:": "2026-03-02"})
    assert [day for day, _ in booked(answered)] == [date(2026, 3, 2), date(2026, 3, 4)]


def test_days_that_do_not_follow_each_other_are_no_week(loaded, tmp_path):
    rows = (
        ("Project", "Manager", "RAG", "Mon", "Wed", "Sun"),
        ("Alpha", "Ann Lee", "Red", "1", "2", "3"),
    )
    outcome = loaded(sheet_of(tmp_path, *rows), accept=True)
    assert [region.tables for region in outcome.record.regions] == [("projects",)]


def test_the_unit_of_days_across_is_asked_about_once(loaded, tmp_path):
    header = ("Person", "Project", "2026-03-02", "2026-03-03", "2026-03-04")
    sheet = sheet_of(tmp_path, header, ("Ann", "Alpha", "1", "0.5", "1"))
    asked = [each.id for each in loaded(sheet).record.questions if each.id.startswith("unit")]
    assert asked == ["unit::days"]


def test_work_between_coming_and_going_is_time_booked(loaded):
    outcome = loaded("o06_times_of_coming_and_going.csv", accept=True)
    assert booked(outcome) == [(date(2026, 2, 2), 210), (date(2026, 2, 2), 255)]


@pytest.mark.parametrize("beside", ["Break", "Hours"])
def test_clocks_beside_breaks_or_hours_are_not_taken_for_the_time_booked(beside):
    header = ("Person", "Project", "Date", "From", "Until", beside)
    found = region_of(header, ("Ann", "Alpha", "2026-03-02", "09:00", "12:30", "0:30"))
    filled = targets_of(found)
    assert not any(filled.get(each) for each in ("From", "Until"))
