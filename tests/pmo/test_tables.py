"""The vocabulary declares every table and column once, and completely."""

import pytest

from pmo.tables import CANONICAL, EVENT, TABLES, UNITS, Column, Table, column_of, schema_of

COLUMNS = [(table, column) for table in TABLES.values() for column in table.all_columns]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_says_what_one_row_is_and_has_its_key_among_its_columns(table: Table):
    names = {column.name for column in table.all_columns}
    assert table.grain.startswith("One row per")
    assert set(table.key) <= names
    assert len(names) == len(table.all_columns)


@pytest.mark.parametrize("table", CANONICAL.values(), ids=CANONICAL)
def test_a_canonical_row_can_be_walked_back_to_its_cell(table: Table):
    names = set(schema_of(table))
    assert {"organisation", "load_id", "source_sheet", "source_row", "source_cell"} <= names
    assert (table.kind == EVENT) == (table.event_date is not None)


@pytest.mark.parametrize(
    ("table", "column"), COLUMNS, ids=[f"{t.name}.{c.name}" for t, c in COLUMNS]
)
def test_a_column_has_a_meaning_a_unit_and_a_name_that_shows_its_type(table: Table, column: Column):
    assert column.meaning.endswith(".")
    assert column.type in UNITS
    assert column_of(f"{table.name}.{column.name}") == column
    endings = {"date": "_date", "datetime": "_datetime", "minutes": "_minutes", "share": "_share"}
    assert column.name.endswith(endings.get(column.type, ""))
    if column.type == "boolean":
        assert column.name.startswith(("is_", "has_")) or "_is_" in column.name


def test_tables_that_nothing_fills_yet_are_declared_too():
    expected = {
        "groups", "projects", "project_groups", "milestones", "milestone_links", "budget_lines",
        "budget_transfers", "people", "people_skills", "absences", "assignments", "time_entries",
        "service_requests", "risks", "project_requests", "role_demand", "gate_reviews", "tasks",
        "task_links", "documents", "compliance", "calendars", "rates", "standards", "overrides",
        "corrections", "warnings",
    }  # fmt: skip
    assert set(CANONICAL) == expected
