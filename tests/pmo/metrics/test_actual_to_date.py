"""Actual cost: what a project has cost so far."""

from datetime import date

from pmo.readings.reading import Reading
from tests.money_rows import life, month, year
from tests.readings import reading_of

T = date(2026, 11, 30)
OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)


def actual(*lines: dict[str, object]) -> Reading:
    projects = [{"project_id": "ALPHA"}]
    return reading_of("actual_to_date", status_date=T, projects=projects, budget_lines=lines)


def test_all_months_up_to_the_status_date_are_added():
    assert actual(month("actual", OCTOBER, 3_00), month("actual", NOVEMBER, 4_00)).value == 7_00


def test_a_month_after_the_status_date_is_no_cost_yet():
    assert actual(month("actual", NOVEMBER, 4_00), month("actual", DECEMBER, 9_00)).value == 4_00


def test_a_stated_0_is_0():
    assert actual(month("actual", NOVEMBER, 0)).value == 0


def test_a_missing_line_is_unknown_not_0():
    reading = actual(life("approved budget", 10_00))
    assert (reading.value, reading.reason) == (None, "no_actuals")


def test_a_reported_total_stands_for_itself_and_is_not_added_to_the_months():
    assert actual(life("actual", 11_00), month("actual", NOVEMBER, 4_00)).value == 11_00


def test_the_cost_of_one_year_is_not_the_cost_to_date():
    assert actual(year("actual", date(2026, 1, 1), 4_00)).reason == "no_actuals"


def test_a_reversal_lowers_the_cost():
    assert actual(month("actual", OCTOBER, 9_00), month("actual", NOVEMBER, -2_00)).value == 7_00


def test_cost_in_two_currencies_is_not_added():
    reading = actual(
        month("actual", OCTOBER, 9_00), month("actual", NOVEMBER, 1_00, currency="USD")
    )
    assert (reading.value, reading.reason) == (None, "mixed_currency")
