"""Money as senders write it: which currency, in which scale, into whole minor units."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipelines.check.meaning import Meaning, quoted
from pipelines.check.numbers import LARGEST, read_number, rounded, written
from pipelines.check.words import unusable
from pipelines.scales import OPEN_SCALE, SCALE_OF_WORD, SCALES
from pmo.currencies import AMBIGUOUS, code_of, minor_digits, spelled_in
from pmo.tables import MONEY

SCALED = re.compile(r"\b([tkm])(?= ?€|eur\b|chf\b|usd\b|gbp\b)")  # "T€", "TEUR", "kCHF"


@dataclass(frozen=True)
class MoneyFormat:
    """How the amounts of one column are written."""

    mark: str | None
    currency: str | None  # where the row does not say another
    scale: Decimal = Decimal(1)  # currency units in one unit of the column
    zero_dash: bool = False  # a lone dash is the accounting format's zero

    @property
    def per_unit(self) -> Decimal:
        """Minor units in one unit of the column."""
        return self.scale * 10 ** minor_digits(self.currency)


def scale_of(unit: str) -> Decimal:
    """Currency units in one of the column's, from words such as "£million" or "in '000"."""
    found = (SCALE_OF_WORD[word] for word in _words(unit) if word in SCALE_OF_WORD)
    return next(found, Decimal(1))


def has_open_scale(unit: str) -> bool:
    """Whether a unit counts in a word that means a thousand here and a million there."""
    return OPEN_SCALE in _words(unit)


def _words(unit: str) -> list[str]:
    bare = SCALED.sub(_apart, unit.casefold())
    sign = spelled_in(unit)
    return re.findall(r"[^\W_]+", bare.replace((sign or " ").casefold(), " "))


def _apart(scaled: re.Match[str]) -> str:
    """Word of a scale apart from its currency; "t" counts thousands before a currency alone."""
    return f"{scaled[1].replace('t', 'k')} "


def scale_word(scale: Decimal) -> str:
    """Word of a scale; empty for whole currency units."""
    return next((word for word, (size, _) in SCALES.items() if size == scale), "")


def read_money(kind: str, text: str, row_currency: object, form: MoneyFormat) -> Meaning:
    """Minor units that a cell names; the factor counts them in one unit of the column's."""
    currency = row_currency if isinstance(row_currency, str) else form.currency
    meaning = Meaning(Decimal(0)) if _is_zero(text, form) else _number(kind, text, form)
    if not isinstance(meaning.value, Decimal):
        return meaning
    if kind == "text" and not _is_of(text, currency):
        message = f"{quoted(text)} is not in {currency} like the rest. Add a column of currencies."
        return Meaning(rule="currency_mixed", message=message)
    per_unit = form.scale * 10 ** minor_digits(currency)
    if abs(meaning.value * form.scale) > LARGEST:
        return unusable("amount_out_of_range", text, MONEY)
    return Meaning(
        rounded(meaning.value * per_unit), meaning.rule, meaning.message, factor=str(per_unit)
    )


def _is_zero(text: str, form: MoneyFormat) -> bool:
    return form.zero_dash and text.strip() == "-"


def _number(kind: str, text: str, form: MoneyFormat) -> Meaning:
    """Number in the column's own unit; a suffix such as k counts from single units."""
    meaning = read_number(kind, text, MONEY, form.mark)
    number = written(text) if kind == "text" else None
    if number is None or not isinstance(meaning.value, Decimal):
        return meaning
    if number.is_percent:
        return unusable("text_in_number", text, MONEY)
    if number.scale is not None:
        return Meaning(meaning.value / form.scale)
    return meaning


def _is_of(text: str, currency: str | None) -> bool:
    """Whether a sign in the cell, if there is one, can stand for the currency."""
    number = written(text)
    sign = number.currency if number else None
    if sign is None or currency is None or sign in AMBIGUOUS:
        return True
    return code_of(sign) == currency
