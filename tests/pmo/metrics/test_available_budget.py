"""Available budget: what can still be ordered."""

from datetime import date

from pmo.readings.reading import Reading
from tests.money_rows import life, month
from tests.readings import reading_of

T = date(2026, 11, 30)
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)

BUDGET = life("approved budget", 100_00)
SPENT = month("actual", OCTOBER, 60_00)


def available(*lines: dict[str, object]) -> Reading:
    projects = [{"project_id": "ALPHA"}]
    return reading_of("available_budget", status_date=T, projects=projects, budget_lines=lines)


def test_what_is_spent_and_ordered_is_not_available():
    reading = available(BUDGET, SPENT, month("commitment", NOVEMBER, 15_00))
    assert (reading.value, reading.colour) == (25_00, "green")


def test_ordering_more_than_there_is_turns_it_red():
    reading = available(BUDGET, SPENT, month("commitment", NOVEMBER, 41_00))
    assert (reading.value, reading.colour) == (-1_00, "red")


def test_the_last_cent_may_be_ordered():
    assert available(BUDGET, SPENT, month("commitment", NOVEMBER, 40_00)).colour == "green"


def test_without_commitments_only_what_is_unspent_is_known():
    reading = available(BUDGET, SPENT)
    unspent = reading.row(measure="unspent")
    assert (reading.value, reading.reason) == (None, "not_assessable")
    assert (unspent["value"], unspent["reason"]) == (40_00, None)


def test_each_missing_part_is_named():
    assert available(SPENT).reason == "no_budget"
    assert available(BUDGET).reason == "no_actuals"


def test_orders_in_another_currency_leave_only_what_is_unspent():
    reading = available(BUDGET, SPENT, month("commitment", NOVEMBER, 1_00, currency="USD"))
    assert reading.reason == "mixed_currency"
    assert reading.row(measure="unspent")["value"] == 40_00
