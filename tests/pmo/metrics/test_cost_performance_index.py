"""CPI: value earned for the money spent."""

import pytest

from pmo.readings.reading import Reading
from tests.earned_value import lines, month_end
from tests.readings import Row, reading_of

T = month_end(2)


def money(project: str = "ALPHA", **measures: tuple[float, ...]) -> list[Row]:
    return [
        row
        for measure, curve in measures.items()
        for row in lines(measure.replace("_", " "), curve, status_date=T, project=project)
    ]


def index(*rows: Row, by: str = "project") -> Reading:
    return reading_of("cost_performance_index", T, by=by, budget_lines=rows)


def test_ninety_earned_for_a_hundred_spent_is_amber():
    reading = index(*money(earned_value=(40, 90), actual=(50, 100)))
    assert (reading.value, reading.colour) == (0.9, "amber")


def test_costs_of_months_ahead_play_no_part():
    assert index(*money(earned_value=(40, 90), actual=(50, 90, 500))).value == 1


def test_without_costs_there_is_no_index():
    assert index(*money(earned_value=(40, 90))).reason == "no_actuals"
    assert index(*money(earned_value=(40, 90), actual=(0, 0))).reason == "no_actuals"


def test_without_earned_value_there_is_no_index():
    assert index(*money(actual=(40, 90))).reason == "no_progress"


def test_negative_earned_value_contradicts_itself():
    rows = money(planned_value=(50, 100), earned_value=(-1,), actual=(50,))
    assert index(*rows).reason == "bad_data"


def test_two_currencies_in_one_project_are_not_divided():
    rows = [
        *money(planned_value=(50, 100), earned_value=(40,)),
        *({**row, "currency": "USD"} for row in money(actual=(40,))),
    ]
    assert index(*rows).reason == "mixed_currency"


def test_a_group_divides_the_sums_of_projects_that_have_both():
    rows = [
        *money("ALPHA", earned_value=(100,), actual=(100,)),
        *money("BETA", earned_value=(5,), actual=(10,)),
        *money("GAMMA", actual=(1000,)),
    ]
    row = index(*rows, by="organisation").row()
    assert row["value"] == pytest.approx(105 / 110)
    assert (row["used"], row["missing"], row["colour"]) == (2, 1, "grey")


def test_a_group_of_two_currencies_has_no_index():
    rows = [
        *money("ALPHA", planned_value=(100,), earned_value=(100,), actual=(100,)),
        *(
            {**row, "currency": "USD"}
            for row in money("BETA", planned_value=(9,), earned_value=(9,), actual=(9,))
        ),
    ]
    assert index(*rows, by="organisation").reason == "mixed_currency"
