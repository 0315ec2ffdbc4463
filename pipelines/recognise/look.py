"""What one sees of rows and columns besides their values: hidden, struck through, grey."""

from collections.abc import Iterator, Sequence

import polars as pl

from pipelines.book import Sheet, address
from pipelines.recognise.carried import Carried, Records, frame_of
from pipelines.region import NOTHING_CARRIED, ROWS, RegionColumn, Target
from pmo.ledger import Issue, Question

CANCELLED = -3  # place of the column that struck or grey rows make up
STATES = {  # where a table says that something was given up, and the word for it
    "projects": ("phase", "cancelled"),
    "milestones": ("is_cancelled", "yes"),
    "tasks": ("state", "cancelled"),
    "project_requests": ("state", "withdrawn"),
}
DARKEST, LIGHTEST, APART = 0x60, 0xD0, 0x18  # of the grey that people give to what is over
MOSTLY = 0.5  # of the rows; a look that most rows share means nothing


def seen(records: Records) -> Iterator[Carried]:
    """Notes about hidden rows and columns, and the state that struck or grey rows may have."""
    sheet = records.grid.sheet
    if sheet is None or records.grid.orientation != ROWS:
        return
    issues = (*_hidden_rows(records, sheet), *_hidden_columns(records, sheet))
    yield Carried(NOTHING_CARRIED, (), issues)
    given_up = _given_up(records, sheet)
    if given_up and len(given_up) <= len(records.data) * MOSTLY:
        yield _asked(records, given_up)


def _hidden_rows(records: Records, sheet: Sheet) -> Iterator[Issue]:
    """One note for each run of hidden rows."""
    if not sheet.hidden_rows:  # to look at each row of a large sheet takes long
        return
    hidden = [row for row in records.data if row in sheet.hidden_rows]
    first, last = records.grid.fields
    text = (
        "Hidden in the workbook, loaded like any other row. Delete it there if it must not count."
    )
    for start, end in _runs(hidden):
        where = f"{address(start, first)}:{address(end, last)}"
        yield Issue(records.decided.sheet, where, "hidden_row", "", text)


def _hidden_columns(records: Records, sheet: Sheet) -> Iterator[Issue]:
    text = "The column is hidden in the workbook; it is read like any other."
    for column in records.columns:
        if column.position in sheet.hidden_columns:
            yield Issue(
                records.decided.sheet, column.header_cell, "hidden_column", column.header, text
            )


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of rows without a gap."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _given_up(records: Records, sheet: Sheet) -> list[int]:
    """Data rows of which every filled cell is struck through or written in grey."""
    inks = [ink for ink in sheet.marks["ink"].unique().drop_nulls() if is_grey(ink)]
    over = sheet.marks.filter(pl.col("is_struck") | pl.col("ink").is_in(inks))
    if over.is_empty():
        return []
    filled = records.grid.cells.select("row", "column").join(over, on="row", how="semi")
    others = filled.join(over, on=["row", "column"], how="anti")
    rows = {*filled["row"]} - {*others["row"]}
    return [row for row in records.data if row in rows]


def is_grey(colour: str) -> bool:
    """Whether "#RRGGBB" is a grey between the black of letters and the white of paper."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    is_between = min(parts) >= DARKEST and max(parts) <= LIGHTEST
    return is_between and max(parts) - min(parts) <= APART


def _asked(records: Records, rows: Sequence[int]) -> Carried:
    """Question what the look means, and the state of the rows while it means cancelled."""
    first, last = records.grid.fields
    places = ", ".join(f"{address(a, first)}:{address(b, last)}" for a, b in _runs(rows))
    state = STATES.get(records.name)
    if state is None:
        text = "Struck through or grey; loaded like any other row."
        issue = Issue(records.decided.sheet, places, "struck_row", "", text)
        return Carried(NOTHING_CARRIED, (), (issue,))
    question = Question(
        records.decided.id_of("struck_rows"),
        records.decided.sheet,
        "",
        f"What is struck through or grey ({places}): was it cancelled?",
        ("cancelled", "no meaning"),
        "cancelled",
    )
    if records.decided.answer("struck_rows") == "no meaning":
        return Carried(NOTHING_CARRIED, (), (), (question,))
    column, word = state
    why = f"rows struck through or grey: {len(rows)}"
    where = address(rows[0], first)
    target = Target(records.name, column)
    cells = [(row, CANCELLED, "text", word, address(row, first)) for row in rows]
    made = RegionColumn("Struck through or grey", CANCELLED, where, (target,), "", 0.8, why)
    return Carried(frame_of(cells), (made,), (), (question,))
