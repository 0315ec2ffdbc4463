"""A list of a format as columns by header, and the same with columns of our own beside them.

Formats of programs say in several fields what a person sees as one: the finish of an activity is
the actual one, else the expected one. Such columns stand to the right of all others, under a
header in words, so that a reader finds them in the picture of the sheet.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from pipelines.book import CELL_SCHEMA, Listed, Sheet
from pipelines.headers import normalise

ROW = "row"
SEARCHED = 30  # rows in which a header line is looked for


@dataclass(frozen=True)
class List:
    """Rows of a sheet below one line of headers."""

    sheet: Sheet
    header_row: int

    @classmethod
    def first_of(cls, sheet: Sheet) -> "List":
        """List whose headers stand in the first row that has a cell."""
        rows = sheet.cells["row"]
        return cls(sheet, int(rows[0]) if rows.len() else 1)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Column of each header, the first where one is repeated."""
        line = self.sheet.cells.filter(row=self.header_row)
        pairs = reversed(list(zip(line["text"], line["column"], strict=True)))
        return dict(pairs)

    @cached_property
    def rows(self) -> pl.Series:
        """Rows of the records, in order."""
        rows = self.sheet.cells["row"]
        return rows.filter(rows > self.header_row).unique(maintain_order=True)

    @property
    def width(self) -> int:
        """Last column that has a cell."""
        return self.sheet.cells.select(pl.col("column").max()).item() or 0

    def frame(self, *headers: str) -> pl.DataFrame:
        """Texts under some headers: ``row`` and a column for each; null where a cell is blank.

        A header that the list does not have gives nulls.
        """
        found = pl.DataFrame({ROW: self.rows})
        for header in headers:
            place = self.places.get(header)
            if place is None:
                found = found.with_columns(pl.lit(None, pl.String).alias(header))
                continue
            own = self.sheet.cells.filter(pl.col("column") == place).select(
                ROW, pl.col("text").str.strip_chars().replace("", None).alias(header)
            )
            found = found.join(own, on=ROW, how="left", maintain_order="left")
        return found

    def widened(self, added: pl.DataFrame) -> Sheet:
        """Sheet with further columns to the right of a table that a person may have made.

        Args:
            added: ``row`` and a column for each further header; one without any value is left out.
        """
        cells = with_columns(self.sheet.cells, added, self.header_row, self.width)
        return replace(self.sheet, cells=cells, added_from=self.width + 1)

    def beside(
        self,
        added: pl.DataFrame,
        *,
        rows: Iterable[int] | None = None,
        set_aside: Mapping[int, str] | None = None,
        subject: str = "",
        is_coded: bool = True,
    ) -> Sheet:
        """Sheet with further columns to the right, its list declared.

        Args:
            added: ``row`` and a column of texts or days for each further header; null leaves
                no cell, and a column without any value is left out.
            rows: those of the records; without, all below the header.
            set_aside: rows that are no records, and why.
            subject: whose list it is.
            is_coded: whether all headers are codes of the program.
        """
        listed = Listed(
            self.header_row,
            None if rows is None else frozenset(rows),
            dict(set_aside or {}),
            subject,
            is_coded,
        )
        cells = with_columns(self.sheet.cells, added, self.header_row, self.width)
        return replace(self.sheet, cells=cells, lists=(*self.sheet.lists, listed))


def headers_of(sheet: Sheet, needed: Collection[str]) -> tuple[List | None, dict[str, str]]:
    """List whose header line has all of these headers, and its headers as they are written.

    Args:
        sheet: of a format whose tables may have lines above them.
        needed: headers in normal form.

    Returns:
        The list, or nothing; and the texts of its header line by their normal form.
    """
    top = sheet.cells.filter(pl.col(ROW) <= SEARCHED)
    for (row,), cells in top.group_by(ROW, maintain_order=True):
        written = {normalise(text): text for text in reversed(cells["text"].to_list())}
        if all(each in written for each in needed):
            return List(sheet, int(str(row))), written
    return None, {}


def with_columns(
    cells: pl.DataFrame, added: pl.DataFrame, header_row: int, width: int
) -> pl.DataFrame:
    """Cells with those of further columns, in row and column order."""
    headers = [each.name for each in added if each.name != ROW and each.null_count() < each.len()]
    parts = [cells]
    for place, header in enumerate(headers, width + 1):
        own = added.select(ROW, text=pl.col(header).cast(pl.String)).drop_nulls()
        kind = "date" if added.schema[header] == pl.Date else "text"
        head = pl.DataFrame({ROW: [header_row], "text": [header]}, schema_overrides={ROW: pl.Int32})
        for rows, kind_of_rows in ((head, "text"), (own, kind)):
            parts.append(
                rows.select(
                    pl.col(ROW).cast(pl.Int32),
                    pl.lit(place, pl.Int32).alias("column"),
                    pl.lit(kind_of_rows).cast(CELL_SCHEMA["kind"]).alias("kind"),
                    pl.col("text").cast(pl.String),
                )
            )
    return pl.concat(parts).sort(ROW, "column", maintain_order=True)


def sheet_of(name: str, rows: pl.DataFrame) -> Sheet:
    """Sheet that a frame of texts makes up: headers in row 1, records from row 2 on."""
    numbered = rows.with_row_index(ROW, offset=2)
    return Sheet(name, with_columns(pl.DataFrame(schema=CELL_SCHEMA), numbered, 1, 0))
