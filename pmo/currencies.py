"""Currencies: their codes, the signs that senders write, and the places of their minor units.

Amounts are stored in minor units and said in major ones; both read the places from here.
"""

import re

CODES = (
    "AED", "ARS", "AUD", "BGN", "BHD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK",
    "EGP", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JOD", "JPY", "KES", "KRW",
    "KWD", "MAD", "MXN", "MYR", "NGN", "NOK", "NZD", "OMR", "PEN", "PHP", "PKR", "PLN", "QAR",
    "RON", "RUB", "SAR", "SEK", "SGD", "THB", "TND", "TRY", "TWD", "UAH", "USD", "UYU", "VND",
    "ZAR",
)  # fmt: skip
SIGNS = {
    "US$": "USD", "AU$": "AUD", "CA$": "CAD", "HK$": "HKD", "NZ$": "NZD", "A$": "AUD", "C$": "CAD",
    "R$": "BRL", "S$": "SGD", "£": "GBP", "€": "EUR", "₹": "INR", "zł": "PLN",
}  # fmt: skip
AMBIGUOUS = {"$": "USD", "¥": "JPY", "kr": "SEK"}  # the country most likely meant
SPELLINGS = (*CODES, *SIGNS, *AMBIGUOUS)
MINOR_DIGITS = {  # of ISO 4217, also of codes that only a column of currencies can name; others: 2
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_DIGITS_OF = {code: digits for digits, codes in MINOR_DIGITS.items() for code in codes.split()}
_SPELLED = re.compile(
    "|".join(rf"(?<![A-Za-z]){re.escape(code)}(?![A-Za-z])" for code in CODES)
    + "|" + "|".join(re.escape(sign) for sign in (*SIGNS, *AMBIGUOUS) if not sign.isalpha())
    + r"|(?<![a-z])(?:kr|zł)(?![a-z])"
)  # fmt: skip


def spelled_in(text: str) -> str | None:
    """First currency sign or code in a text, as it is written there."""
    match = _SPELLED.search(text)
    return match[0] if match else None


def code_of(spelling: str) -> str | None:
    """Code of a sign or code; None where the sign leaves it open, such as the dollar sign."""
    return SIGNS.get(spelling) or (spelling if spelling in CODES else None)


def minor_digits(code: str | None) -> int:
    """Decimal places of the currency's minor unit."""
    return _DIGITS_OF.get(code or "", 2)
