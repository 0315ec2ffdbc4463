"""Working time: hours, days, durations and shares of a month become minutes."""

from datetime import date, timedelta

import pytest

from pipelines.check.effort import EffortFormat, read_effort, working_days
from pipelines.check.numbers import POINT
from tests.hand_made import SETTINGS, checked, fills

APRIL = date(2026, 4, 1)  # 22 Mondays to Fridays


def minutes(text, unit=None, month=None, kind="text"):
    return read_effort(kind, text, month, EffortFormat(POINT, unit, SETTINGS)).value


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("7.5", "hours", 450),
        ("7:30", "hours", 450),
        ("7h30", "hours", 450),
        ("7h 30m", "hours", 450),
        ("2", "days", 960),
        ("2d", "hours", 960),
        ("5 days?", None, 2400),
        ("180 hrs", None, 10_800),
        ("1 mon", None, 9600),
        ("3 wks", None, 7200),
        ("90 min", None, 90),
        ("PT8H0M0S", None, 480),
        ("28800", "seconds", 480),
        ("45", "minutes", 45),
    ],
)
def test_a_working_time_becomes_minutes(text, unit, expected):
    assert minutes(text, unit) == expected


@pytest.mark.parametrize("text", ["7:75", "7h60", "0:30:99"])
def test_a_clock_that_no_clock_shows_is_not_read(text):
    assert minutes(text, "hours") is None


def test_a_duration_may_pass_a_day():
    assert minutes("27:30:00", kind="duration") == 1650


def test_a_share_of_a_month_counts_its_mondays_to_fridays():
    assert working_days(APRIL) == 22
    assert minutes("0.5", "FTE", APRIL) == 22 * 480 // 2
    assert minutes("50", "percent", APRIL) == 22 * 480 // 2
    assert minutes("50%", "FTE", APRIL) == 22 * 480 // 2


def test_working_days_are_mondays_to_fridays():
    for number in range(1, 13):
        first = date(2026, number, 1)
        days = (first + timedelta(days=shift) for shift in range(31))
        count = sum(day.month == number and day.weekday() < 5 for day in days)
        assert working_days(first) == count


def test_hours_in_a_column_of_shares_are_not_guessed():
    assert minutes("80 h", "FTE", APRIL) is None


PLAN = ("assignments.person_id", "assignments.project_id")


def month(first, **more):
    return fills("assignments.planned_minutes", fixed=(("month_date", first),), **more)


def plan(*values, unit="", answers=None):
    columns = (*PLAN, month("2026-04-01", unit=unit), month("2026-05-01", unit=unit))
    rows = (("Person", "Project", "Apr 26", "May 26"), ("Ann", "A", *values))
    return checked(rows, columns, tables=("assignments",), answers=answers)


def test_months_across_become_one_row_each():
    rows = plan(10, 20, unit="h").tables["assignments"]
    assert rows.select("month_date", "planned_minutes", "source_cell", "plan_id").rows() == [
        (date(2026, 4, 1), 600, "C2", "published"),
        (date(2026, 5, 1), 1200, "D2", "published"),
    ]


def test_a_unit_that_nobody_states_is_asked_about_once_for_all_months():
    asked = {question.id: question.proposal for question in plan(80, 160).record.questions}
    assert asked == {"unit:status:months": "hours"}


def test_the_answer_for_the_unit_holds_for_all_months():
    rows = plan(1, 2, answers={"unit:status:months": "days"}).tables["assignments"]
    assert rows["planned_minutes"].to_list() == [480, 960]


def test_an_empty_month_gives_no_row_and_no_issue():
    result = plan(10, None, unit="h")
    assert result.tables["assignments"].height == 1
    assert result.record.issues == ()


def test_the_sum_of_hours_stays_in_hours():
    total = plan("7.3333", 1, unit="h").record.sums["Apr 26"]
    assert (total.unit, str(total.read)) == ("hours", "7.3333")
    assert total.balances
    assert total.rounding != 0


CLOCKS = (
    "time_entries.person_id",
    "time_entries.work_date",
    fills("time_entries.booked_minutes", fixed=(("clock", "in"),)),
    fills("time_entries.booked_minutes", fixed=(("clock", "out"),)),
)


def clocked(begun, ended, answers=None):
    rows = (("Person", "Date", "In", "Out"), ("Ann", "2026-03-02", begun, ended))
    return checked(rows, CLOCKS, tables=("time_entries",), answers=answers)


@pytest.mark.parametrize(
    ("begun", "ended", "worked"),
    [("06:45:00", "07:49", 64), ("9:00 AM", "5:30 PM", 510), ("08:00", "08:00", 0)],
)
def test_the_time_worked_lies_between_the_clocks(begun, ended, worked):
    assert clocked(begun, ended).tables["time_entries"]["booked_minutes"].to_list() == [worked]


def test_an_end_before_its_beginning_is_asked_about():
    result = clocked("22:00", "06:00")
    assert [question.id for question in result.record.questions] == ["over_midnight:status:out"]
    assert result.tables["time_entries"]["booked_minutes"].to_list() == [480]
    refused = clocked("22:00", "06:00", {"over_midnight:status:out": "leave empty"})
    assert refused.record.rows.rejected == 1


def test_more_than_a_day_on_one_day_is_flagged_once():
    columns = ("time_entries.person_id", "time_entries.work_date",
               fills("time_entries.booked_minutes", unit="h"))  # fmt: skip
    rows = (("Person", "Date", "Hours"), ("Ann", "2026-03-02", 20), ("Ann", "2026-03-02", 5))
    result = checked(rows, columns, tables=("time_entries",))
    assert [(issue.cell, issue.rule) for issue in result.record.issues] == [("C2", "over_24h")]
    assert result.record.rows.loaded == 2


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("months", "One day counts 8 hours, and a month 20 days."),
        ("FTE", "One day counts 8 hours, and a month its Mondays to Fridays."),
        ("weeks", "One day counts 8 hours, and a week 5 days."),
        ("days", "One day counts 8 hours."),
    ],
)
def test_what_is_said_of_a_unit_is_how_it_was_counted(unit, said):
    issues = plan("0.5", 1, unit=unit).record.issues
    assert {issue.message for issue in issues if issue.rule == "effort_assumed"} == {said}
