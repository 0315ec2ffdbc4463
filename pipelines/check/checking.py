"""Text cells in, typed rows and issues out.

Each record of a region is read once, column by column; what cannot be used is listed with its
cell, and every record and every number of the sender's is accounted for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from pipelines.book import Sheet
from pipelines.check.addresses import range_of, record_range, value_cell, written_cell
from pipelines.check.colours import with_colours
from pipelines.check.conventions import settle
from pipelines.check.decided import decisions_about
from pipelines.check.gaps import missing_months
from pipelines.check.inquiry import Field, Inquiry
from pipelines.check.keys import UNDECIDED, Kept, keep
from pipelines.check.named_keys import note_named_keys
from pipelines.check.plausible import implausible
from pipelines.check.ragged import ragged_records
from pipelines.check.ratings import with_known_words
from pipelines.check.rows import Filled, Material, fill, key_place
from pipelines.check.seen import comments_of
from pipelines.check.stated import disagreements
from pipelines.check.struck import without_struck
from pipelines.check.sums import Loaded, sums_of
from pipelines.check.totals import mismatches
from pipelines.check.trackers import closed_but_active, note_row_cap
from pipelines.check.translate import blocks_of, cells_of, has_status_date_column, holds_state
from pipelines.check.trees import broken_parents
from pipelines.check.unread import ask_about_uncalculated, note_unread
from pipelines.region import BLANK, COLUMNS, DATA, IGNORED, REPEATED_HEADER, TOTAL, Region
from pmo.ledger import ColumnMatch, Issue, Question, RegionRecord, RowCount, Sum
from pmo.settings import Settings
from pmo.tables import TABLES, schema_of

ADDED_LATER = ("organisation", "load_id", "family")


@dataclass(frozen=True)
class Checked:
    """One region as typed rows, and the record of what became of its cells.

    The rows have the columns of ``pmo.tables.schema_of(table)`` without organisation, load and
    family. ``source_row`` is the record's row; on a transposed sheet, where a record is a column,
    it is the row of the principal key and ``source_cell`` names the record by its column letter.
    ``source_cell`` of an unpivoted row is the cell of its value.
    """

    tables: dict[str, pl.DataFrame]
    record: RegionRecord
    status_dates: tuple[date, ...]
    kept: Kept | None = None  # rows in the order of the tables; None without tables
    material: Material | None = None

    def without(self, left_out: Mapping[str, Sequence[int]]) -> RegionRecord:
        """Record of the region when rows of it are left out, such as those of a known key.

        Args:
            left_out: by table, which rows of ``tables`` do not count as loaded, from 0 on.
        """
        if self.kept is None or self.material is None or not left_out:
            return self.record
        kept = tuple(_less(self.kept.filled, left_out))
        gone = _positions(self.kept.filled) - _positions(kept)
        rows = self.record.rows
        fields = tuple(self.material.fields.values())
        return replace(
            self.record,
            rows=replace(rows, loaded=rows.loaded - len(gone), rejected=rows.rejected + len(gone)),
            sums=sums_of(fields, _loaded(kept), self.material.conventions),
        )


def check(
    sheet: Sheet,
    region: Region,
    *,
    status_date: date | None,
    answers: Mapping[str, str],
    settings: Settings,
) -> Checked:
    """Read the values of one region.

    An answer in force is applied. Until there is one, a question's proposal is taken, so that a
    preview shows what accepting it would load; without a proposal the cells stay empty.

    Args:
        sheet: the sheet that holds the region.
        region: what recognition understood of it.
        status_date: of all records, unless they carry their own.
        answers: by question id.
        settings: what holds where the file says nothing.

    Returns:
        Typed rows by canonical table, the region's record, and the status dates of the rows.
    """
    seen = (*region.issues, *comments_of(sheet, region))
    inquiry = Inquiry(region, answers, list(region.questions), list(seen))
    cells = cells_of(sheet, region)
    fields = {column.position: Field(column, cells[column.position]) for column in region.columns}
    if not region.tables:
        return Checked({}, _record(inquiry), ())
    fields = with_known_words(with_colours(fields, sheet, inquiry), inquiry)
    fields = without_struck(fields, sheet, inquiry)
    _ask_status_date(inquiry, status_date)
    note_unread(fields, inquiry)
    ask_about_uncalculated(fields, inquiry)
    note_row_cap(inquiry)
    conventions = settle(tuple(fields.values()), inquiry, settings, status_date)
    material = Material(region, fields, conventions, status_date)
    filled = [fill(block, material) for block in blocks_of(region)]
    kept = keep(filled, inquiry, ragged_records(sheet, region))
    note_named_keys(kept.filled, inquiry)
    tables = _tables(kept, material)
    record = _record(
        inquiry,
        rejected=kept.rejected.height,
        written={name: rows.height for name, rows in tables.items()},
        sums=sums_of(tuple(fields.values()), _loaded(kept.filled), conventions),
        issues=_issues(_troubles(kept, material), region),
    )
    return Checked(tables, record, _status_dates(tables), kept, material)


def _ask_status_date(inquiry: Inquiry, status_date: date | None) -> None:
    region = inquiry.region
    is_known = status_date is not None or has_status_date_column(region)
    if is_known or not holds_state(region) or _is_asked(inquiry, "status_date"):
        return
    text = "Which date do the figures speak for? Answer with a date such as 2026-03-31."
    inquiry.put(Question("status_date", region.sheet, "", text, (), None))


def _is_asked(inquiry: Inquiry, question_id: str) -> bool:
    return any(question.id == question_id for question in inquiry.questions)


def _tables(kept: Kept, material: Material) -> dict[str, pl.DataFrame]:
    """Rows by table, with where they came from."""
    parts: dict[str, list[pl.DataFrame]] = {}
    for each in kept.filled:
        parts.setdefault(each.block.table, []).append(_sourced(each, material))
    tables = {name: pl.concat(rows) for name, rows in parts.items()}
    if "groups" in tables:
        tables["groups"] = tables["groups"].unique("group_id", keep="first", maintain_order=True)
    return tables


def _sourced(filled: Filled, material: Material) -> pl.DataFrame:
    region = material.region
    is_flipped = region.orientation == COLUMNS
    row = pl.col("position")
    if is_flipped:
        row = value_cell(region, key_place(material)).str.extract(r"([0-9]+)$")
    names = [name for name in schema_of(TABLES[filled.block.table]) if name not in ADDED_LATER]
    return filled.rows.with_columns(
        source_sheet=pl.lit(region.sheet), source_row=row.cast(pl.Int64)
    ).select(names)


def _status_dates(tables: Mapping[str, pl.DataFrame]) -> tuple[date, ...]:
    days = {
        day
        for rows in tables.values()
        if "status_date" in rows.columns
        for day in rows["status_date"].unique().drop_nulls()
    }
    return tuple(sorted(days))


def _less(filled: Sequence[Filled], left_out: Mapping[str, Sequence[int]]) -> Iterator[Filled]:
    """Rows of each block without those that are left out of its table."""
    begin: dict[str, int] = {}
    for each in filled:
        table = each.block.table
        first = begin.get(table, 0)
        begin[table] = first + each.rows.height
        nth = pl.int_range(first, first + each.rows.height, eager=True)
        yield replace(each, rows=each.rows.filter(~nth.is_in(list(left_out.get(table, ())))))


def _positions(filled: Sequence[Filled]) -> set[int]:
    """Records that give any row besides those of the groups that they name."""
    return {
        position
        for each in filled
        if each.block.table != "groups"
        for position in each.rows["position"]
    }


def _loaded(filled: Sequence[Filled]) -> dict[int, Loaded]:
    """Numbers that became rows, by the column of the sender's; each column counts once."""
    loaded: dict[int, Loaded] = {}
    for each in filled:
        for name, columns in each.block.columns.items():
            if f"place:{name}" not in each.rows.columns:
                continue
            for place in {column.position for column in columns} - loaded.keys():
                rows = each.rows.filter(pl.col(f"place:{name}") == place)
                loaded[place] = Loaded(rows.select("position", value=name, factor=f"factor:{name}"))
    return loaded


