"""Typed rows of one block: each record of a region under the canonical names of one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipelines.check.addresses import value_cell
from pipelines.check.clocks import are_clocks, clock_of, time_between
from pipelines.check.conventions import Conventions
from pipelines.check.inquiry import Field
from pipelines.check.translate import Block, level_of
from pipelines.check.values import read_field, read_span_kinds
from pipelines.region import COLUMNS, DATA, Region, RegionColumn
from pmo.tables import (
    COUNT,
    DATE,
    MINUTES,
    MONEY,
    NUMBER,
    POLARS_TYPES,
    STATE,
    TABLES,
    Column,
    schema_of,
)

NUMBERS = {MONEY, MINUTES, COUNT, NUMBER}  # types that are summed
LISTS = ("labels", "iterations")  # columns that hold all entries of a repeated column
READ_LAST = {MONEY, MINUTES}  # types whose values depend on another cell of the row
TROUBLE = {
    "position": pl.Int32,
    "place": pl.Int32,
    "rule": pl.String,
    "text": pl.String,
    "message": pl.String,
}


@dataclass(frozen=True)
class Material:
    """What rows are made from."""

    region: Region
    fields: Mapping[int, Field]  # by position
    conventions: Conventions
    status_date: date | None

    @property
    def positions(self) -> pl.DataFrame:
        """Positions of the records that are data."""
        return self.region.records.filter(role=DATA).select(pl.col("position").cast(pl.Int32))


@dataclass(frozen=True)
class Filled:
    """Rows of one block before anything is left out, and what their cells met."""

    block: Block
    rows: pl.DataFrame  # position, source_cell, the table's columns; factor and place of numbers
    trouble: pl.DataFrame  # TROUBLE


def fill(block: Block, material: Material) -> Filled:
    """Read every column of a block and put the values side by side, one row per record."""
    table = TABLES[block.table]
    rows = material.positions
    troubles = [pl.DataFrame(schema=TROUBLE)]
    names = sorted(block.columns, key=lambda name: table[name].type in READ_LAST)
    rows = _with_fixed(rows, block)
    for name in names:
        read = _read(block.columns[name], table[name], rows, material)
        troubles.extend(read.troubles)
        rows = _beside(rows, read.values)
    rows = _with_derived(_with_missing(rows, block), block, material)
    rows = rows.with_columns(source_cell=_source_cell(block, material))
    return Filled(block, rows, pl.concat(troubles))


def _beside(rows: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """Put values beside the records of their positions."""
    if values["position"].equals(rows["position"]):  # a column without gaps: the usual case
        return rows.hstack(values.drop("position"))
    return rows.join(values, on="position", how="left", maintain_order="left")


@dataclass(frozen=True)
class _Read:
    values: pl.DataFrame  # position, the column, for numbers its factor
    troubles: list[pl.DataFrame]


def _read(
    columns: tuple[RegionColumn, ...], column: Column, rows: pl.DataFrame, material: Material
) -> _Read:
    """Values of one canonical column from the first of its sender's columns that is not blank."""
    context = _context(column, rows)
    fields = [material.fields[each.position] for each in columns]
    if are_clocks(columns):
        begun, ended = sorted(fields, key=lambda field: clock_of(field.column) or "")
        past_midnight = material.conventions.past_midnight
        frames = time_between(begun, ended, past_midnight=past_midnight)
        columns = (begun.column, ended.column)
    else:
        frames = [read_field(each, column, material.conventions, context) for each in fields]
    join = _listed if column.name in LISTS else _first_usable
    values = join(frames, columns).rename({"value": column.name})
    if column.type in NUMBERS:
        names = {name: f"{name}:{column.name}" for name in ("factor", "place")}
        values = values.rename(names)
    else:
        values = values.drop("factor", "place")
    troubles = [_trouble(frame, each) for frame, each in zip(frames, columns, strict=True)]
    if column.name not in LISTS:
        troubles += _conflicts(frames, columns)
    return _Read(values, troubles)


