"""Unstaffed work: a role and no name."""

import pytest

from pmo.readings.reading import Reading
from tests.readings import Row, reading_of
from tests.staffing import AHEAD, OCTOBER, T, person, planned


def unstaffed(*assignments: Row, by: str = "project") -> Reading:
    projects = [{"project_id": key} for key in ("ALPHA", "BETA")]
    return reading_of(
        "unstaffed_demand",
        T,
        by=by,
        people=[person()],
        assignments=assignments,
        projects=projects,
    )


def unnamed(minutes: int, **more: object) -> list[Row]:
    return [planned(month, minutes, None, role="Tester", **more) for month in AHEAD]


NAMED = [planned(month, 900) for month in AHEAD]


def test_work_without_a_name_is_counted_over_three_months():
    reading = unstaffed(*NAMED, *unnamed(100))
    assert reading.row("ALPHA")["value"] == 300
    share = reading.row("ALPHA", measure="share")
    assert (share["value"], share["colour"]) == (pytest.approx(0.1), "amber")


def test_the_month_of_the_status_date_does_not_count():
    assert unstaffed(*NAMED, planned(OCTOBER, 99, None, role="Tester")).row("ALPHA")["value"] == 0


def test_a_project_without_planned_work_has_no_share():
    reading = unstaffed(*NAMED)
    assert (reading.row("BETA")["value"], reading.row("BETA")["reason"]) == (None, "not_applicable")
    share = reading.row("BETA", measure="share")
    assert (share["value"], share["reason"]) == (None, "not_applicable")


def test_a_proposal_is_no_plan():
    assert unstaffed(*NAMED, *unnamed(100, plan_id="proposed")).row("ALPHA")["value"] == 0


def test_an_organisation_divides_sums():
    rows = [*NAMED, *unnamed(100), *unnamed(1000, project_id="BETA")]
    reading = unstaffed(*rows, by="organisation")
    assert reading.value == 3300
    share = reading.row(measure="share")
    assert share["value"] == pytest.approx(3300 / 6000)
    assert share["missing"] == 0


def test_work_can_be_seen_by_role():
    reading = unstaffed(*NAMED, *unnamed(100), by="role")
    assert reading.row("Tester")["value"] == 300
