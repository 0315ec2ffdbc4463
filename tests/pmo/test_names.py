"""Names that senders write besides those that a table declares."""

from pmo.names import COMMON, further_names, named
from pmo.tables import CANONICAL


def test_every_further_name_is_that_of_a_column_that_exists():
    columns = {
        (table.name, column.name) for table in CANONICAL.values() for column in table.columns
    }
    everywhere = {(COMMON, column) for _, column in columns} | {(COMMON, "status_date")}
    assert named() <= columns | everywhere


def test_no_further_name_means_two_columns_of_one_table():
    for table in CANONICAL.values():
        further = [name for one in table.columns for name in further_names(table.name, one.name)]
        meant = [name for one in table.columns for name in one.aliases if name in further]
        assert sorted(meant) == sorted({*meant}), table.name


def test_a_column_is_known_by_its_further_names_after_its_own():
    aliases = CANONICAL["milestones"]["forecast_date"].aliases
    assert aliases.index("forecast date") < aliases.index("anticipated date")


def test_no_further_name_is_written_twice():
    for table in CANONICAL.values():
        for column in table.columns:
            names = further_names(table.name, column.name)
            assert sorted(names) == sorted({*names}), (table.name, column.name)
