"""Utilization: who booked without a plan, and who was planned and booked nothing."""

from datetime import date

import pytest

from pmo.settings import read_settings
from pmo.warehouse import open_warehouse
from tests.pages import small
from tests.pages.conftest import draw, said

OCTOBER = date(2026, 10, 31)


def entry(person, project, minutes):
    return {
        "person_id": person, "project_id": project, "work_date": OCTOBER.replace(day=15),
        "booked_minutes": minutes, "time_kind": "project",
    }  # fmt: skip


@pytest.fixture
def apart(filled):
    """Person 1, planned on P00 alone, books on P03 and P04, and so does nobody else."""
    entries = [entry("E00", "P03", 600), entry("E00", "P04", 1200)]
    small.write(open_warehouse(read_settings()), {"time_entries": entries}, [OCTOBER], by="Bo")
    return filled


def page(**parameters):
    app = draw("utilization", organisation=small.ORGANISATION, **parameters)
    assert not app.exception
    return app


def differences(app):
    return next((f.value for f in app.dataframe if "Hours" in f.value.columns), None)


@pytest.mark.usefixtures("apart")
def test_time_on_a_project_without_a_plan_is_listed_with_its_hours():
    found = differences(page(mismatch="Booked, not planned"))
    assert found[["Person", "Project", "Hours"]].to_numpy().tolist() == [
        ["Person 1", "Payments hub", 20.0],
        ["Person 1", "Office refit", 10.0],
    ]


@pytest.mark.usefixtures("apart")
def test_planned_people_who_booked_nothing_are_listed():
    found = differences(page(mismatch="Planned, not booked"))
    assert "Data platform" in set(found[found["Person"] == "Person 1"]["Project"])
    assert found["Hours"].is_monotonic_decreasing


@pytest.mark.usefixtures("filled")
def test_where_both_agree_it_says_so():
    assert "Everybody booked where they were planned" in said(page())
