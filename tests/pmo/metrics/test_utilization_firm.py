"""Firm allocation: promised work only."""

import pytest

from pmo.readings.reading import Reading
from tests.readings import Row, reading_of
from tests.staffing import OCTOBER, T, full_load, person


def firm(*assignments: Row, **more: object) -> Reading:
    return reading_of("utilization_firm", T, people=[person(**more)], assignments=assignments)


def test_tentative_work_is_left_out():
    tentative = [{**row, "certainty": "tentative"} for row in full_load(0.25)]
    reading = firm(*full_load(0.75), *tentative)
    assert (reading.value, reading.colour) == (pytest.approx(0.75), "green")


def test_work_without_a_certainty_is_firm():
    rows = [{**row, "certainty": None} for row in full_load(0.5)]
    assert firm(*rows).value == pytest.approx(0.5)


def test_without_a_plan_nothing_is_known():
    assert firm().reason == "no_report"


def test_tentative_work_alone_promises_nothing_of_who_is_not_there():
    rows = [{**row, "certainty": "tentative"} for row in full_load()]
    assert firm(*rows, end_date=OCTOBER).reason == "no_capacity"
    assert firm(*full_load(), end_date=OCTOBER).reason == "allocated_without_capacity"
