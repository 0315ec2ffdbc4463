"""First and last names in two columns: the headers that say so, and what they name together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipelines.headers import normalise
from pipelines.recognise.columns import Field
from pipelines.recognise.content import MOST

FIRST = frozenset(
    (
        *("first name", "firstname", "first", "forename", "forenames", "given name", "given names"),
        *("christian name", "fname", "vorname", "vornamen", "prénom", "prenom", "prénoms"),
        *("nombre de pila", "nombre", "nombres", "primeiro nome", "nome próprio", "nome"),
        *("voornaam", "imię", "förnamn", "fornavn", "etunimi", "jméno"),
    )
)
LAST = frozenset(
    (
        *("last name", "lastname", "last", "surname", "family name", "lname", "nachname"),
        *("familienname", "zuname", "name", "nom", "nom de famille", "apellido", "apellidos"),
        *("primer apellido", "sobrenome", "apelido", "achternaam", "cognome", "nazwisko"),
        *("efternamn", "etternavn", "efternavn", "sukunimi", "příjmení"),
    )
)
HALF, WHOLE = "first name", "person name"  # as which the two headers are read


def halves(fields: Iterable[Field]) -> tuple[Field, Field] | None:
    """Fields of the first and of the last name, where a table has one of each."""
    named = [(one, normalise(one.header.text)) for one in fields if not _is_typed(one)]
    first = [one for one, name in named if name in FIRST]
    last = [one for one, name in named if name in LAST]
    return (first[0], last[0]) if len(first) == len(last) == 1 else None


def _is_typed(one: Field) -> bool:
    """Whether the cells are numbers or dates: "First" and "Last" may say when."""
    return max(one.profile.share(one.profile.numbers), one.profile.share(one.profile.dates)) > MOST


def as_one_person(fields: Sequence[Field]) -> list[Field]:
    """Fields, the last name read as the name of a person and the first as no name of its own.

    Beside a first name, "Name", "Nom" and "Nombre" name no rows: one half alone is nobody's name.
    """
    found = halves(fields)
    if found is None:
        return list(fields)
    names = {found[0].position: HALF, found[1].position: WHOLE}
    return [
        replace(one, header=replace(one.header, name=names.get(one.position, one.header.name)))
        for one in fields
    ]


def name_a_person(texts: Iterable[str]) -> bool:
    """Whether headers name both halves of a person's name."""
    names = {normalise(text) for text in texts}
    return len(names & FIRST) == len(names & LAST) == 1
