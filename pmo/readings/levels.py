"""Which group each project and person belongs to, on each status date and level."""

from dataclasses import dataclass

import polars as pl

from pmo.readings.shelf import shelf_of
from pmo.selection import Selection
from pmo.warehouse import Snapshot

PROJECTS, PEOPLE = "projects", "people"  # their names on a shelf
GROUP_LEVELS = ("portfolio", "programme", "department", "team")


@dataclass(frozen=True)
class Levels:
    """Membership frames of one selection; a null means that the files do not say.

    ``projects``: status_date, project_id, project_name, portfolio, programme, department, groups.
    ``people``: status_date, person_id, person_name, role, department, team, groups.
    ``groups`` is the list of all groups above; group_name maps ids to names.
    """

    projects: pl.DataFrame
    people: pl.DataFrame
    group_names: dict[str, str]


def levels_of(snapshot: Snapshot, selection: Selection) -> Levels:
    """Follow each project's and person's group upwards."""
    key = ("levels", selection.organisation, selection.scope, selection.as_of)
    return snapshot.once(key, lambda: _levels(snapshot, selection))


def _levels(snapshot: Snapshot, selection: Selection) -> Levels:
    tree = _ask(snapshot, selection, "groups", "group_id, group_name, parent_id, level")
    shelf = shelf_of(snapshot, selection)
    projects = shelf.rows(PROJECTS) if shelf else None
    people = shelf.rows(PEOPLE) if shelf else None
    above = _ancestors(tree)
    return Levels(
        projects=_projects(snapshot, selection, above) if projects is None else projects,
        people=_people(snapshot, selection, above) if people is None else people,
        group_names={i: name or i for i, name in tree.select("group_id", "group_name").iter_rows()},
    )


def _ask(snapshot: Snapshot, selection: Selection, table: str, columns: str) -> pl.DataFrame:
    sql = f"select {columns} from ({snapshot.relation(table, selection)})"
    return snapshot.query(sql, snapshot.parameters(selection))


def _ancestors(tree: pl.DataFrame) -> pl.DataFrame:
    """One row per group: its ancestor of each level, itself included, and the list of all."""
    parent = dict(tree.select("group_id", "parent_id").iter_rows())
    level = dict(tree.select("group_id", "level").iter_rows())
    rows = []
    for group in parent:
        chain: list[str] = []
        step: str | None = group
        while step is not None and step not in chain:  # a loop ends where it began
            chain.append(step)
            step = parent.get(step)
        rows.append(
            {"group_id": group, "groups": chain}
            | {level[g]: g for g in reversed(chain) if level.get(g) in GROUP_LEVELS}
        )
    schema = {"group_id": pl.String, "groups": pl.List(pl.String)}
    return pl.DataFrame(rows, schema=schema | dict.fromkeys(GROUP_LEVELS, pl.String))


def _projects(snapshot: Snapshot, selection: Selection, above: pl.DataFrame) -> pl.DataFrame:
    named = _ask(snapshot, selection, "projects", "status_date, project_id, project_name")
    placed = _ask(snapshot, selection, "project_groups", "status_date, project_id, axis, group_id")
    placed = placed.join(above, on="group_id", how="left")
    keys = ["status_date", "project_id"]
    delivery = placed.filter(pl.col("axis") == "delivery").select(
        *keys, "portfolio", "programme", groups_of_delivery="groups"
    )
    owner = placed.filter(pl.col("axis") == "owner").select(
        *keys, "department", groups_of_owner="groups"
    )
    none = pl.lit([], pl.List(pl.String))
    return (
        named.join(delivery.unique(keys), on=keys, how="left")
        .join(owner.unique(keys), on=keys, how="left")
        .with_columns(
            groups=pl.col("groups_of_delivery")
            .fill_null(none)
            .list.concat(pl.col("groups_of_owner").fill_null(none))
        )
        .drop("groups_of_delivery", "groups_of_owner")
    )


def _people(snapshot: Snapshot, selection: Selection, above: pl.DataFrame) -> pl.DataFrame:
    columns = "status_date, person_id, person_name, role, group_id"
    people = _ask(snapshot, selection, "people", columns)
    return people.join(
        above.select("group_id", "team", "department", "groups"), on="group_id", how="left"
    ).drop("group_id")
