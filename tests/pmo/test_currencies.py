"""One amount has one size, from the cell that names it to the words that say it."""

from decimal import Decimal

import pytest

from pipelines.check.money import MoneyFormat, read_money
from pipelines.check.numbers import POINT
from pipelines.headers import currency_of, read_header
from pmo.currencies import CODES
from pmo.readings.words import major_units, money


@pytest.mark.parametrize("code", CODES)
def test_an_amount_in_any_currency_is_said_as_it_was_written(code: str):
    stored = read_money("number", "61400", None, MoneyFormat(POINT, code)).value
    assert isinstance(stored, int)
    assert major_units(stored, code) == Decimal(61400)
    assert money(stored, code).replace("\u00a0", " ") == f"{code} 61.4 k"


@pytest.mark.parametrize(
    ("code", "stored"),  # places of ISO 4217
    [
        ("VND", 1200),
        ("JPY", 1200),
        ("XOF", 1200),
        ("EUR", 120_000),
        ("JOD", 1_200_000),
        ("OMR", 1_200_000),
        ("KWD", 1_200_000),
    ],
)
def test_amounts_are_stored_in_the_minor_unit_of_their_currency(code: str, stored: int):
    assert read_money("number", "1200", None, MoneyFormat(POINT, code)).value == stored


@pytest.mark.parametrize("code", CODES)
def test_every_currency_is_understood_in_a_header(code: str):
    header = read_header(f"Budget ({code})")
    assert (header.name, header.unit, currency_of(header.unit)) == ("budget", code, code)
