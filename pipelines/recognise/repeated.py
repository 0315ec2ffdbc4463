"""Two columns of one name whose cells contradict each other: which of them is meant is asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from pipelines.headers import normalise
from pipelines.recognise.grid import Grid
from pipelines.recognise.questions import IGNORE, Decided
from pipelines.region import RegionColumn
from pmo.ledger import Question
from pmo.tables import DATE, MONEY, column_of

ASKED = "repeated_header"
ORDINALS = ("first", "second", "third", "fourth", "fifth")
MOSTLY = 0.5  # of the records that fill both; fewer differences are slips, listed cell by cell
SHOWN = 3  # values of each column
WHICH_ONE = frozenset((DATE, MONEY))  # types of which two columns of one name may mean two things


@dataclass(frozen=True)
class Repeated:
    """Columns of one name that fill the same place, in the order of the sheet."""

    columns: tuple[RegionColumn, ...]
    samples: tuple[tuple[str, ...], ...]  # of each column, from records where they differ

    @property
    def header(self) -> str:
        """Name that they share."""
        return self.columns[0].header

    def question(self, decided: Decided) -> Question:
        """Ask which of them is meant, showing what each holds."""
        names = ORDINALS[: len(self.columns)]
        shown = "; ".join(
            f"{column.header_cell} holds {', '.join(sample)}"
            for column, sample in zip(self.columns, self.samples, strict=True)
        )
        return Question(
            decided.id_of(ASKED, self.header),
            decided.sheet,
            self.header,
            f'{len(names)} columns are named "{self.header}" and differ: {shown}. Which is meant?',
            (*names, IGNORE),
            names[0],
        )

    def left_out(self, answer: str) -> Iterator[RegionColumn]:
        """Columns that an answer does not mean, as they are listed from then on."""
        for name, column in zip(ORDINALS, self.columns, strict=False):
            if name != answer:
                why = f'of the columns "{self.header}" it was decided to load: {answer}'
                yield replace(column, targets=(), score=0.0, why=why)


def repeated(grid: Grid, columns: Sequence[RegionColumn]) -> tuple[Repeated, ...]:
    """Columns of one name for dates or amounts that differ in most records which fill them."""
    groups: dict[tuple[object, ...], list[RegionColumn]] = {}
    for column in columns:
        types = {column_of(target.name).type for target in column.targets}
        if types & WHICH_ONE:
            groups.setdefault((normalise(column.header), column.targets), []).append(column)
    pairs = (tuple(group) for group in groups.values() if 1 < len(group) <= len(ORDINALS))
    return tuple(found for group in pairs if (found := _contradicting(grid, group)))


def with_answers(
    columns: Sequence[RegionColumn], found: Sequence[Repeated], decided: Decided
) -> tuple[RegionColumn, ...]:
    """Columns of the table, without the targets of those that a person did not mean."""
    answered = ((each, decided.answer(ASKED, each.header)) for each in found)
    left = {
        column.position: column
        for each, answer in answered
        if answer
        for column in each.left_out(answer)
    }
    return tuple(left.get(column.position, column) for column in columns)


def _contradicting(grid: Grid, columns: tuple[RegionColumn, ...]) -> Repeated | None:
    """The columns, if most of the records that fill all of them hold different cells."""
    names = [str(column.position) for column in columns]
    cells = [
        grid.cells.filter(column=column.position).select(
            "row", pl.col("text").str.strip_chars().alias(name)
        )
        for column, name in zip(columns, names, strict=True)
    ]
    both = cells[0]
    for others in cells[1:]:
        both = both.join(others, on="row", maintain_order="left")
    differ = both.filter(pl.concat_list(names).list.n_unique() > 1)
    if differ.height <= both.height * MOSTLY:
        return None
    return Repeated(columns, tuple(tuple(differ[name].head(SHOWN)) for name in names))
