"""What the words of a header mean: one word for its synonyms, in any order and language."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from pipelines.headers import REMEMBERED, normalise

FILE = Path(__file__).with_name("words.toml")
WORD = re.compile(r"[^\W_]+|[#%]")
NUMBER_SIGN = re.compile(r"\bn\.? ?[o\u00b0]\.?(?!\w)|\bn\u00b0")  # "n.º" and "n°"
LONGEST_PHRASE = 3  # words
LEAST_PART = 3  # letters of each part of a compound such as "projektnummer"
LEAST_MISSPELT = 5  # letters from which a wrong, missing or doubled one is forgiven
LEAST_SWAPPED = 4  # letters from which two that changed places are forgiven
LEAST_PLURAL = 4

FREE = ("date", "name")  # meanings that most headers leave out
PROJECT, ID = "project", "id"


@lru_cache(REMEMBERED)
def meaning_words(name: str) -> frozenset[str]:
    """Meanings of the words of a normalised name, fillers left out.

    "prj #" and "project number" mean the same; "latest end date" means what "forecast finish"
    does. A word that nobody listed stands for itself.
    """
    meanings = frozenset(_meanings(_words(name))) - {*FREE, ""}
    without = meanings - {PROJECT}
    return without if without and without != {ID} else meanings


def is_misspelt(name: str) -> bool:
    """Whether a word of the name is known only with one letter put right."""
    return any(_is_new(word) and _spelt(word) != word for word in _words(name))


@lru_cache(REMEMBERED)
def _words(name: str) -> tuple[str, ...]:
    """Words without accents: "d'avancement" is "d" and "avancement"."""
    return tuple(WORD.findall(_plain(NUMBER_SIGN.sub(" no ", name))))


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _meanings(words: tuple[str, ...]) -> Iterator[str]:
    """Meaning of each word or phrase, the longest phrase first; "" for a filler."""
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            phrase = words[at : at + length]
            found = _known().get(phrase)
            if found is not None:
                yield found
                break
        else:
            length = 1
            yield from _of_word(words[at])
        at += length


def _of_word(word: str) -> Iterator[str]:
    """Meanings of a word that is no synonym as it stands: plural, compound, misspelt or new."""
    for spelt in dict.fromkeys((_singular(word), _spelt(word))):
        if (spelt,) in _known():
            yield _known()[(spelt,)]
            return
    yield from _parts(word) or (_singular(_spelt(word)),)


def _parts(word: str) -> tuple[str, ...]:
    """Meanings of the two parts of a compound such as "projektnummer"; empty for other words."""
    for cut in range(len(word) - LEAST_PART, LEAST_PART - 1, -1):
        head, tail = word[:cut], word[cut:]
        both = [_known().get((part,)) for part in (head.removesuffix("s"), tail)]
        both[0] = both[0] or _known().get((head,))
        if all(both):
            return tuple(meaning for meaning in both if meaning)
    return ()


def _singular(word: str) -> str:
    """Word without the "s" of a plural."""
    if len(word) < LEAST_PLURAL or word.endswith("ss"):
        return word
    return word.removesuffix("s")


def _is_new(word: str) -> bool:
    return word not in _spellings() and _singular(word) not in _spellings() and not _parts(word)


@lru_cache(REMEMBERED)
def _spelt(word: str) -> str:
    """Known word that differs by one letter, where only one meaning is near; else the word."""
    if len(word) < LEAST_SWAPPED or not _is_new(word) or any(sign.isdigit() for sign in word):
        return word
    near = {
        known
        for key in _shortened(word)
        for known in _by_shortened().get(key, ())
        if _is_near(word, known)
    }
    meanings = {_known().get((known,), known) for known in near}
    return min(near) if len(meanings) == 1 else word


def _is_near(word: str, known: str) -> bool:
    """Whether two words differ by one letter, or by two neighbours that changed places."""
    if sorted(word) == sorted(known):
        differing = [at for at, (a, b) in enumerate(zip(word, known, strict=True)) if a != b]
        return len(differing) == 2 and differing[1] - differing[0] == 1  # noqa: PLR2004
    if len(word) < LEAST_MISSPELT or word[0] != known[0]:
        return False
    if len(word) == len(known):
        return sum(a != b for a, b in zip(word, known, strict=True)) == 1
    longer, shorter = sorted((word, known), key=len, reverse=True)
    return len(longer) - len(shorter) == 1 and shorter in _shortened(longer)


def _shortened(word: str) -> set[str]:
    """Word itself, and the word with each letter left out in turn."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


@cache
def known_meanings() -> frozenset[str]:
    """Every meaning that a listed word has."""
    return frozenset(_known().values()) - {""}


@cache
def _known() -> Mapping[tuple[str, ...], str]:
    """Meaning of every listed word or phrase; "" of the fillers."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    known = {
        _words(normalise(word)): meaning
        for meaning, words in content["means"].items()
        for word in words
    }
    return known | {_words(word): "" for word in content["free"]["words"]}


@cache
def _spellings() -> frozenset[str]:
    """Every single word that is listed."""
    return frozenset(word for phrase in _known() for word in phrase)


@cache
def _by_shortened() -> Mapping[str, tuple[str, ...]]:
    """Listed words by themselves with one letter left out, so that near ones are found at once."""
    found: dict[str, list[str]] = {}
    for word in _spellings():
        if len(word) >= LEAST_SWAPPED:
            for key in _shortened(word):
                found.setdefault(key, []).append(word)
    return {key: tuple(words) for key, words in found.items()}
