"""Rows as they were reported, and the files that they came from: for lists beside figures."""

import polars as pl

from pmo.readings.levels import levels_of
from pmo.selection import Selection
from pmo.tables import CANONICAL, EVENT, STATE, Table
from pmo.warehouse import Snapshot

PROJECTS = ("project_id", "from_project_id", "to_project_id")


def rows_of(table: str, snapshot: Snapshot, selection: Selection) -> pl.DataFrame:
    """Rows of a state table on the status date, or of an event table up to it.

    Returns:
        One row per row in force, with the columns of the canonical table; only those of the
        chosen projects or group, where the table names projects.
    """
    return snapshot.query(
        f"""
        select *
        from ({snapshot.relation(table, selection)})
        where {_is_asked(CANONICAL[table])}
        order by all
        """,
        _parameters(snapshot, selection),
    )


def _is_asked(table: Table) -> str:
    """SQL condition: reported on the status date or before it, and of the chosen projects."""
    dated = "status_date = $status_date"
    if table.kind == EVENT:
        dated = f"coalesce({table.event_date} <= $status_date, true)"
    named = [column.name for column in table.columns if column.name in PROJECTS]
    if not named:
        return dated
    chosen = " or ".join(f"{name} in (select unnest($projects))" for name in named)
    return f"{dated} and (not $is_narrowed or {chosen})"


def files_of(snapshot: Snapshot, selection: Selection) -> pl.DataFrame:
    """Files whose rows speak of the chosen projects, or of any, on the status date.

    Returns:
        One row per load and table: ``file``, ``load``, ``when``, ``by``, ``table``, ``rows``.
    """
    tables = [
        table.name
        for table in CANONICAL.values()
        if table.kind == STATE and any(column.name in PROJECTS for column in table.columns)
    ]
    held = " union all ".join(
        f"""
        select '{name}' as table_name, load_id
        from ({snapshot.relation(name, selection)})
        where {_is_asked(CANONICAL[name])}
        """
        for name in tables
    )
    return snapshot.query(
        f"""
        select
            loads.file_name as file,
            held.load_id as load,
            loads.acknowledged_datetime as when,
            loads.loaded_by as by,
            held.table_name as "table",
            count(*) as rows
        from ({held}) as held
        left join main.loads as loads using (load_id)
        group by all
        order by load, "table"
        """,
        _parameters(snapshot, selection),
    )


def _parameters(snapshot: Snapshot, selection: Selection) -> dict[str, object]:
    return snapshot.parameters(selection) | {
        "status_date": selection.status_date,
        "projects": _inside(snapshot, selection),
        "is_narrowed": selection.group is not None or bool(selection.projects),
    }


def _inside(snapshot: Snapshot, selection: Selection) -> list[str]:
    """Projects of the chosen group on the status date, or the chosen ones, or both."""
    if selection.group is None:
        return list(selection.projects)
    known = levels_of(snapshot, selection).projects.filter(status_date=selection.status_date)
    inside = known.filter(pl.col("groups").list.contains(selection.group))["project_id"]
    return [key for key in inside if not selection.projects or key in selection.projects]
