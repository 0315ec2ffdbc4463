"""How readings of units become readings of groups."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.readings.colours import coloured
from pmo.readings.metric import Metric, parse_metric
from pmo.readings.rollup import completed, roll_up

T = date(2026, 10, 31)


def metric(roll_up_rule: str, unit: str = "share", more: str = "") -> Metric:
    header = f"""-- title: A title
-- question: A question?
-- unit: {unit}
-- roll-up: {roll_up_rule}
-- better: higher
-- definition: A definition.
-- source: none
{more}
select 1
"""
    return parse_metric("made_up", header)


def rolled(rule: str, rows: list[dict], **more: str) -> dict:
    frame = completed(
        pl.DataFrame([{"status_date": T, "key": "G", "value": None} | r for r in rows])
    )
    return roll_up(frame, metric(rule, **more), with_spread=False).row(0, named=True)


def test_a_group_ratio_is_the_ratio_of_sums_not_the_mean_of_ratios():
    # 1/2 and 90/100: the mean of the ratios would be 0.70, the truth is 91/102.
    rows = [{"numerator": 1, "denominator": 2}, {"numerator": 90, "denominator": 100}]
    assert rolled("ratio", rows)["value"] == pytest.approx(91 / 102)


def test_a_unit_without_one_of_its_parts_stays_out_of_both_sums_and_is_counted_missing():
    rows = [
        {"numerator": 1, "denominator": 2},
        {"numerator": None, "denominator": 100, "reason": "no_hours"},
    ]
    row = rolled("ratio", rows)
    assert (row["value"], row["used"], row["missing"]) == (0.5, 1, 1)


def test_a_ratio_over_nothing_is_unknown():
    row = rolled("ratio", [{"numerator": 3, "denominator": 0}])
    assert (row["value"], row["reason"]) == (None, "zero_denominator")


def test_a_sum_of_unknowns_is_unknown_not_zero():
    row = rolled("sum", [{"value": None, "reason": "no_budget"}] * 2)
    assert (row["value"], row["reason"], row["missing"]) == (None, "no_budget", 2)


def test_two_currencies_are_not_added():
    rows = [{"value": 5, "currency": "EUR"}, {"value": 5, "currency": "USD"}]
    row = rolled("sum", rows, unit="money")
    assert (row["value"], row["reason"]) == (None, "mixed_currency")


def test_a_recount_has_every_category_also_those_with_none():
    frame = completed(
        pl.DataFrame(
            [{"status_date": T, "key": "G", "value": None, "category": c} for c in ("red", "red")]
        )
    )
    found = roll_up(
        frame,
        metric("recount", "colour", "-- categories: green, red"),
        with_spread=False,
    )
    assert dict(found.select("measure", "value").iter_rows()) == {"green": 0, "red": 2}


def test_a_finished_unit_cannot_be_the_worst():
    rows = [
        {"value": 90, "is_open": False, "unit_name": "Design"},
        {"value": 5, "is_open": True, "unit_name": "Go-live"},
    ]
    row = rolled("worst", rows, unit="days")
    assert (row["value"], row["detail"]) == (5, "Go-live")


def test_what_has_no_meaning_in_a_group_says_so():
    row = rolled("none", [{"value": 4}], unit="periods")
    assert (row["value"], row["reason"]) == (None, "not_applicable")


def test_below_four_fifths_of_coverage_a_group_keeps_its_value_and_loses_its_colour():
    frame = pl.DataFrame(
        {
            "status_date": [T, T], "key": ["A", "B"], "measure": ["share", "share"],
            "value": [-0.5, -0.5], "used": [4, 3], "missing": [1, 1],
            "colour": [None, None], "reason": [None, None], "limit_class": [None, None],
        },
        schema_overrides={"colour": pl.String, "reason": pl.String, "limit_class": pl.String},
    )  # fmt: skip
    rows = coloured(frame, "variance_at_completion")
    assert rows["colour"].to_list() == ["red", "grey"]
    assert rows["reason"].to_list() == [None, "low_coverage"]


@given(st.lists(st.integers(-1000, 1000), min_size=1))
def test_the_total_is_the_sum_of_its_parts_in_any_order(values: list[int]):
    forwards = rolled("sum", [{"value": v} for v in values], unit="count")
    backwards = rolled("sum", [{"value": v} for v in reversed(values)], unit="count")
    assert forwards["value"] == backwards["value"] == sum(values)


@given(st.permutations(["key", None, None]))
def test_of_equally_late_units_the_one_with_limits_of_its_own_is_named(classes: list[str | None]):
    rows = [{"value": 12, "unit_name": each or "other", "limit_class": each} for each in classes]
    row = rolled("worst", rows, unit="working days")
    assert (row["value"], row["detail"], row["limit_class"]) == (12, "key", "key")
