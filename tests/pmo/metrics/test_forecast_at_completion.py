"""Forecast at completion: what a project will cost in the end."""

from datetime import date

from pmo.readings.reading import Reading
from tests.money_rows import life, month, year
from tests.readings import reading_of

T = date(2026, 11, 30)
OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)


def forecast(*lines: dict[str, object], phase: str | None = None) -> Reading:
    projects = [{"project_id": "ALPHA", "phase": phase}]
    return reading_of(
        "forecast_at_completion", status_date=T, projects=projects, budget_lines=lines
    )


def test_cost_so_far_and_the_forecast_of_the_later_months_are_added():
    reading = forecast(
        month("actual", OCTOBER, 10_00),
        month("actual", NOVEMBER, 20_00),
        month("forecast", DECEMBER, 5_00),
        month("forecast", date(2027, 1, 1), 6_00),
    )
    assert reading.value == 41_00


def test_the_forecast_of_a_month_that_is_over_is_not_added_to_its_cost():
    reading = forecast(
        month("actual", NOVEMBER, 20_00),
        month("forecast", NOVEMBER, 25_00),
        month("forecast", DECEMBER, 5_00),
    )
    assert reading.value == 25_00


def test_a_forecast_of_the_whole_life_is_taken_as_stated():
    reading = forecast(
        life("forecast", 90_00), month("actual", OCTOBER, 10_00), month("forecast", DECEMBER, 5_00)
    )
    assert reading.value == 90_00


def test_neither_the_cost_so_far_nor_the_budget_stands_in_for_a_forecast():
    reading = forecast(life("approved budget", 100_00), month("actual", OCTOBER, 10_00))
    assert (reading.value, reading.reason) == (None, "no_forecast")


def test_a_project_with_a_whole_life_budget_and_forecasts_of_a_year_alone_has_no_forecast():
    # So do the registers of the United Kingdom's major projects state their money.
    april = date(2026, 4, 1)
    reading = forecast(
        life("approved budget", 500_00),
        year("approved budget", april, 80_00),
        year("forecast", april, 75_00),
    )
    assert (reading.value, reading.reason) == (None, "no_forecast")


def test_a_forecast_to_go_without_the_cost_so_far_is_no_forecast_at_completion():
    reading = forecast(month("forecast", DECEMBER, 5_00))
    assert (reading.value, reading.reason) == (None, "no_actuals")


def test_a_finished_project_that_cost_its_budget_needs_no_forecast():
    lines = (life("approved budget", 30_00), month("actual", OCTOBER, 30_00))
    assert forecast(*lines, phase="Closed").value == 30_00
    assert forecast(*lines, phase="Execution").reason == "no_forecast"


def test_a_finished_project_that_cost_less_is_asked_for_its_forecast():
    lines = (life("approved budget", 30_00), month("actual", OCTOBER, 29_00))
    assert forecast(*lines, phase="Closed").reason == "no_forecast"


def test_cost_and_forecast_in_two_currencies_are_not_added():
    reading = forecast(
        month("actual", NOVEMBER, 20_00), month("forecast", DECEMBER, 5_00, currency="USD")
    )
    assert (reading.value, reading.reason) == (None, "mixed_currency")
