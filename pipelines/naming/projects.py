"""Which projects of a file are known ones under another key, or under another spelling."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.naming.alike import are_close, by_form, key_form, name_form
from pipelines.naming.decisions import MOST_ASKED, Decisions, unlike

MOST_COMPARED = 50_000  # pairs of names; a larger file is compared by whole names alone
LEAST_LETTERS = 6  # of a key that is a name; shorter ones are codes


@dataclass(frozen=True)
class Sought:
    """Keys of a file, and the projects that they may be."""

    keys: tuple[str, ...]  # of all its rows
    names: Mapping[str, str]  # by key, of its own register
    known: Mapping[str, str]  # name by key, of earlier loads

    @property
    def unknown(self) -> list[str]:
        """Keys that no earlier load has."""
        return unlike(self.keys, self.known)

    def candidates(self, key: str) -> dict[str, str]:
        """Name by key of the projects that a key may stand for: none that the file has besides."""
        named = set(self.keys)
        found = {each: name for each, name in self.known.items() if each not in named}
        return found if key in self.names else found | dict(self.names)


def decide(sought: Sought, decisions: Decisions) -> None:
    """Decide by key and whole name; ask where zeros were lost, keys changed or names are close."""
    unknown = sought.unknown
    pools = {is_own: _Pool(sought.candidates(key)) for is_own, key in _examples(sought, unknown)}
    pool = {key: pools[key in sought.names] for key in unknown}
    decisions.take({key: found for key in unknown if (found := pool[key].named(key))})
    left = unlike(unknown, decisions.values)
    damaged = _each_once({key: found for key in left if (found := pool[key].of_form(key))})
    words = "Keys of projects are known in another form"
    decisions.ask_together("project_keys", damaged, words)
    left = unlike(left, damaged)
    renumbered = _each_once(
        {key: found for key in left if (found := pool[key].named(sought.names.get(key, "")))}
    )
    _ask(renumbered, decisions)
    left = unlike(left, renumbered)
    if sum(len(pool[key].names) for key in left) <= MOST_COMPARED:
        close = {key: found for key in left if (found := pool[key].close(key))}
        decisions.ask_each("same_project", dict([*close.items()][:MOST_ASKED]), is_likely=False)


def _examples(sought: Sought, unknown: Sequence[str]) -> Iterable[tuple[bool, str]]:
    """A key of the file's own register, and one of other rows."""
    return {key in sought.names: key for key in unknown}.items()


def _each_once(pairs: Mapping[str, str]) -> dict[str, str]:
    """Pairs of which no two lead to the same project: these are different ones."""
    counts = Counter(pairs.values())
    return {key: known for key, known in pairs.items() if counts[known] == 1}


def _ask(renumbered: Mapping[str, str], decisions: Decisions) -> None:
    """Ask about keys that are new while their names are those of known projects."""
    if len(renumbered) > MOST_ASKED:
        words = f"{len(renumbered)} projects have new keys and the names of known ones"
        decisions.ask_together("projects_renumbered", renumbered, words)
        return
    found = {key: (known,) for key, known in renumbered.items()}
    decisions.ask_each("same_project", found, is_likely=True)


class _Pool:
    """Projects that a key may stand for, found by key and by name."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self._forms = by_form({key: key_form(key) for key in names})
        self._names = by_form({key: name_form(name) for key, name in names.items()})

    def named(self, name: str) -> str | None:
        """The only project of a name."""
        found = self._names.get(name_form(name), ()) if name else ()
        return found[0] if len(found) == 1 else None

    def of_form(self, key: str) -> str | None:
        """The only project whose key differs in zeros, case and signs alone."""
        found = self._forms.get(key_form(key), ())
        return found[0] if len(found) == 1 else None

    def close(self, key: str) -> tuple[str, ...]:
        """Projects whose name is nearly a key that is a name itself."""
        is_code = key.upper() == key or sum(letter.isalpha() for letter in key) < LEAST_LETTERS
        if is_code:
            return ()
        return tuple(each for each, name in self.names.items() if are_close(key, name))
