"""What was loaded, by whom, and whether it still holds; and taking a load back."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import polars as pl

from pmo.errors import UnknownNameError
from pmo.publication import publish_snapshot
from pmo.tables import CANONICAL
from pmo.warehouse import Warehouse

IN_FORCE = "in force"
REPLACED = "replaced"  # a later load of the same template and dates, or keys, took its place
UNDONE = "undone"
EMPTY = "without rows"


@dataclass(frozen=True)
class Entry:
    """One entry of the ledger: a load, an undo or a publication."""

    load: int
    kind: str
    organisation: str
    by: str
    when: datetime
    file: str | None = None
    sha256: str | None = None
    state: str | None = None  # of a load
    status_dates: tuple[str, ...] = ()
    written: dict[str, int] = field(default_factory=dict)  # rows by table
    undone_by: int | None = None
    undoes: int | None = None
    answers: dict[str, str] = field(default_factory=dict)
    regions: list[dict[str, Any]] = field(default_factory=list)  # the ledger, as JSON keeps it


@dataclass(frozen=True)
class Undone:
    """What an undo did."""

    load: int  # number of the undo
    undone: int
    organisation: str
    file: str | None
    by: str
    snapshot: str | None


def history(warehouse: Warehouse, organisation: str | None) -> tuple[Entry, ...]:
    """Entries of the ledger in the order of their numbers, of everybody if nobody is named."""
    entries = warehouse.loads(organisation)
    in_force = _loads_in_force(warehouse) if entries.height else frozenset()
    return tuple(_entry(entry, in_force) for entry in entries.iter_rows(named=True))


def undo(warehouse: Warehouse, load_id: int, *, organisation: str | None, by: str) -> Undone:
    """Take a load back and publish; what it replaced holds again.

    Raises:
        UnknownNameError: the organisation has no such load, or it was undone before.
    """
    loads = warehouse.loads(organisation).filter(
        pl.col("undone_by_load").is_null(), entry_kind="load"
    )
    mine = loads.filter(load_id=load_id)
    if not mine.height:
        known = [str(number) for number in loads["load_id"]]
        raise UnknownNameError("load to undo", str(load_id), known)
    return Undone(
        load=warehouse.undo(load_id, by=by).load_id,
        undone=load_id,
        organisation=mine["organisation"].item(),
        file=mine["file_name"].item(),
        by=by,
        snapshot=publish_snapshot(warehouse),
    )


def _loads_in_force(warehouse: Warehouse) -> frozenset[int]:
    """Loads of which at least one row holds."""
    queries = (f'select distinct load_id from main."{name}"' for name in CANONICAL)  # noqa: S608 - our own names
    with warehouse.snapshot() as snapshot:
        return frozenset(snapshot.query(" union ".join(queries))["load_id"])


def _entry(row: dict[str, Any], in_force: frozenset[int]) -> Entry:
    regions = json.loads(row["ledger"] or "[]")
    written: Counter[str] = Counter()
    for region in regions:
        written.update(region["written"])
    return Entry(
        load=row["load_id"],
        kind=row["entry_kind"],
        organisation=row["organisation"],
        by=row["loaded_by"],
        when=row["acknowledged_datetime"].replace(tzinfo=UTC),
        file=row["file_name"],
        sha256=row["sha256"],
        state=_state(row, is_in_force=row["load_id"] in in_force, has_rows=bool(written)),
        status_dates=tuple(json.loads(row["status_dates"] or "[]")),
        written=dict(written),
        undone_by=row["undone_by_load"],
        undoes=row["undoes_load"],
        answers=json.loads(row["mapping"] or "{}").get("answers", {}),
        regions=regions,
    )


def _state(row: dict[str, Any], *, is_in_force: bool, has_rows: bool) -> str | None:
    if row["entry_kind"] != "load":
        return None
    if row["undone_by_load"] is not None:
        return UNDONE
    if not has_rows:
        return EMPTY
    return IN_FORCE if is_in_force else REPLACED
