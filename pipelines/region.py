"""What recognition understood of a sheet: regions, their columns and the role of each record.

A record is one row of a table or, on a transposed sheet, one column. Positions are 1-based row or
column numbers of the sheet; everything else about a value follows from its cell.
"""

from dataclasses import dataclass, field, replace

import polars as pl

from pmo.ledger import Issue, Question

ROWS = "rows"  # one record per row, fields across
COLUMNS = "columns"  # fields down, one record per column

DATA = "data"
TOTAL = "total"
REPEATED_HEADER = "repeated_header"
BLANK = "blank"
IGNORED = "ignored"  # a footnote, a legend, a description row, a placeholder
ROLES = (DATA, TOTAL, REPEATED_HEADER, BLANK, IGNORED)
RECORD_SCHEMA = pl.Schema(
    {
        "position": pl.Int32(),  # row, or column on a transposed sheet; ascending
        "role": pl.Enum(ROLES),
        "why": pl.String(),  # for every role but data; else empty
    }
)
# Cells that stand for records beside their own: a merged name, the heading of a section.
CARRIED_SCHEMA = pl.Schema(
    {
        "position": pl.Int32(),  # of the record that takes the cell
        "place": pl.Int32(),  # position of the column that it fills
        "kind": pl.String(),
        "text": pl.String(),
        "cell": pl.String(),  # where it is written
    }
)
NTH = "nth"  # fixed in targets of which a record gives several rows: the first, the second link
NOTHING_CARRIED = pl.DataFrame(schema=CARRIED_SCHEMA)


@dataclass(frozen=True)
class Target:
    """A canonical column that a sender's column fills, and what its header fixes besides."""

    table: str
    column: str
    fixed: tuple[tuple[str, str], ...] = ()  # canonical text, such as ("measure", "actual")

    @property
    def name(self) -> str:
        """Dotted name, such as "budget_lines.amount"."""
        return f"{self.table}.{self.column}"


@dataclass(frozen=True)
class RegionColumn:
    """One column of the sender's (a row, on a transposed sheet)."""

    header: str  # as the sender wrote it, lines of a joined header parted by " / "
    position: int  # 0 and less: no column of the sheet, all its cells are carried
    header_cell: str
    targets: tuple[Target, ...]  # empty: read and counted, not loaded
    unit: str  # words of the header that say what is counted: "£million", "h", "in '000"; may be ""
    score: float
    why: str
    states_change_of: str | None = None  # canonical column whose change it states; recomputed


@dataclass(frozen=True)
class Region:
    """One table found on a sheet; without tables it is listed and left alone."""

    sheet: str
    sheet_index: int
    place: int  # first, second table of the sheet
    orientation: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int
    tables: tuple[str, ...]  # the principal one first: it decides which records are loaded
    header_row: int | None  # last header line; on a transposed sheet the column of the labels
    columns: tuple[RegionColumn, ...]
    records: pl.DataFrame = field(compare=False)  # RECORD_SCHEMA, one per record after the header
    family: str  # template fingerprint: equal next month
    score: float
    why: str
    status_date: str | None = None  # ISO, where the file, sheet or a cell states one
    status_date_from: str = ""  # where it was found, in words
    fiscal_year_start_month: int | None = None  # where labels such as 2013/14 imply one
    currency: str | None = None  # where a header, note or symbol states one for the region
    constants: tuple[tuple[str, str], ...] = ()  # ("tasks.project_id", "ALPHA"): holds for all
    questions: tuple[Question, ...] = ()
    issues: tuple[Issue, ...] = ()
    carried: pl.DataFrame = field(default_factory=NOTHING_CARRIED.clone, compare=False)
    is_secondary: bool = False  # what another template says of the same project holds
    is_listed: bool = False  # the format settles what its rows are: those of one key add up

    def answered(self, **changes: object) -> "Region":
        """Return the region with what a person decided put in place."""
        return replace(self, **changes)
