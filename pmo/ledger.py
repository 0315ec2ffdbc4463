"""What a load read, loaded and left out, and what is still to be asked: plain data."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Issue:
    """A cell or row that could not be used as it stands."""

    sheet: str
    cell: str  # "F5"; "A5:P5" for a whole record
    rule: str  # a name of the reading rules, such as "date_impossible"
    value: str  # the sender's text, as it stood
    message: str  # what is wrong and what belongs there


@dataclass(frozen=True)
class Question:
    """Something intake will not guess; answered by its id in a mapping file or on the page."""

    id: str
    sheet: str
    column: str  # the sender's header; empty when the question is about the whole region or file
    text: str
    choices: tuple[str, ...]  # empty: any text of the right kind, such as a date
    proposal: str | None  # taken by ``--accept``; None: somebody must answer


@dataclass(frozen=True)
class Decision:
    """Something that intake decided without asking; the same question would have its id."""

    id: str
    column: str  # the sender's header; empty when it is about the whole region or file
    decision: str
    score: float
    why: str


@dataclass(frozen=True)
class RowCount:
    """The sender's records of one region; ``balances`` must hold, or the load fails."""

    read: int
    loaded: int = 0
    rejected: int = 0
    totals: int = 0
    repeated_headers: int = 0
    blank: int = 0
    ignored: int = 0

    @property
    def balances(self) -> bool:
        """Whether every record read is accounted for."""
        listed = self.rejected + self.totals + self.repeated_headers + self.blank + self.ignored
        return self.read == self.loaded + listed


@dataclass(frozen=True)
class Sum:
    """The numbers under one header, in the sender's unit; ``balances`` must hold."""

    unit: str
    read: Decimal
    loaded: Decimal = Decimal(0)
    rejected: Decimal = Decimal(0)
    totals: Decimal = Decimal(0)
    ignored: Decimal = Decimal(0)
    rounding: Decimal = Decimal(0)  # read minus loaded, lost or won by rounding to the minor unit

    @property
    def balances(self) -> bool:
        """Whether every unit read is accounted for."""
        listed = self.rejected + self.totals + self.ignored + self.rounding
        return self.read == self.loaded + listed


@dataclass(frozen=True)
class ColumnMatch:
    """One column of the sender's and the canonical columns that it fills."""

    header: str
    cell: str  # of the last header line
    columns: tuple[str, ...]  # "budget_lines.amount"; empty: read, counted, not loaded
    score: float
    why: str


@dataclass(frozen=True)
class RegionRecord:
    """One table found on a sheet, as the ledger keeps it; ``tables`` empty: it is no table."""

    sheet: str
    range: str
    orientation: str  # "rows" or "columns" (fields down, records across)
    tables: tuple[str, ...]
    header_row: int | None
    columns: tuple[ColumnMatch, ...]
    rows: RowCount
    written: dict[str, int] = field(default_factory=dict)
    sums: dict[str, Sum] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    questions: tuple[Question, ...] = ()
    decisions: tuple[Decision, ...] = ()
    place: int = 1  # first, second table of its sheet
