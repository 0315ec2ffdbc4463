"""Cells behind a figure show their value in its own unit, every digit of it."""

import polars as pl

from pages.parts.where_from import _values

CELLS = pl.DataFrame(
    [
        ("budget_lines", "amount", "1213150000000", "GBP"),
        ("budget_lines", "amount", "50000", "JPY"),
        ("time_entries", "booked_minutes", "1650", None),
        ("milestones", "forecast_date", "2026-11-30", None),
    ],
    schema={"table": pl.String, "column": pl.String, "value": pl.String, "currency": pl.String},
    orient="row",
)


def test_money_is_shown_in_its_currency_and_effort_in_minutes():
    assert _values(CELLS).to_list() == [
        "GBP 12,131,500,000.00",
        "JPY 50,000",
        "1,650 minutes",
        "2026-11-30",
    ]