def _first_usable(frames: list[pl.DataFrame], columns: tuple[RegionColumn, ...]) -> pl.DataFrame:
    """Value of each record from the first column that has one: with its factor and place."""
    parts = [
        frame.drop_nulls("value").select(
            "position", "value", "factor", place=pl.lit(column.position, pl.Int32)
        )
        for frame, column in zip(frames, columns, strict=True)
    ]
    if len(parts) == 1:
        return parts[0]
    return pl.concat(parts).unique("position", keep="first", maintain_order=True)


def _listed(frames: list[pl.DataFrame], columns: tuple[RegionColumn, ...]) -> pl.DataFrame:
    """Texts of a column that the sender repeats for each entry of a list, one per line."""
    return (
        pl.concat([frame.select("position", "value") for frame in frames])
        .drop_nulls("value")
        .group_by("position", maintain_order=True)
        .agg(pl.col("value").unique(maintain_order=True).str.join("\n"))
        .with_columns(factor=pl.lit("1"), place=pl.lit(columns[0].position, pl.Int32))
    )


def _context(column: Column, rows: pl.DataFrame) -> pl.DataFrame | None:
    """Currency or month of each row, where an amount or a working time needs it."""
    name = {MONEY: "currency", MINUTES: "month_date"}.get(column.type)
    if name is None or name not in rows.columns:
        return None
    return rows.select("position", context=pl.col(name).cast(pl.String))


def _trouble(frame: pl.DataFrame, column: RegionColumn) -> pl.DataFrame:
    return (
        frame.filter(pl.col("rule") != "")
        .with_columns(place=pl.lit(column.position, pl.Int32))
        .select(*TROUBLE)
    )


def _conflicts(frames: list[pl.DataFrame], columns: tuple[RegionColumn, ...]) -> list[pl.DataFrame]:
    """Cells of a repeated column that differ from the first; levels of groups may differ."""
    troubles = []
    for frame, column in zip(frames[1:], columns[1:], strict=True):
        if level_of(column) != level_of(columns[0]) or clock_of(column):
            continue
        both = frame.join(frames[0].select("position", first="text", kept="value"), on="position")
        differing = both.filter(pl.col("value").is_not_null() & (pl.col("value") != pl.col("kept")))
        message = pl.format(
            'This says "{}", the first column of the same name "{}". The first is loaded.',
            "text",
            "first",
        )
        conflict = differing.with_columns(rule=pl.lit("conflict"), message=message)
        troubles.append(_trouble(conflict, column))
    return troubles


def _with_fixed(rows: pl.DataFrame, block: Block) -> pl.DataFrame:
    """What headers and answers fix, where no cell of the record says it."""
    table = TABLES[block.table]
    return rows.with_columns(
        pl.lit(date.fromisoformat(text) if table[name].type == DATE else text)
        .cast(POLARS_TYPES[table[name].type])
        .alias(name)
        for name, text in block.fixed.items()
        if name not in block.columns
    )


def _with_missing(rows: pl.DataFrame, block: Block) -> pl.DataFrame:
    schema = schema_of(TABLES[block.table])
    return rows.with_columns(
        pl.lit(None, kind).alias(name) for name, kind in schema.items() if name not in rows.columns
    )


def _with_derived(rows: pl.DataFrame, block: Block, material: Material) -> pl.DataFrame:
    """Columns that follow from others of the row."""
    table = TABLES[block.table]
    if table.kind == STATE and (material.status_date or "status_date" not in block.columns):
        rows = rows.with_columns(status_date=pl.lit(material.status_date, pl.Date))
    rows = _with_currency(rows, block, material)
    return DERIVE.get(block.table, _unchanged)(rows, block, material)


def _unchanged(rows: pl.DataFrame, _: Block, __: Material) -> pl.DataFrame:
    return rows


def _with_currency(rows: pl.DataFrame, block: Block, material: Material) -> pl.DataFrame:
    """Currency of the column of amounts, where the row does not say another."""
    if "currency" not in rows.columns:
        return rows
    amounts = [name for name in block.columns if TABLES[block.table][name].type == MONEY]
    places = [block.columns[name][0].position for name in amounts]
    formats = material.conventions.money
    stated = {formats[place].currency for place in places or formats}
    code = stated.pop() if len(stated) == 1 else None
    return rows.with_columns(pl.col("currency").fill_null(pl.lit(code, pl.String)))


