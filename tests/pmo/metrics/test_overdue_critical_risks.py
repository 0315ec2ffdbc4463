"""Overdue critical risks and issues: what waits for an answer."""

from datetime import date

import pytest

from pmo.readings.reading import Reading
from tests.project_rows import project, risk
from tests.readings import reading_of

T = date(2026, 11, 30)


def overdue(*risks: dict[str, object], phase: str = "Execution", by: str = "project") -> Reading:
    numbered = [row | {"risk_id": f"R{i}"} for i, row in enumerate(risks)]
    return reading_of(
        "overdue_critical_risks",
        status_date=T,
        by=by,
        projects=[project(phase=phase)],
        risks=numbered,
    )


def test_critical_and_high_entries_past_due_are_counted_apart():
    reading = overdue(risk("critical"), risk("high", risk_kind="issue"), risk("high"))
    critical, high = reading.row(measure="critical"), reading.row(measure="high")
    assert (critical["value"], critical["colour"]) == (1, "red")
    assert (high["value"], high["colour"]) == (2, "red")


def test_one_high_entry_is_amber_and_none_is_green():
    reading = overdue(risk("high"))
    assert reading.row(measure="critical")["colour"] == "green"
    assert reading.row(measure="high")["colour"] == "amber"


@pytest.mark.parametrize(
    "row",
    [
        risk("critical", due_date=T),
        risk("critical", due_date=None),
        risk("critical", state="closed"),
        risk("critical", state=None, closed_date=date(2026, 11, 1)),
        risk("critical", risk_kind="action"),
        risk("medium"),
    ],
)
def test_what_is_not_due_not_open_or_not_severe_is_not_counted(row: dict[str, object]):
    assert overdue(row).row(measure="critical")["value"] == 0


def test_an_entry_closed_after_the_status_date_was_open_on_it():
    row = risk("critical", state=None, closed_date=date(2026, 12, 1))
    assert overdue(row).row(measure="critical")["value"] == 1


def test_the_entries_are_named_with_their_days():
    reading = overdue(risk("critical"), risk("critical", due_date=date(2026, 11, 20)))
    detail = reading.row(measure="critical")["detail"]
    assert detail == "R0 (90 days past due), R1 (10 days past due)"


def test_a_project_without_an_entry_is_not_known_to_be_free_of_risks():
    reading = overdue()
    assert (reading.value, reading.reason) == (None, "not_assessable")


def test_only_active_projects_are_asked():
    assert overdue(risk("critical"), phase="Closed").is_empty


def test_a_group_adds_its_projects():
    reading = overdue(risk("critical"), risk("critical"), by="organisation")
    assert reading.row(measure="critical")["value"] == 2
