"""Checked rows of all regions of a file, brought together by table and family, as Parquet files.

A group or a project that two sheets of one file name is one row: the first stands. Where the
later one says something else, it is listed. A later amount is listed always: it may be meant
to be added.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from pipelines.inspection import Inspection
from pmo.ledger import Issue, RegionRecord
from pmo.tables import (
    ASSIGNMENTS,
    BUDGET_LINES,
    BUDGET_TRANSFERS,
    CANONICAL,
    STATE,
    STATUS_DATE,
    Table,
    schema_of,
)
from pmo.warehouse import StagedPart

SAYS_OTHER = "says_other"
REGION = "region"  # number of the region that a row came from
OF_AMOUNTS = (BUDGET_LINES, BUDGET_TRANSFERS, ASSIGNMENTS)
GIVEN_BY_WAREHOUSE = ("organisation", "load_id")


@dataclass(frozen=True)
class Staged:
    """Rows of one file in Parquet files, and the ledger of its regions."""

    parts: tuple[StagedPart, ...]
    regions: tuple[RegionRecord, ...]


def stage(inspection: Inspection, folder: Path) -> Staged:
    """Write the rows of each table and family to a Parquet file in ``folder``."""
    parts: list[StagedPart] = []
    regions = [replace(record, written={}) for record in inspection.records]
    for table in CANONICAL.values():
        rows = _rows(inspection, table)
        kept = _first_of_each_key(rows, table)
        for number, record in enumerate(regions):
            issues = tuple(_repetitions(rows, kept, table, number, record.sheet))
            regions[number] = _with_written(record, kept, table, number, issues)
        for (family,), own in kept.partition_by("family", as_dict=True, include_key=False).items():
            path = folder / f"{len(parts)}-{table.name}.parquet"
            own.drop(REGION).write_parquet(path)
            parts.append(StagedPart(table.name, str(family), path))
    return Staged(tuple(parts), tuple(regions))


def _rows(inspection: Inspection, table: Table) -> pl.DataFrame:
    """Rows of a table from every region, with the family and the number of the region."""
    schema = {
        name: kind for name, kind in schema_of(table).items() if name not in GIVEN_BY_WAREHOUSE
    }
    frames = [pl.DataFrame(schema=schema | {REGION: pl.Int32})]
    for number, checked in enumerate(inspection.checked):
        rows = checked.tables.get(table.name)
        if rows is not None and rows.height:
            frames.append(
                rows.with_columns(
                    pl.lit(inspection.regions[number].family).alias("family"),
                    pl.lit(number, pl.Int32).alias(REGION),
                ).select(*schema, REGION)
            )
    return pl.concat(frames)


def _key(table: Table) -> list[str]:
    return [*((STATUS_DATE.name,) if table.kind == STATE else ()), *table.key]


def _first_of_each_key(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Rows without those whose key an earlier region gave; within a region keys are unique."""
    if not table.key or rows[REGION].n_unique() < 2:  # noqa: PLR2004 - nothing to repeat
        return rows
    return rows.unique(_key(table), keep="first", maintain_order=True)


def _with_written(
    record: RegionRecord,
    kept: pl.DataFrame,
    table: Table,
    number: int,
    issues: tuple[Issue, ...],
) -> RegionRecord:
    count = kept.filter(pl.col(REGION) == number).height
    written = record.written | ({table.name: count} if count else {})
    return replace(record, written=written, issues=(*record.issues, *issues))


def _repetitions(
    rows: pl.DataFrame, kept: pl.DataFrame, table: Table, number: int, sheet: str
) -> Iterator[Issue]:
    """Rows of a region whose key an earlier region gave, if they say something else or amounts."""
    if kept.height == rows.height:
        return
    key = _key(table)
    own = [column.name for column in table.columns if column.name not in key]
    first = kept.filter(pl.col(REGION) < number)
    pairs = rows.filter(pl.col(REGION) == number).join(
        first, on=key, how="inner", suffix=":first", nulls_equal=True
    )
    says_other = pl.any_horizontal(
        pl.col(name).is_not_null() & pl.col(name).ne_missing(pl.col(f"{name}:first"))
        for name in own
    )
    pairs = pairs.with_columns(says_other.alias(SAYS_OTHER))
    if table not in OF_AMOUNTS:
        pairs = pairs.filter(SAYS_OTHER)
    for pair in pairs.iter_rows(named=True):
        named = ", ".join(str(pair[name]) for name in table.key)
        says = "something else" if pair[SAYS_OTHER] else "the same"
        yield Issue(
            sheet=sheet,
            cell=pair["source_cell"] or f"A{pair['source_row']}",
            rule="duplicate_key",
            value=named,
            message=f'Row {pair["source_row:first"]} of sheet "{pair["source_sheet:first"]}" '
            f"says {says} of the same key of {table.name}. That row is loaded, "
            "this one is not.",
        )
