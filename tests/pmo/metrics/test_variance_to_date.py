"""Variance to date: cost against the plan so far."""

from datetime import date

from pmo.readings.reading import Reading
from tests.money_rows import life, month
from tests.readings import reading_of

T = date(2026, 11, 30)
OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)

SPENT = month("actual", OCTOBER, 90_00)


def variance(*lines: dict[str, object], by: str = "project") -> Reading:
    return reading_of("variance_to_date", status_date=T, by=by, budget_lines=lines)


def test_spending_less_than_planned_so_far_is_positive():
    reading = variance(
        month("planned value", NOVEMBER, 100_00), month("planned value", DECEMBER, 70_00), SPENT
    )
    share = reading.row(measure="share")
    assert (reading.value, share["value"], share["colour"]) == (10_00, 0.1, "amber")


def test_the_planned_value_goes_before_the_approved_budget_and_that_before_the_original():
    original, approved = (
        month("original budget", OCTOBER, 70_00),
        month("approved budget", OCTOBER, 80_00),
    )
    planned = month("planned value", OCTOBER, 100_00)
    assert variance(original, approved, planned, SPENT).value == 10_00
    assert variance(original, approved, SPENT).value == -10_00
    assert variance(original, SPENT).value == -20_00


def test_a_plan_that_begins_later_is_a_plan_of_0_so_far():
    reading = variance(month("planned value", DECEMBER, 100_00), SPENT)
    share = reading.row(measure="share")
    assert (reading.value, share["value"], share["reason"]) == (-90_00, None, "zero_denominator")


def test_a_budget_without_months_is_no_plan_to_compare_with():
    reading = variance(life("approved budget", 100_00), SPENT)
    assert (reading.value, reading.reason) == (None, "no_phasing")


def test_without_actual_cost_nothing_is_compared():
    assert variance(month("planned value", OCTOBER, 100_00)).reason == "no_actuals"


def test_plan_and_cost_in_two_currencies_are_not_compared():
    plan = month("planned value", OCTOBER, 100_00, currency="USD")
    assert variance(plan, SPENT).reason == "mixed_currency"


def test_a_group_divides_sums():
    # 10 under of 100 and 5 over of 900 planned: 5 of 1,000.
    reading = variance(
        month("planned value", OCTOBER, 100_00),
        SPENT,
        month("planned value", OCTOBER, 900_00, project_id="BETA"),
        month("actual", OCTOBER, 905_00, project_id="BETA"),
        by="organisation",
    )
    assert reading.row(measure="share")["value"] == 0.005
