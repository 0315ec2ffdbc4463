"""Checked rows of all regions of a file, brought together by table and family, as Parquet files.

A group or a project that two sheets of one file name is one row: the first stands. Where the
later one says something else, it is listed. A later number is listed always, and counts as
rejected: it may be meant to be added.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from pipelines.inspection import Inspection
from pipelines.own_numbers import REGION, Note, told_apart
from pipelines.recognise.fingerprint import of_project
from pipelines.region import Region
from pmo.ledger import Issue, RegionRecord
from pmo.tables import (
    CANONICAL,
    COUNT,
    MINUTES,
    MONEY,
    NUMBER,
    STATE,
    STATUS_DATE,
    Table,
    schema_of,
)
from pmo.warehouse import StagedPart

SAYS_OTHER = "says_other"
NTH = "nth"  # place of a row among those of its region and table, from 0 on
SUMMED = {MONEY, MINUTES, COUNT, NUMBER}  # types whose numbers the ledger adds up
GIVEN_BY_WAREHOUSE = ("organisation", "load_id")


@dataclass(frozen=True)
class Staged:
    """Rows of one file in Parquet files, and the ledger of its regions."""

    parts: tuple[StagedPart, ...]
    regions: tuple[RegionRecord, ...]


def stage(inspection: Inspection, folder: Path) -> Staged:
    """Write the rows of each table and family to a Parquet file in ``folder``."""
    parts: list[StagedPart] = []
    found = [_Found({}, [], {}, []) for _ in inspection.checked]
    for table in CANONICAL.values():
        rows, apart = told_apart(_rows(inspection, table), table)
        for number, note in apart.items():
            found[number].notes.append(note)
        kept = _first_of_each_key(rows, table)
        for number, region in enumerate(found):
            repeated = _repeated(rows, kept, table, number)
            region.add(table, kept.filter(pl.col(REGION) == number).height, repeated)
        for own in kept.partition_by("family"):
            region = inspection.regions[own[REGION][0]]
            path = folder / f"{len(parts)}-{table.name}.parquet"
            own.drop(REGION, NTH, "family").write_parquet(path, compression="lz4")
            is_secondary = region.is_secondary and table.is_shared
            parts.append(
                StagedPart(table.name, own["family"][0], path, is_secondary, template=region.family)
            )
    regions = tuple(
        replace(
            _counted(record, checked.without(region.left_out)),
            written=region.written,
            issues=(
                *record.issues,
                *(Issue(record.sheet, "", *note) for note in region.notes),
                *_repetitions(region.repeated, record.sheet),
            ),
        )
        for record, checked, region in zip(
            inspection.records, inspection.checked, found, strict=True
        )
    )
    return Staged(tuple(parts), regions)


@dataclass(frozen=True)
class _Found:
    """What is staged of one region, and what another region of the file gave before."""

    written: dict[str, int]
    repeated: list[tuple[Table, pl.DataFrame]]
    left_out: dict[str, list[int]]
    notes: list[Note]

    def add(self, table: Table, count: int, repeated: pl.DataFrame) -> None:
        """Take the rows of one table in."""
        if count:
            self.written[table.name] = count
        if repeated.height:
            self.repeated.append((table, repeated))
            self.left_out[table.name] = repeated[NTH].to_list()


def _counted(record: RegionRecord, counted: RegionRecord) -> RegionRecord:
    """Record with the rows and the sums that another counted."""
    return replace(record, rows=counted.rows, sums=counted.sums)


def _rows(inspection: Inspection, table: Table) -> pl.DataFrame:
    """Rows of a table from every region, with the family, the region and the place there."""
    schema = {
        name: kind for name, kind in schema_of(table).items() if name not in GIVEN_BY_WAREHOUSE
    }
    frames = [pl.DataFrame(schema=schema | {REGION: pl.Int32, NTH: pl.Int64})]
    for number, checked in enumerate(inspection.checked):
        rows = checked.tables.get(table.name)
        region = inspection.regions[number]
        if rows is not None and rows.height:
            frames.append(
                rows.with_columns(
                    pl.lit(_family(region, rows, table)).alias("family"),
                    pl.lit(number, pl.Int32).alias(REGION),
                    pl.int_range(pl.len()).alias(NTH),
                ).select(*schema, REGION, NTH)
            )
    return pl.concat(frames)


def _family(region: Region, rows: pl.DataFrame, table: Table) -> str:
    """Family of rows with a key: that of their template and project, where they have one alone."""
    is_by_project = table.kind == STATE and "project_id" in rows.columns
    projects = rows["project_id"].unique().to_list() if is_by_project else []
    if not table.key or len(projects) != 1 or projects[0] is None:
        return region.family
    return of_project(region.family, projects[0])


def _key(table: Table) -> list[str]:
    return [*((STATUS_DATE.name,) if table.kind == STATE else ()), *table.key]


def _first_of_each_key(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Rows without those whose key an earlier region gave; within a region keys are unique."""
    if not table.key or rows[REGION].n_unique() < 2:  # noqa: PLR2004 - nothing to repeat
        return rows
    return rows.unique(_key(table), keep="first", maintain_order=True)


def _repeated(rows: pl.DataFrame, kept: pl.DataFrame, table: Table, number: int) -> pl.DataFrame:
    """Rows of a region whose key an earlier region gave, if they say something else or count."""
    if kept.height == rows.height:
        return rows.clear()
    key = _key(table)
    own = [column for column in table.columns if column.name not in key]
    first = kept.filter(pl.col(REGION) < number)
    pairs = rows.filter(pl.col(REGION) == number).join(
        first, on=key, how="inner", suffix=":first", nulls_equal=True, maintain_order="left"
    )
    says_other = pl.any_horizontal(
        pl.lit(value=False),
        *(
            pl.col(each.name).is_not_null()
            & pl.col(each.name).ne_missing(pl.col(f"{each.name}:first"))
            for each in own
        ),
    )
    counts = pl.any_horizontal(
        pl.lit(value=False),
        *(pl.col(each.name).is_not_null() for each in own if each.type in SUMMED),
    )
    return pairs.with_columns(says_other.alias(SAYS_OTHER)).filter(pl.col(SAYS_OTHER) | counts)


def _repetitions(repeated: Sequence[tuple[Table, pl.DataFrame]], sheet: str) -> Iterator[Issue]:
    """List the rows whose key an earlier region gave."""
    for table, pairs in repeated:
        for pair in pairs.iter_rows(named=True):
            says = "something else" if pair[SAYS_OTHER] else "the same"
            yield Issue(
                sheet=sheet,
                cell=pair["source_cell"] or f"A{pair['source_row']}",
                rule="duplicate_key",
                value=", ".join(str(pair[name]) for name in table.key),
                message=f'Row {pair["source_row:first"]} of sheet "{pair["source_sheet:first"]}" '
                f"says {says} of the same key of {table.name}. That row is loaded, "
                "this one is not.",
            )
