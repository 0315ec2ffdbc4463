"""What spans and days without a year can stand for."""

from datetime import date

import pytest

from pipelines.check import dates
from pipelines.check.imprecise import FIRST_DAY, Approximation, approximate
from pipelines.check.words import LEAVE_EMPTY

APRIL = 4
STATUS = date(2026, 3, 31)
OURS = Approximation(APRIL, STATUS, FIRST_DAY, takes_nearest_year=True)


def read_day(text):
    return dates.day_of(text, None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Q3 2026", date(2026, 7, 1), date(2026, 9, 30)),
        ("3Q26", date(2026, 7, 1), date(2026, 9, 30)),
        ("Q4 FY26", date(2026, 1, 1), date(2026, 3, 31)),
        ("FY26 Q4", date(2026, 1, 1), date(2026, 3, 31)),
        ("H2 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("FY26", date(2025, 4, 1), date(2026, 3, 31)),
        ("2025/26", date(2025, 4, 1), date(2026, 3, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("Februar 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("late Feb 2026", date(2026, 2, 21), date(2026, 2, 28)),
        ("Ende März 2026", date(2026, 3, 31), date(2026, 3, 31)),
        ("w/c 13 May 2026", date(2026, 5, 11), date(2026, 5, 11)),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        ("Jan", date(2026, 1, 1), date(2026, 1, 31)),
    ],
)
def test_a_span_has_a_first_and_a_last_day(text, first, last):
    assert OURS.span(text, read_day) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["TBC", "Design", "Q5 2026", "2026-08-99", "2026-W60", "end 12", "01/0000", "FY000",
     "0000-W01", "9999-W52", "Dec 85", "Q1 1985", "Q4 2250"],
)  # fmt: skip
def test_what_names_no_span_has_none(text):
    assert OURS.span(text, read_day) is None


def test_a_missing_year_is_the_one_nearest_to_the_status_date():
    assert OURS.lacks_year("12 May") == (date(2026, 5, 12), date(2026, 5, 12))
    assert OURS.lacks_year("20 Dec") == (date(2025, 12, 20), date(2025, 12, 20))


def test_a_day_that_no_month_has_is_none_in_any_year():
    assert OURS.lacks_year("31 Feb") is None


def test_without_a_status_date_no_year_is_proposed():
    assert Approximation(APRIL, None).lacks_year("12 May") is None


def test_what_nobody_decided_stands_for_nothing():
    assert approximate("Q3 2026", Approximation(APRIL, STATUS), read_day) is None
    assert approximate("Q3 2026", Approximation(APRIL, STATUS, LEAVE_EMPTY), read_day) is None


def test_no_day_of_a_span_is_loaded_that_is_too_early_to_be_loaded_as_a_day():
    assert approximate("Dec 89", OURS, read_day) is None
    assert approximate("Jan 90", OURS, read_day) is not None
