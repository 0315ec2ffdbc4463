"""Utilization with tentative work, over the three months after the status date."""

import pytest

from pmo import metrics
from pmo.readings.reading import Reading
from pmo.selection import Selection
from tests.readings import ORGANISATION, Row, reading_of, snapshot_of
from tests.staffing import (
    AHEAD,
    DAY,
    DECEMBER,
    JANUARY,
    NOVEMBER,
    OCTOBER,
    T,
    full_load,
    person,
    planned,
)


def planned_use(
    *assignments: Row, by: str = "person", people: tuple[Row, ...] = (person(),)
) -> Reading:
    return reading_of("utilization_forecast", T, by=by, people=people, assignments=assignments)


def test_three_months_are_pooled():
    # 21, 46 and 0 days' work of 21 + 23 + 21 days.
    rows = [planned(NOVEMBER, 21 * DAY), planned(DECEMBER, 46 * DAY), planned(JANUARY, 0)]
    assert planned_use(*rows).value == pytest.approx(67 / 65)


def test_tentative_work_counts():
    rows = [*full_load(0.5), *({**row, "certainty": "tentative"} for row in full_load(0.25))]
    assert planned_use(*rows).value == pytest.approx(0.75)


def test_the_month_of_the_status_date_and_the_fourth_month_do_not_count():
    rows = full_load(0.5)
    assert planned_use(*rows, planned(OCTOBER, 99999)).value == pytest.approx(0.5)


def test_rows_hold_every_month_of_the_plan():
    snapshot = snapshot_of(T, people=[person()], assignments=full_load())
    rows = metrics.rows("utilization_forecast", snapshot, Selection(ORGANISATION, "test", T))
    known = rows.filter(rows["value"].is_not_null())
    assert known["month_date"].to_list() == list(AHEAD)
    assert set(rows.filter(rows["value"].is_null())["reason"]) == {"no_report"}


def test_a_proposal_is_no_plan():
    rows = [{**row, "plan_id": "proposed"} for row in full_load()]
    assert planned_use(*rows).reason == "no_report"


def test_whom_the_plan_leaves_out_is_free():
    reading = planned_use(*full_load(), people=(person(), person("P2")))
    assert reading.row("P2")["value"] == 0


def test_work_of_a_role_without_a_name_is_nobodys_utilization():
    unnamed = [planned(month, 9999, None, role="Developer") for month in AHEAD]
    assert planned_use(*full_load(), *unnamed).value == pytest.approx(1)


def test_without_capacity_there_is_no_percentage():
    gone = person(end_date=OCTOBER)
    assert planned_use(*full_load(), people=(gone,)).reason == "allocated_without_capacity"
    reading = planned_use(*full_load(key="P2"), people=(gone, person("P2")))
    assert reading.row("P1")["reason"] == "no_capacity"


def test_a_group_divides_sums():
    rows = [*full_load(1.5), *full_load(0.5, "P2")]
    reading = planned_use(*rows, by="organisation", people=(person(), person("P2")))
    assert reading.value == pytest.approx(1)
