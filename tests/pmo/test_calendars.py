"""Working days, checked against published counts."""

from datetime import date

import polars as pl
import pytest

from pmo import calendars


@pytest.fixture(scope="module")
def index() -> dict[tuple[str, date], int]:
    days = calendars.shipped().filter(
        pl.col("day_date").is_between(date(2026, 1, 1), date(2027, 1, 1))
    )
    rows = days.select("calendar_id", "day_date", "working_index").iter_rows()
    return {(name, day): count for name, day, count in rows}


@pytest.mark.parametrize(
    ("name", "working_days"),
    [
        ("weekdays", 261),  # 365 days less 104 of weekends
        ("United States federal", 250),  # opm.gov: 11 holidays on weekdays in 2026
        ("England", 253),  # gov.uk: 8 bank holidays in 2026, Boxing Day in lieu on 28 December
    ],
)
def test_working_days_of_2026(index: dict, name: str, working_days: int):
    assert index[name, date(2027, 1, 1)] - index[name, date(2026, 1, 1)] == working_days


def test_easter_costs_two_english_working_days_in_either_direction(index: dict):
    march, april = ("England", date(2026, 3, 27)), ("England", date(2026, 4, 10))
    assert index[april] - index[march] == 8
    assert index[march] - index[april] == -8


def test_no_working_day_lies_between_friday_evening_and_saturday(index: dict):
    friday, saturday = (("weekdays", date(2026, 10, day)) for day in (30, 31))
    monday = ("weekdays", date(2026, 11, 2))
    assert index[saturday] - index[friday] == 1
    assert index[monday] - index[saturday] == 0
