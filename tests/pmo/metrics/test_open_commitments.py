"""Commitments: what is ordered and not yet invoiced."""

from datetime import date

from pmo.readings.reading import Reading
from tests.money_rows import life, month
from tests.readings import reading_of

T = date(2026, 11, 30)
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def ordered(*lines: dict[str, object]) -> Reading:
    projects = [{"project_id": "ALPHA"}]
    return reading_of("open_commitments", status_date=T, projects=projects, budget_lines=lines)


def test_open_orders_of_all_cost_types_are_added():
    reading = ordered(
        month("commitment", NOVEMBER, 3_00, category="Hardware"),
        month("commitment", NOVEMBER, 4_00, category="Services"),
    )
    assert reading.value == 7_00


def test_without_such_a_line_commitments_are_not_known():
    reading = ordered(life("approved budget", 10_00))
    assert (reading.value, reading.reason) == (None, "not_assessable")


def test_a_stated_0_is_0():
    assert ordered(life("commitment", 0)).value == 0


def test_a_negative_commitment_is_shown_as_it_is():
    assert ordered(month("commitment", NOVEMBER, -1_00)).value == -1_00


def test_orders_in_two_currencies_are_not_added():
    reading = ordered(
        month("commitment", NOVEMBER, 3_00), month("commitment", DECEMBER, 4_00, currency="USD")
    )
    assert reading.reason == "mixed_currency"
