"""What senders also write above a column, besides the names that its declaration lists."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

COMMON = "common"  # names of a column wherever it stands
ANOTHER_MEANING = frozenset((("project_requests", "project_id"), ("gate_reviews", "project_id")))


def further_names(table: str, column: str) -> tuple[str, ...]:
    """Names of a canonical column in many senders' words and languages, its own table's first."""
    common = () if (table, column) in ANOTHER_MEANING else _names().get((COMMON, column), ())
    return (*_names().get((table, column), ()), *common)


def named() -> frozenset[tuple[str, str]]:
    """Every table and column that has further names."""
    return frozenset(_names())


@cache
def _names() -> Mapping[tuple[str, str], tuple[str, ...]]:
    with Path(__file__).with_name("names.toml").open("rb") as opened:
        tables = tomllib.load(opened)
    return {
        (table, column): tuple(name.strip() for name in names.split(","))
        for table, columns in tables.items()
        for column, names in columns.items()
    }
