"""Loads of rows that a test states itself, staged as a pipeline would stage them."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import polars as pl

from pmo.ledger import ColumnMatch, Issue, RegionRecord, RowCount
from pmo.settings import Settings
from pmo.tables import TABLES, schema_of
from pmo.warehouse import StagedLoad, StagedPart, Warehouse, open_warehouse

ADDED = ("organisation", "load_id", "family")  # by the warehouse
Rows = Iterable[Mapping[str, object]]


def warehouse_in(folder: Path) -> Warehouse:
    """Open a warehouse in this folder."""
    return open_warehouse(Settings(data=folder, organisation=None))


def part(
    warehouse: Warehouse,
    table: str,
    rows: Rows,
    *,
    family: str = "register",
    is_secondary: bool = False,
) -> StagedPart:
    """Stage rows of one table; columns that a row does not state are empty."""
    schema = {k: v for k, v in schema_of(TABLES[table]).items() if k not in ADDED}
    complete = [[row.get(column) for column in schema] for row in rows]
    path = warehouse.staging / f"{uuid.uuid4().hex}.parquet"
    pl.DataFrame(complete, schema=schema, orient="row").write_parquet(path)
    return StagedPart(table, family, path, is_secondary)


def staged(
    *parts: StagedPart, sha256: str, dates: Iterable[date] = (), organisation: str = "own"
) -> StagedLoad:
    """Stage one load of these parts."""
    region = RegionRecord(
        sheet="",
        range="A1:B3",
        orientation="rows",
        tables=tuple(part.table for part in parts),
        header_row=1,
        columns=(ColumnMatch("Project", "A1", ("projects.project_id",), 1.0, "a known name"),),
        rows=RowCount(read=2, loaded=2),
        issues=(Issue("", "B2", "to_be_confirmed", "TBC", '"TBC" is not a date.'),),
    )
    return StagedLoad(
        organisation, "register.csv", sha256, "tester", "{}", tuple(dates), parts, (region,)
    )
