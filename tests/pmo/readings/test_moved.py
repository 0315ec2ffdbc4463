"""Colours that turned and dates that moved between two status dates."""

from datetime import date

import polars as pl

from pmo.readings.moved import moved_dates, turned

COLOURS = pl.Schema({"key": pl.String(), "colour": pl.String(), "detail": pl.String()})


def colours(**by_key):
    rows = [{"key": key, "colour": colour, "detail": "why"} for key, colour in by_key.items()]
    return pl.DataFrame(rows, schema=COLOURS)


def milestones(*rows):
    schema = {
        "project_id": pl.String, "milestone_id": pl.String, "unit_name": pl.String,
        "forecast_date": pl.Date, "expected_date": pl.Date, "is_open": pl.Boolean,
    }  # fmt: skip
    return pl.DataFrame(
        [("P", key, key, forecast, expected, is_open) for key, forecast, expected, is_open in rows],
        schema=schema,
        orient="row",
    )


def test_worse_projects_stand_first_and_unknown_is_neither_worse_nor_better():
    then = colours(A="red", B="green", C="green", D="grey", E="amber", NEW=None)
    now = colours(A="green", B="amber", C="red", D="green", E="amber", OTHER="red")
    assert turned(then, now).select("key", "turn").rows() == [
        ("C", "worse"),
        ("B", "worse"),
        ("D", "known or unknown"),
        ("A", "better"),
    ]


def test_a_date_that_moved_counts_from_the_forecast_of_then_to_the_date_of_now():
    first, second, third = date(2026, 10, 1), date(2026, 10, 20), date(2026, 9, 28)
    then = milestones(
        ("LATER", first, first, True), ("MET", first, first, True), ("SAME", first, first, True),
        ("GONE", first, first, True), ("DONE", first, first, False), ("DATED", None, None, True),
    )  # fmt: skip
    now = milestones(
        ("LATER", second, second, True), ("MET", first, third, False), ("SAME", first, first, True),
        ("DONE", first, second, False), ("DATED", first, first, True),
    )  # fmt: skip
    assert moved_dates(then, now).select("milestone_id", "days", "move").rows() == [
        ("LATER", 19, "later"),
        ("MET", -3, "earlier"),
        ("GONE", None, "missing"),
    ]
