"""Variance at completion: over or under budget in the end."""

from datetime import date

from pmo.readings.reading import Reading
from tests.money_rows import life, month
from tests.readings import reading_of

T = date(2026, 11, 30)
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)

BUDGET = life("approved budget", 100_00)


def variance(*lines: dict[str, object], by: str = "project") -> Reading:
    projects = [{"project_id": "ALPHA"}]
    return reading_of(
        "variance_at_completion", status_date=T, by=by, projects=projects, budget_lines=lines
    )


def test_a_forecast_below_the_budget_is_a_positive_variance():
    reading = variance(BUDGET, life("forecast", 95_00))
    share = reading.row(measure="share")
    assert (reading.value, share["value"], share["colour"]) == (5_00, 0.05, "green")


def test_a_forecast_above_the_budget_is_a_negative_variance():
    reading = variance(BUDGET, life("forecast", 112_00))
    share = reading.row(measure="share")
    assert (reading.value, share["value"], share["colour"]) == (-12_00, -0.12, "red")


def test_two_percent_over_is_still_green_and_ten_still_amber():
    for cost, colour in ((102_00, "green"), (102_01, "amber"), (110_00, "amber"), (110_01, "red")):
        assert variance(BUDGET, life("forecast", cost)).row(measure="share")["colour"] == colour


def test_a_forecast_below_what_is_spent_and_ordered_is_not_believed():
    reading = variance(
        BUDGET,
        life("forecast", 95_00),
        month("actual", OCTOBER, 80_00),
        month("commitment", NOVEMBER, 26_00),
    )
    assert reading.value == -6_00


def test_without_commitments_the_cost_so_far_alone_is_the_bound():
    reading = variance(BUDGET, life("forecast", 95_00), month("actual", OCTOBER, 101_00))
    assert reading.value == -1_00


def test_each_missing_part_is_named():
    assert variance(life("forecast", 95_00)).reason == "no_budget"
    assert variance(BUDGET).reason == "no_forecast"


def test_a_budget_of_0_has_a_variance_and_no_share():
    reading = variance(life("approved budget", 0), life("forecast", 5_00))
    share = reading.row(measure="share")
    assert (reading.value, share["value"], share["reason"]) == (-5_00, None, "zero_denominator")


def test_a_group_divides_sums_and_leaves_out_the_project_without_a_forecast():
    # Shares are +50 % of 10 and -10 % of 90: -4 of 100, not their mean of +20 %.
    reading = variance(
        life("approved budget", 10_00),
        life("forecast", 5_00),
        life("approved budget", 90_00, project_id="BETA"),
        life("forecast", 99_00, project_id="BETA"),
        life("approved budget", 1_000_00, project_id="GAMMA"),
        by="organisation",
    )
    share = reading.row(measure="share")
    assert (reading.value, share["value"], share["missing"]) == (-4_00, -0.04, 1)


def test_shares_of_two_currencies_have_no_common_share():
    reading = variance(
        BUDGET,
        life("forecast", 95_00),
        life("approved budget", 10_00, project_id="BETA", currency="USD"),
        life("forecast", 10_00, project_id="BETA", currency="USD"),
        by="organisation",
    )
    share = reading.row(measure="share")
    assert (share["value"], share["reason"]) == (None, "mixed_currency")


def test_orders_in_another_currency_leave_the_variance_unknown():
    orders = month("commitment", NOVEMBER, 26_00, currency="USD")
    assert variance(BUDGET, life("forecast", 95_00), orders).reason == "mixed_currency"
