"""SPI(t): months earned against months passed."""

import pytest

from tests.earned_value import TIME_INDEX, example, lines, month_end
from tests.readings import reading_of

METRIC = "schedule_performance_index_time"


def test_the_published_example_comes_out():
    dates, rows = example()
    reading = reading_of(METRIC, *dates, budget_lines=rows)
    assert reading.series()["value"].to_list() == pytest.approx(TIME_INDEX, abs=0.0005)


def test_a_late_finish_shows_here_and_not_in_the_money_index():
    dates, rows = example()
    by_money = reading_of("schedule_performance_index", *dates, budget_lines=rows)
    by_time = reading_of(METRIC, *dates, budget_lines=rows)
    assert by_money.value == 1
    assert round(by_time.value or 0, 2) == 0.82
    assert by_time.colour == "red"


def test_after_the_finish_the_clock_stands_still():
    dates, rows = example()
    later = [
        {**row, "status_date": month_end(14)} for row in rows if row["status_date"] == dates[-1]
    ]
    project = {"project_id": "ALPHA", "phase": "Closed", "actual_finish_date": month_end(11)}
    reading = reading_of(METRIC, month_end(14), projects=[project], budget_lines=later)
    assert reading.value == pytest.approx(9 / 11)


def test_before_the_plan_begins_there_is_no_pace():
    rows = [
        {**row, "status_date": month_end(0)}
        for measure in ("planned value", "earned value")
        for row in lines(measure, (10, 20), status_date=month_end(0))
    ]
    reading = reading_of(METRIC, month_end(0), budget_lines=rows)
    assert (reading.value, reading.reason) == (None, "not_started")


def test_without_earned_value_there_is_no_progress():
    rows = lines("planned value", (10, 20), status_date=month_end(1))
    assert reading_of(METRIC, month_end(1), budget_lines=rows).reason == "no_progress"


@pytest.mark.parametrize(("earned", "reason"), [(20, None), (21, "bad_data")])
def test_more_value_than_was_planned_gives_no_pace(earned: float, reason: str | None):
    rows = [
        *lines("planned value", (10, 20), status_date=month_end(2)),
        *lines("earned value", (earned,), status_date=month_end(2)),
    ]
    reading = reading_of(METRIC, month_end(2), budget_lines=rows)
    assert (reading.value is None, reading.reason) == (reason is not None, reason)


def test_a_group_divides_earned_months_by_passed_months():
    rows = [
        row
        for project, earned in (("ALPHA", (10, 20)), ("BETA", (5, 5)))
        for row in (
            *lines("planned value", (10, 20), status_date=month_end(2), project=project),
            *lines("earned value", earned, status_date=month_end(2), project=project),
        )
    ]
    row = reading_of(METRIC, month_end(2), by="organisation", budget_lines=rows).row()
    assert (row["numerator"], row["denominator"], row["value"]) == (2.5, 4, 0.625)
