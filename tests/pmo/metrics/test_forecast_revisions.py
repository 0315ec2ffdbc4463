"""Forecast stability: how often and how far a date was changed, and how often it turned."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readings import reading_of

REPORTS = [date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31)]
FIRST = date(2026, 12, 1)


def revisions(*moved):
    """Measures after reports whose forecasts are that many days after the first; None: none."""
    days = REPORTS[: len(moved)]
    milestones = [
        {"milestone_id": "M", "project_id": "A", "status_date": day,
         "forecast_date": None if each is None else FIRST + timedelta(days=each)}
        for day, each in zip(days, moved, strict=True)
    ]  # fmt: skip
    reading = reading_of("forecast_revisions", *days, milestones=milestones)
    return [reading.row(measure=each)["value"] for each in ("count", "days", "zigzag")]


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        ((0, 0, 0), [0, 0, 0]),
        ((0, 10, 30), [2, 30, 0]),
        ((0, 10, 0, 5), [3, 25, 2]),
        ((0, 10, 10, 5), [2, 15, 1]),  # a report without a change is no turn
        ((0, None, 7), [1, 7, 0]),  # a report without a forecast is passed over
        ((0,), [None, None, None]),
    ],
)
def test_changes_days_and_turns_are_counted(moved, expected):
    assert revisions(*moved) == expected


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=4))
def test_there_are_never_more_turns_than_changes_less_one(moved):
    count, days, zigzag = revisions(*moved)
    assert zigzag <= max(count - 1, 0)
    assert days >= abs(moved[-1] - moved[0])
