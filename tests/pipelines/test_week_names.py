"""Weeks as headers label them."""

from datetime import date

import pytest

from pipelines.headers import read_header
from pipelines.week_names import week_named

MONDAY = date(2026, 10, 5)
BY_THEMSELVES = (
    *("w/c 5 Oct 2026", "W/C 05-Oct-26", "WC 05 Oct 26", "Week commencing 5th October 2026"),
    *("wk beg Oct 5, 2026", "w/e 11 Oct 2026", "Week ending 11 October 2026", "5 Oct 26"),
    *("w/c 05/10/2026", "w/c 10/05/2026", "w/c 2026-10-05"),
    *("KW 41/2026", "2026-W41", "CW41 2026", "Woche vom 5.10.2026", "Semaine 41 2026"),
)
WITH_A_YEAR = ("wk 41", "Wk.41", "KW41", "Week 41", "w/c 5 Oct", "Sem. 41", "Uke 41", "wk 41 5-Oct")
NO_WEEKS = (
    "Week",
    "wk 60",
    "S41",
    "week 41 hours",
    "5 Oct",
    "w/c 31 Feb 2026",
    "weekly 41",
    "2026",
)


@pytest.mark.parametrize("header", BY_THEMSELVES)
def test_a_label_with_its_year_names_a_week(header):
    assert week_named(read_header(header).name, None) == MONDAY


@pytest.mark.parametrize("header", WITH_A_YEAR)
def test_a_label_without_a_year_needs_one(header):
    name = read_header(header).name
    assert week_named(name, 2026) == MONDAY
    assert week_named(name, None) is None


@pytest.mark.parametrize("header", NO_WEEKS)
def test_other_labels_name_no_week(header):
    assert week_named(read_header(header).name, 2026) is None


def test_a_week_that_ends_on_a_friday_begins_six_days_before():
    assert week_named("w/e 09/10/2026", None) == date(2026, 10, 3)
