"""Role gap: demand of a role less the capacity of the people who have it."""

import pytest

from pmo.readings.reading import Reading
from tests.readings import Row, reading_of
from tests.staffing import AHEAD, DAY, GROUPS, NOVEMBER, T, full_load, person, planned

TESTER = person("P2", role="Tester")


def gap(*assignments: Row, by: str = "role", group: str | None = None) -> Reading:
    return reading_of(
        "role_gap",
        T,
        by=by,
        group=group,
        people=(person(), TESTER),
        assignments=assignments,
        groups=[*GROUPS, {"group_id": "Growth", "level": "portfolio"}],
        projects=[{"project_id": "ALPHA"}],
        project_groups=[{"project_id": "ALPHA", "axis": "delivery", "group_id": "Growth"}],
    )


def unnamed(share: float, role: str) -> list[Row]:
    return [{**row, "person_id": None, "role": role} for row in full_load(share)]


def test_one_and_a_half_people_asked_of_one_is_half_a_person_short():
    reading = gap(*full_load(1.0), *unnamed(0.5, "Developer"))
    assert reading.row("Developer", measure="fte")["value"] == pytest.approx(0.5)
    assert reading.row("Developer", measure="minutes")["value"] == pytest.approx(0.5 * 65 * DAY)
    share = reading.row("Developer", measure="share")
    assert (share["value"], share["colour"]) == (pytest.approx(1 / 3), "red")


def test_a_role_with_people_to_spare_is_negative():
    reading = gap(*full_load(0.5))
    assert reading.row("Developer", measure="fte")["value"] == pytest.approx(-0.5)


def test_a_role_that_nobody_asks_for_has_no_gap():
    row = gap(*full_load(0.5)).row("Tester", measure="fte")
    assert (row["value"], row["reason"]) == (None, "not_applicable")


def test_a_role_that_nobody_has_is_short_of_all_of_it():
    row = gap(*unnamed(2.0, "Architect")).row("Architect", measure="share")
    assert (row["value"], row["colour"]) == (1, "red")


def test_spare_people_of_one_role_do_not_cover_another():
    rows = [*unnamed(1.5, "Developer"), *unnamed(0.25, "Tester")]
    reading = gap(*rows, by="organisation")
    assert reading.row(measure="fte")["value"] == pytest.approx(0.5)
    assert reading.row(measure="share")["value"] == pytest.approx(0.5 / 1.75)


def test_a_named_person_without_a_stated_role_works_in_their_own():
    row = gap(*full_load(1.0, "P2")).row("Tester", measure="fte")
    assert row["value"] == pytest.approx(0)


def test_a_portfolio_has_no_people_to_compare_with():
    reading = gap(*full_load(1.0), by="role", group="Growth")
    assert (reading.row()["value"], reading.row()["reason"]) == (None, "not_applicable")


def test_without_a_plan_the_gap_is_unknown():
    row = gap().row("Developer", measure="fte")
    assert (row["value"], row["reason"]) == (None, "no_report")


def test_one_month_of_three_is_a_third_of_the_people():
    rows = [planned(NOVEMBER, 21 * DAY), *(planned(month, 0, "P2") for month in AHEAD)]
    row = gap(*rows).row("Developer", measure="fte")
    assert row["value"] == pytest.approx(1 / 3 - 1)
