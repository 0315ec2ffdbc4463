"""Milestones due soon: each once, by its forecast."""

from datetime import date

import pytest

from pmo.readings.reading import Reading
from tests.readings import reading_of

T = date(2026, 11, 30)
MEASURES = ("30_days", "60_days", "90_days")


def due(**milestone: object) -> Reading:
    promised = {"milestone_id": "M1", "project_id": "ALPHA", "forecast_date": date(2026, 12, 10)}
    return reading_of("milestones_due", status_date=T, milestones=[promised | milestone])


@pytest.mark.parametrize(
    ("forecast", "counts"),
    [
        (date(2026, 11, 30), [0, 0, 0]),  # the status date itself is not ahead
        (date(2026, 12, 1), [1, 0, 0]),
        (date(2026, 12, 30), [1, 0, 0]),  # 30 days
        (date(2026, 12, 31), [0, 1, 0]),
        (date(2027, 1, 29), [0, 1, 0]),  # 60 days
        (date(2027, 1, 30), [0, 0, 1]),
        (date(2027, 2, 28), [0, 0, 1]),  # 90 days
        (date(2027, 3, 1), [0, 0, 0]),
    ],
)
def test_a_milestone_counts_in_one_window_only(forecast: date, counts: list[int]):
    reading = due(forecast_date=forecast)
    assert [reading.row(measure=name)["value"] for name in MEASURES] == counts


def test_a_finished_milestone_is_not_due():
    assert due(actual_date=date(2026, 11, 20)).value == 0


def test_without_a_forecast_nobody_knows_when_it_is_due():
    reading = due(forecast_date=None)
    assert (reading.value, reading.reason) == (None, "no_forecast")


def test_a_cancelled_milestone_is_not_counted():
    assert due(is_cancelled=True).is_empty


def test_an_organisation_adds_its_milestones_up():
    rows = [
        {"milestone_id": f"M{day}", "project_id": "ALPHA", "forecast_date": date(2026, 12, day)}
        for day in (1, 15, 31)
    ]
    reading = reading_of("milestones_due", status_date=T, by="organisation", milestones=rows)
    assert [reading.row(measure=name)["value"] for name in MEASURES] == [2, 1, 0]
