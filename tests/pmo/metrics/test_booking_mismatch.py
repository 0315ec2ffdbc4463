"""Booked and planned apart, in the month of the status date."""

from pmo.readings.reading import Reading
from tests.readings import Row, reading_of
from tests.staffing import NOVEMBER, OCTOBER, T, booked, person, planned


def mismatch(entries: list[Row], assignments: list[Row], *, by: str = "person") -> Reading:
    return reading_of(
        "booking_mismatch",
        T,
        by=by,
        people=[person(), person("P2")],
        time_entries=entries,
        assignments=assignments,
    )


def both(reading: Reading, key: str = "P1") -> list[float | None]:
    names = ("booked_not_allocated", "allocated_not_booked")
    return [reading.row(key, measure=name)["value"] for name in names]


def test_who_works_as_planned_has_no_mismatch():
    assert both(mismatch([booked(5, 480)], [planned(OCTOBER, 4800)])) == [0, 0]


def test_work_on_another_project_than_planned_shows_on_both_sides():
    entries = [booked(5, 480, project_id="BETA")]
    reading = mismatch(entries, [planned(OCTOBER, 4800)])
    assert both(reading) == [480, 4800]
    by_project = mismatch(entries, [planned(OCTOBER, 4800)], by="project")
    assert (both(by_project, "ALPHA"), both(by_project, "BETA")) == ([0, 4800], [480, 0])


def test_less_than_a_tenth_of_a_person_is_not_missed():
    # A tenth of 22 days of 480 minutes is 1056.
    entries = [booked(5, 480, "P2")]
    assert both(mismatch(entries, [planned(OCTOBER, 1055), planned(OCTOBER, 1, "P2")])) == [0, 0]
    assert both(mismatch(entries, [planned(OCTOBER, 1056), planned(OCTOBER, 1, "P2")])) == [0, 1056]


def test_base_work_and_other_months_are_no_bookings_on_projects():
    base = booked(5, 480, time_kind="base")
    reading = mismatch([base, booked(6, 60)], [planned(OCTOBER, 60), planned(NOVEMBER, 9999)])
    assert both(reading) == [0, 0]


def test_without_any_time_booked_nobody_can_say_what_was_missed():
    reading = mismatch([], [planned(OCTOBER, 4800)])
    row = reading.row("P1", measure="allocated_not_booked")
    assert (row["value"], row["reason"]) == (None, "no_hours")


def test_without_a_plan_for_the_month_nobody_can_say_what_was_not_planned():
    row = mismatch([booked(5, 480)], []).row("P1", measure="booked_not_allocated")
    assert (row["value"], row["reason"]) == (None, "no_report")


def test_an_organisation_adds_its_people_up():
    entries = [booked(5, 480, project_id="BETA"), booked(5, 120, "P2", project_id="BETA")]
    reading = mismatch(entries, [planned(OCTOBER, 4800)], by="organisation")
    assert both(reading, "test") == [600, 4800]
