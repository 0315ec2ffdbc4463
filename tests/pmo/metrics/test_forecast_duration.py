"""Duration at this pace, by the two formulas of earned schedule."""

import pytest

from tests.earned_value import AT_PLANNED_PACE, AT_THIS_PACE, example, lines, month_end
from tests.readings import reading_of

METRIC = "forecast_duration"


def test_both_published_formulas_come_out():
    dates, rows = example()
    reading = reading_of(METRIC, *dates, budget_lines=rows)
    this_pace = reading.series(measure="at_this_pace")["value"].to_list()
    planned_pace = reading.series(measure="at_planned_pace")["value"].to_list()
    assert this_pace == pytest.approx(AT_THIS_PACE, abs=0.0005)
    assert planned_pace == pytest.approx(AT_PLANNED_PACE, abs=0.0005)


def test_two_months_over_nine_are_red():
    dates, rows = example()
    over = reading_of(METRIC, *dates, budget_lines=rows).row(measure="over_plan")
    assert (over["value"], over["colour"]) == (pytest.approx(2 / 9), "red")


def test_a_complete_project_shows_the_time_that_it_took():
    dates, rows = example()
    later = [
        {**row, "status_date": month_end(14)} for row in rows if row["status_date"] == dates[-1]
    ]
    project = {"project_id": "ALPHA", "phase": "Closed", "actual_finish_date": month_end(11)}
    reading = reading_of(METRIC, month_end(14), projects=[project], budget_lines=later)
    assert reading.value == 11


def test_nothing_earned_gives_no_pace():
    rows = [
        *lines("planned value", (10, 20), status_date=month_end(1)),
        *lines("earned value", (0,), status_date=month_end(1)),
    ]
    reading = reading_of(METRIC, month_end(1), budget_lines=rows)
    assert (reading.value, reading.reason) == (None, "no_progress")


def test_before_the_plan_begins_there_is_no_forecast():
    rows = [
        row
        for measure in ("planned value", "earned value")
        for row in lines(measure, (10, 20), status_date=month_end(0))
    ]
    assert reading_of(METRIC, month_end(0), budget_lines=rows).reason == "not_started"


def test_without_phasing_there_is_no_forecast():
    rows = lines("earned value", (10,), status_date=month_end(1))
    assert reading_of(METRIC, month_end(1), budget_lines=rows).reason == "no_phasing"


@pytest.mark.parametrize(("earned", "reason"), [(20, None), (21, "bad_data")])
def test_more_value_than_was_planned_gives_no_forecast(earned: float, reason: str | None):
    rows = [
        *lines("planned value", (10, 20), status_date=month_end(2)),
        *lines("earned value", (earned,), status_date=month_end(2)),
    ]
    reading = reading_of(METRIC, month_end(2), budget_lines=rows)
    assert (reading.value is None, reading.reason) == (reason is not None, reason)


def test_a_group_shows_its_longest_open_project_by_name():
    names = {"ALPHA": "Ledger", "BETA": "Portal"}
    rows = [
        row
        for project, earned in (("ALPHA", 10), ("BETA", 5))
        for row in (
            *lines("planned value", (10, 20), status_date=month_end(1), project=project),
            *lines("earned value", (earned,), status_date=month_end(1), project=project),
        )
    ]
    projects = [{"project_id": key, "project_name": name} for key, name in names.items()]
    worst = reading_of(
        METRIC, month_end(1), by="organisation", projects=projects, budget_lines=rows
    ).row(measure="at_this_pace")
    assert (worst["value"], worst["detail"]) == (4, "Portal")
