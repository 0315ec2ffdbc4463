"""Entries of the working database: what one transaction of the writer inserts and refreshes."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl

from pmo import calendars
from pmo.errors import UnknownNameError
from pmo.tables import CALENDARS, CANONICAL, EVENT, STATE, TABLES, Table, schema_of
from pmo.warehouse.connection import Database
from pmo.warehouse.in_force import NOW, rows_in_force
from pmo.warehouse.schema import own_columns
from pmo.warehouse.staged import StagedLoad, StagedPart


def now() -> datetime:
    """Return this moment, in UTC and without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def next_number(database: Database) -> int:
    """Return the number that the next entry takes."""
    return database.query("select coalesce(max(load_id), 0) + 1 as n from main.loads").item()


def same_load(database: Database, staged: StagedLoad) -> int | None:
    """Return the load in force that has the same bytes, mapping and status dates."""
    found = database.query(
        """
        select max(load_id) as load_id
        from main.loads
        where
            entry_kind = 'load'
            and organisation = $organisation
            and sha256 = $sha256
            and mapping = $mapping
            and status_dates = $status_dates
            and undone_by_load is null
        """,
        {
            "organisation": staged.organisation,
            "sha256": staged.sha256,
            "mapping": staged.mapping,
            "status_dates": _dates(staged),
        },
    ).item()
    return found if found is not None and _is_in_force(database, found) else None


def _is_in_force(database: Database, load_id: int) -> bool:
    """Whether no later load of the same families has taken its place."""
    later = database.query(
        """
        select 1
        from main.load_parts as mine
        inner join main.load_parts as later using (organisation, table_name, family)
        inner join main.loads on later.load_id = loads.load_id
        where
            mine.load_id = $load_id
            and later.load_id > $load_id
            and loads.undone_by_load is null
            and (
                later.status_date = mine.status_date
                or later.period_start_date <= mine.period_end_date
                and later.period_end_date >= mine.period_start_date
            )
        """,
        {"load_id": load_id},
    )
    return later.height == 0


def organisation_of_load(database: Database, load_id: int) -> str:
    """Return whose load it is.

    Raises:
        UnknownNameError: there is no such load, or it was undone before.
    """
    found = database.query(
        "select organisation, load_id from main.loads"
        " where entry_kind = 'load' and undone_by_load is null"
    )
    mine = found.filter(pl.col("load_id") == load_id)
    if not mine.height:
        known = [str(number) for number in found["load_id"]]
        raise UnknownNameError("load to undo", str(load_id), known)
    return mine["organisation"].item()


def _dates(staged: StagedLoad) -> str:
    return json.dumps([day.isoformat() for day in sorted(staged.status_dates)])


