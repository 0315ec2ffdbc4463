"""The relations that a metric reads: one organisation, one scope, rows in force."""

from pmo.selection import Scope, Selection
from pmo.tables import CANONICAL, STATUS_DATES, Table
from pmo.warehouse.in_force import NOW, VALID_LOADS, rows_in_force

PERSON_TABLES = ("people", "people_skills", "absences", "time_entries")


def relation(name: str, selection: Selection) -> str:
    """Query that stands for the relation ``name`` in a metric's SQL.

    Its parameters are those of ``relation_parameters``.
    """
    if name == STATUS_DATES.name:
        return _status_dates(selection)
    table = CANONICAL[name]
    rows = f'main."{name}"' if selection.as_of is None else f"({rows_in_force(table)})"
    whose = ["''", "$organisation"] if name == "calendars" else ["$organisation"]
    conditions = [f"t.organisation in ({', '.join(whose)})", *_scope(table, selection.scope)]
    return f"select t.* from {rows} as t where {' and '.join(conditions)}"


def relation_parameters(selection: Selection) -> dict[str, object]:
    """Values of every parameter that a relation may name."""
    scope = selection.scope
    return {
        "organisation": selection.organisation,
        "as_of": NOW if selection.as_of is None else selection.as_of,
        "scope_projects": sorted(scope.projects or ()),
        "scope_groups": sorted(scope.groups or ()),
    }


def _status_dates(selection: Selection) -> str:
    if selection.as_of is None:
        return "select t.* from main.status_dates as t where t.organisation = $organisation"
    return f"""
        select distinct organisation, status_date
        from main.load_parts
        where
            organisation = $organisation
            and status_date is not null
            and load_id in ({VALID_LOADS})
    """


def _scope(table: Table, scope: Scope) -> list[str]:
    names = {column.name for column in table.columns}
    conditions = []
    if scope.projects is not None:
        seen = "(select unnest($scope_projects))"
        if table.name == "budget_transfers":
            conditions.append(f"(t.from_project_id in {seen} or t.to_project_id in {seen})")
        elif "project_id" in names and table.name != "time_entries":
            conditions.append(f"(t.project_id is null or t.project_id in {seen})")
    if scope.groups is not None and table.name in PERSON_TABLES:
        people = (
            "select p.person_id from main.people as p where p.organisation = $organisation"
            " and p.group_id in (select unnest($scope_groups))"
        )
        conditions.append(f"t.person_id in ({people})")
    return conditions
