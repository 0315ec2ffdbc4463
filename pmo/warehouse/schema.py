"""Tables of the working database, made from the canonical tables."""

from pmo import tables
from pmo.tables import CANONICAL, RECORD, TABLES, Table
from pmo.warehouse.connection import Database

SQL_TYPES = {
    tables.TEXT: "varchar",
    tables.DATE: "date",
    tables.DATETIME: "timestamp",
    tables.MONEY: "bigint",
    tables.MINUTES: "bigint",
    tables.SHARE: "double",
    tables.COUNT: "bigint",
    tables.NUMBER: "double",
    tables.BOOLEAN: "boolean",
}


def create_table(schema: str, table: Table) -> str:
    """Statement that makes an empty table of that shape."""
    columns = ", ".join(f'"{column.name}" {SQL_TYPES[column.type]}' for column in table.all_columns)
    return f'create table if not exists {schema}."{table.name}" ({columns})'


def create_schema(database: Database) -> None:
    """Make what is missing: the rows in force in ``main``, every row ever loaded in ``history``."""
    database.execute("create schema if not exists history")
    for table in TABLES.values():
        database.execute(create_table("main", table))
        if table.kind != RECORD:
            database.execute(create_table("history", table))


def add_new_columns(database: Database) -> None:
    """Give the tables of an earlier version the columns that have come since."""
    found = database.query("select schema_name, table_name, column_name from duckdb_columns()")
    known = set(found.iter_rows())
    tables_there = {(schema, table) for schema, table, _ in known}
    for schema, name in sorted(tables_there):
        for column in TABLES[name].all_columns if name in TABLES else ():
            if (schema, name, column.name) not in known:
                kind = SQL_TYPES[column.type]
                database.execute(f'alter table {schema}."{name}" add column "{column.name}" {kind}')


def own_columns(table: Table) -> str:
    """Quoted column names of a table, in order."""
    return ", ".join(f'"{column.name}"' for column in table.all_columns)


def row_counts(database: Database) -> dict[str, int]:
    """Rows of every table, in force and in history: the control sums of a copy."""
    names = [f'main."{name}"' for name in TABLES] + [f'history."{name}"' for name in CANONICAL]
    union = " union all ".join(
        f"select '{name}' as name, count(*) as n from {name}" for name in names
    )
    return dict(database.query(union).iter_rows())
