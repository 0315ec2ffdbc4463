"""Months, quarters and fiscal years in headers."""

from datetime import date

import pytest

from pipelines.periods import (
    Period,
    StatedYear,
    is_total,
    period_in,
    proven_start,
    wraps,
)


@pytest.mark.parametrize(
    "label", ["jan-26", "jan 2026", "january 2026", "2026-01", "01/2026", "ene-26", "janv. 26"]
)
def test_a_month_is_read_however_it_is_written(label: str):
    assert period_in(label) == (Period("month", 2026, 1), "")


def test_a_full_date_stands_for_its_month():
    assert period_in("2026-01-31") == (Period("month", 2026, 1, day=31), "")


def test_a_bare_month_needs_a_year_from_elsewhere():
    assert period_in("may") is None
    assert period_in("may", year=StatedYear(2026)) == (Period("month", 2026, 5), "")
    assert period_in("m12", year=StatedYear(2026)) == (Period("month", 2026, 12), "")


def read(label: str, **given) -> tuple[Period, str]:
    """Period of a label that has one, and the rest of it."""
    found = period_in(label, **given)
    assert found is not None
    return found


def test_a_month_under_a_fiscal_year_begins_where_that_year_does():
    april, rest = read("fy26 / apr / budget")
    january, _ = read("2025/26 jan")
    assert rest == "budget"
    assert april.days(4) == (date(2025, 4, 1), date(2025, 4, 30))
    assert april.days(1) == (date(2026, 4, 1), date(2026, 4, 30))
    assert january.days(4) == (date(2026, 1, 1), date(2026, 1, 31))


@pytest.mark.parametrize("label", ["fy26 p3", "p03 fy2026", "fy25/26 period 3", "fy26 / q1 / p3"])
def test_a_counted_month_is_the_third_of_its_fiscal_year(label: str):
    period, _ = read(label)
    assert period.days(4) == (date(2025, 6, 1), date(2025, 6, 30))
    assert period.days(10) == (date(2025, 12, 1), date(2025, 12, 31))
    assert period.days(1) == (date(2026, 3, 1), date(2026, 3, 31))


def test_a_counted_month_takes_the_year_of_the_title():
    period, _ = read("p12", year=StatedYear(2026))
    assert period.days(4) == (date(2026, 3, 1), date(2026, 3, 31))


def test_a_year_above_a_dated_month_adds_nothing():
    assert period_in("fy26 / jan-26") == (Period("month", 2026, 1), "")


def months_of_a_fiscal_year(*months: int) -> list[Period]:
    return [Period("month", 2026, month, is_fiscal=True) for month in months]


def test_twelve_months_in_their_order_prove_where_the_fiscal_year_begins():
    year = months_of_a_fiscal_year(4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)
    assert proven_start(year) == 4
    assert proven_start(year[6:]) is None
    assert wraps(year[6:])
    assert not wraps(year[:6])


def test_what_the_header_says_besides_is_the_rest():
    assert period_in("2013/2014 budget") == (
        Period("fiscal_year", 2014, spans_two_years=True),
        "budget",
    )
    assert period_in("fy26 / actual") == (Period("fiscal_year", 2026), "actual")


def test_two_numbers_are_a_fiscal_year_only_when_they_follow_each_other():
    assert period_in("2015/16 budget") == (
        Period("fiscal_year", 2016, spans_two_years=True),
        "budget",
    )
    assert period_in("12/45") is None


@pytest.mark.parametrize("label", ["q1", "q1 fy26", "1q26", "fy26 q1", "quarter 3"])
def test_quarters_are_told_from_months(label: str):
    found = period_in(label)
    assert found
    assert (found[0].kind, found[1]) == ("quarter", "")


def test_a_fiscal_year_is_named_for_the_year_in_which_it_ends():
    assert Period("fiscal_year", 2014).days(4) == (date(2013, 4, 1), date(2014, 3, 31))
    assert Period("fiscal_year", 2026).days(1) == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("label", ["total", "grand total", "summe", "fy total", "total fy26"])
def test_labels_of_totals(label: str):
    assert is_total(label)


def test_total_cost_is_no_bare_total():
    assert not is_total("total cost")


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("q1 26/27", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026/27 q4", date(2027, 1, 1), date(2027, 3, 31)),
        ("fy27 q3", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026 q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("q1 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("4q26", date(2026, 10, 1), date(2026, 12, 31)),
        ("jul-sep 26", date(2026, 7, 1), date(2026, 9, 30)),
        ("nov to jan 2027", date(2026, 11, 1), date(2027, 1, 31)),
    ],
)
def test_a_quarter_has_the_days_of_its_year_which_begins_in_april(label, first, last):
    period, rest = read(label)
    assert (period.kind, rest) == ("quarter", "")
    assert period.days(4) == (first, last)


def test_a_quarter_stands_beside_other_words_and_takes_the_year_of_a_title():
    assert read("q2 26/27 / realised")[1] == "realised"
    assert read("q2", year=StatedYear(2027, is_fiscal=True))[0].days(4)[0] == date(2026, 7, 1)


def test_months_that_are_no_quarter_are_no_quarter():
    assert read("jan-feb 26")[0].kind == "month"
