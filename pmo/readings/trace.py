"""From a reading back to the cells that it rests on: file, sheet, cell, raw text."""

from pathlib import Path

import polars as pl

from pmo.errors import UnknownNameError
from pmo.originals import cells_path, raw_cells
from pmo.readings.metric import SOURCE_NAMES, SUM, Input, Metric
from pmo.readings.query import Catalogue, with_relations
from pmo.readings.read import keyed_units
from pmo.readings.relations import NEEDS
from pmo.selection import Selection
from pmo.tables import CANONICAL, Table
from pmo.warehouse import Snapshot

TRACE_SCHEMA = {
    "load": pl.Int64,
    "file": pl.String,
    "sheet": pl.String,
    "cell": pl.String,
    "raw": pl.String,
    "table": pl.String,
    "column": pl.String,
    "value": pl.String,  # as it is stored: money in minor units, effort in minutes
    "currency": pl.String,  # of a row of money
    "corrected": pl.String,  # who put another text in place of the raw one, which, and when
}
UNIT_COLUMNS = (
    "milestone_id", "task_id", "request_id", "transfer_id", "project_id", "person_id", "role",
)  # fmt: skip
ANY_PROJECT = ("from_project_id", "to_project_id")  # either side of a transfer
ANY_TASK = ("predecessor_id", "successor_id")  # either end of a link


def trace(  # noqa: PLR0913 - what is traced, of what, and where the raw cells lie
    metric: Metric,
    catalogue: Catalogue,
    snapshot: Snapshot,
    selection: Selection,
    *,
    by: str,
    key: str,
    cells: Path,
) -> pl.DataFrame:
    """Input values of one reading, each with the cell that it came from.

    ``cells`` is the folder of the raw cells that were kept when the files were read.

    Raises:
        UnknownNameError: the metric has no such key on the status date.

    Returns:
        One row per input value, as ``TRACE_SCHEMA``; raw is null where the value was derived.
    """
    units = keyed_units(metric, catalogue, snapshot, selection, by=by)
    known = units["key"].drop_nulls().unique().sort().to_list()
    if key not in known and (by, key) != ("organisation", selection.organisation):
        raise UnknownNameError(f"{by} with a {metric.title.lower()}", key, known)
    units = units.filter(pl.col("key") == key)
    if units.is_empty():
        return pl.DataFrame(schema=TRACE_SCHEMA)
    found = [
        _input_rows(entry, units, catalogue, snapshot, selection)
        for entry in _inputs(metric, catalogue)
    ]
    values = pl.concat(found, how="diagonal_relaxed") if found else pl.DataFrame()
    if values.is_empty():
        return pl.DataFrame(schema=TRACE_SCHEMA)
    placed = _placed(values.unique(maintain_order=True), snapshot)  # what two inputs name, once
    return _with_corrections(_with_raw(placed, cells), snapshot).select(
        pl.col(name).cast(kind) for name, kind in TRACE_SCHEMA.items()
    )


def _inputs(metric: Metric, catalogue: Catalogue) -> tuple[Input, ...]:
    """Inputs of the metric and of the metrics that it reads, each once.

    A sum that names its inputs rests on those alone: their values add up to it.
    """
    if metric.inputs and metric.headline.roll_up == SUM:
        return metric.inputs
    found = dict.fromkeys(metric.inputs)
    for name in (*metric.relations, *(n for each in metric.relations for n in NEEDS.get(each, ()))):
        if name in catalogue and name != metric.name:
            found |= dict.fromkeys(_inputs(catalogue[name], catalogue))
    return tuple(found)


def _input_rows(
    entry: Input,
    units: pl.DataFrame,
    catalogue: Catalogue,
    snapshot: Snapshot,
    selection: Selection,
) -> pl.DataFrame:
    table = CANONICAL[entry.table]
    ids = [name for name in (*UNIT_COLUMNS, *ANY_PROJECT, *ANY_TASK) if name in _names(table)]
    named = "".join(f", {table.name}.{name} as {name}" for name in ids)
    currency = f"{table.name}.currency" if "currency" in _names(table) else "null"
    statement = with_relations(
        f"""
        select
            {table.name}.load_id, {table.name}.source_sheet, {table.name}.source_row,
            {table.name}.source_cell,
            cast({table.name}.{entry.column} as varchar) as value,
            cast({currency} as varchar) as currency{named}
        from {table.name}
        cross join asked
        where ({entry.condition}) and {table.name}.{entry.column} is not null
        """,
        relations=(table.name, *SOURCE_NAMES.findall(entry.condition)),
        catalogue=catalogue,
        snapshot=snapshot,
        selection=selection,
        days=frozenset({selection.status_date}),
    )
    rows = snapshot.query(statement.sql, statement.parameters, statement.frames)
    return _of_units(rows, units).with_columns(
        table=pl.lit(table.name), column=pl.lit(entry.column)
    )


