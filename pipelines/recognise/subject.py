"""What a list is about: the word beside its key, and the titles and names that stand above it."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipelines.headers import REMEMBERED, normalise
from pipelines.recognise.titles import Titles
from pipelines.recognise.vocabulary import ID, all_meanings

NUMBERED = 1.2  # a list whose first column numbers its rows as such
NAMED = 1.1  # a list that a title or a name calls so
KEY_FIELDS = 2  # the key of a row stands first, or behind the project
WORDS: Mapping[str, str] = {  # what one row, and what a list of them is called
    "risks": "risk risks raid issue issues action actions dependency dependencies dep assumption "
    "assumptions decision decisions change changes chg cr risiko risiken massnahmen risque risques "
    "riesgo riesgos risco riscos",
    "milestones": "milestone milestones gate gates meilenstein meilensteine jalon jalons hito "
    "hitos marco marcos",
    "budget_transfers": "virement virements transfer transfers umbuchung umbuchungen traspaso "
    "traspasos",
    "service_requests": "ticket tickets incident incidents call calls case cases helpdesk chamado "
    "chamados incidencia incidencias",
    "absences": "absence absences leave holiday holidays vacation training urlaub abwesenheit "
    "abwesenheiten conges vacaciones ferias férias ausências ausencias absences congés verlof "
    "ferie assenze permessi semester frånvaro fravær urlopy urlop nieobecności",
    "time_entries": "timesheet timesheets stundenzettel zeiterfassung",
    "people": "staff people headcount skills employees team personal mitarbeiter",
    "project_requests": "demand demands idea ideas intake proposal proposals ideen demandes",
    "documents": "document documents policy policies",
    "budget_lines": "budget budgets invoice invoices costs spend benefit benefits actuals kosten",
    "assignments": "allocation allocations alloc staffing",
    "groups": "unit units organisation organization",
    "tasks": "task tasks activity activities schedule vorgang vorgange",
}
TABLE_OF = {word: table for table, words in WORDS.items() for word in words.split()}
REGISTERS = ("projects", "project_requests", "people", "milestones")
UNKEPT = frozenset(("kpi", "candidate", "contact", "kennzahl", "indicateur", "indicador"))
NUMBERED_UNKEPT = UNKEPT | {  # rows of which no table is kept, where a column numbers them
    *("asset", "vendor", "supplier", "customer", "equipment", "vehicle", "licence", "license"),
    *("meeting", "server", "device", "room", "course"),
}
LISTS = (*REGISTERS, "tasks", "risks", "documents")
OF_ENTRIES = ("risks", "tasks")  # an action or an issue may be either's
OF_A_REQUEST = frozenset(("req", "request", "log", "item"))  # "Change request no", "Risk log ref"
NO_LIST = re.compile(  # of what no table is kept, though the columns look like one of them
    r"\b(?:lessons?(?: learn(?:ed|t))?|glossary|agenda|lookups?|drop-?downs?|version history|"
    r"document control|erfahrungen|retour d'expérience|lecciones|lições)\b"
)
WORD = re.compile(r"[^\W\d_]+")


def weights(headers: Sequence[str], titles: Titles) -> dict[str, float]:
    """How much surer, by table, its key and what stands above make that the rows are its.

    A list that numbers its rows is no register of anything else, though it names projects; such
    registers weigh nothing.
    """
    found = dict.fromkeys(_named(titles), NAMED)
    if headers and _is_unkept(headers[0]):
        found |= dict.fromkeys(LISTS, 0.0)
    if table := next((name for name in map(entity_of, headers[:KEY_FIELDS]) if name), None):
        found |= dict.fromkeys(REGISTERS if table in OF_ENTRIES else LISTS, 0.0)
        found[table] = NUMBERED
    return found


def _is_unkept(header: str) -> bool:
    """Whether the first column names rows of which no table is kept: "KPI", "Asset ID"."""
    words = WORD.findall(normalise(header))
    if len(words) == 1:
        return words[0] in UNKEPT
    rest = " ".join(word for word in words if word not in NUMBERED_UNKEPT)
    return rest != " ".join(words) and all_meanings(rest) == {ID}


@lru_cache(REMEMBERED)
def entity_of(header: str) -> str | None:
    """Table whose rows a header numbers: "Chg Req #" those of changes; None for other headers."""
    name = normalise(header)
    if ID not in all_meanings(name):
        return None
    words = [word for word in WORD.findall(name) if all_meanings(word) != {ID}]
    tables = {TABLE_OF[word] for word in words if word in TABLE_OF}
    is_only = bool(tables) and all(word in TABLE_OF or word in OF_A_REQUEST for word in words)
    return tables.pop() if is_only and len(tables) == 1 else None


def is_no_list(titles: Titles) -> bool:
    """Whether the names above say that the rows are of a kind of which no table is kept."""
    return any(NO_LIST.search(text) for text in texts_of(titles))


def _named(titles: Titles) -> set[str]:
    """Tables that the texts above are about."""
    words = {word for text in texts_of(titles) for word in WORD.findall(text)}
    return {TABLE_OF[word] for word in words if word in TABLE_OF}


def texts_of(titles: Titles) -> list[str]:
    """Everything that stands above a list or names it, normalised."""
    cells = (text for _, text in titles.cells)
    return [normalise(text) for text in (*cells, titles.sheet, titles.file.rpartition(".")[0])]
