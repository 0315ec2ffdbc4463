"""Project finish slippage: when a project will really end."""

from datetime import date

from pmo.readings.reading import Reading
from tests.readings import Row, reading_of

T = date(2026, 11, 30)


def milestone(key: str, baseline: date, forecast: date, **more: object) -> Row:
    dates = {"baseline_date": baseline, "forecast_date": forecast}
    return {"milestone_id": key, "milestone_name": key, "project_id": "ALPHA", **dates, **more}


def slippage(*milestones: Row, **project: object) -> Reading:
    rows = [{"project_id": "ALPHA", "phase": "Execution"} | project]
    return reading_of("finish_slippage", status_date=T, projects=rows, milestones=milestones)


def test_a_running_project_is_as_late_as_its_forecast():
    reading = slippage(
        baseline_finish_date=date(2026, 12, 1), forecast_finish_date=date(2026, 12, 15)
    )
    assert reading.value == 14
    assert reading.row(measure="working_days")["value"] == 10
    assert reading.row(measure="working_days")["colour"] == "amber"


def test_a_finished_project_is_as_late_as_its_actual_finish():
    reading = slippage(
        baseline_finish_date=date(2026, 11, 1),
        forecast_finish_date=date(2026, 11, 20),
        actual_finish_date=date(2026, 11, 4),
    )
    assert reading.value == 3


def test_without_a_finish_of_its_own_the_finish_milestone_stands_for_it():
    reading = slippage(
        milestone("Closed", date(2026, 12, 1), date(2026, 12, 6), milestone_kind="finish"),
        milestone("Warranty", date(2027, 6, 1), date(2027, 9, 1)),
    )
    assert (reading.value, reading.row()["detail"]) == (5, "Closed")


def test_without_a_finish_milestone_the_last_one_by_baseline_stands_for_it():
    reading = slippage(
        milestone("Design", date(2026, 10, 1), date(2027, 10, 1)),
        milestone("Go-live", date(2026, 12, 1), date(2026, 12, 3)),
    )
    assert (reading.value, reading.row()["detail"]) == (2, "Go-live")


def test_baseline_and_forecast_come_from_the_same_place():
    # The project states a baseline and no forecast: both dates are taken from the milestone.
    reading = slippage(
        milestone("Go-live", date(2026, 12, 1), date(2026, 12, 3)),
        baseline_finish_date=date(2026, 6, 1),
    )
    assert reading.value == 2


def test_without_a_baseline_anywhere_it_is_unknown():
    reading = slippage(forecast_finish_date=date(2026, 12, 1))
    assert (reading.value, reading.reason) == (None, "no_baseline")


def test_without_a_forecast_anywhere_it_is_unknown():
    assert slippage(baseline_finish_date=date(2026, 12, 1)).reason == "no_forecast"


def test_a_cancelled_project_has_no_slippage():
    dates = {"baseline_finish_date": date(2026, 12, 1), "forecast_finish_date": date(2026, 12, 15)}
    reading = slippage(**dates, phase="Cancelled")
    assert (reading.value, reading.reason) == (None, "not_applicable")


def test_a_group_shows_its_worst_running_project_by_name():
    dates = {"baseline_finish_date": date(2026, 12, 1)}
    rows = [
        {"project_id": "A", "project_name": "Ledger", "phase": "Execution",
         "forecast_finish_date": date(2026, 12, 8)},
        {"project_id": "B", "project_name": "Portal", "phase": "On hold",
         "forecast_finish_date": date(2027, 12, 1)},
        {"project_id": "C", "project_name": "Archive", "phase": "Closed",
         "actual_finish_date": date(2027, 1, 1)},
    ]  # fmt: skip
    reading = reading_of(
        "finish_slippage", status_date=T, by="organisation", projects=[dates | row for row in rows]
    )
    worst = reading.row(measure="days")
    assert (worst["value"], worst["detail"]) == (7, "Ledger")
