"""One file before it is written: understood as far as it can be, its rows staged."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp

from pipelines.answers import chosen, still_open, verify
from pipelines.book import Book
from pipelines.corrections import corrected
from pipelines.earlier import with_earlier
from pipelines.inspection import Inspection, inspect_book
from pipelines.intake import FileRecord, Intake
from pipelines.overlap import STOP, notes_about, questions_about, rivalries, settled
from pipelines.staging import stage
from pmo.ledger import Question, RegionRecord
from pmo.warehouse import StagedPart, Warehouse


@dataclass(frozen=True)
class Prepared:
    """One file, its rows waiting in Parquet files; nothing is kept yet."""

    inspection: Inspection
    parts: tuple[StagedPart, ...]
    regions: tuple[RegionRecord, ...]
    questions: tuple[Question, ...]  # still open
    answers: Mapping[str, str]  # in force, by question id

    @property
    def has_tables(self) -> bool:
        """Whether anything in the file is a table."""
        return any(region.tables for region in self.regions)

    def described(self, record: FileRecord) -> FileRecord:
        """Put what is known of the file into its record."""
        return replace(
            record,
            sha256=self.inspection.book.sha256,
            status_dates=self.inspection.status_dates,
            regions=self.regions,
            questions=self.questions,
            answers=self.answers,
        )


def prepare(book: Book, intake: Intake, folder: Path) -> Prepared:
    """Understand a file, and stage its rows in a new folder within ``folder``."""
    book = corrected(book, intake.instructions.answers)
    inspection = inspect_book(
        book, intake.instructions, intake.settings, intake.templates, intake.known
    )
    staged = stage(inspection, Path(mkdtemp(dir=folder)))
    still = still_open(inspection.questions, inspection.answers)
    prepared = Prepared(inspection, staged.parts, staged.regions, still, inspection.answers)
    if intake.warehouse is None or intake.organisation is None:
        return prepared
    regions = with_earlier(prepared.regions, staged.parts, intake.warehouse, intake.organisation)
    prepared = replace(prepared, regions=regions)
    if still:
        return prepared
    return _without_doubles(prepared, intake, intake.warehouse, intake.organisation)


def _without_doubles(
    prepared: Prepared, intake: Intake, warehouse: Warehouse, organisation: str
) -> Prepared:
    """Ask about rows that another template gave already, and put the answers in place."""
    sha256 = prepared.inspection.book.sha256
    rivals = rivalries(warehouse, organisation, sha256, prepared.parts)
    if not rivals:
        return prepared
    asked = questions_about(rivals)
    answers = {**prepared.answers, **_answers_to(asked, intake)}
    sheets = {name: region.sheet for region in prepared.regions for name in region.tables}
    first, *others = prepared.regions
    first = replace(
        first,
        questions=(*first.questions, *asked),
        issues=(*first.issues, *notes_about(rivals, sheets)),
    )
    return replace(
        prepared,
        parts=settled(prepared.parts, rivals, answers),
        regions=(first, *others),
        questions=still_open(asked, answers),
        answers=answers,
    )


def _answers_to(asked: tuple[Question, ...], intake: Intake) -> dict[str, str]:
    """Answers given or accepted; to stop leaves the question open."""
    given = intake.instructions.answers
    verify(asked, given)
    answers: dict[str, str] = {}
    for question in asked:
        accepted = question.proposal if intake.instructions.accept else None
        answer = chosen(question, given.get(question.id) or accepted or STOP)
        if answer is not None and answer != STOP:
            answers[question.id] = answer
    return answers
