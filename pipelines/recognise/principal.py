"""Which canonical table the rows of a sheet fill, and which column goes where."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt
from statistics import median

from pipelines.recognise.columns import Field
from pipelines.recognise.content import ENOUGH, agreement
from pipelines.recognise.known_names import Candidate
from pipelines.recognise.own_keys import own_id, own_name
from pmo.tables import CANONICAL, TEXT, Table, column_of

LEAST_SCORE = 0.76  # below it a column is not taken for what its header may mean
LEAST_COLUMNS = 3
LEAST_DENIED = 2
LEAST_MEASURES = 2
SURELY_KNOWN = 0.8  # score of a header that is a known name but for a word
GENERIC_KEY = 0.9  # score of a header such as "ID", which is the key of any table
NAMELESS = 0.85
REPEATED = 0.6
MOSTLY_ONCE = 0.75  # share of the records of a register that have a project of their own
LEAST_REPEATED = 3  # records
NO_WEIGHTS: Mapping[str, float] = {}
EQUAL_WITHIN = 0.1  # two tables nearer to each other than this are a question
COMPANIONS = {  # further tables that the same rows fill, and what they count in the choice
    "projects": {"project_groups": 0.98, "budget_lines": 0.9, "milestones": 0.98},
    "people": {"people_skills": 0.9},
    "tasks": {"task_links": 0.9},
}
SEVERAL = ("labels", "iterations", "skill")  # columns that several headers of one name may fill
PEOPLE = ("people.person_id", "people.person_name")
ESSENTIALS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    # of each group one column must be there, or the rows are something else
    "projects": (("project_id", "project_name"),),
    "milestones": (
        ("milestone_id", "milestone_name"),
        ("original_baseline_date", "baseline_date", "forecast_date", "actual_date"),
    ),
    "budget_lines": (("project_id", "category"), ("amount",)),
    "budget_transfers": (("from_project_id",), ("to_project_id",), ("amount",)),
    "people": (("person_id", "person_name"), ("fte", "role", "group_id", "start_date")),
    "absences": (("person_id",), ("start_date",)),
    "assignments": (("person_id", "role"), ("planned_minutes",), ("project_id",)),
    "time_entries": (("work_date",), ("booked_minutes",), ("person_id", "project_id", "note")),
    "service_requests": (("request_id",), ("opened_datetime",)),
    "risks": (("risk_title", "risk_id"), ("probability_share", "impact_amount", "severity",
                                          "response", "due_date", "state", "risk_kind",
                                          "decided_date")),
    "project_requests": (("project_request_id", "request_title"),
                         ("requested_by", "value_score", "cost_amount", "submitted_date",
                          "wanted_start_date", "wanted_finish_date", "state", "gate")),
    "role_demand": (("role",), ("demand_minutes",)),
    "tasks": (("task_id", "task_name"),
              ("state", "task_kind", "assignee", "start_date", "finish_date", "wbs",
               "actual_finish_date", "percent_complete_share", "planned_minutes",
               "remaining_minutes", "duration_minutes")),
    "documents": (("title", "document_id"), ("version", "review_date", "valid_from_date")),
    "groups": (("group_id", "group_name"), ("parent_id", "level")),
    "project_groups": (("project_id",), ("group_id",)),
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """One table that the fields may be, with the column that each field fills."""

    table: Table
    choices: Mapping[int, Candidate] = field(default_factory=dict)  # by position of the field
    fit: float = 0.0  # share of all that is recognised which this table explains
    passed_over: Mapping[int, Candidate] = field(default_factory=dict)  # lost to another column

    @property
    def columns(self) -> set[str]:
        """Names of the table's own columns that are filled."""
        targets = (choice.target for choice in self.choices.values())
        return {target.column for target in targets if target.table == self.table.name}

    @property
    def is_complete(self) -> bool:
        """Whether all is there without which the rows could not be this table's."""
        groups = ESSENTIALS.get(self.table.name)
        if groups is None:
            groups = tuple((column.name,) for column in self.table.columns if column.required)
        fixed = {name for choice in self.choices.values() for name, _ in choice.target.fixed}
        is_complete = all((self.columns | fixed) & set(group) for group in groups)
        if self.table.name == "budget_lines" and "project_id" not in self.columns:
            return is_complete and self._is_cost_report
        if self.table.name == "projects":  # a key beside amounts alone is a list of amounts
            own = {c.target.name for c in self.choices.values()}
            keys = {"projects.project_id", "projects.project_name", "projects.currency",
                    "projects.status_date", "budget_lines.amount"}  # fmt: skip
            return is_complete and bool(own - keys)
        return is_complete

    @property
    def _is_cost_report(self) -> bool:
        """Whether amounts by category are those of one project: several measures, side by side."""
        fixed = [dict(choice.target.fixed) for choice in self.choices.values()]
        return len({each["measure"] for each in fixed if "measure" in each}) >= LEAST_MEASURES


