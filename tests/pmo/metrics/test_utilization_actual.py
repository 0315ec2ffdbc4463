"""Utilization: booked project time against net capacity, in the month of the status date."""

from datetime import date

import pytest

from pmo.readings.reading import Reading
from tests.readings import Row, reading_of
from tests.staffing import DAY, GROUPS, T, booked, person

CAPACITY = 22 * DAY


def used(*entries: Row, by: str = "person", people: tuple[Row, ...] = (person(),)) -> Reading:
    return reading_of(
        "utilization_actual", T, by=by, people=people, time_entries=entries, groups=GROUPS
    )


def test_project_time_is_divided_by_net_capacity():
    reading = used(booked(5, 10 * DAY), booked(20, 5 * DAY))
    assert (reading.value, reading.colour) == (pytest.approx(15 / 22), "green")


def test_base_work_is_off_the_capacity_and_never_counted_twice():
    base = booked(5, 480, project_id=None, time_kind="base")
    assert used(base, booked(6, 11 * DAY)).value == 0.5


def test_who_booked_only_base_work_used_nothing():
    reading = used(booked(5, 480, project_id=None, time_kind="base"))
    assert (reading.value, reading.colour) == (0, "amber")


def test_time_on_a_project_without_a_kind_is_project_time():
    assert used(booked(5, CAPACITY, time_kind=None)).value == 1


def test_overtime_goes_above_one_and_is_red():
    reading = used(booked(5, CAPACITY + 5 * DAY))
    assert (reading.value, reading.colour) == (pytest.approx(27 / 22), "red")


def test_other_months_play_no_part():
    late = booked(5, 999, work_date=date(2026, 9, 30))
    assert used(late, booked(6, CAPACITY)).value == 1


def test_who_booked_nothing_is_unknown():
    reading = used()
    assert (reading.value, reading.reason) == (None, "no_hours")


def test_without_capacity_there_is_no_percentage():
    left = person(end_date=date(2026, 9, 30))
    assert used(people=(left,)).reason == "no_capacity"
    assert used(booked(5, 60), people=(left,)).reason == "allocated_without_capacity"
    assert used(booked(5, 60), people=(person(fte=None),)).reason == "no_capacity"


def test_a_group_divides_sums():
    # 150 % and 50 % pool to 100 %.
    entries = (booked(5, 33 * DAY), booked(5, 11 * DAY, "P2"))
    people = (person(), person("P2", group_id="Web"))
    assert used(*entries, by="department", people=people).row("IT")["value"] == 1
    by_team = used(*entries, by="team", people=people)
    assert [by_team.row(team)["value"] for team in ("Data", "Web")] == [1.5, 0.5]
    assert used(*entries, by="role", people=people).row("Developer")["value"] == 1


def test_who_is_away_all_month_does_not_lower_coverage():
    gone = [person(f"P{n}", end_date=date(2026, 9, 30)) for n in range(2, 6)]
    row = used(booked(5, CAPACITY), by="organisation", people=(person(), *gone)).row()
    assert (row["value"], row["used"], row["missing"]) == (1, 1, 0)


def test_each_of_several_dates_has_its_own_month():
    days = (date(2026, 9, 30), T)
    people = [person(status_date=day) for day in days]
    september = booked(1, CAPACITY, work_date=date(2026, 9, 7))  # 22 working days too
    reading = reading_of(
        "utilization_actual",
        *days,
        people=people,
        time_entries=[september, booked(7, 11 * DAY)],
    )
    assert reading.series("P1")["value"].to_list() == [1, 0.5]
