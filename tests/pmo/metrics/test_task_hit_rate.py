"""Hit task percentage: work due since the previous report, finished in time."""

from datetime import date

import pytest

from pmo.readings.reading import Reading
from tests.readings import Row, reading_of

BEFORE, T = date(2026, 10, 31), date(2026, 11, 30)
DUE = date(2026, 11, 15)


def task(number: int, project: str = "ALPHA", **dates: object) -> Row:
    return {"project_id": project, "task_id": str(number), "baseline_finish_date": DUE, **dates}


def hits(*rows: Row, by: str = "project") -> Reading:
    tasks = [{"status_date": T, **row} for row in rows]
    return reading_of("task_hit_rate", BEFORE, status_date=T, by=by, tasks=tasks)


def test_seven_of_ten_in_time_are_seventy_percent():
    # Definition of PASEG: 100 x finished on or before baseline / baselined in the period;
    # seven in time, two late in the period, one still open.
    rows = [task(n, actual_finish_date=DUE) for n in range(7)]
    rows += [task(n, actual_finish_date=date(2026, 11, 16)) for n in (7, 8)]
    reading = hits(*rows, task(9))
    assert (reading.value, reading.colour) == (0.7, "red")


@pytest.mark.parametrize("day", [BEFORE, date(2026, 12, 1)])
def test_work_due_outside_the_period_does_not_count(day: date):
    reading = hits(task(1, baseline_finish_date=day))
    assert (reading.value, reading.reason) == (None, "zero_denominator")


def test_summaries_are_not_counted():
    assert hits(task(1, actual_finish_date=DUE), task(2, task_kind="summary")).value == 1


def test_on_the_first_status_date_there_is_no_period():
    reading = reading_of("task_hit_rate", T, tasks=[task(1)])
    assert (reading.value, reading.reason) == (None, "no_previous")


def test_a_group_divides_counts():
    rows = [task(n, actual_finish_date=DUE) for n in range(3)]
    row = hits(*rows, task(9, "BETA"), by="organisation").row()
    assert (row["value"], row["denominator"]) == (0.75, 4)
