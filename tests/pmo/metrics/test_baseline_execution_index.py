"""BEI: finished work against the work that should be finished."""

from datetime import date

import pytest

from pmo.readings.reading import Reading
from tests.readings import Row, reading_of

T = date(2026, 11, 30)
BEFORE, AFTER = date(2026, 11, 1), date(2026, 12, 24)


def tasks(finished: int, expected: int, project: str = "ALPHA") -> list[Row]:
    return [
        {
            "project_id": project,
            "task_id": f"{project}{number}",
            "baseline_finish_date": BEFORE if number < expected else AFTER,
            "actual_finish_date": T if number < finished else None,
        }
        for number in range(10)
    ]


def index(*rows: Row, by: str = "project", milestones: tuple[Row, ...] = ()) -> Reading:
    return reading_of("baseline_execution_index", T, by=by, tasks=rows, milestones=milestones)


@pytest.mark.parametrize(
    ("finished", "expected", "value"), [(6, 6, 1.0), (8, 6, 8 / 6), (4, 6, 4 / 6)]
)
def test_published_cases_come_out(finished: int, expected: int, value: float):
    # Source: help.elecosoft.com, Powerproject, "Baseline execution index" metric.
    assert index(*tasks(finished, expected)).value == pytest.approx(value)


def test_with_nothing_expected_there_is_no_index():
    reading = index(*tasks(3, 0))
    assert (reading.value, reading.reason) == (None, "zero_denominator")


def test_summaries_and_level_of_effort_are_not_counted():
    extra = [
        {"project_id": "ALPHA", "task_id": kind, "task_kind": kind, "baseline_finish_date": BEFORE}
        for kind in ("summary", "effort")
    ]
    assert index(*tasks(6, 6), *extra).value == 1


def test_work_without_a_baseline_says_nothing_about_the_plan():
    extra = {"project_id": "ALPHA", "task_id": "X", "actual_finish_date": BEFORE}
    assert index(*tasks(6, 6), extra).value == 1


def test_a_project_without_a_schedule_counts_its_milestones_and_says_so():
    register = (
        {"milestone_id": "M1", "project_id": "BETA", "baseline_date": BEFORE, "actual_date": T},
        {"milestone_id": "M2", "project_id": "BETA", "baseline_date": BEFORE},
        {"milestone_id": "M3", "project_id": "BETA", "baseline_date": BEFORE,
         "is_cancelled": True},
    )  # fmt: skip
    row = index(*tasks(6, 6), milestones=register).row("BETA")
    assert (row["value"], row["detail"]) == (0.5, "milestones")
    assert index(*tasks(6, 6), milestones=register).row("ALPHA")["detail"] == "tasks"


def test_a_group_divides_counts():
    row = index(*tasks(10, 10), *tasks(0, 2, "BETA"), by="organisation").row()
    assert (row["value"], row["colour"]) == (pytest.approx(10 / 12), "red")
