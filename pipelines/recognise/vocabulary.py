"""What the words of a header mean: one word for its synonyms, in any order and language."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from pipelines.headers import REMEMBERED, normalise
from pmo.tables import CANONICAL

FILE = Path(__file__).with_name("words.toml")
WORD = re.compile(r"[^\W_]+\.?|[#%]")  # with the full stop of an abbreviation
NUMBER_SIGN = re.compile(r"\bn\.? ?[o\u00b0]\.?(?!\w)|\bn\u00b0")  # "n.º" and "n°"
LONGEST_PHRASE = 3  # words
LEAST_PART = 3  # letters of each part of a compound such as "projektnummer"
LEAST_MISSPELT = 5  # letters from which a wrong, missing or doubled one is forgiven
LEAST_SWAPPED = 4  # letters from which two that changed places are forgiven
LEAST_PLURAL = 4

FREE = ("date", "name")  # meanings that most headers leave out
ROLES = frozenset(("manager", "owner", "sponsor"))
OF_A_ROLE = frozenset(("change", "department", "programme", "portfolio", "schedule", "team"))
PROJECT, ID = "project", "id"


@lru_cache(REMEMBERED)
def meaning_words(name: str) -> frozenset[str]:
    """Meanings of the words of a normalised name, fillers left out.

    "prj #" and "project number" mean the same; "latest end date" means what "forecast finish"
    does. A word that nobody listed stands for itself.
    """
    meanings = all_meanings(name)
    without = meanings - {PROJECT}
    is_kept = not without or without == {ID} or _is_of_projects(_words(name))
    return meanings if is_kept else without


def _is_of_projects(words: tuple[str, ...]) -> bool:
    """Whether a name ends in the project: "client project", but not "chef de projet"."""
    is_last = bool(words) and _known().get(words[-1:]) == PROJECT
    return is_last and (len(words) == 1 or _known().get(words[-2:-1]) != "")


@lru_cache(REMEMBERED)
def all_meanings(name: str) -> frozenset[str]:
    """Meanings of the words of a normalised name, that of the project kept beside others."""
    return frozenset(_meanings(_words(name))) - {*FREE, ""}


def contains(name: str, known: str) -> float:
    """Share of a name that a known name makes up, if all else are words that nobody listed.

    "Civil completion (baseline)" contains "baseline finish"; "cost owner" does not contain
    "cost", for the other word says something else.
    """
    whole, part = all_meanings(name), all_meanings(known)
    is_part = bool(part) and part < whole
    if len(part) == 1 and not part & all_meanings(name.rpartition(" ")[2]):
        return 0.0  # "project officer" is an officer, "capital project" a project
    beside = (whole - part) & known_meanings()
    is_role = part <= ROLES and beside <= OF_A_ROLE  # a "change lead" is a lead all the same
    return len(part) / len(whole) if is_part and (is_role or not beside) else 0.0


def is_misspelt(name: str) -> bool:
    """Whether a word of the name is known only with one letter put right."""
    return any(_spelt(word) != word for word in _words(name) if not word.endswith("."))


@lru_cache(REMEMBERED)
def _words(name: str) -> tuple[str, ...]:
    """Words without accents: "d'avancement" is "d" and "avancement"."""
    found = WORD.findall(_plain(NUMBER_SIGN.sub(" no ", name)).replace("'s ", " "))
    return tuple(word if _is_abbreviated(word) else word.removesuffix(".") for word in found)


def _is_abbreviated(word: str) -> bool:
    """Whether a full stop may cut a word short, as in "Verantw."."""
    return word.endswith(".") and len(word) > LEAST_PART and not word[0].isdigit()


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


@lru_cache(REMEMBERED)
def _of_word(word: str) -> tuple[str, ...]:
    """Meanings of a word that is no synonym as it stands: plural, compound, misspelt or new."""
    if word.endswith("."):
        word = _written_out(word.removesuffix("."))
    for spelt in dict.fromkeys((_singular(word), _spelt(word))):
        if (spelt,) in _known():
            return (_known()[(spelt,)],)
    return _parts(word) or (_singular(_spelt(word)),)


def _written_out(word: str) -> str:
    """Word that a full stop cut short, where all that begin so mean the same; else as it is."""
    if (word,) in _known():
        return word
    longer = {known for known in _spellings() if known.startswith(word)}
    meanings = {_known().get((known,), known) for known in longer}
    return min(longer) if len(meanings) == 1 else word


@lru_cache(REMEMBERED)
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
    return not _is_listed(word) and not _is_listed(_singular(word)) and not _parts(word)


def _is_listed(word: str) -> bool:
    return word in _spellings() or word in _words_of_names()


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
    if min(len(word), len(known)) < LEAST_MISSPELT or word[0] != known[0]:
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
def _listed() -> Mapping[str, Mapping[str, list[str]]]:
    """Words by their meaning, in the parts of the list."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def _known() -> Mapping[tuple[str, ...], str]:
    """Meaning of every listed word or phrase; "" of the fillers."""
    known = {_words(word): "" for word in _listed()["free"]["words"]}
    for part in ("exact", "means"):
        for meaning, words in _listed()[part].items():
            known |= {_words(normalise(word)): meaning for word in words}
    return known


@cache
def _spellings() -> frozenset[str]:
    """Every single word that is listed."""
    return frozenset(word for phrase in _known() for word in phrase)


@cache
def _words_of_names() -> frozenset[str]:
    """Every word of a known name of a column: "contact" is no slip for "contract"."""
    columns = (column for table in CANONICAL.values() for column in table.columns)
    names = (alias for column in columns for alias in column.aliases)
    return frozenset(word for name in names for word in _words(normalise(name)))


@cache
def _by_shortened() -> Mapping[str, tuple[str, ...]]:
    """Listed words by themselves with one letter left out, so that near ones are found at once."""
    found: dict[str, list[str]] = {}
    phrases = (phrase for phrases in _listed()["means"].values() for phrase in phrases)
    forgiven = {word for phrase in phrases for word in _words(normalise(phrase))}
    forgiven |= {word for phrase in _listed()["free"]["words"] for word in _words(phrase)}
    for word in sorted(forgiven):
        if len(word) >= LEAST_SWAPPED:
            for key in _shortened(word):
                found.setdefault(key, []).append(word)
    return {key: tuple(words) for key, words in found.items()}
