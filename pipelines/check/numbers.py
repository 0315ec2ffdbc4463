"""Numbers as senders write them: exact decimals; the decimal mark is proven or asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from pipelines.check.meaning import Meaning, quoted
from pipelines.check.words import absent, unusable
from pipelines.scales import OPEN_SCALE, SCALE_OF_WORD
from pmo.currencies import SPELLINGS

POINT = "decimal point"
COMMA = "decimal comma"
MARKS = {POINT: ".", COMMA: ","}
_CURRENCY = "|".join(map(re.escape, SPELLINGS))
_SCALE = "|".join(sorted(map(re.escape, SCALE_OF_WORD), key=len, reverse=True))
_MINUS = r"\-\u2212"  # hyphen and minus sign
WRITTEN = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[+{_MINUS}])?\s*(?P<before>{_CURRENCY})?\s*(?P<inner>[{_MINUS}])?\s*"
    r"(?P<core>[0-9][0-9.,' ]*|[.,][0-9]+)\s*"
    rf"(?P<lead>{_CURRENCY})?\s*(?P<scale>(?i:{_SCALE}))?\.?\s*(?P<after>{_CURRENCY})?\s*"
    rf"(?P<percent>%)?\s*(?P<trail>[{_MINUS}])?\s*(?P<close>\))?",
)
SIGN_BEFORE_BRACKET = re.compile(rf"(?P<sign>{_CURRENCY})\s*\((?P<rest>[^()]*)\)")
OF_OPEN_SCALE = re.compile(rf"(?P<amount>.*\d)\s*(?i:{OPEN_SCALE})\b\.?(?P<after>.*)")
NO_NUMBER = re.compile(  # what a program writes for a number that nobody can count
    r"[+-]?(?:nan|inf(?:inity)?|0x[0-9a-f]+|[0-9.,]*[0-9]e[+-]?[0-9]+)|.*[^\W\D0-9].*",
    re.IGNORECASE,
)
LARGEST = 10**15  # no sender counts further, and sums of smaller numbers stay exact


@dataclass(frozen=True)
class Written:
    """A number as it was written, before its decimal mark is known."""

    core: str  # digits and separators, without spaces around them
    is_negative: bool
    currency: str | None  # symbol or code
    scale: Decimal | None  # what a suffix such as k or bn multiplies by
    is_percent: bool

    @property
    def marks(self) -> str:
        """Points and commas of the number in their order."""
        return "".join(letter for letter in self.core if letter in ".,")


@lru_cache(maxsize=2**14)  # the same texts are asked about for marks, units and values
def written(text: str) -> Written | None:
    """Parts of a number in a text; None if the text is not one number and nothing else."""
    plain = SIGN_BEFORE_BRACKET.sub(r"(\g<sign>\g<rest>)", _plain_spaces(text))  # "£(500)"
    match = WRITTEN.fullmatch(plain)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    minus = [match[name] for name in ("inner", "trail") if match[name]]
    signs = len(minus) + bool(match["sign"]) + bool(match["open"])
    if signs > 1 or sum(bool(match[name]) for name in ("before", "lead", "after")) > 1:
        return None
    scale = match["scale"]
    return Written(
        core=match["core"].strip(),
        is_negative=bool(minus or match["open"] or (match["sign"] or "+") != "+"),
        currency=match["before"] or match["lead"] or match["after"],
        scale=SCALE_OF_WORD[scale.casefold()] if scale else None,
        is_percent=bool(match["percent"]),
    )


def _plain_spaces(text: str) -> str:
    """Text with ordinary single spaces and apostrophes, as far as numbers hold them."""
    plain = re.sub(r"[\s\u00a0\u2007\u2009\u202f]+", " ", text).strip()
    return plain.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").removeprefix("'")


def proves(number: Written) -> str | None:
    """Decimal mark that the number proves, POINT or COMMA; None if it reads either way."""
    marks = number.marks
    if not marks:
        return None
    last = marks[-1]
    if len(set(marks)) > 1:
        return _named(last)
    if len(marks) > 1:
        return _named("," if last == "." else ".")
    looks_like_thousands = re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", number.core)
    return None if looks_like_thousands else _named(last)


def _named(mark: str) -> str:
    return POINT if mark == "." else COMMA


@dataclass(frozen=True)
class MarkProof:
    """What the texts of one column say about its decimal mark."""

    point: int
    comma: int
    undecided: tuple[str, ...]  # texts that either mark can read

    @property
    def proven(self) -> str | None:
        """Mark that most of the deciding texts prove."""
        if self.point == self.comma:
            return None
        return POINT if self.point > self.comma else COMMA


def mark_proof(texts: Iterable[str]) -> MarkProof:
    """Count the numbers that prove a decimal mark, and keep those that do not."""
    counts = {POINT: 0, COMMA: 0}
    undecided = []
    for text in texts:
        number = written(text)
        if number is None or not number.marks:
            continue
        proven = proves(number)
        if proven is None:
            undecided.append(text)
        else:
            counts[proven] += 1
    return MarkProof(counts[POINT], counts[COMMA], tuple(undecided))


def value_of(number: Written, mark: str) -> Decimal | None:
    """Number without its scale and percent sign; None if its separators do not fit the mark."""
    point, group = ("\\.", ",") if mark == POINT else (",", "\\.")
    grouped = rf"\d{{1,3}}(?:(?:{group}\d{{2,3}})*{group}|(?:[ ']\d{{3}})*[ '])\d{{3}}"
    match = re.fullmatch(rf"(\d+|{grouped})?(?:{point}(\d+))?", number.core)
    if match is None:
        return None
    whole = re.sub(r"\D", "", match[1] or "0")
    value = Decimal(f"{whole}.{match[2] or 0}")
    return -value if number.is_negative else value


def read_number(kind: str, text: str, column_type: str, mark: str | None) -> Meaning:
    """Exact number that a cell names; percent signs and currencies are for others to judge."""
    if kind == "number":
        return _in_range(Decimal(text), text)
    missing = absent(kind, text, column_type)
    if missing is not None:
        return missing
    number = written(text) if kind == "text" else None
    if number is None and _is_of_open_scale(kind, text):
        message = (
            f'{quoted(text)} may count thousands or millions. Write the number out, or "k" or "m".'
        )
        return Meaning(rule="unit_unknown", message=message)
    if number is None:
        is_prose = kind == "text" and not NO_NUMBER.fullmatch(text.strip())
        return unusable("text_in_number" if is_prose else "not_a_number", text, column_type)
    return _marked(number, text, mark)


def _is_of_open_scale(kind: str, text: str) -> bool:
    """Whether a text would be a number if its word of scale meant the same everywhere."""
    match = OF_OPEN_SCALE.fullmatch(text.strip()) if kind == "text" else None
    return match is not None and written(match["amount"] + match["after"]) is not None


def _marked(number: Written, text: str, mark: str | None) -> Meaning:
    if mark is None and number.marks:
        message = f"{quoted(text)} is read only when the decimal mark is known."
        return Meaning(rule="number_format_unknown", message=message)
    value = value_of(number, mark or POINT)
    if value is None:
        message = f"{quoted(text)} is not written like the other numbers of its column."
        return Meaning(rule="number_format_conflict", message=message)
    return _in_range(value * (number.scale or 1), text)


def _in_range(value: Decimal, text: str) -> Meaning:
    if abs(value) <= LARGEST:
        return Meaning(value)
    message = f"{quoted(text)} is larger than any number counted here. Write what was meant."
    return Meaning(rule="number_out_of_range", message=message)


def rounded(value: Decimal) -> int:
    """Whole number nearest to a value, halves away from zero."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def parting_mark(text: str) -> str:
    """The only mark of a number such as "1,234"; empty where there is none."""
    number = written(text)
    return number.marks[:1] if number else ""