def _milestones(rows: pl.DataFrame, _: Block, __: Material) -> pl.DataFrame:
    """Milestones without a key are known by project and name."""
    made_up = pl.concat_str("project_id", "milestone_name", separator="/")
    return rows.with_columns(pl.col("milestone_id").fill_null(made_up))


def _budget_lines(rows: pl.DataFrame, block: Block, material: Material) -> pl.DataFrame:
    """Spans of the amounts, from the row's own period or from the status date."""
    if "period_start_date" in block.columns:
        rows = _with_own_spans(rows, block, material)
    first_month = material.conventions.fiscal_month
    status = pl.col("status_date")
    year = status.dt.year() - (status.dt.month() < first_month).cast(pl.Int32)
    start = pl.date(year, first_month, 1)
    is_open = (pl.col("period_kind") == "fiscal_year") & pl.col("period_start_date").is_null()
    rows = rows.with_columns(
        period_start_date=pl.when(is_open).then(start).otherwise("period_start_date"),
        period_end_date=pl.when(is_open)
        .then(start.dt.offset_by("1y").dt.offset_by("-1d"))
        .otherwise("period_end_date"),
    )
    return rows.with_columns(pl.col("nature").fill_null("unknown"))


def _with_own_spans(rows: pl.DataFrame, block: Block, material: Material) -> pl.DataFrame:
    """Kind and last day of the period that the row names: a month, or a fiscal year."""
    (column, *_) = block.columns["period_start_date"]
    kinds = read_span_kinds(material.fields[column.position]).rename({"value": "own_kind"})
    rows = rows.join(kinds, on="position", how="left", maintain_order="left")
    rows = rows.with_columns(pl.coalesce("period_kind", "own_kind").alias("period_kind"))
    start = pl.col("period_start_date")
    end = (
        pl.when(pl.col("period_kind") == "fiscal_year")
        .then(start.dt.offset_by("1y").dt.offset_by("-1d"))
        .otherwise(start.dt.month_end())
    )
    return rows.with_columns(pl.coalesce("period_end_date", end).alias("period_end_date")).drop(
        "own_kind"
    )


def _assignments(rows: pl.DataFrame, block: Block, _: Material) -> pl.DataFrame:
    """A plan that no column names is the published one."""
    if "plan_id" in block.columns:
        return rows
    return rows.with_columns(pl.col("plan_id").fill_null("published"))


def _time_entries(rows: pl.DataFrame, block: Block, _: Material) -> pl.DataFrame:
    """Days across, of the week that the row itself names by one of its days."""
    named = block.fixed.get("work_date")
    if named is None or "work_date" not in block.columns:
        return rows
    first = pl.col("work_date")
    later = (date.fromisoformat(named).isoweekday() - first.dt.weekday().cast(pl.Int32)) % 7
    return rows.with_columns(work_date=first + pl.duration(days=later))


DERIVE = {
    "time_entries": _time_entries,
    "milestones": _milestones,
    "budget_lines": _budget_lines,
    "assignments": _assignments,
}


def _source_cell(block: Block, material: Material) -> pl.Expr:
    """Cell of the value of an unpivoted row; on a transposed sheet the record's key cell."""
    region = material.region
    if block.is_unpivoted:
        cells = [
            pl.when(pl.col(name).is_not_null()).then(
                value_cell(region, block.columns[name][0].position)
            )
            for name in block.values
        ]
        return pl.coalesce(cells)
    if region.orientation == COLUMNS:
        return value_cell(region, key_place(material))
    return pl.lit(None, pl.String)


def key_place(material: Material) -> int:
    """Row or column of the sheet that holds the key of the principal table."""
    region = material.region
    keys = TABLES[region.tables[0]].key
    found = (
        column.position
        for key in (*keys, "project_name", "person_name")
        for column in region.columns
        if any(target.column == key for target in column.targets)
    )
    return next(found, region.columns[0].position)
