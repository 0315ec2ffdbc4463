"""How values are said: words instead of signs, one scale, a reason instead of nothing."""

import pytest

from pmo import metrics
from pmo.readings.words import in_words, money, percent, rounded


def said(value: float | None, measure: str, reason: str | None = None) -> str:
    slippage = metrics.metric("milestone_slippage")
    return in_words(slippage, value, measure=measure, reason=reason).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "measure", "words"),
    [
        (12, "working_days", "12 working days late"),
        (-1, "days", "1 day early"),
        (0, "days", "on plan"),
        (0.4, "days", "on plan"),
        (3, "days late", "3"),
    ],
)
def test_a_slippage_is_said_without_a_sign(value: float, measure: str, words: str):
    assert said(value, measure) == words


def test_what_is_not_known_gives_its_reason():
    assert said(None, "days", "no_baseline") == "not known: no baseline"


@pytest.mark.parametrize(
    ("minor_units", "currency", "words"),
    [
        (42_273_943_000_000, "GBP", "GBP 422.7 bn"),
        (6_140_000_000, "EUR", "EUR 61.4 m"),
        (45_000_00, "EUR", "EUR 45.0 k"),
        (12_34, "EUR", "EUR 12"),
        (61_400_000, "JPY", "JPY 61.4 m"),
        (-1_250_000_00, "USD", "USD \u22121.3 m"),
    ],
)
def test_money_has_one_scale_and_one_decimal(minor_units: int, currency: str, words: str):
    assert money(minor_units, currency).replace("\u00a0", " ") == words


def test_percent_is_whole_and_has_one_decimal_below_ten():
    assert [percent(s).replace("\u00a0", " ") for s in (0.5, 0.055, 0)] == ["50 %", "5.5 %", "0 %"]


def test_halves_are_rounded_away_from_zero():
    assert [rounded(v, 0) for v in (0.5, 1.5, 2.5, -0.5)] == ["1", "2", "3", "\u22121"]


def test_a_negative_value_that_rounds_to_nothing_loses_its_sign():
    assert rounded(-0.001, 2) == "0.00"
