"""Over-allocation: booked beyond capacity, by person and month."""

import pytest

from pmo.readings.reading import Reading
from tests.readings import Row, reading_of
from tests.staffing import (
    DAY,
    DECEMBER,
    JANUARY,
    NOVEMBER,
    T,
    full_load,
    person,
    planned,
)

TWO = (person(), person("P2"))


def over(*assignments: Row, by: str = "person", people: tuple[Row, ...] = TWO) -> Reading:
    return reading_of("over_allocation", T, by=by, people=people, assignments=assignments)


def test_free_time_of_one_person_does_not_pay_for_another():
    rows = [*full_load(1.5), *full_load(0.5, "P2")]
    reading = over(*rows, by="organisation")
    assert reading.value == pytest.approx(0.5 * 65 * DAY)
    assert reading.row(measure="person_months")["value"] == 3


def test_free_time_of_one_month_does_not_pay_for_another():
    rows = [planned(NOVEMBER, 31 * DAY), planned(DECEMBER, 0), planned(JANUARY, 0)]
    reading = over(*rows)
    assert reading.row("P1")["value"] == 10 * DAY
    assert reading.row("P1", measure="person_months")["value"] == 1
    assert reading.row("P1", measure="sustained")["value"] == 0


def test_exactly_full_is_not_over():
    assert over(*full_load(1.0)).row("P1", measure="person_months")["value"] == 0


@pytest.mark.parametrize(
    ("shares", "runs"),
    [
        ((1.2, 1.2, 1.0), 1),
        ((1.0, 1.2, 1.2), 1),
        ((1.2, 1.2, 1.2), 1),  # one person, however long it lasts
        ((1.2, 1.0, 1.2), 0),
        ((1.1, 1.1, 1.1), 0),  # up to 110 % is hot, not over
    ],
)
def test_two_months_running_are_sustained(shares: tuple[float, ...], runs: int):
    months = zip(shares, (NOVEMBER, DECEMBER, JANUARY), strict=True)
    rows = [row for share, month in months for row in full_load(share, months=(month,))]
    assert over(*rows).row("P1", measure="sustained")["value"] == runs


def test_a_group_is_green_with_nobody_sustained_and_red_beyond_two():
    people = tuple(person(f"P{n}") for n in range(1, 4))
    rows = [row for n in range(1, 4) for row in full_load(1.3, f"P{n}")]
    one = over(*rows[:3], by="organisation", people=people).row(measure="sustained")
    three = over(*rows, by="organisation", people=people).row(measure="sustained")
    assert (one["value"], one["colour"]) == (1, "amber")
    assert (three["value"], three["colour"]) == (3, "red")


def test_work_of_who_is_not_there_is_all_beyond_capacity():
    reading = over(*full_load(1.0), people=(person(end_date=T),))
    assert reading.value == pytest.approx(65 * DAY)


def test_without_a_plan_or_a_contracted_share_it_is_unknown():
    assert over(people=(person(),)).reason == "no_report"
    assert over(*full_load(), people=(person(fte=None),)).reason == "no_capacity"
