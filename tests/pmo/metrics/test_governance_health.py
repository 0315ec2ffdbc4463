"""Governance health: is the project under control on paper."""

from dataclasses import replace
from datetime import date

import pytest

from pmo.readings.reading import Reading
from pmo.standards import standards
from tests.project_rows import project
from tests.readings import reading_of

AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)


def governance(*rows: dict[str, object]) -> Reading:
    return reading_of("governance_health", AUGUST, SEPTEMBER, OCTOBER, projects=rows)


def test_a_reported_project_with_a_steady_baseline_is_green():
    rows = [project(status_date=day) for day in (AUGUST, SEPTEMBER, OCTOBER)]
    assert governance(*rows).rows["colour"].to_list() == ["green"] * 3


def test_a_project_that_stops_reporting_turns_red_after_60_days():
    # 31 August to 30 September are 30 days, to 31 October 61.
    assert governance(project(status_date=AUGUST)).rows["colour"].to_list() == [
        "green",
        "green",
        "red",
    ]


def test_a_project_in_execution_without_a_baseline_is_red():
    row = governance(project(status_date=OCTOBER, baseline_finish_date=None)).row()
    assert row["colour"] == "red"
    assert "no baseline of the finish in execution" in row["detail"]


def test_a_project_in_planning_needs_no_baseline_yet():
    row = project(status_date=OCTOBER, baseline_finish_date=None, phase="Planning")
    assert governance(row).row()["colour"] == "green"


def test_a_baseline_that_moved_in_the_last_60_days_is_amber():
    reading = governance(
        project(status_date=AUGUST),
        project(status_date=SEPTEMBER, baseline_finish_date=date(2027, 3, 31)),
        project(status_date=OCTOBER, baseline_finish_date=date(2027, 3, 31)),
    )
    assert reading.rows["colour"].to_list() == ["green", "amber", "amber"]
    later = date(2026, 11, 30)  # 61 days after
    after = reading_of(
        "governance_health",
        AUGUST,
        SEPTEMBER,
        later,
        projects=[
            project(status_date=AUGUST),
            project(status_date=SEPTEMBER, baseline_finish_date=date(2027, 3, 31)),
            project(status_date=later, baseline_finish_date=date(2027, 3, 31)),
        ],
    )
    assert after.row()["colour"] == "green"


def test_the_quality_of_the_data_is_said_to_be_not_assessed():
    assert (
        "quality of the data not assessed"
        in governance(project(status_date=OCTOBER)).row()["detail"]
    )


def test_projects_that_are_not_active_are_not_judged():
    assert governance(project(status_date=OCTOBER, phase="On hold")).is_empty


def test_blanks_round_a_stroke_and_capitals_make_no_other_word(monkeypatch: pytest.MonkeyPatch):
    own = (*standards().words, ("execution", "done/paid", "in execution"))
    rules = replace(standards(), words=own)
    monkeypatch.setattr("pmo.readings.query.standards", lambda: rules)
    colours = [
        governance(project(status_date=OCTOBER, baseline_finish_date=None, phase=word)).row()[
            "colour"
        ]
        for word in ("Done/Paid", " done / PAID ")
    ]
    assert colours == ["red", "red"]
