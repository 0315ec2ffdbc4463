"""Overdue milestones: past their date and open."""

from datetime import date

from pmo.readings.reading import Reading
from tests.readings import reading_of

T = date(2026, 11, 30)


def overdue(**milestone: object) -> Reading:
    promised = {
        "milestone_id": "M1",
        "project_id": "ALPHA",
        "baseline_date": date(2026, 11, 29),
        "forecast_date": date(2026, 12, 10),
    }
    return reading_of("milestones_overdue", status_date=T, milestones=[promised | milestone])


def test_an_open_milestone_past_its_baseline_is_overdue():
    reading = overdue()
    assert reading.value == 1
    assert reading.row(measure="stale_forecast")["value"] == 0


def test_a_milestone_due_on_the_status_date_is_not_overdue_yet():
    assert overdue(baseline_date=T).value == 0


def test_a_forecast_in_the_past_is_stale():
    assert overdue(forecast_date=date(2026, 11, 29)).row(measure="stale_forecast")["value"] == 1


def test_a_finished_milestone_is_not_overdue():
    assert overdue(actual_date=T).value == 0


def test_an_open_milestone_without_a_baseline_is_unknown():
    reading = overdue(baseline_date=None)
    assert (reading.value, reading.reason) == (None, "no_baseline")


def test_a_cancelled_milestone_is_nobodys_concern():
    assert overdue(is_cancelled=True).is_empty


def test_milestones_of_a_project_on_hold_do_not_count():
    rows = [{"milestone_id": "M1", "project_id": "ALPHA", "baseline_date": date(2026, 1, 1)}]
    held = [{"project_id": "ALPHA", "phase": "On hold"}]
    assert reading_of("milestones_overdue", status_date=T, milestones=rows, projects=held).is_empty


def test_a_project_turns_amber_at_one_and_red_at_three_and_a_group_has_no_colour():
    rows = [
        {"milestone_id": f"{project}{number}", "project_id": project,
         "baseline_date": date(2026, 11, 1), "forecast_date": date(2026, 12, 1)}
        for project, count in (("ALPHA", 1), ("BETA", 3))
        for number in range(count)
    ]  # fmt: skip
    by_project = reading_of("milestones_overdue", status_date=T, by="project", milestones=rows)
    assert [by_project.row(key)["colour"] for key in ("ALPHA", "BETA")] == ["amber", "red"]
    group = reading_of("milestones_overdue", status_date=T, by="organisation", milestones=rows)
    assert (group.value, group.colour) == (4, None)
