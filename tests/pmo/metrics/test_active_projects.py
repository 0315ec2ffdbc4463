"""Active projects: which are running, and which are not."""

from dataclasses import replace
from datetime import date

import pytest

from pmo.readings.reading import Reading
from pmo.standards import standards
from tests.readings import reading_of

T = date(2026, 11, 30)


def state(**project: object) -> str:
    reading = reading_of(
        "active_projects", status_date=T, projects=[{"project_id": "ALPHA"} | project]
    )
    return reading.row("ALPHA")["word"]


@pytest.mark.parametrize(
    ("phase", "meaning"),
    [
        ("Construction", "active"),
        (" on hold ", "on hold"),
        ("Closed", "complete"),
        ("Terminated", "cancelled"),
        ("Pipeline", "not started"),
    ],
)
def test_the_senders_phase_is_read_through_the_list_of_phases(phase: str, meaning: str):
    assert state(phase=phase) == meaning


def test_a_project_without_a_phase_is_active():
    assert state() == "active"


def test_without_a_phase_an_actual_finish_on_the_status_date_makes_it_complete():
    assert state(actual_finish_date=T) == "complete"
    assert state(actual_finish_date=date(2026, 12, 1)) == "active"


def test_a_phase_that_the_list_does_not_hold_says_nothing_about_the_state():
    assert state(phase="Horizon two") == "active"
    assert state(phase="Horizon two", closed_date=date(2026, 10, 1)) == "complete"


def test_a_reported_phase_weighs_more_than_a_finish_date():
    assert state(phase="Testing", actual_finish_date=date(2026, 10, 1)) == "active"


def portfolio(*phases: str) -> Reading:
    projects = [{"project_id": f"P{i}", "phase": phase} for i, phase in enumerate(phases)]
    return reading_of("active_projects", status_date=T, by="organisation", projects=projects)


def test_a_group_counts_its_projects_by_state():
    reading = portfolio("Build", "Testing", "Paused", "Done")
    counts = {row["measure"]: row["value"] for row in reading.rows.iter_rows(named=True)}
    assert counts == {"active": 2, "on hold": 1, "complete": 1, "cancelled": 0, "not started": 0}


def test_a_project_that_does_not_report_is_not_carried_forward():
    before = date(2026, 10, 31)
    reading = reading_of(
        "active_projects", before, T, projects=[{"project_id": "ALPHA", "phase": "Build"}]
    )
    assert reading.rows["status_date"].to_list() == [before]


def test_blanks_round_a_stroke_and_capitals_make_no_other_word(monkeypatch: pytest.MonkeyPatch):
    own = (*standards().words, ("phase", "done/paid", "complete"))
    rules = replace(standards(), words=own)
    monkeypatch.setattr("pmo.readings.query.standards", lambda: rules)
    assert [state(phase=word) for word in ("Done/Paid", " done  / PAID ")] == ["complete"] * 2
