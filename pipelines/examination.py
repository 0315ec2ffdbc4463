"""One file before it is loaded, as a person looks at it: record, pictures, choices, changes."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipelines.changes import Changes, changes
from pipelines.choices import Choices, choices
from pipelines.inspection import Inspection, Instructions
from pipelines.intake import FileRecord, Intake, organisation_named
from pipelines.kept_books import kept_books
from pipelines.picture import Picture, picture
from pipelines.preparation import prepare
from pipelines.troubles import Trouble, troubles
from pmo.errors import MilepostError
from pmo.ledger import Question
from pmo.settings import Settings
from pmo.warehouse import Warehouse, open_warehouse

# What the rows are decides what else is asked; what a single column means comes last.
IMPORTANCE = ("table", "header_row", "status_date", "overlap", "column", "value", "year",
              "fiscal_year_start", "currency")  # fmt: skip


@dataclass(frozen=True)
class Examination:
    """What is known of a file before it is loaded."""

    record: FileRecord
    pictures: tuple[Picture, ...] = ()
    choices: tuple[Choices, ...] = ()  # beside the regions of the record
    troubles: tuple[Trouble, ...] = ()
    changes: Changes | None = None  # None: it cannot be read, or nobody said whose it is
    notes: tuple[str, ...] = field(default=())  # why no table was found, by region without one

    @property
    def has_tables(self) -> bool:
        """Whether anything in the file is a table."""
        return any(region.tables for region in self.record.regions)

    @property
    def is_ready(self) -> bool:
        """Whether it can be loaded as it stands."""
        return self.record.error is None and self.has_tables and not self.record.questions


def examine(
    path: Path, instructions: Instructions, settings: Settings, *, file: str
) -> Examination:
    """Say all that a person needs in order to decide on a file; change nothing.

    Args:
        path: where the bytes lie.
        instructions: what the person says about the file.
        settings: those of the process.
        file: the sender's name of the file.

    Returns:
        The examination; its record has ``error`` set where the file cannot be read.
    """
    warehouse = open_warehouse(settings) if settings.warehouse.is_dir() else None
    organisation = organisation_named(instructions, settings, warehouse)
    intake = Intake(instructions, settings, organisation, warehouse)
    record = FileRecord(file, organisation=organisation)
    with intake.folder() as folder, _held(warehouse):
        try:
            book = kept_books.read(path, file=file, limits=settings.limits)
            prepared = prepare(book, intake, folder)
        except MilepostError as error:
            return Examination(record.refused(error, path))
        inspection = prepared.inspection
        offered = tuple(choices(inspection))
        return Examination(
            record=_most_important_first(prepared.described(record)),
            pictures=tuple(_pictures(inspection)),
            choices=offered,
            troubles=troubles(prepared.regions, [each.data for each in offered]),
            changes=changes(prepared.parts, warehouse, organisation) if organisation else None,
            notes=tuple(region.why for region in inspection.regions if not region.tables),
        )


def _held(warehouse: Warehouse | None) -> AbstractContextManager[object]:
    """The newest snapshot held open: what is looked up meanwhile does not open the file anew."""
    return nullcontext() if warehouse is None or warehouse.is_empty else warehouse.snapshot()


def _most_important_first(record: FileRecord) -> FileRecord:
    """Record with its open questions in the order in which they decide about others."""

    def place(question: Question) -> int:
        kind = question.id.partition(":")[0]
        return IMPORTANCE.index(kind) if kind in IMPORTANCE else len(IMPORTANCE)

    return replace(record, questions=tuple(sorted(record.questions, key=place)))


def _pictures(inspection: Inspection) -> Iterator[Picture]:
    for index, sheet in enumerate(inspection.book.sheets):
        regions = [region for region in inspection.regions if region.sheet_index == index]
        if sheet.cells.height:
            yield picture(sheet, regions)