def _exact(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    message = f"{type(value).__name__} has no place in a ledger."
    raise TypeError(message)


def blank_entry(number: int, kind: str, organisation: str, by: str) -> dict[str, object]:
    """Return a row of ``loads`` with who and when, the rest empty."""
    blank: dict[str, object] = {column.name: None for column in TABLES["loads"].columns}
    return blank | {
        "load_id": number,
        "entry_kind": kind,
        "organisation": organisation,
        "loaded_by": by,
        "acknowledged_datetime": now(),
    }


def entry_of(staged: StagedLoad, number: int) -> dict[str, object]:
    """Return the row of ``loads`` for a load, its ledger as JSON."""
    without_issues = [replace(region, issues=()) for region in staged.regions]  # they have a table
    ledger = [
        {key: value for key, value in asdict(region).items() if key != "issues"}
        for region in without_issues
    ]
    return blank_entry(number, "load", staged.organisation, staged.by) | {
        "file_name": staged.file_name,
        "sha256": staged.sha256,
        "mapping": staged.mapping,
        "status_dates": _dates(staged),
        "ledger": json.dumps(ledger, default=_exact),
    }


def insert_entry(database: Database, entry: dict[str, object]) -> None:
    """Insert one row of ``loads``."""
    names = ", ".join(entry)
    values = ", ".join(f"${name}" for name in entry)
    database.execute(f"insert into main.loads ({names}) values ({values})", entry)


def insert_part(database: Database, number: int, staged: StagedLoad, part: StagedPart) -> None:
    """Insert the rows of a part into the history, and what it covers."""
    table = CANONICAL[part.table]
    given = ", ".join(
        f'"{column.name}"' for column in table.all_columns if column.name not in ADDED
    )
    values = {
        "organisation": staged.organisation,
        "load_id": number,
        "family": part.family,
        "path": str(part.rows),
        "table_name": table.name,
        "dates": sorted(staged.status_dates),
        "is_secondary": part.is_secondary,
    }
    database.execute(
        f'insert into history."{table.name}" (organisation, load_id, family, {given})'
        f" select $organisation, $load_id, $family, {given} from read_parquet($path)",
        values,
    )
    covered = COVERED_DATES if table.kind == STATE else COVERED_PERIOD
    database.execute(covered.format(day=table.event_date or "null"), values)


ADDED = ("organisation", "load_id", "family")  # by the warehouse, to the rows of a pipeline
COVERED_DATES = """
    insert into main.load_parts
    with days as (
        select unnest($dates::date[]) as status_date
        union
        select status_date from read_parquet($path)
    )

    select
        $load_id, $organisation, $table_name, $family, days.status_date,
        null, null, count(r.load_row), $is_secondary
    from days
    left join (select status_date, 1 as load_row from read_parquet($path)) as r
        on days.status_date = r.status_date
    group by days.status_date
"""  # a date without rows is covered too: what an earlier load had there is gone from the file
COVERED_PERIOD = """
    insert into main.load_parts
    select
        $load_id, $organisation, $table_name, $family, null,
        min(cast({day} as date)), max(cast({day} as date)), count(*), $is_secondary
    from read_parquet($path)
"""


def insert_details(database: Database, number: int, staged: StagedLoad) -> None:
    """Insert the issues and the mapped columns of every region."""
    for region in staged.regions:
        issues = [[number, i.sheet, i.cell, i.rule, i.value, i.message] for i in region.issues]
        columns = [
            [number, region.sheet, None, region.orientation, match.header, match.cell, name,
             match.score, match.why]
            for match in region.columns
            for name in match.columns or (None,)
        ]  # fmt: skip
        insert_rows(database, TABLES["load_issues"], issues)
        insert_rows(database, TABLES["load_columns"], columns)


def insert_rows(database: Database, table: Table, rows: Sequence[Sequence[object]]) -> None:
    """Insert a few rows, each with a value for every column in order."""
    if rows:
        frame = pl.DataFrame(rows, schema=schema_of(table), orient="row")
        columns = ", ".join(
            f'unnest(${column.name}) as "{column.name}"' for column in table.all_columns
        )
        values: dict[str, object] = {name: frame[name].to_list() for name in frame.columns}
        database.execute(f'insert into main."{table.name}" select {columns}', values)


def insert_shipped_calendars(database: Database, staging: Path) -> None:
    """Insert the calendars that come with the product, as load 0 of nobody."""
    path = staging / "calendars.parquet"
    calendars.shipped().write_parquet(path)
    for schema in ("history", "main"):
        database.execute(
            f"""
            insert into {schema}.calendars
                (organisation, load_id, calendar_id, day_date, working_index, working_minutes)
            select '', 0, calendar_id, day_date, working_index, working_minutes
            from read_parquet($path)
            """,
            {"path": str(path)},
        )
    path.unlink()


def refresh(database: Database, load_id: int, *, is_newest: bool = False) -> None:
    """Bring the rows in force up to date wherever the load ``load_id`` has a part.

    Of the newest load it is known that its own rows hold; else the whole history is asked.
    """
    parts = database.query(
        "select distinct organisation, table_name, family, status_date,"
        " period_start_date, period_end_date from main.load_parts where load_id = $load_id",
        {"load_id": load_id},
    )
    for part in parts.iter_rows(named=True):
        table = TABLES[part["table_name"]]
        where = _WHERE["shared" if table.is_shared else table.kind].format(day=table.event_date)
        where_values = {**part, "as_of": NOW, "load_id": load_id}
        database.execute(f'delete from main."{table.name}" where {where}', where_values)
        columns = own_columns(table)
        holds_alone = is_newest and table.kind in (STATE, EVENT) and not table.is_shared
        own = f'select * from history."{table.name}" where load_id = $load_id'
        database.execute(
            f'insert into main."{table.name}" ({columns})'
            f" select {columns} from ({own if holds_alone else rows_in_force(table)})"
            f" where {where}",
            where_values,
        )
    if parts.height:
        _refresh_status_dates(database, parts)


_WHERE = {
    STATE: "organisation = $organisation and family = $family and status_date = $status_date",
    "shared": "organisation = $organisation and status_date = $status_date",
    EVENT: "organisation = $organisation and family = $family"
    " and cast({day} as date) between $period_start_date and $period_end_date",
    CALENDARS.kind: "organisation = $organisation",
}


def _refresh_status_dates(database: Database, parts: pl.DataFrame) -> None:
    organisation = parts["organisation"][0]
    dates = parts["status_date"].drop_nulls().unique().to_list()
    values = {"organisation": organisation, "dates": dates, "as_of": NOW}
    database.execute(
        "update main.status_dates set state = 'restated' where organisation = $organisation"
        " and state = 'published' and status_date in (select unnest($dates::date[]))",
        values,
    )
    in_force = """
        select p.status_date
        from main.load_parts as p
        inner join main.loads using (load_id)
        where p.organisation = $organisation and loads.undone_by_load is null and row_count > 0
    """
    database.execute(
        "delete from main.status_dates where organisation = $organisation and state = 'open'"
        f" and status_date not in ({in_force} and p.status_date is not null)",
        values,
    )
    database.execute(
        "insert into main.status_dates (organisation, status_date, state)"
        f" select distinct $organisation, status_date, 'open' from ({in_force})"
        " where status_date is not null and status_date not in"
        " (select status_date from main.status_dates where organisation = $organisation)",
        values,
    )
