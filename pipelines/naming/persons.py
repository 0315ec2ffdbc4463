"""People as senders write them in one cell: several at once, with a share, in some order."""

import re
from dataclasses import dataclass
from functools import lru_cache

REMEMBERED = 10_000
SHARE = re.compile(r"^(?P<name>.*?\S)\s*[\[(]?\s*(?P<points>\d{1,3}(?:[.,]\d+)?)\s*%\s*[\])]?$")
SURELY_BETWEEN = re.compile(r"\s*[;\n|]\s*")
ANY_SLASH = r"(?i:/(?<!\b[acdsw]/)|/(?![lop]\b))"  # not the slash of "s/o", "d/o", "a/l"
PERHAPS_BETWEEN = re.compile(rf"\s*(?:{ANY_SLASH}|[&+,]|\s(?:and|und|et|y|e)\s)\s*")
WORD = r"[^\W\d_][\w.'\u2019-]*"
FULL_NAME = re.compile(rf"{WORD}(?:\s+{WORD})+")
FIRST_NAME = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+")  # "Anna", and no "IT" or "legal"
GROUPS = re.compile(  # what a name of several words may be besides a person
    r"\b(?:team|office|department|dept|group|board|committee|unit|division|services?|support"
    r"|management|operations|finance|legal|council|agency|company|ltd|gmbh|inc|partners?)\b",
    re.IGNORECASE,
)
FIELDS = re.compile(  # of work, which stand capitalised and alone as first names do
    r"\b(?:research|development|engineering|design|architecture|construction|marketing|sales|quality"
    r"|procurement|purchasing|safety|security|risk|compliance|audit|planning|delivery|training"
    r"|strategy|innovation|technology|infrastructure|software|hardware|data|digital|communications?"
    r"|logistics|maintenance|production|controlling|accounting|forschung|entwicklung|vertrieb"
    r"|einkauf|planung|technik|recherche|achats|qualit[éy]|calidad|compras|ventas|investigación"
    r"|desarrollo|pesquisa|desenvolvimento)\b",
    re.IGNORECASE,
)
NO_PEOPLE = re.compile(r"[@\\<>]|https?:|\d{3,}")  # an address, a path, a number: no list of names
LONGEST = 200  # characters; longer texts are prose


@dataclass(frozen=True)
class Person:
    """One person as named in a cell."""

    name: str
    share: float | None = None  # 0..1, where the cell says how much of the person


@lru_cache(REMEMBERED)
def people_in(text: str, *, surely: bool) -> tuple[Person, ...]:
    """People that a text names, the first one first; a text that is no list is one person.

    Args:
        text: of one cell.
        surely: whether the column holds people only, so that first names alone are enough; a
            column of owners also holds departments, such as "Health & Safety".
    """
    if len(text) > LONGEST or NO_PEOPLE.search(text) or GROUPS.search(text):
        return (Person(text),)
    parts = tuple(_person(part) for part in SURELY_BETWEEN.split(text) if part.strip())
    if len(parts) == 1:
        parts = tuple(_person(part) for part in PERHAPS_BETWEEN.split(text) if part.strip())
        may_be_first_names = surely and "," not in text
        if not all(_is_name(part.name, may_be_first=may_be_first_names) for part in parts):
            return (_person(text),)
    return parts or (Person(text),)


def _person(text: str) -> Person:
    match = SHARE.fullmatch(text.strip())
    if match is None:
        return Person(text.strip())
    return Person(match["name"].rstrip(" -:"), float(match["points"].replace(",", ".")) / 100)


def _is_name(name: str, *, may_be_first: bool) -> bool:
    """Whether it is a full name, or a first name where that is enough."""
    if FULL_NAME.fullmatch(name):
        return True
    may_be_first = may_be_first and not FIELDS.search(name)
    return may_be_first and FIRST_NAME.fullmatch(name) is not None
