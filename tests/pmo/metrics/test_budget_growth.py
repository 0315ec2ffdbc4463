"""Growth since original: what new baselines and transfers have hidden."""

from datetime import date

from pmo.readings.reading import Reading
from tests.money_rows import life, transfer
from tests.readings import reading_of

T = date(2026, 11, 30)

ORIGINAL = life("original budget", 100_00)


def growth(*lines: dict[str, object], by: str = "project") -> Reading:
    return reading_of("budget_growth", status_date=T, by=by, budget_lines=lines)


def test_growth_is_a_share_of_the_first_budget():
    reading = growth(ORIGINAL, life("approved budget", 115_00))
    assert (reading.value, reading.colour) == (0.15, "amber")


def test_a_budget_below_the_first_one_is_negative_growth():
    assert growth(ORIGINAL, life("approved budget", 90_00)).value == -0.10


def test_approved_transfers_are_growth_too():
    reading = reading_of(
        "budget_growth",
        status_date=T,
        budget_lines=[ORIGINAL],
        budget_transfers=[transfer("BETA", "ALPHA", 30_00)],
    )
    row = reading.row("ALPHA")
    assert (row["value"], row["colour"]) == (0.3, "red")


def test_each_missing_part_is_named():
    assert growth(life("actual", 1_00)).reason == "no_budget"
    assert growth(life("approved budget", 90_00)).reason == "no_baseline"
    assert growth(life("original budget", 0), life("approved budget", 1_00)).reason == (
        "zero_denominator"
    )


def test_budgets_in_two_currencies_are_not_compared():
    reading = growth(ORIGINAL, life("approved budget", 115_00, currency="USD"))
    assert reading.reason == "mixed_currency"


def test_a_group_divides_sums():
    # 100 grew by 50, 900 by nothing: 5 %, not the mean of 50 % and 0 %.
    reading = growth(
        ORIGINAL,
        life("approved budget", 150_00),
        life("original budget", 900_00, project_id="BETA"),
        life("approved budget", 900_00, project_id="BETA"),
        by="organisation",
    )
    assert (reading.value, reading.colour) == (0.05, "green")