def readings(
    fields: Sequence[Field],
    *,
    tables: Iterable[Table] = (),
    weights: Mapping[str, float] = NO_WEIGHTS,
) -> tuple[Reading, ...]:
    """Every table that the fields may be, best first; only complete ones, unless asked for.

    What speaks for a table besides its columns is its weight; it is 1 where nothing does, and 0
    for tables that the rows cannot be.
    """
    asked = tuple(tables)
    found = [assign(fields, table) for table in asked or CANONICAL.values()]
    weighed = _with_fit(fields, found)
    fitting = [
        replace(reading, fit=round(reading.fit * weights.get(reading.table.name, 1.0), 3))
        for reading in weighed
        if asked or (weights.get(reading.table.name, 1.0) and _is_possible(fields, reading))
    ]
    return tuple(sorted(fitting, key=lambda reading: -reading.fit))


def _is_possible(fields: Sequence[Field], reading: Reading) -> bool:
    """Whether a table has all that it needs, and its rows are what it lists."""
    if reading.table.name == "role_demand" and any(map(_names_people, fields)):
        return False  # what is needed of a role names nobody
    is_enough = reading.is_complete and len(reading.choices) >= LEAST_COLUMNS
    if not is_enough or not _has_bare_key(reading):
        return is_enough
    is_nameless = (
        reading.table.name == "project_requests" and "request_title" not in reading.columns
    )
    return not is_nameless and not _repeats_projects(fields, reading)


def _names_people(one: Field) -> bool:
    """Whether a header surely says who."""
    surely = (meaning.target.name for meaning in one.meanings if meaning.score >= SURELY_KNOWN)
    return bool(one.profile.cells) and any(name in PEOPLE for name in surely)


def assign(fields: Sequence[Field], table: Table) -> Reading:
    """Give each field its best column of the table, surest first, each column once."""
    offers = [
        ((candidate.is_settled, candidate.score, -place), one.position, candidate)
        for place, one in enumerate(fields)
        for candidate in _offers(one, table)
    ]
    names = {one.position: one.header.name for one in fields}
    choices: dict[int, Candidate] = {}
    passed_over: dict[int, Candidate] = {}
    taken: dict[tuple[object, ...], str] = {}
    for _, position, candidate in sorted(offers, key=lambda offer: offer[0], reverse=True):
        if position in choices:
            continue
        slot = _slot(candidate)
        if slot in taken and not _may_share(candidate, names[position], taken[slot]):
            passed_over.setdefault(position, candidate)
            continue
        choices[position] = candidate
        taken.setdefault(slot, names[position])
    lost = {position: c for position, c in passed_over.items() if position not in choices}
    return Reading(table, choices, 0.0, lost)


def _offers(one: Field, table: Table) -> list[Candidate]:
    """Columns of the table and its companions that a field is sure enough to fill."""
    if table.name == "projects" and (gate := one.of_gate()):
        return [gate]
    offers = [c for c in one.candidates(table) if c.score >= LEAST_SCORE]
    for name, weight in COMPANIONS.get(table.name, {}).items():
        factor = 1.0 if name == "budget_lines" else weight
        offers.extend(
            candidate.times(factor)
            for candidate in one.candidates(CANONICAL[name])
            if candidate.score >= LEAST_SCORE and candidate.target.fixed
        )
    return offers


