"""Slip rate: days of movement for each day that passes."""

from datetime import date

import pytest

from tests.readings import reading_of

REPORTS = [date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)]
FIRST = date(2026, 12, 1)


def slip_rate(*forecasts, phase=None, **last):
    days = REPORTS[-len(forecasts) :]
    milestones = [
        {"milestone_id": "M", "project_id": "A", "status_date": day, "forecast_date": forecast}
        for day, forecast in zip(days, forecasts, strict=True)
    ]
    milestones[-1] |= last
    projects = [{"project_id": "A", "status_date": day, "phase": phase} for day in days]
    return reading_of("slip_rate", *days, milestones=milestones, projects=projects)


def test_a_date_that_moves_a_day_each_day_never_arrives():
    last = date.fromordinal(FIRST.toordinal() + 92)  # 31 July to 31 October are 92 days
    assert slip_rate(FIRST, FIRST, last, last).value == pytest.approx(1.0)


def test_a_date_that_holds_has_a_rate_of_nothing():
    assert slip_rate(FIRST, FIRST, FIRST, FIRST).value == 0


def test_a_gain_is_negative():
    earlier = date.fromordinal(FIRST.toordinal() - 23)
    assert slip_rate(FIRST, FIRST, FIRST, earlier).value == pytest.approx(-0.25)


def test_fewer_than_three_reports_before_say_nothing():
    assert slip_rate(FIRST, FIRST, FIRST).reason == "too_few"


def test_what_was_met_or_has_stopped_has_no_rate():
    met = slip_rate(FIRST, FIRST, FIRST, FIRST, actual_date=date(2026, 10, 20))
    assert (met.value, met.reason) == (None, "complete")
    assert slip_rate(FIRST, FIRST, FIRST, FIRST, phase="On hold").reason == "on_hold"
