"""Cost health: will the money hold."""

from datetime import date

import pytest

from pmo.readings.reading import Reading
from tests.money_rows import life, month
from tests.project_rows import BUDGET, FORECAST, MONEY, SPENT, project
from tests.readings import reading_of

T = date(2026, 11, 30)
OCTOBER = date(2026, 10, 1)


def cost(*lines: dict[str, object], **row: object) -> Reading:
    return reading_of("cost_health", status_date=T, projects=[project(**row)], budget_lines=lines)


@pytest.mark.parametrize(
    ("forecast", "colour"),
    [(95_00, "green"), (102_00, "green"), (102_01, "amber"), (110_00, "amber"), (110_01, "red")],
)
def test_the_cost_in_the_end_against_the_budget_gives_the_colour(forecast: int, colour: str):
    assert cost(BUDGET, SPENT, life("forecast", forecast)).row()["colour"] == colour


@pytest.mark.parametrize(
    ("earned", "colour"),
    [
        (40_00, "green"),  # 40 earned for 40 spent: 1.00
        (38_00, "green"),  # 0.95
        (37_00, "amber"),  # 0.925
        (36_00, "amber"),  # 0.90
        (35_00, "red"),  # 0.875, 35 % of the budget earned
    ],
)
def test_the_cost_performance_index_gives_the_colour(earned: int, colour: str):
    assert cost(*MONEY, month("earned value", OCTOBER, earned)).row()["colour"] == colour


def test_a_poor_index_is_only_amber_before_15_percent_are_earned():
    lines = (BUDGET, month("actual", OCTOBER, 20_00), FORECAST)
    assert cost(*lines, month("earned value", OCTOBER, 14_00)).row()["colour"] == "amber"
    assert cost(*lines, month("earned value", OCTOBER, 15_00)).row()["colour"] == "red"


def test_more_spent_and_ordered_than_the_budget_is_red_whatever_the_forecast_says():
    row = cost(*MONEY, month("commitment", OCTOBER, 60_01)).row()
    assert row["colour"] == "red"
    assert "more spent and ordered than the budget" in row["detail"]


def test_more_spent_than_the_budget_is_red_without_a_forecast():
    assert cost(BUDGET, month("actual", OCTOBER, 100_01)).row()["colour"] == "red"


def test_underspending_is_amber_only_while_the_finish_is_late():
    # 40 spent of 50 planned: 20 % under. 15 January 2027 is 11 working days after the baseline.
    planned = month("planned value", OCTOBER, 50_00)
    assert cost(*MONEY, planned).row()["colour"] == "green"
    row = cost(*MONEY, planned, forecast_finish_date=date(2027, 1, 15)).row()
    assert row["colour"] == "amber"
    assert "20 % less spent than planned while the finish is late" in row["detail"]


def test_without_a_forecast_or_a_budget_the_cost_is_grey_not_green():
    for lines, reason in (((BUDGET, SPENT), "no_forecast"), ((SPENT, FORECAST), "no_budget")):
        row = cost(*lines).row()
        assert (row["colour"], row["word"], row["reason"]) == ("grey", None, reason)


def test_the_reasons_name_values_and_limits():
    detail = cost(BUDGET, SPENT, life("forecast", 112_00), month("earned value", OCTOBER, 36_00))
    assert detail.row()["detail"] == (
        "forecast 12.0 % over budget (green up to 2 % over, red beyond 10 %); cost performance"
        " index 0.90 (green from 0.95, red below 0.90)"
    )


def test_only_active_projects_have_a_cost_to_judge():
    assert cost(*MONEY, phase="Cancelled").is_empty