def _slot(candidate: Candidate) -> tuple[object, ...]:
    """What can be filled only once: a column, or an amount of one measure and span."""
    return (candidate.target.name, candidate.target.fixed, candidate.period)


def _may_share(candidate: Candidate, name: str, taken_by: str) -> bool:
    """Whether a second field may fill the same column: repeated headers, and lists."""
    return name == taken_by or candidate.target.column in SEVERAL


def _with_fit(fields: Sequence[Field], found: Sequence[Reading]) -> list[Reading]:
    """Weigh readings: a header that only one table knows says more than one that many know."""
    best: dict[int, float] = {}
    knowing: Counter[int] = Counter()
    for reading in found:
        for position, choice in reading.choices.items():
            best[position] = max(best.get(position, 0.0), choice.score)
            knowing[position] += 1
    weights = {one.position: 1 / sqrt(max(knowing[one.position], 1)) for one in fields}
    whole = sum(weights[position] * score for position, score in best.items()) or 1.0
    return [
        Reading(
            reading.table,
            reading.choices,
            round(
                _without_names(reading)
                * (REPEATED if _repeats_projects(fields, reading) else 1.0)
                * sum(weights[p] * _counted(reading, c) for p, c in reading.choices.items())
                / whole,
                3,
            ),
            reading.passed_over,
        )
        for reading in found
    ]


def _without_names(reading: Reading) -> float:
    """Factor of a table whose records have a bare key but no name: it is likelier another's."""
    named = own_name(reading.table)
    return NAMELESS if named and named not in reading.columns and _has_bare_key(reading) else 1.0


def _has_bare_key(reading: Reading) -> bool:
    """Whether the records are numbered under a header that says no more than "No"."""
    key = own_id(reading.table)
    keys = [c for c in reading.choices.values() if c.target.column == key]
    return bool(keys) and all(c.score <= GENERIC_KEY for c in keys)


def _repeats_projects(fields: Sequence[Field], reading: Reading) -> bool:
    """Whether several records have one project, so that they are items of it and no register.

    A register of several dates repeats its projects; it says the date.
    """
    if reading.table.name != "projects" or "status_date" in reading.columns:
        return False
    names = ("project_name",) if _has_bare_key(reading) else ("project_id", "project_name")
    by_name = {c.target.column: place for place, c in reading.choices.items()}
    place = next((by_name[name] for name in names if name in by_name), None)
    profile = next((one.profile for one in fields if one.position == place), None)
    filled = [one.profile.cells + one.profile.excused for one in fields]
    usual = median([count for count in filled if count] or [0])
    return bool(profile) and usual >= LEAST_REPEATED and profile.distinct < MOSTLY_ONCE * usual


def _counted(reading: Reading, choice: Candidate) -> float:
    """Score of a choice as it counts for its reading; companions count a little less."""
    weights = COMPANIONS.get(reading.table.name, {})
    return choice.score * weights.get(choice.target.table, 1.0)


def is_denied(fields: Sequence[Field], reading: Reading) -> bool:
    """Whether the cells say that the headers are words about data, as in a data dictionary.

    So it is when more date and number columns hold something else than do hold dates and numbers.
    """
    denied = confirmed = 0
    for one in fields:
        meaning = next(iter(one.meanings), None)
        if meaning is None or meaning.score < SURELY_KNOWN or not one.profile.cells:
            continue
        column = column_of(meaning.target.name)
        if column.type == TEXT:
            continue
        share = agreement(one.profile, column).share
        if one.position in reading.choices or (share or 0.0) >= ENOUGH:
            confirmed += 1
        else:
            denied += 1
    return denied >= LEAST_DENIED and denied > confirmed
