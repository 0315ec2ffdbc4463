"""Slippage against the first promise: what re-baselining cannot hide."""

from datetime import date

from pmo.readings.reading import Reading
from tests.readings import reading_of

T = date(2026, 11, 30)


def slippage(**milestone: object) -> Reading:
    promised = {
        "milestone_id": "M1",
        "project_id": "ALPHA",
        "original_baseline_date": date(2026, 9, 1),
        "baseline_date": date(2026, 11, 1),
        "forecast_date": date(2026, 12, 1),
    }
    rows = [promised | milestone]
    return reading_of("milestone_slippage_original", status_date=T, milestones=rows)


def test_a_new_baseline_does_not_hide_slippage():
    # 29 more days of September, 31 of October, 30 of November, and 1 December.
    assert slippage().value == 29 + 31 + 30 + 1
    assert slippage(baseline_date=date(2026, 12, 1)).value == 91


def test_working_days_run_from_the_original_baseline():
    # Friday 30 October to Wednesday 4 November: Friday, Monday, Tuesday.
    reading = slippage(original_baseline_date=date(2026, 10, 30), forecast_date=date(2026, 11, 4))
    assert reading.row(measure="working_days")["value"] == 3


def test_a_milestone_met_early_is_early_against_the_first_promise():
    assert slippage(actual_date=date(2026, 8, 30)).value == -2


def test_without_an_original_baseline_it_is_unknown():
    reading = slippage(original_baseline_date=None)
    assert (reading.value, reading.reason) == (None, "no_baseline")


def test_an_open_milestone_without_a_forecast_is_unknown():
    assert slippage(forecast_date=None).reason == "no_forecast"


def test_what_was_cancelled_has_no_slippage():
    reading = slippage(is_cancelled=True)
    assert (reading.value, reading.reason) == (None, "not_applicable")


def test_a_gate_is_red_beyond_ten_working_days():
    late = {"original_baseline_date": date(2026, 11, 2), "forecast_date": date(2026, 11, 18)}
    assert slippage(**late).row(measure="working_days")["colour"] == "amber"
    gate = slippage(**late, milestone_kind="gate").row(measure="working_days")
    assert (gate["value"], gate["colour"]) == (12, "red")


def test_a_project_shows_its_worst_open_milestone_by_name():
    rows = [
        {"milestone_id": name, "milestone_name": name, "project_id": "ALPHA",
         "original_baseline_date": date(2026, 12, 1), "forecast_date": forecast}
        for name, forecast in (("Design", date(2026, 12, 5)), ("Go-live", date(2026, 12, 9)))
    ]  # fmt: skip
    worst = reading_of(
        "milestone_slippage_original", status_date=T, by="project", milestones=rows
    ).row("ALPHA", measure="days")
    assert (worst["value"], worst["detail"]) == (8, "Go-live")


def test_an_open_milestone_of_a_complete_project_has_no_slippage_and_a_finished_one_keeps_it():
    milestones = [
        {"milestone_id": "M1", "project_id": "A", "original_baseline_date": date(2026, 11, 2),
         "actual_date": date(2026, 11, 4)},
        {"milestone_id": "M2", "project_id": "A", "original_baseline_date": date(2026, 11, 2),
         "forecast_date": date(2027, 11, 2)},
    ]  # fmt: skip
    reading = reading_of(
        "milestone_slippage_original",
        status_date=T,
        milestones=milestones,
        projects=[{"project_id": "A", "phase": "Closed"}],
    )
    assert reading.row("M1")["value"] == 2
    assert (reading.row("M2")["value"], reading.row("M2")["reason"]) == (None, "complete")