def _of_units(rows: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Rows that belong to the units: by every id that both have; an empty id fits any."""
    if "from_project_id" in rows.columns and "project_id" in units.columns:
        projects = units["project_id"].drop_nulls().unique().implode()
        is_theirs = pl.any_horizontal(pl.col(*ANY_PROJECT).is_in(projects))
        return rows.filter(is_theirs)
    if "successor_id" in rows.columns and "task_id" in units.columns:
        tasks = units["task_id"].drop_nulls().unique().implode()
        rows = rows.filter(pl.any_horizontal(pl.col(*ANY_TASK).is_in(tasks)))
    for name in UNIT_COLUMNS:
        if name in rows.columns and name in units.columns:
            theirs = units[name].drop_nulls().unique()
            if not theirs.is_empty():
                is_theirs = pl.col(name).is_in(theirs.implode())
                rows = rows.filter(is_theirs | pl.col(name).is_null())
    return rows


def _names(table: Table) -> set[str]:
    return {column.name for column in table.columns}


def _placed(values: pl.DataFrame, snapshot: Snapshot) -> pl.DataFrame:
    """Values with file and cell: their own cell, or that of their column in their record."""
    loads = snapshot.query("select load_id, file_name as file, sha256 from main.loads")
    headers = snapshot.query(
        "select load_id, sheet as source_sheet, column_name, orientation, cell as header_cell"
        " from main.load_columns where column_name is not null"
    )
    columns = headers.group_by("load_id", "source_sheet", "column_name").agg(
        orientation=pl.col("orientation").first(),
        header_cell=pl.col("header_cell").first(),
        headers=pl.len(),
    )
    joined = values.with_columns(column_name=pl.concat_str("table", pl.lit("."), "column")).join(
        columns, on=["load_id", "source_sheet", "column_name"], how="left"
    )
    letters, digits = r"^([A-Z]+)", r"(\d+)$"
    header_letters = pl.col("header_cell").str.extract(letters)
    own_letters = pl.col("source_cell").str.extract(letters)
    is_own = pl.col("source_cell").is_not_null() & (
        (pl.col("headers") > 1) | (own_letters == header_letters) | pl.col("headers").is_null()
    )
    across = pl.concat_str(own_letters, pl.col("header_cell").str.extract(digits))
    down = pl.concat_str(header_letters, pl.col("source_row").cast(pl.String))
    cell = (
        pl.when((pl.col("orientation") == "columns") & (pl.col("headers") == 1))
        .then(across)
        .when(is_own)
        .then("source_cell")
        .otherwise(down)
    )
    return joined.with_columns(cell=cell).join(loads, on="load_id", how="left")


def _with_raw(placed: pl.DataFrame, cells: Path) -> pl.DataFrame:
    parts = [
        part.join(_raw_of(str(sha256), str(sheet), cells), on="cell", how="left")
        for (sha256, sheet), part in placed.group_by("sha256", "source_sheet")
    ]
    return (
        pl.concat(parts)
        .rename({"load_id": "load", "source_sheet": "sheet"})
        .sort("load", "sheet", "source_row", "cell", "table", "column")
    )


def _with_corrections(values: pl.DataFrame, snapshot: Snapshot) -> pl.DataFrame:
    """Values with what was said of cells that were corrected by hand before the load."""
    corrections = snapshot.query(
        """
        select
            load_issues.load_id as load,
            coalesce(load_issues.sheet, '') as sheet,
            load_issues.cell,
            load_issues.message || ' By ' || loads.loaded_by || ' on '
            || strftime(loads.acknowledged_datetime, '%Y-%m-%d') || '.' as corrected
        from main.load_issues
        inner join main.loads on load_issues.load_id = loads.load_id
        where load_issues.rule = 'corrected_cell'
        """
    )
    return values.join(
        corrections.cast({"load": values.schema["load"]}),
        on=["load", "sheet", "cell"],
        how="left",
        maintain_order="left",
    )


def _raw_of(sha256: str, sheet: str, cells: Path) -> pl.DataFrame:
    """Raw text of every cell of a sheet; nothing where the raw cells are no longer kept."""
    if not cells_path(sha256, cells).exists():
        return pl.DataFrame(schema={"cell": pl.String, "raw": pl.String})
    found = raw_cells(sha256, cells, sheet=sheet)
    letters = {number: _letters(number) for number in found["column"].unique()}
    return found.select(
        cell=pl.concat_str(
            pl.col("column").replace_strict(letters, return_dtype=pl.String),
            pl.col("row").cast(pl.String),
        ),
        raw="text",
    )


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
