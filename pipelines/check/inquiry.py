"""What checking a region still has to ask, and what it took for granted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import polars as pl

from pipelines.answers import chosen, question_id
from pipelines.check.dates import CLOCK_OF_A_DAY
from pipelines.region import DATA, Region, RegionColumn
from pmo.ledger import Decision, Issue, Question
from pmo.tables import TABLES

SURE = 1.0


@dataclass(frozen=True)
class Field:
    """One column of the sender's and its cells in all records."""

    column: RegionColumn
    cells: pl.DataFrame  # position, role, kind, text

    @property
    def position(self) -> int:
        """Row or column of the sheet that holds it."""
        return self.column.position

    @property
    def types(self) -> frozenset[str]:
        """Types of the canonical columns that it fills."""
        targets = self.column.targets
        return frozenset(TABLES[each.table][each.column].type for each in targets)

    @property
    def texts(self) -> list[str]:
        """Distinct texts of the records that are data."""
        return self._distinct("text")

    @property
    def days(self) -> list[str]:
        """Distinct texts of the records that are data, without the clock behind a day."""
        texts = pl.Series(self.texts, dtype=pl.String)
        return texts.str.replace(CLOCK_OF_A_DAY.pattern, "").unique(maintain_order=True).to_list()

    @property
    def numbers(self) -> list[Decimal]:
        """Distinct numbers that the spreadsheet holds as numbers."""
        return [Decimal(text) for text in self._distinct("number")]

    def _distinct(self, kind: str) -> list[str]:
        wanted = self.cells.filter(kind=kind, role=DATA)
        return wanted["text"].unique(maintain_order=True).to_list()


@dataclass
class Inquiry:
    """Questions and notes about one region, gathered while its columns are read."""

    region: Region
    answers: Mapping[str, str]
    questions: list[Question] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    proven: list[Decision] = field(default_factory=list)

    def ask(
        self, kind: str, header: str, text: str, *, choices: tuple[str, ...], proposal: str | None
    ) -> str | None:
        """Answer in force to a question about a column, or else its proposal.

        The id begins with ``kind`` and ends with the header, or a word that stands for several.
        """
        id_ = self._id_of(kind, header)
        return self.put(Question(id_, self.region.sheet, header, text, choices, proposal))

    def _id_of(self, kind: str, header: str) -> str:
        return question_id(kind, self.region.sheet, header, place=self.region.place)

    def put(self, question: Question) -> str | None:
        """Ask a question once, and give the answer in force or else the proposal."""
        if question.id not in {each.id for each in self.questions}:
            self.questions.append(question)
        answer = self.answers.get(question.id)
        return question.proposal if answer is None else chosen(question, answer)

    def prove(self, kind: str, header: str, decision: str, why: str) -> None:
        """Keep what the file itself says where a file that says less would have to be asked."""
        id_ = self._id_of(kind, header) if header else kind
        if id_ not in {each.id for each in self.proven}:
            self.proven.append(Decision(id_, header, decision, SURE, why))

    def note(self, rule: str, column: RegionColumn, value: str, message: str) -> None:
        """List what holds for a whole column, at its header."""
        self.issues.append(Issue(self.region.sheet, column.header_cell, rule, value, message))
