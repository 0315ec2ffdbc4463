"""Movement: what each date did since the previous report."""

from datetime import date

import pytest

from pmo.readings.reading import Reading
from tests.readings import Row, reading_of

BEFORE, T = date(2026, 10, 31), date(2026, 11, 30)


def report(day: date, key: str = "M1", **milestone: object) -> Row:
    named = {"milestone_id": key, "milestone_name": key, "project_id": "ALPHA"}
    return {"status_date": day, **named, **milestone}


def movement(*rows: Row, by: str = "milestone") -> Reading:
    return reading_of("milestone_movement", BEFORE, status_date=T, by=by, milestones=rows)


def test_a_forecast_that_was_put_back_moved_later():
    reading = movement(
        report(BEFORE, forecast_date=date(2026, 12, 1)),
        report(T, forecast_date=date(2026, 12, 11)),
    )
    assert reading.value == 10
    assert reading.row(measure="working_days")["value"] == 8
    assert reading.row(measure="working_days")["colour"] == "amber"
    assert reading.row(measure="later")["value"] == 1


def test_a_milestone_met_this_month_moved_to_its_actual_date():
    reading = movement(
        report(BEFORE, forecast_date=date(2026, 11, 20)),
        report(T, forecast_date=date(2026, 11, 20), actual_date=date(2026, 11, 18)),
    )
    assert reading.value == -2
    assert reading.row(measure="earlier")["value"] == 1


def test_what_was_finished_before_cannot_move():
    reading = movement(
        report(BEFORE, forecast_date=date(2026, 10, 1), actual_date=date(2026, 10, 1)),
        report(T, forecast_date=date(2026, 10, 1), actual_date=date(2026, 10, 3)),
    )
    assert reading.is_empty


def test_a_milestone_that_was_not_reported_before_has_no_movement():
    reading = movement(report(T, forecast_date=date(2026, 12, 1)))
    assert (reading.value, reading.reason) == (None, "no_previous")


def test_on_the_first_status_date_nothing_has_moved_yet():
    rows = [report(T, forecast_date=date(2026, 12, 1))]
    assert reading_of("milestone_movement", T, milestones=rows).reason == "no_previous"


def test_without_one_of_the_two_forecasts_movement_is_unknown():
    known = report(BEFORE, forecast_date=date(2026, 12, 1))
    assert movement(known, report(T)).reason == "no_forecast"
    assert movement(report(BEFORE), report(T, forecast_date=T)).reason == "no_forecast"


def test_the_previous_report_is_the_previous_status_date_not_the_previous_month():
    rows = [
        report(date(2026, 7, 31), forecast_date=date(2026, 12, 1)),
        report(T, forecast_date=date(2026, 12, 4)),
    ]
    reading = reading_of("milestone_movement", date(2026, 7, 31), T, milestones=rows)
    assert reading.value == 3


def test_a_group_names_what_moved_most_and_counts_the_directions():
    rows = [
        report(day, key, forecast_date=forecast)
        for key, forecasts in {
            "Design": (date(2026, 12, 1), date(2026, 12, 1)),
            "Build": (date(2026, 12, 1), date(2026, 12, 21)),
            "Go-live": (date(2027, 1, 11), date(2027, 1, 10)),
        }.items()
        for day, forecast in zip((BEFORE, T), forecasts, strict=True)
    ]
    reading = movement(*rows, by="organisation")
    assert (reading.row(measure="days")["value"], reading.row(measure="days")["detail"]) == (
        20,
        "Build",
    )
    counts = [reading.row(measure=name)["value"] for name in ("later", "earlier", "unchanged")]
    assert counts == [1, 1, 1]


@pytest.mark.parametrize(
    ("phase", "moves"),
    [("Build", True), (None, True), ("On hold", False), ("Closed", False), ("Terminated", False)],
)
def test_only_milestones_of_active_projects_move(phase: str | None, moves: bool):  # noqa: FBT001
    reading = reading_of(
        "milestone_movement",
        BEFORE,
        status_date=T,
        projects=[{"project_id": "ALPHA", "phase": phase, "status_date": T}],
        milestones=[
            report(BEFORE, forecast_date=date(2026, 12, 1)),
            report(T, forecast_date=date(2026, 12, 11)),
        ],
    )
    assert reading.is_empty is not moves
