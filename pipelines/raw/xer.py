"""Primavera's export (XER): lines of tables, their fields and rows, parted by tabs.

Source: the layout of Oracle Primavera P6 XER files: ``%T`` names a table, ``%F`` its fields,
``%R`` is a row, ``%E`` the end.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from pipelines.book import CELL_SCHEMA, address
from pipelines.raw.refusal import Refusal
from pmo.ledger import Issue
from pmo.settings import Limits

MAGIC = "ERMHDR\t"
STRAY_SHEET = "Lines outside of tables"
LINE_IN_A_CELL = "\x7f\x7f"
LONGEST = 80  # characters of a line that are quoted
FIRST_FIELD = 2  # a spreadsheet program shows the tag of a line in column A


@dataclass
class Table:
    """One table of the file, or the lines that belong to none."""

    name: str
    fields: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)  # line numbers, that of the fields first
    texts: list[list[str]] = field(default_factory=list)  # beside the rows

    def cells(self) -> pl.DataFrame:
        """Filled cells of the table."""
        widths = pl.Series([len(line) for line in self.texts], dtype=pl.UInt32)
        rows = pl.Series("row", self.rows, pl.Int32)
        index = pl.int_range(widths.len(), eager=True, dtype=pl.UInt32).repeat_by(widths).explode()
        column = pl.int_ranges(FIRST_FIELD, widths.cast(pl.Int32) + FIRST_FIELD, eager=True)
        return (
            pl.DataFrame(
                {
                    "row": rows.gather(index.drop_nulls()),
                    "column": column.explode().drop_nulls().cast(pl.Int32),
                    "text": pl.Series(
                        [text for line in self.texts for text in line], dtype=pl.String
                    ),
                }
            )
            .filter(pl.col("text") != "")
            .select(
                "row",
                "column",
                pl.lit("text").cast(CELL_SCHEMA["kind"]).alias("kind"),
                "text",
            )
        )


@dataclass(frozen=True)
class Plan:
    """Tables of a file in their order, and what was wrong with its lines."""

    tables: tuple[Table, ...]
    issues: tuple[Issue, ...]


def read_plan(text: str, limits: Limits) -> Plan:
    """Part the lines of a file into its tables.

    Lines that belong to no table, or have more cells than their table has fields, are left out
    and listed. Missing cells at the end of a line are blanks.

    Raises:
        Refusal: the file has no table, or more columns or rows than may be.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > limits.rows:
        raise Refusal(f"The file has more than {limits.rows:,} rows, which is the limit.")
    reading = _Reading(limits)
    for number, line in enumerate(lines, 1):
        reading.take(number, line)
    if not reading.tables:
        raise Refusal("The Primavera plan holds no table. Export it again from Primavera.")
    return Plan(tuple(reading.all_tables()), tuple(reading.issues))


@dataclass
class _Reading:
    limits: Limits
    tables: dict[str, Table] = field(default_factory=dict)
    stray: Table = field(default_factory=lambda: Table(STRAY_SHEET))
    issues: list[Issue] = field(default_factory=list)
    current: Table | None = None
    has_end: bool = False

    def take(self, number: int, line: str) -> None:
        tag, *texts = line.replace(LINE_IN_A_CELL, "\n").split("\t")
        if tag == "%R" and self.current is not None and self.current.fields:
            self._take_row(number, texts, line)
        elif tag == "%T" and texts:
            name = texts[0].strip()
            self.current = self.tables.setdefault(name, Table(name))
        elif tag == "%F" and self.current is not None:
            self._take_fields(number, texts)
        elif tag == "%E":
            self.has_end = True
        elif tag == "ERMHDR":
            self._stray(number, [tag, *texts])
        elif line.strip():
            self._stray(number, [tag, *texts])
            self._note(number, line, f'"{tag[:LONGEST]}" begins no line of a table here')

    def _take_fields(self, number: int, texts: list[str]) -> None:
        if len(texts) > self.limits.columns:
            raise Refusal(
                f"Line {number} has {len(texts):,} columns; the limit is {self.limits.columns:,}."
            )
        table = self.current
        if table is None or table.fields:
            return
        table.fields = texts
        table.rows.append(number)
        table.texts.append(texts)

    def _take_row(self, number: int, texts: list[str], line: str) -> None:
        table = self.current
        if table is None:
            return
        surplus = texts[len(table.fields) :]
        if any(text.strip() for text in surplus):
            self._stray(number, ["%R", *texts])
            counts = f"{len(texts)} cells where {table.name} has {len(table.fields)} fields"
            self._note(number, line, f"The line has {counts}")
            return
        table.rows.append(number)
        table.texts.append(texts[: len(table.fields)])

    def _stray(self, number: int, texts: list[str]) -> None:
        self.stray.rows.append(number)
        self.stray.texts.append(texts)

    def _note(self, number: int, line: str, what: str) -> None:
        self.issues.append(
            Issue(
                sheet=STRAY_SHEET,
                cell=address(number, 1),
                rule="ragged_row",
                value=line[:LONGEST],
                message=f"{what}, so line {number} is not loaded. Export the plan again.",
            )
        )

    def all_tables(self) -> Iterator[Table]:
        yield from (table for table in self.tables.values() if table.fields)
        if self.stray.rows:
            yield self.stray
        if not self.has_end:
            self.issues.append(
                Issue(
                    sheet="",
                    cell="",
                    rule="no_end_mark",
                    value="",
                    message="The last line, %E, is missing: the file may have been cut off. "
                    "Compare the numbers of rows with Primavera, or export it again.",
                )
            )
