"""Header text as senders write it: made comparable, with its unit cut off and kept."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.scales import OPEN_SCALE, SCALE_OF_WORD
from pmo.currencies import AMBIGUOUS, CODES, SIGNS, code_of

REMEMBERED = 20_000  # texts; prose of a thousand files must not stay in memory
LINE_BREAK = " / "  # between the lines of a joined header

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202c"))
QUOTES = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--")
BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")

SYMBOLS = tuple(sign for sign in (*SIGNS, *AMBIGUOUS) if len(sign) == 1)
DOLLARS = tuple(sign for sign in SIGNS if sign.endswith("$"))  # longest first
MONEY_SIGN = (
    rf"(?:\b(?:{'|'.join(map(re.escape, DOLLARS)).lower()})"
    rf"|[{''.join(SYMBOLS)}]|\b(?:{'|'.join(CODES).lower()})\b)"
)
SCALE = rf"(?:'?(?:{'|'.join(sorted((*SCALE_OF_WORD, OPEN_SCALE), key=len, reverse=True))})\.?)"
SCALED = r"\b(?:t ?(?:€|eur\b|chf\b)|[km](?:eur|chf|usd|gbp)\b)"  # "T€", "TEUR", "kCHF"
MONEY_UNIT = rf"(?:in )?(?:{MONEY_SIGN} ?{SCALE}?|{SCALE} ?{MONEY_SIGN}|{SCALED})"
SCALE_UNIT = r"(?:in )?(?:millions?|thousands?|billions?|'000s?|mio\.?|tsd\.?)"
EFFORT_UNIT = (
    r"(?:in )?(?:h|hrs?|hours?|std\.?|stunden|heures|horas|min|minutes|s|sec|seconds|d|days?|"
    r"tage|jours|días|dias|pd|md|(?:person|man)[ -]?days?|pt|weeks?|fte|ftes|etp|%|percent|%age)"
)
UNIT = re.compile(rf"(?:{MONEY_UNIT}|{SCALE_UNIT}|{EFFORT_UNIT})")
TRAILING_UNIT = re.compile(rf"(?P<name>.*\S)[ ,;:-]+(?P<unit>{MONEY_UNIT}|{SCALE_UNIT}|%|%age)")
LEADING_UNIT = re.compile(rf"(?P<unit>{MONEY_UNIT})[ ,;:-]+(?P<name>\S.*)")
UNIT_WORD = re.compile(r"\b(hours|days|fte|minutes|stunden|tage|heures|jours|horas|etp)\b|(%)")


@lru_cache(REMEMBERED)
def normalise(text: str) -> str:
    """Text as it is compared: one case, plain spaces, no invisible characters, no underscores."""
    plain = unicodedata.normalize("NFKC", text).translate(INVISIBLE).translate(QUOTES)
    name = " ".join(plain.casefold().replace("_", " ").split()).rstrip(" :*\"'")
    return name.lstrip(" :*#\"'") or name  # "# ..." is a comment, "#" alone and "Job #" a number


@dataclass(frozen=True)
class Header:
    """One header: as written, as compared, and what it says in brackets."""

    text: str
    name: str  # normalised, without brackets and unit
    remark: str  # what the brackets say besides the unit
    unit: str  # as the sender wrote it: "£million", "h", "in £ thousands"; may be empty

    @property
    def shown(self) -> str:
        """Text on one line, for sentences."""
        return " ".join(self.text.split())

    @property
    def lines(self) -> tuple[str, ...]:
        """Names of the joined lines, upper line first."""
        return tuple(self.name.split(LINE_BREAK))


@lru_cache(REMEMBERED)
def read_header(text: str) -> Header:
    """Take a header apart; "2013/14 Budget (£million)" has the unit "£million".

    A unit on an upper line of a joined header holds for the lines below it.
    """
    if LINE_BREAK not in text:
        line = _read_line(text)
        is_sign = is_money_unit(line.name) and not line.unit  # "£" alone heads amounts
        return replace(line, name="amount", unit=line.name) if is_sign else line
    lines = [_read_line(line) for line in text.split(LINE_BREAK)]
    units = [line.unit for line in reversed(lines) if is_money_unit(line.unit)]
    name = LINE_BREAK.join(line.name for line in lines if line.name != line.unit or not units)
    remark = " ".join(line.remark for line in lines if line.remark)
    unit = next(iter(units), lines[-1].unit or _unit_word(name))
    return Header(text, name or lines[-1].name, remark, unit)


def _read_line(text: str) -> Header:
    """Take one line of a header apart."""
    bracketed = [" ".join(part.split()) for part in BRACKETS.findall(text)]
    units = [part for part in bracketed if UNIT.fullmatch(normalise(part))]
    remarks = [normalise(part) for part in bracketed if part not in units]
    name = normalise(BRACKETS.sub(" ", text))
    unit = units[0] if units else ""
    if not unit:
        name, unit = _cut_bare_unit(name)
    if not name:  # nothing but brackets, such as "[Project]"
        name, remarks = " ".join(remarks), []
    return Header(text, name, " ".join(remarks), unit or _unit_word(name))


def currency_of(text: str) -> str | None:
    """ISO code that a unit or note states beyond doubt; "$" alone does not."""
    text = text.upper()
    for sign in (*DOLLARS, *SYMBOLS):
        if sign in text and code_of(sign):
            return code_of(sign)
    words = re.findall(r"(?:\b[TKM])?([A-Z]{3})\b", text)
    return next((word for word in words if word in CODES), None)


def is_unit(text: str) -> bool:
    """Whether a text is a unit and nothing besides."""
    return bool(UNIT.fullmatch(normalise(text)))


def is_money_unit(unit: str) -> bool:
    """Whether a unit counts money, or scales a number that can only be money."""
    return bool(re.fullmatch(rf"{MONEY_UNIT}|{SCALE_UNIT}", normalise(unit)))


def _cut_bare_unit(name: str) -> tuple[str, str]:
    """Cut a unit that stands without brackets: "budget £m", "cost in eur"."""
    found = TRAILING_UNIT.fullmatch(name) or LEADING_UNIT.fullmatch(name)
    return (found["name"], found["unit"]) if found else (name, "")


def _unit_word(name: str) -> str:
    """Unit that is a word of the name itself, such as "planned hours"."""
    found = UNIT_WORD.search(name)
    return found[0] if found else ""
