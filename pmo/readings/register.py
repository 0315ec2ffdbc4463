"""Rows as they were reported, and the files that they came from: for lists beside figures."""

import polars as pl

from pmo.selection import Selection
from pmo.tables import CANONICAL, STATE, Table
from pmo.warehouse import Snapshot

OF_PROJECTS = "(len($projects::varchar[]) = 0 or project_id in (select unnest($projects)))"


def rows_of(table: str, snapshot: Snapshot, selection: Selection) -> pl.DataFrame:
    """Rows of a state table on the status date, of the chosen projects where it names projects.

    Returns:
        One row per row in force, with the columns of the canonical table.
    """
    narrowed = f"and {OF_PROJECTS}" if _names_projects(CANONICAL[table]) else ""
    return snapshot.query(
        f"""
        select *
        from ({snapshot.relation(table, selection)})
        where status_date = $status_date {narrowed}
        order by all
        """,
        _parameters(snapshot, selection),
    )


def files_of(snapshot: Snapshot, selection: Selection) -> pl.DataFrame:
    """Files whose rows speak of the chosen projects, or of any, on the status date.

    Returns:
        One row per load and table: ``file``, ``load``, ``when``, ``by``, ``table``, ``rows``.
    """
    tables = [
        table.name for table in CANONICAL.values() if table.kind == STATE and _names_projects(table)
    ]
    held = " union all ".join(
        f"""
        select '{name}' as table_name, load_id
        from ({snapshot.relation(name, selection)})
        where status_date = $status_date and {OF_PROJECTS}
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


def _names_projects(table: Table) -> bool:
    return any(column.name == "project_id" for column in table.columns)


def _parameters(snapshot: Snapshot, selection: Selection) -> dict[str, object]:
    return snapshot.parameters(selection) | {
        "status_date": selection.status_date,
        "projects": list(selection.projects),
    }
