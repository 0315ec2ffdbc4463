"""Fiscal-year outlook: will the money of the year hold and be used."""

from datetime import date

from pmo.readings.reading import Reading
from tests.money_rows import life, month, year
from tests.readings import reading_of

T = date(2026, 11, 30)
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)

JANUARY = date(2026, 1, 1)  # fiscal years begin in January unless the standards say otherwise


def outlook(*lines: dict[str, object], status_date: date = T) -> Reading:
    return reading_of("fiscal_year_variance", status_date=status_date, budget_lines=lines)


def test_budget_less_forecast_of_the_year_as_stated():
    reading = outlook(
        life("approved budget", 900_00),
        year("approved budget", JANUARY, 80_00),
        year("forecast", JANUARY, 72_00),
    )
    share = reading.row(measure="share")
    assert (reading.value, share["value"], share["colour"]) == (8_00, 0.1, "amber")


def test_a_year_that_begins_in_april_is_the_one_that_holds_the_status_date():
    # Budget and forecast of 2026/27; the year before is over.
    reading = outlook(
        year("approved budget", date(2025, 4, 1), 500_00),
        year("approved budget", date(2026, 4, 1), 80_00),
        year("forecast", date(2026, 4, 1), 90_00),
    )
    assert reading.value == -10_00


def test_without_amounts_of_the_year_its_months_are_added():
    # Budget 100 + 100; cost 120 so far, forecast 60 for December. 2027 and 2025 do not count.
    reading = outlook(
        month("approved budget", date(2025, 12, 1), 999_00),
        month("approved budget", NOVEMBER, 100_00),
        month("approved budget", DECEMBER, 100_00),
        month("approved budget", date(2027, 1, 1), 999_00),
        month("actual", date(2025, 12, 1), 999_00),
        month("actual", NOVEMBER, 120_00),
        month("forecast", NOVEMBER, 999_00),
        month("forecast", DECEMBER, 60_00),
        month("forecast", date(2027, 1, 1), 999_00),
    )
    assert reading.value == 20_00


def test_amounts_of_the_year_and_of_its_months_are_never_added():
    reading = outlook(
        year("approved budget", JANUARY, 80_00),
        month("approved budget", NOVEMBER, 80_00),
        year("forecast", JANUARY, 70_00),
        month("forecast", DECEMBER, 70_00),
        month("actual", NOVEMBER, 30_00),
    )
    assert reading.value == 10_00


def test_in_the_last_month_of_the_year_nothing_is_left_to_forecast():
    reading = outlook(
        month("approved budget", DECEMBER, 50_00),
        month("actual", DECEMBER, 45_00),
        status_date=date(2026, 12, 31),
    )
    assert reading.value == 5_00


def test_before_that_a_missing_forecast_leaves_the_year_unknown():
    reading = outlook(month("approved budget", NOVEMBER, 50_00), month("actual", NOVEMBER, 45_00))
    assert (reading.value, reading.reason) == (None, "no_forecast")


def test_a_forecast_of_months_without_actual_cost_leaves_the_year_unknown():
    reading = outlook(month("approved budget", NOVEMBER, 50_00), month("forecast", DECEMBER, 45_00))
    assert reading.reason == "no_actuals"


def test_a_budget_of_the_whole_life_says_nothing_about_a_year():
    reading = outlook(life("approved budget", 900_00), year("forecast", JANUARY, 70_00))
    assert (reading.value, reading.reason) == (None, "no_phasing")


def test_a_year_without_money_of_its_own_has_a_budget_of_0_and_no_share():
    reading = outlook(
        month("approved budget", date(2027, 3, 1), 50_00),
        month("actual", NOVEMBER, 1_00),
        month("forecast", date(2027, 3, 1), 49_00),
    )
    share = reading.row(measure="share")
    assert (reading.value, share["value"], share["reason"]) == (-1_00, None, "zero_denominator")


def test_a_forecast_in_another_currency_is_not_compared():
    reading = outlook(
        year("approved budget", JANUARY, 80_00), year("forecast", JANUARY, 72_00, currency="USD")
    )
    assert reading.reason == "mixed_currency"
