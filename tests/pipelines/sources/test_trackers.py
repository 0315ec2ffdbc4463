"""Exports of trackers and time keepers, as they come out of the box."""

from datetime import date

import pytest

from tests.outcomes import GOLDEN
from tests.pipelines.sources.plans import written

BOOKED = [
    ("Ann Moor", "Portal", date(2026, 3, 2), 90, "Review"),
    ("Bo Field", "Portal", date(2026, 3, 3), 165, "Coding"),
]
TRACKED = [
    ("101", "Portal", "Login", "New", date(2026, 3, 2), date(2026, 3, 31)),
    ("102", "Portal", "Label", "Closed", date(2026, 3, 3), date(2026, 3, 20)),
]


@pytest.fixture
def taken(loaded):
    return lambda name: loaded(GOLDEN / "trackers" / f"{name}.csv")


def in_order(outcome):
    (region,) = outcome.record.regions
    return (outcome.questions, region.rows.rejected)


@pytest.mark.parametrize("name", ["toggl", "clockify", "harvest", "tempo"])
def test_booked_time_loads_without_a_question(taken, name):
    outcome = taken(name)
    assert in_order(outcome) == ({}, 0)
    sql = (
        "select person_id, project_id, work_date, booked_minutes, note from main.time_entries "
        "where note != 'Tests' order by all"
    )
    assert outcome.rows(sql) == BOOKED


@pytest.mark.parametrize("name", ["redmine", "openproject", "trello", "asana"])
def test_tracked_work_loads_without_a_question(taken, name):
    outcome = taken(name)
    assert in_order(outcome) == ({}, 0)
    sql = (
        "select task_id, project_id, task_name, state, start_date, finish_date from main.tasks "
        "order by all"
    )
    assert outcome.rows(sql) == TRACKED


@pytest.mark.parametrize("name", ["redmine", "openproject"])
def test_effort_and_parents_of_tracked_work_are_kept(taken, name):
    sql = (
        "select task_id, parent_id, planned_minutes, actual_minutes, percent_complete_share "
        "from main.tasks order by all"
    )
    assert taken(name).rows(sql) == [("101", None, 480, 90, 0.2), ("102", "101", 120, 150, 1.0)]


def test_work_that_was_closed_has_an_actual_finish(taken):
    finished = {"101": None, "102": date(2026, 3, 20)}
    assert taken("redmine").column("tasks", "actual_finish_date", key="task_id") == finished
    assert taken("asana").column("tasks", "actual_finish_date", key="task_id") == finished


def test_issues_of_a_service_desk_are_requests(taken):
    outcome = taken("jira_service_requests")
    assert in_order(outcome) == ({}, 0)
    sql = (
        "select request_id, request_kind, state, opened_datetime::varchar, "
        "resolved_datetime::varchar from main.service_requests order by all"
    )
    assert outcome.rows(sql) == [
        ("HD-1", "Service Request", "Resolved", "2026-03-16 09:00:00", "2026-03-17 13:00:00"),
        ("HD-2", "Incident", "In Progress", "2026-03-18 09:00:00", None),
    ]


def test_a_sub_task_has_the_project_of_the_task_above_and_one_in_several_counts_once(
    loaded, tmp_path
):
    text = (
        "Task ID,Created At,Completed At,Name,Section/Column,Assignee,Due Date,Projects,"
        "Parent task\n"
        '1,2026-03-01,,Login,New,Bo Field,2026-03-31,"Portal, Roadmap",\n'
        "2,2026-03-01,,Form,New,,,,Login\n"
        "3,2026-03-01,,Field,New,,,,Form\n"
        "4,2026-03-01,,Same,New,,,Portal,\n"
        "5,2026-03-01,,Same,New,,,Portal,\n"
        "6,2026-03-01,,Lost,New,,,Portal,Same\n"
    )
    outcome = loaded(written(tmp_path, "asana.csv", text))
    assert in_order(outcome) == ({}, 0)
    sql = "select task_id, project_id, parent_id from main.tasks order by all"
    assert outcome.rows(sql) == [
        ("1", "Portal", None),
        ("2", "Portal", "1"),
        ("3", "Portal", "2"),
        ("4", "Portal", None),
        ("5", "Portal", None),
        ("6", "Portal", None),
    ]
    (region,) = outcome.record.regions
    found = {issue.rule: issue.cell for issue in region.issues}
    assert (found["multi_home"], found["parent_not_known"]) == ("H2", "I7")
