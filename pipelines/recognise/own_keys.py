"""Keys and names of the rows of a table, as bare headers such as "ID" and "Name" give them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.headers import Header
from pipelines.recognise.content import MOST, Profile
from pipelines.recognise.known_names import Candidate
from pipelines.recognise.subject import entity_of
from pipelines.recognise.vocabulary import ID, known_meanings, meaning_words
from pipelines.region import Target
from pmo.tables import Table

OWN_ID, OWN_NAME = 0.9, 0.88
UNLISTED_ID = 0.79  # "HR-ID" may number something else, so a required key is asked about
MOSTLY_DISTINCT = 0.9  # share of the cells of a key
GENERIC_NAMES = frozenset(
    (
        *("name", "title", "description", "bezeichnung", "beschreibung", "nom", "nombre", "nome"),
        *("titolo", "denominazione", "navn", "namn", "nazwa", "benämning"),
        *("intitulé", "libellé", "título", "descripción", "descrição", "naam", "omschrijving"),
    )
)
GENERIC_IDS = frozenset(("id", "key", "no", "nr", "number", "ref", "uid", "code", "#"))
COUNTING = frozenset(("sr", "sl", "serial", "lfd", "laufende"))  # numbers of lines, no keys
OF_PEOPLE = ("assignments", "time_entries", "absences", "people_skills")
ENTITIES = {  # what each row of a table is, as a header says it
    "projects": "project", "milestones": "milestone", "tasks": "task", "risks": "risk",
    "service_requests": "ticket", "project_requests": "demand", "documents": "document",
    "budget_transfers": "transfer", "people": "person",
}  # fmt: skip


@dataclass(frozen=True)
class Named:
    """A header with its cells and with all that it may mean."""

    header: Header
    profile: Profile
    meanings: Sequence[Candidate]


def stand_ins(one: Named, table: Table) -> Iterator[Candidate]:
    """Columns that a bare "ID" or "Name" means in this table, and names that stand for keys."""
    header, name = f'header "{one.header.shown}"', one.header.name
    if (column := own_id(table)) and (worth := _worth_as_key(one, table)):
        why = f"{header} is the key of a list of {table.name.replace('_', ' ')}"
        yield Candidate(Target(table.name, column), worth, why)
    if name in GENERIC_NAMES and (column := own_name(table)):
        why = f"{header} names each of a list of {table.name.replace('_', ' ')}"
        yield Candidate(Target(table.name, column), OWN_NAME, why)
    if name in GENERIC_NAMES and table.name in OF_PEOPLE:
        why = f"{header} names the person of each of a list of {table.name.replace('_', ' ')}"
        yield Candidate(Target(table.name, "person_id"), OWN_NAME, why)
    for named, key in (
        ("projects.project_name", "project_id"),
        ("people.person_name", "person_id"),
    ):
        if has_column(table, key) and not has_column(table, named.partition(".")[2]):
            for meaning in one.meanings:
                if meaning.target.name == named and name not in GENERIC_NAMES:
                    why = f"{meaning.why}, which stands for its key"
                    yield replace(meaning, target=Target(table.name, key), why=why).times(0.98)


def _worth_as_key(one: Named, table: Table) -> float:
    """How sure the header says "number" of the rows themselves: "No", "Risk #", "HR-ID"."""
    meanings = meaning_words(one.header.name)
    if one.header.name in GENERIC_IDS or meanings == {ID}:
        return OWN_ID
    of_what = meanings - {ID}
    if ID not in meanings or not of_what or of_what <= COUNTING:
        return 0.0
    if of_what == {ENTITIES.get(table.name)} or entity_of(one.header.text) == table.name:
        return OWN_ID
    profile = one.profile
    is_choice = profile.share(profile.booleans) > MOST  # "Yes/No"
    is_key = profile.cells and profile.distinct >= MOSTLY_DISTINCT * profile.cells
    is_key = is_key and not is_choice
    is_of_another = of_what & known_meanings()
    return UNLISTED_ID if is_key and not is_of_another and len(of_what) == 1 else 0.0


def has_column(table: Table, name: str) -> bool:
    """Whether a table has a column of that name."""
    return any(column.name == name for column in table.columns)


def own_id(table: Table) -> str | None:
    """Column that identifies a row of the table: "milestone_id" of milestones."""
    singular = table.name.removesuffix("s")
    named = (f"{singular}_id", f"{singular.rpartition('_')[2]}_id")
    return next((name for name in named if has_column(table, name)), None)


def own_name(table: Table) -> str | None:
    """Column that names a row of the table: "milestone_name" of milestones."""
    ends = ("_name", "_title")
    return next((c.name for c in table.columns if c.name.endswith(ends) or c.name == "title"), None)
