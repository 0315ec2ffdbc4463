"""CPLI: is the rest of the path realistic?"""

from datetime import date, timedelta

import pytest

from pmo.readings.reading import Reading
from tests.readings import Row, reading_of

T = date(2026, 6, 1)  # a Monday, so that five working days are seven days
LINK: Row = {"predecessor_id": "T1", "successor_id": "T2"}


def working_days_later(days: int) -> date:
    return T + timedelta(days=days // 5 * 7)


def index(*, links: tuple[Row, ...] = (LINK,), by: str = "project", **last: object) -> Reading:
    tasks = [
        {"project_id": "ALPHA", "task_id": "T1", "finish_date": T, "actual_finish_date": T},
        {"project_id": "ALPHA", "task_id": "T2", "task_kind": "task", **last},
        {"project_id": "ALPHA", "task_id": "S", "task_kind": "summary",
         "finish_date": date(2040, 1, 1), "baseline_finish_date": date(2040, 1, 1)},
    ]  # fmt: skip
    return reading_of(
        "critical_path_length_index",
        T,
        by=by,
        projects=[{"project_id": "ALPHA"}],
        tasks=tasks,
        task_links=links,
    )


@pytest.mark.parametrize(
    ("path", "total_float", "expected"),
    [(80, 20, 1.25), (800, 20, 1.025), (800, 200, 1.25)],
)
def test_published_cases_come_out(path: int, total_float: int, expected: float):
    # Source: scheduletraininghub.com, schedule metrics, after PASEG; 1.025 is printed as 1.03.
    reading = index(
        finish_date=working_days_later(path),
        baseline_finish_date=working_days_later(path + total_float),
    )
    assert reading.value == pytest.approx(expected)
    assert reading.colour == "green"


def test_a_finish_behind_its_baseline_asks_for_more_than_is_there():
    reading = index(
        finish_date=working_days_later(100), baseline_finish_date=working_days_later(90)
    )
    assert (reading.value, reading.colour) == (0.9, "amber")


def test_without_links_there_is_no_path():
    reading = index(links=(), finish_date=working_days_later(5), baseline_finish_date=T)
    assert reading.reason == "no_links"


def schedule(project: str, *tasks: str, **row: object) -> list[Row]:
    """Tasks of a project that are on plan for the next two weeks."""
    finish = working_days_later(10)
    dates = {"finish_date": finish, "baseline_finish_date": finish}
    return [{"project_id": project, "task_id": task, **dates, **row} for task in tasks]


def reasons(tasks: list[Row], link: Row) -> list[str | None]:
    """Say why ALPHA and BETA have no index, given one link."""
    reading = reading_of(
        "critical_path_length_index",
        T,
        projects=[{"project_id": "ALPHA"}, {"project_id": "BETA"}],
        tasks=tasks,
        task_links=[link],
    )
    return [reading.row(project)["reason"] for project in ("ALPHA", "BETA")]


def test_a_link_belongs_to_the_project_that_holds_both_its_tasks():
    tasks = schedule("ALPHA", "T1", "T2") + schedule("BETA", "T2", "T3")
    assert reasons(tasks, LINK) == [None, "no_links"]


def test_a_link_belongs_to_the_schedule_of_its_own_file():
    tasks = schedule("ALPHA", "T1", "T2", load_id=1) + schedule("BETA", "T1", "T2", load_id=2)
    assert reasons(tasks, LINK | {"load_id": 2}) == ["no_links", None]


def test_a_link_on_a_sheet_of_tasks_belongs_to_that_sheet():
    sheets = [
        schedule(name, "T1", "T2", load_id=1, source_sheet=name) for name in ("ALPHA", "BETA")
    ]
    tasks = [task for sheet in sheets for task in sheet]
    assert reasons(tasks, LINK | {"load_id": 1, "source_sheet": "BETA"}) == ["no_links", None]


def test_a_sheet_of_links_alone_ties_the_tasks_of_the_workbook():
    tasks = schedule("ALPHA", "T1", "T2", load_id=1, source_sheet="Tasks")
    link = LINK | {"load_id": 1, "source_sheet": "Links"}
    assert reasons(tasks, link) == [None, "no_links"]


def test_a_finished_schedule_has_no_path_left():
    reading = index(finish_date=T, actual_finish_date=T, baseline_finish_date=T)
    assert reading.reason == "complete"


def test_what_it_lacks_is_said():
    assert index(baseline_finish_date=working_days_later(5)).reason == "no_forecast"
    assert index(finish_date=working_days_later(5)).reason == "no_baseline"


def test_an_open_task_that_should_be_done_contradicts_the_status_date():
    tasks = [
        {"project_id": "ALPHA", "task_id": task, "finish_date": T - timedelta(days=7),
         "baseline_finish_date": T}
        for task in ("T1", "T2")
    ]  # fmt: skip
    reading = reading_of(
        "critical_path_length_index",
        T,
        projects=[{"project_id": "ALPHA"}],
        tasks=tasks,
        task_links=[LINK],
    )
    assert (reading.value, reading.reason) == (None, "bad_data")


def test_a_group_has_no_critical_path():
    reading = index(
        by="organisation",
        finish_date=working_days_later(10),
        baseline_finish_date=working_days_later(10),
    )
    assert (reading.value, reading.reason) == (None, "not_applicable")
