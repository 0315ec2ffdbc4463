"""What a text in a column of numbers means."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.check.numbers import COMMA, POINT, mark_proof, read_number, rounded
from pmo.tables import MONEY


def number(text, mark=POINT, kind="text"):
    return read_number(kind, text, MONEY, mark).value


def rule(text, mark=POINT, kind="text"):
    return read_number(kind, text, MONEY, mark).rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("£12,131.50", "12131.50"),
        ("12 131.50", "12131.50"),
        ("12\u202f131", "12131"),
        ("12'131.5", "12131.5"),
        ("1,23,456.00", "123456.00"),
        ("(500)", "-500"),
        ("500-", "-500"),
        ("\u2212500", "-500"),
        ("-£5", "-5"),
        ("£-5", "-5"),
        ("12k", "12000"),
        ("£1.2m", "1200000"),
        ("3 bn", "3000000000"),
        ("5 Mio", "5000000"),
        ("2 M€", None),
        ("M€ 2", None),
        ("GBP 7", "7"),
        ("7 EUR", "7"),
        (".5", "0.5"),
    ],
)
def test_a_number_keeps_every_digit(text, expected):
    wanted = {"2 M€": "2000000"}.get(text, expected)
    assert number(text) == (Decimal(wanted) if wanted else None)


def test_a_decimal_comma_is_read_where_the_column_proves_it():
    assert mark_proof(["1.234", "7,5"]).proven == COMMA
    assert number("1.234,56", COMMA) == Decimal("1234.56")
    assert number("1.234", COMMA) == 1234


@pytest.mark.parametrize("text", ["1,234.56", "1,234,567", "12.5", "1234,567.8", "0.123"])
def test_points_are_proven_by_their_place(text):
    assert mark_proof([text]).proven == POINT


@pytest.mark.parametrize("text", ["1.234", "1,234", "123,456"])
def test_one_mark_with_three_digits_proves_nothing(text):
    proof = mark_proof([text])
    assert (proof.proven, proof.undecided) == (None, (text,))
    assert rule(text, None) == "number_format_unknown"


def test_a_number_that_contradicts_its_column_is_not_read():
    assert rule("1.234,56", POINT) == "number_format_conflict"
    assert rule("12,5", POINT) == "number_format_conflict"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("n/a", "not_applicable"),
        ("TBC", "to_be_confirmed"),
        ("#REF!", "error_cell"),
        ("Exempt under Section 43", "withheld"),
        ("about 500", "text_in_number"),
        ("NaN", "not_a_number"),
        ("1e5", "not_a_number"),
        ("0x1F", "not_a_number"),
        ("\u0661\u0662", "not_a_number"),
        ("-inf", "not_a_number"),
        ("1E400", "not_a_number"),
        ("1 2", "number_format_conflict"),
    ],
)
def test_a_text_that_is_no_number_says_why(text, expected):
    assert (number(text), rule(text)) == (None, expected)


def test_the_message_names_the_text_and_what_belongs_there():
    message = read_number("text", "n/a", MONEY, POINT).message
    assert message == (
        '"n/a" is not an amount. Write a number, or leave the cell empty if nothing was approved.'
    )


@pytest.mark.parametrize(("value", "whole"), [("0.5", 1), ("-0.5", -1), ("1.49", 1), ("-2.5", -3)])
def test_halves_round_away_from_zero(value, whole):
    assert rounded(Decimal(value)) == whole


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_a_number_written_with_thousands_reads_back_exactly(value):
    assert number(f"{value:,f}") == value
    swapped = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    assert number(swapped, COMMA) == value


@pytest.mark.parametrize("text", ["5 mil", "EUR 1.5 mil", "3 mil €"])
def test_a_word_that_counts_thousands_here_and_millions_there_is_not_guessed(text):
    meaning = read_number("text", text, MONEY, POINT)
    assert (meaning.value, meaning.rule) == (None, "unit_unknown")
    assert "thousands or millions" in meaning.message
