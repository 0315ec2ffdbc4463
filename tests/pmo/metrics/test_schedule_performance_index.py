"""SPI: value earned against value planned."""

import pytest

from pmo.readings.reading import Reading
from tests.earned_value import SCHEDULE_INDEX, example, lines, month_end
from tests.readings import Row, reading_of

T = month_end(2)


def curves(project: str, planned: tuple[float, ...], earned: tuple[float, ...]) -> list[Row]:
    return [
        *lines("planned value", planned, status_date=T, project=project),
        *lines("earned value", earned, status_date=T, project=project),
    ]


def index(*rows: Row, by: str = "project", **project: object) -> Reading:
    projects = [{"project_id": "ALPHA", "phase": "Execution"} | project]
    return reading_of("schedule_performance_index", T, by=by, projects=projects, budget_lines=rows)


def test_the_published_example_comes_out():
    dates, rows = example()
    reading = reading_of("schedule_performance_index", *dates, budget_lines=rows)
    assert reading.series()["value"].to_list() == pytest.approx(SCHEDULE_INDEX, abs=0.0005)


def test_months_ahead_play_no_part():
    reading = index(*curves("ALPHA", (10, 20, 90), (5, 19)))
    assert (reading.value, reading.colour) == (0.95, "green")


def test_a_complete_project_has_no_index():
    rows = curves("ALPHA", (10, 20), (5, 20))
    assert index(*rows, phase="Closed").reason == "complete"
    assert index(*rows, actual_finish_date=month_end(2)).reason == "complete"


def test_nothing_planned_yet_is_no_plan():
    reading = index(*curves("ALPHA", (0, 0, 20), (0, 1)))
    assert (reading.value, reading.reason) == (None, "no_plan")


def test_what_it_lacks_is_said():
    assert index(*lines("earned value", (5,), status_date=T)).reason == "no_phasing"
    assert index(*lines("planned value", (5,), status_date=T)).reason == "no_progress"


def test_more_earned_than_the_whole_plan_contradicts_it():
    assert index(*curves("ALPHA", (10, 20), (10, 21))).reason == "bad_data"


def test_two_currencies_in_one_project_are_not_divided():
    planned = lines("planned value", (10, 20), status_date=T)
    earned = [{**row, "currency": "USD"} for row in lines("earned value", (5,), status_date=T)]
    assert index(*planned, *earned).reason == "mixed_currency"


def test_a_group_divides_sums_and_never_averages_indices():
    rows = [*curves("ALPHA", (50, 100), (50, 100)), *curves("BETA", (5, 10), (2, 5))]
    row = index(*rows, by="organisation").row()
    # 105 of 110; the mean of 1.0 and 0.5 would be 0.75.
    assert (row["value"], row["used"]) == (pytest.approx(105 / 110), 2)
