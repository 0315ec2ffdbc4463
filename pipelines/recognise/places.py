"""Where on a sheet the tables are: which way it is turned, headers, first and last records."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from pipelines.book import Listed, Sheet
from pipelines.recognise.forms import Form, form_of
from pipelines.recognise.grid import Grid, turned, upright
from pipelines.recognise.header_words import known_meaning
from pipelines.recognise.layout import (
    LEAST_HITS,
    SEARCHED,
    SURE_BELOW,
    HeaderLine,
    header_lines,
    tables_below,
)
from pipelines.recognise.questions import IGNORE, Decided
from pipelines.recognise.roles import units_below
from pipelines.region import ROWS
from pipelines.sources import source_of

MOST_FIELDS = 600  # of a transposed sheet, whose fields go down
TURNED_LESS = 0.05  # a sheet as it stands is likelier than one turned
HITS_COUNTED = 10
WORTH_OF_A_HIT = 0.02
STRONGEST_TURNED = 1 + HITS_COUNTED * WORTH_OF_A_HIT - TURNED_LESS  # no turned sheet is surer


@dataclass(frozen=True)
class Place:
    """A header on a sheet and the records that belong to it."""

    grid: Grid
    header: HeaderLine
    last: int  # last record of the table
    rivals: tuple[HeaderLine, ...] = ()  # other lines that may be the header
    number: int = 1  # first, second table of the sheet
    listed: Listed | None = None  # where the format settles what belongs to it

    @property
    def is_coded(self) -> bool:
        """Whether its headers are codes of a program, known to its source alone."""
        return bool(self.listed and self.listed.is_coded)

    @cached_property
    def body(self) -> Grid:
        """Everything below the header."""
        return self.grid.between(self.header.last + 1, self.last)

    @cached_property
    def units(self) -> dict[int, str] | None:
        """Units by field, where the first record holds units and descriptions, not data."""
        if self.listed:
            return None
        return units_below(self.body.between(self.body.first, self.body.first).cells)

    @property
    def data(self) -> Grid:
        """Body without a first record of units and descriptions."""
        if self.units is None:
            return self.body
        return self.grid.between(self.body.first + 1, self.last)

    @property
    def headers(self) -> list[str]:
        """Header texts in order."""
        return texts_of(self.header)


def texts_of(line: HeaderLine) -> list[str]:
    """Header texts of a line in order."""
    return [text for _, text in line.texts]


def places(sheet: Sheet, decided: Decided, *, is_text: bool) -> list[Place]:
    """Find the tables of a sheet, in order; none where no header is recognised.

    A hidden sheet is read only when a person says which table it is.
    """
    is_skipped = decided.table == IGNORE or (sheet.is_hidden and not decided.table)
    if is_skipped:
        return []
    if sheet.lists:
        return [_listed(sheet, listed, number) for number, listed in enumerate(sheet.lists, 1)]
    best = _best_header(_grids(sheet, is_text=is_text), decided)
    form = None if decided.header_line else _form(sheet, best)
    if form is not None:
        return [form]
    if best is None:
        return []
    is_upright = best.grid.orientation == ROWS
    best = _topmost(best) if is_upright else best
    others = tables_below(best.grid, best.header) if is_upright else ()
    beside = _side_by_side(best) if is_upright and not others else []
    return beside or _stacked(best, others)


def _listed(sheet: Sheet, listed: Listed, number: int) -> Place:
    """Place of a list whose header and records the format settles."""
    whole = upright(sheet)
    whole = whole.between(listed.header_row, whole.last)
    grid = whole if listed.rows is None else whole.only({listed.header_row, *listed.rows})
    line = grid.between(listed.header_row, listed.header_row).cells
    texts = tuple(zip(line["column"], line["text"], strict=True))
    why = "the format says that its fields stand here"
    header = HeaderLine(listed.header_row, listed.header_row, texts, len(texts), 1.0, why)
    return Place(grid, header, grid.last, (), number, listed)


def _form(sheet: Sheet, best: Place | None) -> Place | None:
    """Sheet as a form, where its labels name more than the best line of headers does."""
    form = form_of(sheet)
    if form is None or form.header.hits < LEAST_HITS:
        return None
    if best is not None:
        is_upright = best.grid.orientation == ROWS
        if is_upright and not _alternates(best.header, form):
            return None
        if form.header.hits <= best.header.hits:
            return None
    return Place(form.grid, form.header, form.last)


def _alternates(line: HeaderLine, form: Form) -> bool:
    """Whether a line is one of labels and values in turn: at most half of it are names."""
    return line.last in form.label_lines and line.hits * 2 <= len(line.texts)


def _topmost(best: Place) -> Place:
    """Table above the best one, where a blank record parts the two and its header is as sure."""
    above = [line for line in best.rivals if _stands_above(line, best)]
    if not above:
        return best
    first = min(above, key=lambda line: line.first)
    rivals = tuple(line for line in best.rivals if line is not first)
    return replace(best, header=first, rivals=rivals)


def _stands_above(line: HeaderLine, best: Place) -> bool:
    """Whether a line is the header of another table, with records of its own."""
    is_header = line.hits >= LEAST_HITS and line.score >= SURE_BELOW
    if not is_header or line.last >= best.header.first:
        return False
    records = best.grid.between(line.last, best.header.first).records
    return len(records) > LEAST_HITS and bool((records.diff() > 1).any())


def _stacked(best: Place, others: Sequence[HeaderLine]) -> list[Place]:
    """Tables below each other, each up to the title of the next."""
    headers = (best.header, *others)
    ends = (*(_start(best.grid, each) - 1 for each in others), best.last)
    rivals = tuple(line for line in best.rivals if line.last <= ends[0])
    return [
        Place(best.grid, header, end, rivals if number == 1 else (), number)
        for number, (header, end) in enumerate(zip(headers, ends, strict=True), 1)
    ]


def _grids(sheet: Sheet, *, is_text: bool) -> list[Grid]:
    """Sheet as it stands and, unless it is too long to be transposed, turned."""
    is_short = sheet.cells["row"].n_unique() <= MOST_FIELDS
    return [upright(sheet, is_text=is_text), *([turned(sheet)] if is_short else [])]


def _best_header(grids: list[Grid], decided: Decided) -> Place | None:
    """Best header of a sheet, upright unless the sheet turned shows more known names."""
    offers: list[Place] = []
    for grid in grids:
        if offers and _strength(offers[0]) >= STRONGEST_TURNED:
            break
        lines = _candidates(grid, decided)
        if lines:
            rivals = tuple(line for line in lines[1:] if _is_rival(line, lines[0]))
            offers.append(Place(grid, lines[0], grid.last, rivals))
    return max(offers, key=_strength, default=None)


def _side_by_side(whole: Place) -> list[Place]:
    """Tables that stand beside each other with an empty field between, each with its header."""
    parts = []
    for first, last in _runs(whole.grid.cells["column"].unique().sort().to_list()):
        inside = whole.grid.cells.filter(pl.col("column").is_between(first, last))
        grid = replace(whole.grid, cells=inside)
        lines = header_lines(grid, whole.header.first, whole.header.last)
        header = next((line for line in lines if line.last == whole.header.last), None)
        if header and header.hits >= LEAST_HITS:
            parts.append(Place(grid, header, grid.last, (), len(parts) + 1))
    is_each_named = all(any(map(known_meaning, part.headers)) for part in parts)
    return parts if len(parts) > 1 and is_each_named else []  # months alone go on a table


def _runs(fields: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of fields without a gap."""
    runs: list[tuple[int, int]] = []
    for field in fields:
        if runs and field == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], field)
        else:
            runs.append((field, field))
    return runs


