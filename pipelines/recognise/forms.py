"""A form: labels that each have their value beside or below them, wherever they stand.

A form is one record. It is turned like a sheet whose fields go down: the labels make up one
record, the values another, and what has no label counts as titles above. Fields of pairs that do
not stand in the first columns of labels and values have negative places, and their values are
carried from the cells where they are written.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.book import Sheet, address
from pipelines.recognise.carried import Carried, Records, frame_of
from pipelines.recognise.grid import Cell, Grid, upright
from pipelines.recognise.header_words import known_count, known_meaning
from pipelines.recognise.layout import HeaderLine
from pipelines.region import COLUMNS

MOST_LINES, MOST_COLUMNS = 200, 40  # a form is meant for one page
FARTHEST = 4  # columns between a label and its value, where both are merged cells
MOSTLY = 0.5
LEAST_PAIRED = 0.6  # of the cells of a form are labels and values
LONGEST_LABEL = 60  # characters
ELSEWHERE = -100  # first place of what stands outside the first columns of labels and values
TITLES = 0  # record of the texts that have no label
LEAST_SCORE, MORE_SCORE = 0.6, 0.4

At = tuple[int, int]  # row and column


@dataclass(frozen=True)
class Pair:
    """A label and its value; a text below a label can take several lines."""

    label: At
    values: tuple[At, ...]

    @property
    def is_below(self) -> bool:
        """Whether the value stands below its label."""
        return bool(self.values) and self.values[0][0] > self.label[0]


@dataclass(frozen=True)
class Form:
    """A form as a grid of one record, and its labels as the header."""

    grid: Grid
    header: HeaderLine
    last: int  # record of the values
    label_lines: frozenset[int]  # lines on which a label has its value beside it


def form_of(sheet: Sheet) -> Form | None:
    """Read a sheet as a form; None where most of its cells are neither labels nor values."""
    cells = _cells(sheet)
    labels = _labels(cells)
    pairs = _without_titles(list(_pairs(cells, labels)))
    valued = [pair for pair in pairs if pair.values]
    paired = sum(1 + len(pair.values) for pair in pairs)
    if not valued or paired < len(cells) * LEAST_PAIRED:
        return None
    return _turned(sheet, cells, pairs, _main(valued))


def values_elsewhere(records: Records) -> Iterator[Carried]:
    """Values of a form that stand outside the column of its first values."""
    grid = records.grid
    if not grid.elsewhere:
        return
    rows = [
        (row, column, kind, text, grid.cell(row, column))
        for row, column, kind, text in grid.cells.iter_rows()
        if row in records.data and (row, column) in grid.elsewhere
    ]
    yield Carried(frame_of(rows))


def _cells(sheet: Sheet) -> dict[At, Cell]:
    """Filled cells in the order of reading; none where the sheet is longer than any form."""
    last_row, last_column = sheet.cells.select(pl.max("row"), pl.max("column")).row(0)
    if last_row > MOST_LINES or last_column > MOST_COLUMNS:
        return {}
    return {
        (row, column): Cell(kind, text)
        for row, column, kind, text in upright(sheet).cells.iter_rows()
        if text.strip()
    }


def _labels(cells: Mapping[At, Cell]) -> set[At]:
    """Cells that look like labels, in columns where most texts do."""
    likely = {at for at, cell in cells.items() if _is_label(cell)}
    closed = {at for at in likely if cells[at].text.strip().endswith(":")}
    if len(closed) > len(likely) * MOSTLY:
        return closed
    texts: dict[int, int] = {}
    found: dict[int, int] = {}
    for at, cell in cells.items():
        texts[at[1]] = texts.get(at[1], 0) + (cell.kind == "text")
        found[at[1]] = found.get(at[1], 0) + (at in likely)
    shares = {column: found[column] / count for column, count in texts.items() if count}
    return {at for at in likely if at in closed or shares[at[1]] >= MOSTLY}


def _is_label(cell: Cell) -> bool:
    text = cell.text.strip()
    is_short = cell.kind == "text" and len(text) <= LONGEST_LABEL
    return is_short and (text.endswith(":") or known_meaning(text) is not None)


def _pairs(cells: Mapping[At, Cell], labels: set[At]) -> Iterator[Pair]:
    """Every label with its value: the next cell on its right, else what stands below."""
    for row, column in sorted(labels):
        beside = next(
            ((row, at) for at in range(column + 1, column + 1 + FARTHEST) if (row, at) in cells),
            None,
        )
        if beside is not None and beside not in labels:
            yield Pair((row, column), (beside,))
        else:
            yield Pair((row, column), tuple(_below(cells, labels, (row + 1, column))))


def _without_titles(pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs from the first line on that has a value: what stands above is a title."""
    first = min((pair.label[0] for pair in pairs if pair.values), default=0)
    return [pair for pair in pairs if pair.label[0] >= first]


def _below(cells: Mapping[At, Cell], labels: set[At], at: At) -> Iterator[At]:
    """Lines below a label up to a blank or the next label; one line where it is no text."""
    row, column = at
    while (row, column) in cells and (row, column) not in labels:
        yield row, column
        if cells[row, column].kind != "text":
            return
        row += 1


def _main(valued: Sequence[Pair]) -> tuple[int, int]:
    """Columns of the first labels and of their values: those that most pairs share."""
    beside = [(pair.label[1], pair.values[0][1]) for pair in valued if not pair.is_below]
    if not beside:
        column = valued[0].label[1]
        return column, column + 1
    return max(beside, key=lambda columns: (beside.count(columns), -columns[0]))


def _turned(
    sheet: Sheet, cells: Mapping[At, Cell], pairs: Sequence[Pair], main: tuple[int, int]
) -> Form:
    """Labels as one record, values as the next, and the texts without a label as titles."""
    rows: list[tuple[int, int, str, str]] = []
    elsewhere: dict[At, str] = {}

    def put(record: int, field: int, cell: Cell, at: At) -> None:
        rows.append((record, field, cell.kind, cell.text))
        if field < 0:
            elsewhere[record, field] = address(*at)

    first, last = main
    used = {at for pair in pairs for at in (pair.label, *pair.values)}
    texts = []
    for number, pair in enumerate(pairs):
        is_main = pair.label[1] == first and [at[1] for at in pair.values] in ([], [last])
        field = pair.label[0] if is_main else ELSEWHERE - len(cells) + number
        texts.append((field, cells[pair.label].text))
        put(first, field, cells[pair.label], pair.label)
        if pair.values:
            put(last, field, _whole([cells[at] for at in pair.values]), pair.values[0])
    for number, at in enumerate(at for at in cells if at not in used):
        put(TITLES, ELSEWHERE - 2 * len(cells) + number, cells[at], at)
    frame = pl.DataFrame(rows, sheet.cells.schema, orient="row").sort("row", "column")
    lines = frozenset(pair.label[0] for pair in pairs if pair.values and not pair.is_below)
    grid = Grid(frame, (), COLUMNS, sheet=sheet, elsewhere=elsewhere)
    return Form(grid, _header(first, sorted(texts)), last, lines)


def _whole(parts: Sequence[Cell]) -> Cell:
    """One value of the lines that a text takes."""
    return parts[0] if len(parts) == 1 else Cell("text", "\n".join(part.text for part in parts))


def _header(column: int, texts: Sequence[tuple[int, str]]) -> HeaderLine:
    hits = known_count([text for _, text in texts])
    score = round(LEAST_SCORE + MORE_SCORE * hits / len(texts), 3)
    why = f"{hits} of {len(texts)} labels of a form are known headers"
    return HeaderLine(column, column, tuple(texts), hits, min(score, 1.0), why)
