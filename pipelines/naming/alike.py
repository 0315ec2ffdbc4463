"""How alike two names or two keys are: equal in substance, or only close."""

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

LEAST_CLOSE = 0.85  # ratio of matching letters from which two names may be one
SHORTEST = 5  # letters; shorter names are close by chance
REMEMBERED = 10_000


def key_form(key: str) -> str:
    """Key without case, signs and leading zeros: "7", "007" and "p-07" differ only in the P."""
    parts = re.findall(r"[^\W\d_]+|\d+", _folded(key))
    return " ".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


@lru_cache(REMEMBERED)
def name_form(name: str) -> str:
    """Name without case, accents and signs, with single spaces."""
    return " ".join(re.findall(r"[^\W_]+", _folded(name)))


def are_close(one: str, other: str) -> bool:
    """Whether two names may be one by a slip of the pen; their numbers must agree."""
    first, second = name_form(one), name_form(other)
    if re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return False
    if min(len(first), len(second)) < SHORTEST:
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.quick_ratio() >= LEAST_CLOSE and matcher.ratio() >= LEAST_CLOSE


@lru_cache(REMEMBERED)
def person_forms(name: str) -> tuple[str, tuple[str, ...]]:
    """Family name and given names of a person: of "Smith, J", "J. Smith" and "Smith J" alike."""
    family, comma, given = name.partition(",")
    if comma:
        return name_form(family), tuple(name_form(given).split())
    words = name_form(name).split()
    if not words:
        return "", ()
    if len(words) > 1 and len(words[-1]) == 1 and len(words[0]) > 1:
        return " ".join(words[:-1]), (words[-1],)
    return words[-1], tuple(words[:-1])


def is_same_person(one: str, other: str) -> bool:
    """Whether two names differ only in their order, in accents, or in given names cut short."""
    if sorted(name_form(one).split()) == sorted(name_form(other).split()):
        return True
    (family, given), (other_family, other_given) = person_forms(one), person_forms(other)
    if family != other_family or not given or not other_given:
        return False
    return all(
        mine == theirs or (1 in (len(mine), len(theirs)) and mine[0] == theirs[0])
        for mine, theirs in zip(given, other_given, strict=False)
    )


def by_form(names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Keys by the form of each."""
    forms: dict[str, tuple[str, ...]] = {}
    for key, form in names.items():
        forms[form] = (*forms.get(form, ()), key)
    return forms


def _folded(text: str) -> str:
    """Text without case and accents; letters that are written otherwise stay as they are."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