def _strength(place: Place) -> float:
    if place.grid.orientation == ROWS:
        return place.header.score + min(place.header.hits, HITS_COUNTED) * WORTH_OF_A_HIT
    names = {known_meaning(text) for text in place.headers} - {None}  # "M1" down a column is a key
    return place.header.score + min(len(names), HITS_COUNTED) * WORTH_OF_A_HIT - TURNED_LESS


def _candidates(grid: Grid, decided: Decided) -> list[HeaderLine]:
    """Lines that may be the header, best first; a person's choice alone where there is one."""
    if decided.header_line:
        lines = header_lines(grid, grid.first, grid.first + SEARCHED, least=0)
        return [line for line in lines if grid.position(line.last) == decided.header_line]
    lines = header_lines(grid, grid.first, grid.first + SEARCHED)
    least = 1 if decided.table else LEAST_HITS
    known = [line for line in lines if line.hits >= least or source_of(texts_of(line))]
    return _first_page_first(known)


def _first_page_first(lines: list[HeaderLine]) -> list[HeaderLine]:
    """Lines, the best one in the place where it stands first: later pages only repeat it."""
    alike = [line for line in lines if line.texts == lines[0].texts]
    first = min(alike, key=lambda line: line.first, default=None)
    return [line for line in lines if line is first] + [line for line in lines if line is not first]


def _is_rival(line: HeaderLine, best: HeaderLine) -> bool:
    """Whether another line could be the header instead: not one that repeats or overlaps it."""
    repeats = {*texts_of(line)} & {*texts_of(best)}
    overlaps = line.first <= best.last and best.first <= line.last
    return not overlaps and len(repeats) < len(best.texts) / 2 and line.hits * 2 > best.hits


def _start(grid: Grid, header: HeaderLine) -> int:
    """First record of the block in which a further table begins, its title included."""
    records = {*grid.between(header.first - SEARCHED, header.first).records.to_list()}
    start = header.first
    while start - 1 in records:
        start -= 1
    return start
