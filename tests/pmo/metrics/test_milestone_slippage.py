"""Milestone slippage: how late each promised date is."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pmo.readings.reading import Reading
from tests.readings import reading_of

T = date(2026, 11, 30)


def slippage(**milestone: object) -> Reading:
    promised = {"milestone_id": "M1", "project_id": "ALPHA", "baseline_date": date(2026, 11, 1)}
    return reading_of("milestone_slippage", status_date=T, milestones=[promised | milestone])


def test_a_finished_milestone_is_as_late_as_its_actual_date():
    reading = slippage(actual_date=date(2026, 11, 20), forecast_date=date(2026, 11, 5))
    assert reading.value == 19


def test_without_a_forecast_slippage_is_unknown_not_zero():
    reading = slippage(forecast_date=None)
    assert (reading.value, reading.reason) == (None, "no_forecast")


def test_a_weekend_is_no_working_day():
    # 30 October 2026 is a Friday, 4 November the Wednesday after: Fri, Mon, Tue lie before it.
    reading = slippage(baseline_date=date(2026, 10, 30), forecast_date=date(2026, 11, 4))
    assert reading.row(measure="working_days")["value"] == 3


def test_a_key_milestone_is_red_beyond_ten_working_days():
    late = {"forecast_date": date(2026, 11, 17)}  # 12 working days after Sunday 1 November
    normal = slippage(**late).row(measure="working_days")
    key = slippage(**late, importance="key").row(measure="working_days")
    assert (normal["value"], normal["colour"], key["colour"]) == (11, "amber", "red")


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_the_original_baseline_plays_no_part_here(original: date):
    reading = slippage(forecast_date=date(2026, 12, 4), original_baseline_date=original)
    assert reading.value == 33


def test_a_group_shows_its_worst_open_milestone_and_how_many_are_late():
    rows = [
        {"milestone_id": "M1", "milestone_name": "Design agreed", "project_id": "A",
         "baseline_date": date(2026, 11, 1), "actual_date": date(2026, 11, 29)},
        {"milestone_id": "M2", "milestone_name": "Go-live", "project_id": "A",
         "baseline_date": date(2026, 12, 1), "forecast_date": date(2026, 12, 11)},
        {"milestone_id": "M3", "milestone_name": "Handover", "project_id": "B",
         "baseline_date": date(2026, 12, 1), "forecast_date": date(2026, 12, 1)},
    ]  # fmt: skip
    reading = reading_of("milestone_slippage", status_date=T, by="organisation", milestones=rows)
    worst = reading.row(measure="days")
    assert (worst["value"], worst["detail"]) == (10, "Go-live")
    assert reading.row(measure="days late")["value"] == 1
    assert reading.row(measure="days median")["value"] == 5


def test_an_open_milestone_of_a_project_on_hold_has_no_slippage_and_a_finished_one_keeps_it():
    milestones = [
        {"milestone_id": "M1", "project_id": "A", "baseline_date": date(2026, 11, 2),
         "actual_date": date(2026, 11, 4)},
        {"milestone_id": "M2", "project_id": "A", "baseline_date": date(2026, 11, 2),
         "forecast_date": date(2027, 11, 2)},
    ]  # fmt: skip
    reading = reading_of(
        "milestone_slippage",
        status_date=T,
        milestones=milestones,
        projects=[{"project_id": "A", "phase": "On hold"}],
    )
    assert reading.row("M1")["value"] == 2
    assert (reading.row("M2")["value"], reading.row("M2")["reason"]) == (None, "on_hold")


def test_an_open_milestone_of_a_complete_project_has_no_slippage_and_a_finished_one_keeps_it():
    milestones = [
        {"milestone_id": "M1", "project_id": "A", "baseline_date": date(2026, 11, 2),
         "actual_date": date(2026, 11, 4)},
        {"milestone_id": "M2", "project_id": "A", "baseline_date": date(2026, 11, 2),
         "forecast_date": date(2027, 11, 2)},
    ]  # fmt: skip
    reading = reading_of(
        "milestone_slippage",
        status_date=T,
        milestones=milestones,
        projects=[{"project_id": "A", "phase": "Closed"}],
    )
    assert reading.row("M1")["value"] == 2
    assert (reading.row("M2")["value"], reading.row("M2")["reason"]) == (None, "complete")
