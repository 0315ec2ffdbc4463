"""Status dates in titles and names."""

from datetime import date

import pytest

from pipelines.recognise.stated_date import StatedDate, agreed, date_in, in_name, in_titles
from tests.pipelines.books import questions_of, region_of

MARCH = date(2026, 3, 31)


@pytest.mark.parametrize(
    "title",
    [
        "Status date: 31 Mar 2026",
        "As at 31 March 2026",
        "Position as at 31/03/2026",
        "Data date 2026-03-31",
        "Stand: 31.03.2026",
        "Reporting period: March 2026",
    ],
)
def test_a_labelled_date_is_the_status_date(title: str):
    stated = in_titles([("A1", "Portfolio report"), ("A2", title)])
    assert stated
    assert (stated.day, stated.found, stated.other) == (MARCH, "cell A2", None)


def test_the_date_may_stand_in_the_next_cell():
    stated = in_titles([("A1", "Status date"), ("B1", "2026-03-31")])
    assert stated
    assert (stated.day, stated.found) == (MARCH, "cell B1")


def test_a_date_without_a_label_is_not_the_status_date():
    assert in_titles([("A1", "Approved 31 March 2026")]) is None


def test_a_day_up_to_twelve_has_two_readings():
    assert date_in("03/04/2026") == (date(2026, 4, 3), date(2026, 3, 4))


@pytest.mark.parametrize(
    "name",
    [
        "[Alpha] Status Report [260331].xlsx",
        "report_20260331.csv",
        "report 2026-03-31.csv",
        "report 2026-03.csv",
        "Mar 2026.xlsx",
        "Bericht_März_2026.xlsx",
    ],
)
def test_file_names_state_a_day_or_a_month_that_means_its_last_day(name: str):
    stated = in_name(name, "file name")
    assert stated
    assert stated.day == MARCH


def test_a_year_alone_states_no_date():
    assert in_name("uk_2014.csv", "file name") is None


def test_two_dates_that_contradict_are_both_kept_and_the_first_is_likelier():
    title, name = StatedDate(MARCH, "cell A1"), StatedDate(date(2026, 4, 30), "file name")
    assert agreed(title, None, name) == StatedDate(MARCH, "cell A1 or file name", name.day)


def test_a_month_does_not_contradict_a_day_of_it():
    title, name = StatedDate(date(2026, 3, 28), "cell A1"), StatedDate(MARCH, "file name")
    assert agreed(title, name) == title


def test_another_day_of_the_same_month_contradicts():
    title = StatedDate(date(2026, 3, 28), "cell A1")
    name = StatedDate(date(2026, 3, 20), "file name")
    stated = agreed(title, name)
    assert stated
    assert stated.other == name.day


def test_a_second_date_settles_which_number_of_the_first_is_the_month():
    title = StatedDate(date(2026, 4, 3), "cell A1", date(2026, 3, 4))
    name = StatedDate(date(2026, 3, 4), "file name")
    assert agreed(title, name) == StatedDate(date(2026, 3, 4), "cell A1")
    assert agreed(title, None) == title
    assert agreed(None, None) is None


def test_a_title_that_names_a_month_proposes_its_last_day():
    header = ("Project", "Manager", "RAG", "Forecast finish")
    found = region_of(
        ("PMO monthly - March 2026",), header, ("Alpha", "Ann Lee", "Red", "2026-06-30")
    )
    assert (questions_of(found), found.status_date) == ({"status_date": "2026-03-31"}, None)


def test_titles_that_name_two_days_propose_none():
    titles = (("Issued 3 March 2026",), ("Next board 12 June 2026",))
    header = ("Project", "Manager", "RAG", "Forecast finish")
    found = region_of(*titles, header, ("Alpha", "Ann Lee", "Red", "2026-06-30"))
    assert questions_of(found) == {}
