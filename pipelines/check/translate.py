"""Cells of a region under canonical names: which column of the sender's fills what, and its rows.

Nothing is cast here and no record is dropped. A block is one kind of row that every record gives:
a register with two columns of amounts has one block of projects and two of budget lines.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from pipelines.book import Sheet
from pipelines.check.seen import with_shown_zeros
from pipelines.region import COLUMNS, NTH, Region, RegionColumn, Target
from pipelines.weeks import weeks_across
from pmo.tables import STATE, TABLES, TASK_LINKS

# A key that a table needs and its sender did not write there is taken from these, in this order.
STANDS_IN = {
    "project_id": ("project_id", "project_name"),
    "person_id": ("person_id", "person_name"),
    "status_date": ("status_date",),
    "currency": ("currency",),
    "task_id": ("task_id", "task_name"),
    "risk_id": ("risk_id", "risk_title"),
    "project_request_id": ("project_request_id", "request_title"),
    "document_id": ("document_id", "title"),
    "successor_id": ("task_id", "task_name"),
}
LEVELS = ("team", "programme", "portfolio", "department")  # the most specific first
PARENT_LEVELS = {"team": "department", "programme": "portfolio"}
FEW_PLACES = 32


Fixed = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Block:
    """One kind of row that every record gives."""

    table: str
    columns: Mapping[str, tuple[RegionColumn, ...]]  # canonical name; the first non-blank is taken
    fixed: Mapping[str, str] = field(default_factory=dict)  # canonical name and text
    values: tuple[str, ...] = ()  # names whose cells make the row; empty: every record makes one

    @property
    def is_unpivoted(self) -> bool:
        """Whether a record gives several such rows, each from cells of its own."""
        return bool(self.values)


def cells_of(sheet: Sheet, region: Region) -> dict[int, pl.DataFrame]:
    """Cells of each column of the region, by its position: ``position, role, kind, text``."""
    record, other = ("column", "row") if region.orientation == COLUMNS else ("row", "column")
    shown = with_shown_zeros(sheet.cells, sheet, region)
    found = {}
    for place, own in _apart(shown, other, [each.position for each in region.columns]).items():
        cells = own.select(
            pl.col(record).cast(pl.Int32).alias("position"),
            pl.col("kind").cast(pl.String),
            pl.col("text"),
        )
        carried = region.carried.filter(place=place).select(cells.columns)
        if carried.height:  # the others are in order
            cells = pl.concat([cells, carried]).sort("position", maintain_order=True)
        found[place] = _with_roles(cells, region)
    return found


def _apart(cells: pl.DataFrame, name: str, places: Sequence[int]) -> dict[int, pl.DataFrame]:
    """Cells of each row or column; to look for each of a few is quicker than to part all."""
    if len(places) <= FEW_PLACES:
        return {place: cells.filter(pl.col(name) == place) for place in places}
    own = cells.filter(pl.col(name).is_in(list(places)))
    parts = own.partition_by(name, as_dict=True, maintain_order=True)
    return {place: parts.get((place,), own.clear()) for place in places}


def _with_roles(cells: pl.DataFrame, region: Region) -> pl.DataFrame:
    """Filled cells of the records of a region, each with the role of its record."""
    is_filled = pl.col("text").str.strip_chars() != ""
    records = region.records.select("position", "role")
    first, last = (records["position"][0], records["position"][-1]) if records.height else (0, 0)
    if last - first + 1 != records.height:
        return cells.filter(is_filled).join(
            records, on="position", how="inner", maintain_order="left"
        )
    inside = cells.filter(is_filled & pl.col("position").is_between(first, last))
    return inside.with_columns(role=records["role"].gather(inside["position"] - first))


def blocks_of(region: Region) -> tuple[Block, ...]:
    """Blocks of the region, those of the principal table first."""
    own = [block for table in region.tables for block in _table_blocks(region, table)]
    derived = _group_blocks(region) if "groups" not in region.tables[:1] else ()
    return (*(block for block in own if block.table != "groups" or not derived), *derived)


def _table_blocks(region: Region, table: str) -> Iterable[Block]:
    """Blocks of one table: one, or one for each set of values that headers fix."""
    shared: dict[str, tuple[RegionColumn, ...]] = {}
    split: dict[tuple[Fixed, int | str], dict[str, tuple[RegionColumn, ...]]] = {}
    weeks = weeks_across(region.columns)
    for column, target in _targets(region, table):
        fixed = _fixed(target)
        nth = dict(target.fixed).get(NTH, "")
        if not fixed and not nth:
            shared[target.column] = (*shared.get(target.column, ()), column)
            continue
        week = column.position if column.position in weeks else nth
        filled = split.setdefault((fixed, week), {})
        filled[target.column] = _most_specific((*filled.get(target.column, ()), column))
    shared = _with_stand_ins(region, table, shared)
    constants = _constants(region, table)
    if not split or any(shared.keys() & filled.keys() for filled in split.values()):
        yield Block(table, shared, constants)
    for (fixed, _), filled in split.items():
        yield Block(table, shared | filled, constants | dict(fixed), tuple(filled))


def _targets(region: Region, table: str) -> Iterable[tuple[RegionColumn, Target]]:
    for column in region.columns:
        for target in column.targets:
            if target.table == table:
                yield column, target


def _fixed(target: Target) -> Fixed:
    """What the header fixes in the row itself; hints for other tables left out."""
    names = {column.name for column in TABLES[target.table].columns}
    return tuple((name, text) for name, text in target.fixed if name in names)


def _most_specific(columns: tuple[RegionColumn, ...]) -> tuple[RegionColumn, ...]:
    """Columns that fill one value in turn: a programme before the portfolio that holds it."""
    return tuple(sorted(columns, key=_level_rank))


def _level_rank(column: RegionColumn) -> int:
    level = level_of(column)
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def level_of(column: RegionColumn) -> str | None:
    """Level of the groups that a column names, as its header says."""
    hints = (dict(target.fixed).get("level") for target in column.targets)
    return next((level for level in hints if level), None)


def _with_stand_ins(
    region: Region, table: str, shared: dict[str, tuple[RegionColumn, ...]]
) -> dict[str, tuple[RegionColumn, ...]]:
    """Keys that the table needs from the columns of the other tables of the region."""
    needed = {column.name for column in TABLES[table].all_columns}
    found = dict(shared)
    for name, stand_ins in STANDS_IN.items():
        if name in needed and name not in found and not _is_constant(region, table, name):
            columns = _first_filled(region, stand_ins)
            found |= {name: columns} if columns else {}
    return found


def _is_constant(region: Region, table: str, name: str) -> bool:
    return any(dotted == f"{table}.{name}" for dotted, _ in region.constants)


def _first_filled(region: Region, names: Iterable[str]) -> tuple[RegionColumn, ...]:
    for name in names:
        for column in region.columns:
            if any(target.column == name and not _fixed(target) for target in column.targets):
                return (column,)
    return ()


def _constants(region: Region, table: str) -> dict[str, str]:
    """What holds for every record of the table, by canonical name.

    The project of the tasks is that of their links.
    """
    dotted = [(*name.split(".", 1), text) for name, text in region.constants]
    return {
        column: text
        for name, column, text in dotted
        if name == table or (table == TASK_LINKS.name and column == "project_id")
    }


def _group_blocks(region: Region) -> tuple[Block, ...]:
    """Groups that the columns of a register or a staff list name."""
    named = {
        level: column
        for column in reversed(region.columns)
        if any(target.column == "group_id" for target in column.targets)
        and (level := level_of(column)) is not None
    }
    return tuple(
        Block(
            "groups",
            {"group_id": (column,), "group_name": (column,)}
            | (
                {"parent_id": (named[above],)}
                if (above := PARENT_LEVELS.get(level)) in named
                else {}
            ),
            {"level": level},
            ("group_id",),
        )
        for level, column in named.items()
    )


def has_status_date_column(region: Region) -> bool:
    """Whether the records carry their own status dates."""
    return bool(_first_filled(region, ("status_date",)))


def holds_state(region: Region) -> bool:
    """Whether any table of the region speaks for a status date."""
    return any(TABLES[table].kind == STATE for table in region.tables)
