"""Earned schedule: the time at which the plan expected what is earned now."""

from datetime import date

import pytest

from pmo.readings.reading import Reading
from tests.earned_value import EARNED_SCHEDULE, EARNED_SCHEDULE_PUBLISHED, example, lines, month_end
from tests.readings import Row, reading_of


def earned(
    planned: tuple[float, ...], value: float, *, month: int = 1, **project: object
) -> Reading:
    day = month_end(month)
    rows = [
        *lines("planned value", planned, status_date=day),
        *lines("earned value", (value,), status_date=day),
    ]
    projects = [{"project_id": "ALPHA", "phase": "Execution"} | project]
    return reading_of("earned_schedule", day, projects=projects, budget_lines=rows)


def test_the_published_example_comes_out():
    dates, rows = example()
    values = reading_of("earned_schedule", *dates, budget_lines=rows).series()["value"].to_list()
    assert values[:6] == pytest.approx(EARNED_SCHEDULE_PUBLISHED, abs=0.005)
    assert values == pytest.approx(EARNED_SCHEDULE, abs=0.0005)


@pytest.mark.parametrize(
    ("planned", "value", "periods"),
    [  # hand-checked cases of the tests of cost-core 2.8.0
        ((10, 30, 60, 100), 0, 0),
        ((10, 30, 60, 100), 5, 0.5),
        ((10, 30, 60, 100), 30, 2),
        ((10, 30, 60, 100), 80, 3.5),
        ((10, 30, 60, 100), 100, 4),
        ((10, 30, 60, 100), 120, 4),
        ((10, 10, 20), 10, 2),
    ],
)
def test_edges_of_the_planned_curve(planned: tuple[float, ...], value: float, periods: float):
    assert earned(planned, value).value == periods


def test_all_value_and_more_than_that_are_the_planned_duration():
    for value in (30, 31):
        reading = earned((10, 30), value)
        assert (reading.value, reading.reason) == (2, None)


def test_a_reason_never_stands_beside_a_value():
    # A month of -5 in the plan, and half of it earned.
    reading = earned((10, 5, 30), 15)
    assert (reading.value, reading.reason) == (None, "bad_data")


def test_a_month_without_a_planned_line_counts_as_passed():
    rows = lines("planned value", (10, 10, 20), status_date=month_end(1))
    rows = [row for row in rows if row["amount"]]
    value = lines("earned value", (10,), status_date=month_end(1))
    reading = reading_of("earned_schedule", month_end(1), budget_lines=[*rows, *value])
    assert reading.value == 2


def test_a_partial_first_month_counts_by_days():
    # The plan starts on 16 April: 15 of 30 days. 10 of 20 earned: half of April, then all May due.
    rows = [
        {"project_id": "ALPHA", "measure": measure, "period_kind": "month",
         "period_start_date": date(2026, month, 1), "amount": 1000, "currency": "EUR"}
        for measure, months in (("planned value", (4, 5)), ("earned value", (4,)))
        for month in months
    ]  # fmt: skip
    projects = [{"project_id": "ALPHA", "baseline_start_date": date(2026, 4, 16)}]
    reading = reading_of("earned_schedule", date(2026, 4, 30), projects=projects, budget_lines=rows)
    assert reading.value == 0.5


def test_negative_earned_value_contradicts_itself():
    reading = earned((10, 30), -1)
    assert (reading.value, reading.reason) == (None, "bad_data")


def test_without_planned_months_there_is_no_phasing():
    rows = lines("earned value", (10,), status_date=month_end(1))
    reading = reading_of("earned_schedule", month_end(1), budget_lines=rows)
    assert (reading.value, reading.reason) == (None, "no_phasing")


def test_share_of_money_spent_is_no_progress():
    rows: list[Row] = lines("planned value", (10, 30), status_date=month_end(1))
    projects = [{"project_id": "ALPHA", "percent_complete_share": 0.5}]
    reading = reading_of("earned_schedule", month_end(1), projects=projects, budget_lines=rows)
    assert (reading.value, reading.reason) == (None, "no_progress")


def test_physical_progress_earns_its_share_of_the_plan():
    # Half of 30 is 15: all of the first month's 10, and 5 of the second month's 20.
    rows: list[Row] = lines("planned value", (10, 30), status_date=month_end(1))
    projects = [{"project_id": "ALPHA", "percent_complete_share": 0.5, "percent_is_physical": True}]
    reading = reading_of("earned_schedule", month_end(1), projects=projects, budget_lines=rows)
    assert reading.value == 1.25