def _troubles(kept: Kept, material: Material) -> list[pl.DataFrame]:
    """Everything that cells and rows met; what a question asks is not told twice."""
    of_cells = [each.trouble for each in kept.filled]
    met = pl.concat([*of_cells, kept.trouble]).filter(~pl.col("rule").is_in(UNDECIDED))
    totals = mismatches(material.fields, material.conventions)
    return [met, *_implausible(kept, material), *_disagreements(kept, material), *totals]


def _implausible(kept: Kept, material: Material) -> Iterator[pl.DataFrame]:
    for each in kept.filled:
        yield from implausible(each, material.fields)
        yield from broken_parents(each, material.fields)
        yield from closed_but_active(each, material.fields)
    yield from missing_months(kept.filled, material.fields)


def _disagreements(kept: Kept, material: Material) -> Iterator[pl.DataFrame]:
    stating = [field for field in material.fields.values() if field.column.states_change_of]
    if not stating:
        return
    tables: dict[str, pl.DataFrame] = {}
    for each in kept.filled:
        tables.setdefault(each.block.table, each.rows)
    for field in stating:
        yield disagreements(field, tables, material.conventions)


def _issues(troubles: Sequence[pl.DataFrame], region: Region) -> tuple[Issue, ...]:
    """Issues in the order of the sheet, one for each cell and rule."""
    cell = written_cell(region)
    found = (
        pl.concat(troubles)
        .unique(["position", "place", "rule"], keep="first")
        .sort("position", "place", "rule")
        .select(
            cell.fill_null(record_range(region)), "rule", pl.col("text").fill_null(""), "message"
        )
    )
    return tuple(Issue(region.sheet, *row) for row in found.iter_rows())


def _record(
    inquiry: Inquiry,
    *,
    rejected: int = 0,
    written: Mapping[str, int] | None = None,
    sums: Mapping[str, Sum] | None = None,
    issues: tuple[Issue, ...] = (),
) -> RegionRecord:
    region = inquiry.region
    return RegionRecord(
        sheet=region.sheet,
        range=range_of(region),
        orientation=region.orientation,
        tables=region.tables,
        header_row=region.header_row,
        columns=tuple(
            ColumnMatch(
                column.header,
                column.header_cell,
                tuple(target.name for target in column.targets),
                column.score,
                column.why,
            )
            for column in region.columns
        ),
        rows=_row_count(region, rejected),
        written=dict(written or {}),
        sums=dict(sums or {}),
        issues=(*inquiry.issues, *issues),
        questions=tuple(inquiry.questions),
        decisions=(*decisions_about(region), *inquiry.proven),
        place=region.place,
    )


def _row_count(region: Region, rejected: int) -> RowCount:
    counts = dict(region.records.group_by(pl.col("role").cast(pl.String)).len().iter_rows())
    if not region.tables:
        return RowCount(read=region.records.height, ignored=region.records.height)
    return RowCount(
        read=region.records.height,
        loaded=counts.get(DATA, 0) - rejected,
        rejected=rejected,
        totals=counts.get(TOTAL, 0),
        repeated_headers=counts.get(REPEATED_HEADER, 0),
        blank=counts.get(BLANK, 0),
        ignored=counts.get(IGNORED, 0),
    )
