"""Which people of a file are known ones, written in another order, with initials or nearly so."""

from collections.abc import Mapping

from pipelines.naming.alike import are_close, is_same_person, person_forms
from pipelines.naming.decisions import MOST_ASKED, Decisions

People = Mapping[str, str]  # name by key
MOST_COMPARED = 50_000  # pairs of names; a larger file is compared by whole names alone


def decide(fitting: Mapping[str, People], decisions: Decisions, *, as_keys: bool) -> None:
    """Decide by key and whole name; ask where the order, initials or letters differ.

    Args:
        fitting: people whom a spelling of the file may stand for, by the spelling.
        decisions: takes the matches and the questions.
        as_keys: whether the known ones are told by their keys, else by their names.
    """
    left = {
        name: people
        for name, people in fitting.items()
        if name not in people and name not in people.values()
    }
    if as_keys:
        whole = {name: _named(name, fitting[name]) for name in fitting if name not in left}
        decisions.take({name: key for name, key in whole.items() if key})
    found = {name: _fitting(name, people) for name, people in left.items()}
    same = {
        name: keys[0] if as_keys else left[name][keys[0]]
        for name, keys in found.items()
        if len(keys) == 1
    }
    words = "Names of people are known in another form"
    decisions.ask_together("people_names", same, words)
    if sum(len(people) for people in left.values()) > MOST_COMPARED:
        return
    unsure = {
        name: found[name] or _close(name, people)
        for name, people in left.items()
        if name not in same
    }
    asked = {
        name: keys if as_keys else tuple(left[name][key] for key in keys)
        for name, keys in unsure.items()
        if keys
    }
    decisions.ask_each("same_person", dict([*asked.items()][:MOST_ASKED]), is_likely=False)


def _named(name: str, people: People) -> str | None:
    """Key of the only person of a whole name; none for a key itself."""
    keys = [key for key, known in people.items() if known == name]
    return keys[0] if name not in people and len(keys) == 1 else None


def _fitting(name: str, people: People) -> tuple[str, ...]:
    """Keys of the people of whom it is another form."""
    family = person_forms(name)[0]
    return tuple(
        key
        for key, known in people.items()
        if family and _shares_a_word(name, known) and is_same_person(name, known)
    )


def _shares_a_word(one: str, other: str) -> bool:
    family, given = person_forms(one)
    other_family, other_given = person_forms(other)
    return bool({*family.split(), *given} & {*other_family.split(), *other_given})


def _close(name: str, people: People) -> tuple[str, ...]:
    return tuple(key for key, known in people.items() if are_close(name, known))
