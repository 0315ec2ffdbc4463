"""Totals of a project that a long list repeats on every row: facts to read, not amounts to add."""

import re
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from pipelines.headers import read_header
from pipelines.recognise.grid import Grid
from pipelines.region import RegionColumn

TOTAL_WORD = re.compile(r"\b(?:total|overall|whole[ -]life|lifetime|gesamt\w*|suma|soma)\b")
AMOUNT, PROJECT, SPAN = (
    "budget_lines.amount",
    "budget_lines.project_id",
    "budget_lines.period_start_date",
)


def without_repeated_totals(grid: Grid, columns: Sequence[RegionColumn]) -> list[RegionColumn]:
    """Columns of the table; a total that is the same on every row of a project fills nothing.

    It matters only where each row has a span of its own, so that all rows would be added up.
    """
    projects, spans = _filling(columns, PROJECT), _filling(columns, SPAN)
    if not projects or not spans:
        return [*columns]
    return [_left(one) if _repeats(grid, one, projects[0]) else one for one in columns]


def _filling(columns: Sequence[RegionColumn], name: str) -> list[RegionColumn]:
    return [one for one in columns if any(target.name == name for target in one.targets)]


def _left(column: RegionColumn) -> RegionColumn:
    header = " ".join(column.header.split())
    why = f'header "{header}" is a total that every row of a project repeats; it is not added up'
    return replace(column, targets=(), score=0.0, why=why)


def _repeats(grid: Grid, column: RegionColumn, project: RegionColumn) -> bool:
    """Whether a column of totals holds one amount per project, on several rows of some."""
    is_amount = any(target.name == AMOUNT for target in column.targets)
    if not is_amount or not TOTAL_WORD.search(read_header(column.header).name):
        return False
    keys = grid.cells.filter(column=project.position).select("row", key="text")
    amounts = grid.cells.filter(column=column.position).select("row", "text")
    per_project = amounts.join(keys, on="row").group_by("key").agg(pl.len(), pl.n_unique("text"))
    return bool((per_project["text"] == 1).all() and (per_project["len"] > 1).any())
