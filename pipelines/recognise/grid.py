"""A sheet turned so that its records go down and its fields across, whichever way it was sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from pipelines.book import Sheet, address
from pipelines.region import COLUMNS, ROWS

Span = tuple[int, int, int, int]  # first record, first field, last record, last field


@dataclass(frozen=True)
class Grid:
    """Cells of a sheet; ``row`` counts records and ``column`` counts fields.

    A record of a text file can take several lines. Records are therefore counted here without
    the lines that only continue a cell; ``positions`` leads back to the sender's line.
    """

    cells: pl.DataFrame  # CELL_SCHEMA, in row and column order
    merged: tuple[Span, ...]
    orientation: str
    positions: pl.DataFrame | None = None  # record and position, where the two differ
    sheet: Sheet | None = None  # as sent, for what one sees of it besides the values
    # Addresses of the cells of a form that do not stand where their record and field cross.
    elsewhere: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def cell(self, record: int, place: int) -> str:
        """Address of the cell of a record in the field at a place, on the sender's sheet."""
        if (record, place) in self.elsewhere:
            return self.elsewhere[record, place]
        position = self.position(record)
        if self.orientation == ROWS:
            return address(position, place)
        return address(place, position)

    def position(self, record: int) -> int:
        """Row of a record on the sender's sheet, or its column if the sheet was turned."""
        asked = pl.DataFrame({"record": [record]}, schema={"record": pl.Int32})
        return int(self.placed(asked)["position"][0])

    def placed(self, records: pl.DataFrame) -> pl.DataFrame:
        """Add the position of each record to a frame that is sorted by ``record``."""
        if self.positions is None:
            return records.with_columns(position=pl.col("record"))
        known = self.positions.with_columns(start=pl.col("record"))
        shift = pl.col("record") - pl.col("start")
        return (
            records.join_asof(known, on="record", strategy="backward")
            .with_columns(position=pl.col("position") + shift)
            .drop("start")
        )

    def between(self, first: int, last: int) -> "Grid":
        """Return the part from one record to another, both included."""
        rows = self.cells["row"]
        start, end = rows.search_sorted(first, side="left"), rows.search_sorted(last, side="right")
        return replace(self, cells=self.cells.slice(start, max(0, end - start)))

    def only(self, records: Iterable[int]) -> "Grid":
        """Return the part that some records make up."""
        inside = self.cells.filter(pl.col("row").is_in(list(records)))
        return replace(self, cells=inside)

    @property
    def first(self) -> int:
        """First record that has a cell."""
        return int(self.cells["row"][0]) if self.cells.height else 1

    @property
    def last(self) -> int:
        """Last record that has a cell."""
        return int(self.cells["row"][-1]) if self.cells.height else 0

    @property
    def fields(self) -> tuple[int, int]:
        """First and last field that has a cell."""
        if not self.cells.height:
            return 1, 1
        first, last = self.cells.select(pl.min("column"), pl.max("column").alias("last")).row(0)
        return first, last

    @property
    def records(self) -> pl.Series:
        """Positions of all records that have a cell."""
        rows = self.cells["row"]
        return rows.filter((rows != rows.shift()).fill_null(value=True))  # rows are in order

    def lines(self, first: int, last: int) -> dict[int, dict[int, "Cell"]]:
        """Cells of a few records, by record and field."""
        found: dict[int, dict[int, Cell]] = {}
        for row, column, kind, text in self.between(first, last).cells.iter_rows():
            found.setdefault(row, {})[column] = Cell(kind, text)
        return found


@dataclass(frozen=True)
class Cell:
    """One filled cell."""

    kind: str
    text: str


def upright(sheet: Sheet, *, is_text: bool = False) -> Grid:
    """Return the sheet as it stands, one record per row; ``is_text`` where rows are lines."""
    positions = _positions(sheet.cells) if is_text else None
    if positions is None:
        return Grid(sheet.cells, sheet.merged, ROWS, sheet=sheet)
    cells = (
        sheet.cells.join(positions, left_on="row", right_on="position", maintain_order="left")
        .with_columns(row=pl.col("record"))
        .select(sheet.cells.columns)
    )
    return Grid(cells, sheet.merged, ROWS, positions)


def _positions(cells: pl.DataFrame) -> pl.DataFrame | None:
    """Record number of each line, where cells that go over several lines leave gaps."""
    rows = cells["row"]
    if not cells.height or rows.n_unique() == rows[-1] - rows[0] + 1:
        return None
    goes_on = pl.col("text").str.contains("\n", literal=True).any()
    lines = cells.group_by("row", maintain_order=True).agg(goes_on=goes_on)
    step = pl.col("row").diff().fill_null(pl.col("row").first())
    step = pl.when(pl.col("goes_on").shift(fill_value=False)).then(1).otherwise(step)
    return lines.select(record=step.cum_sum().cast(pl.Int32), position="row")


def turned(sheet: Sheet) -> Grid:
    """Return the sheet turned: one record per column."""
    names = {"row": "column", "column": "row"}
    cells = sheet.cells.rename(names).select(sheet.cells.columns).sort("row", "column")
    merged = tuple((b, a, d, c) for a, b, c, d in sheet.merged)
    return Grid(cells, merged, COLUMNS)
