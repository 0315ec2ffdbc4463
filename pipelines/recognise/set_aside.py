"""Records that a person set aside: they stay out of the load, are counted and listed.

An answer ``set_aside:<sheet>:<why>`` names the rows (columns, on a transposed sheet), such as
"5-7 9". Each answer can be taken back alone.
"""

import re
from collections.abc import Iterable, Iterator

import polars as pl

from pipelines.recognise.grid import Grid
from pipelines.recognise.questions import Decided
from pipelines.region import DATA, IGNORED, ROWS
from pmo.errors import UsageError
from pmo.ledger import Issue

SET_ASIDE = "set_aside"
BY_HAND = "set aside by hand"
SPAN = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,9}))?")
MOST_AT_ONCE = 2**20  # records of one span: the rows of a whole worksheet
LONGEST = 200  # characters of a record that are quoted


def in_spans(positions: Iterable[int]) -> str:
    """Positions as an answer names them: "5-7 9"."""
    spans: list[list[int]] = []
    for position in sorted({*positions}):
        if spans and position == spans[-1][1] + 1:
            spans[-1][1] = position
        else:
            spans.append([position, position])
    return " ".join(f"{a}-{b}" if b > a else f"{a}" for a, b in spans)


def out_of_spans(answer: str) -> pl.Series:
    """Positions that an answer names.

    Raises:
        UsageError: says which part is no position or span of them, and how one is written.
    """
    parts = [_span(part) for part in answer.split()]
    return pl.concat(parts) if parts else pl.Series(dtype=pl.Int32)


def _span(part: str) -> pl.Series:
    match = SPAN.fullmatch(part)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, -1)
    if not 0 <= last - first < MOST_AT_ONCE:
        raise UsageError(
            f'"{part}" names no records to set aside. Write their numbers with spaces between '
            "them, and spans with a hyphen, such as 5-7 9."
        )
    return pl.int_range(first, last + 1, eager=True, dtype=pl.Int32)


def with_set_aside(marked: pl.DataFrame, grid: Grid, decided: Decided) -> pl.DataFrame:
    """Roles of the records, those that a person set aside being left alone.

    Args:
        marked: ``record``, ``role`` and ``why`` among its columns, sorted by record.
        grid: what lies below the header.
        decided: the answers about the sheet.

    Raises:
        UsageError: an answer names no records.
    """
    before = f"{decided.id_of(SET_ASIDE)}:"
    named = [out_of_spans(a) for key, a in decided.answers.items() if key.startswith(before)]
    if not named:
        return marked
    is_named = pl.col("position").is_in(pl.concat(named).implode()) & (pl.col("role") == DATA)
    return (
        grid.placed(marked)
        .with_columns(
            role=pl.when(is_named).then(pl.lit(IGNORED)).otherwise(pl.col("role").cast(pl.String)),
            why=pl.when(is_named).then(pl.lit(BY_HAND)).otherwise("why"),
        )
        .with_columns(pl.col("role").cast(marked.schema["role"]))
        .select(marked.columns)
    )


def set_aside_records(marked: pl.DataFrame, grid: Grid, sheet: str) -> Iterator[Issue]:
    """List every record that was set aside, with its cells."""
    line = "row" if grid.orientation == ROWS else "column"
    for record in marked.filter(why=BY_HAND)["record"]:
        cells = grid.between(record, record).cells
        first, last = int(cells["column"][0]), int(cells["column"][-1])
        place = f"{grid.cell(record, first)}:{grid.cell(record, last)}"
        text = " | ".join(cells["text"])[:LONGEST]
        message = f"The {line} was set aside by hand. It is counted and not loaded."
        yield Issue(sheet, place, SET_ASIDE, text, message)
