"""One file -> one load: read, recognise, check, ask, balance, stage, write; then publish once."""

import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.answers import chosen, lasting, still_open, verify
from pipelines.inspection import Inspection, Instructions, inspect_book
from pipelines.overlap import STOP, questions_about, rivalries, settled
from pipelines.read import read
from pipelines.staging import stage
from pmo.errors import (
    MilepostError,
    OpenQuestionsError,
    UnbalancedLoadError,
    UnreadableFileError,
    UsageError,
)
from pmo.ledger import Question, RegionRecord
from pmo.originals import cells_path, keep_cells, keep_original
from pmo.settings import EMBEDDED, Settings
from pmo.warehouse import StagedLoad, StagedPart, Warehouse, open_warehouse

FIRST_ISSUES = 3  # quoted when no row of a file can be used
NO_HEADER = (
    "there is no recognisable header. Put one line of column names above the rows, such as "
    '"Project", "Milestone" and "Forecast date", and load the file again.'
)


@dataclass(frozen=True)
class FileRecord:
    """What became of one file: the record that ``inspect`` and ``load`` give."""

    file: str
    sha256: str = ""
    organisation: str | None = None
    load: int | None = None
    already: bool = False
    status_dates: tuple[date, ...] = ()
    snapshot: str | None = None
    regions: tuple[RegionRecord, ...] = ()
    questions: tuple[Question, ...] = ()  # still open
    answers: Mapping[str, str] = field(default_factory=dict)  # in force, by question id
    error: MilepostError | None = None


@dataclass(frozen=True)
class Intake:
    """Whose files come in, with which instructions, and where they go."""

    instructions: Instructions
    settings: Settings
    organisation: str | None  # None: to be inspected only
    warehouse: Warehouse | None  # None: nothing was ever loaded

    def remembered(self, family: str) -> Mapping[str, str]:
        """Answers given at the last load in force of a template family."""
        if self.warehouse is None or self.organisation is None:
            return {}
        return lasting(self.warehouse.answers(self.organisation, family))

    @contextmanager
    def folder(self) -> Generator[Path]:
        """Give a folder for one file's rows; it goes when the file is done."""
        place = None if self.warehouse is None else self.warehouse.staging
        with TemporaryDirectory(prefix="load-", dir=place) as folder:
            yield Path(folder)


def inspect(
    path: Path, instructions: Instructions, settings: Settings, *, file: str | None = None
) -> FileRecord:
    """Say what a file is, how sure that is, and what is to be asked; change nothing.

    Args:
        path: where the bytes lie.
        instructions: what the person says about the file.
        settings: those of the process.
        file: the sender's name of the file; the name of the path if not given.

    Returns:
        The record, with ``error`` set where the file cannot be read.
    """
    warehouse = open_warehouse(settings) if settings.warehouse.is_dir() else None
    organisation = organisation_named(instructions, settings, warehouse)
    intake = Intake(instructions, settings, organisation, warehouse)
    record = FileRecord(file or path.name, organisation=organisation)
    with intake.folder() as folder:
        try:
            return _prepare(path, record.file, intake, folder).described(record)
        except MilepostError as error:
            return replace(record, error=error)


def load(
    paths: Sequence[Path],
    instructions: Instructions,
    settings: Settings,
    *,
    names: Mapping[Path, str] | None = None,
) -> tuple[FileRecord, ...]:
    """Take files in, each in one transaction, and publish them together at the end.

    A refused file does not stop the others; its record has ``error`` set.

    Args:
        paths: where the bytes lie.
        instructions: what the person says about the files.
        settings: those of the process.
        names: the sender's names of files that lie under other names.

    Raises:
        UsageError: nobody said whose files they are, or they would go into an embedded portfolio.
    """
    warehouse = open_warehouse(settings)
    organisation = own(organisation_named(instructions, settings, warehouse), warehouse)
    intake = Intake(instructions, settings, organisation, warehouse)
    given = names or {}
    records = tuple(take_in(path, intake, file=given.get(path)) for path in paths)
    return published(records, warehouse)


def organisation_named(
    instructions: Instructions, settings: Settings, warehouse: Warehouse | None
) -> str | None:
    """Whose portfolio it is: as named, as set, or the only one that is not embedded."""
    named = instructions.organisation or settings.organisation
    if named or warehouse is None:
        return named
    known = [name for name in warehouse.organisations() if name not in EMBEDDED]
    return known[0] if len(known) == 1 else None


def own(organisation: str | None, warehouse: Warehouse) -> str:
    """Organisation into which a person may load.

    Raises:
        UsageError: none was named, or it is one of those that the product brings along.
    """
    if organisation in EMBEDDED:
        raise UsageError(
            f'"{organisation}" is an embedded portfolio. Load your files into one of your own: '
            "--organisation NAME."
        )
    if organisation is None:
        known = [name for name in warehouse.organisations() if name not in EMBEDDED]
        hint = f" Known so far: {', '.join(known)}." if known else ""
        raise UsageError(
            "Whose portfolio is it? Name the organisation: --organisation NAME, or set "
            f"PMO_ORGANISATION.{hint}"
        )
    return organisation


def take_in(path: Path, intake: Intake, *, file: str | None = None) -> FileRecord:
    """Take one file in; readers see it when the warehouse publishes."""
    record = FileRecord(file or path.name, organisation=intake.organisation)
    with intake.folder() as folder:
        try:
            prepared = _prepare(path, record.file, intake, folder)
        except MilepostError as error:
            return replace(record, error=error)
        record = prepared.described(record)
        try:
            _refuse(record.file, prepared)
            return _write(path, record, prepared.parts, intake, folder)
        except MilepostError as error:
            return replace(record, error=error)


def published(records: Sequence[FileRecord], warehouse: Warehouse) -> tuple[FileRecord, ...]:
    """Publish what was written, and name the snapshot in the records of the loads."""
    if not any(record.load for record in records):
        return tuple(records)
    try:
        snapshot = warehouse.publish()
    except MilepostError as error:
        return tuple(replace(record, error=error) if record.load else record for record in records)
    return tuple(
        replace(record, snapshot=snapshot) if record.load else record for record in records
    )


@dataclass(frozen=True)
class Prepared:
    """One file, understood as far as it can be, its rows waiting in Parquet files."""

    inspection: Inspection
    parts: tuple[StagedPart, ...]
    regions: tuple[RegionRecord, ...]
    questions: tuple[Question, ...]  # still open
    answers: Mapping[str, str]

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


def _prepare(path: Path, file: str, intake: Intake, folder: Path) -> Prepared:
    """Read a file, understand it and stage its rows in ``folder``; nothing is kept yet."""
    if not path.is_file():
        raise UnreadableFileError(file, "there is no such file. Check its name.")
    book = read(path, file=file, limits=intake.settings.limits, keep=folder)
    inspection = inspect_book(book, intake.instructions, intake.settings, intake.remembered)
    staged = stage(inspection, folder)
    still = still_open(inspection.questions, inspection.answers)
    prepared = Prepared(inspection, staged.parts, staged.regions, still, inspection.answers)
    if still or intake.warehouse is None or intake.organisation is None:
        return prepared
    return _with_rivals(prepared, intake.warehouse, intake)


def _with_rivals(prepared: Prepared, warehouse: Warehouse, intake: Intake) -> Prepared:
    """Ask about rows that another template gave, and put the answers in place."""
    sha256 = prepared.inspection.book.sha256
    rivals = rivalries(warehouse, intake.organisation or "", sha256, prepared.parts)
    asked = questions_about(rivals)
    if not rivals:
        return prepared
    verify(asked, intake.instructions.answers)
    answers = dict(prepared.answers)
    for question in asked:
        answer = intake.instructions.answers.get(question.id)
        if answer is None and intake.instructions.accept:
            answer = question.proposal
        if answer is not None and chosen(question, answer) != STOP:
            answers[question.id] = chosen(question, answer) or answer
    regions = list(prepared.regions)
    regions[0] = replace(regions[0], questions=(*regions[0].questions, *asked))
    return replace(
        prepared,
        parts=settled(prepared.parts, rivals, answers),
        regions=tuple(regions),
        questions=still_open(asked, answers),
        answers=answers,
    )


def _refuse(file: str, prepared: Prepared) -> None:
    """Refuse a file that holds nothing, asks something, or would lose something.

    Raises:
        UnreadableFileError: it holds no table, or none of its rows can be used.
        OpenQuestionsError: a question is open.
        UnbalancedLoadError: rows or amounts are neither loaded nor listed.
    """
    tables = [region for region in prepared.regions if region.tables]
    if not tables:
        raise UnreadableFileError(file, NO_HEADER)
    if prepared.questions:
        raise OpenQuestionsError(file, prepared.questions)
    rejected = sum(region.rows.rejected for region in tables)
    if rejected and not any(region.rows.loaded for region in tables):
        raise UnreadableFileError(file, _all_rejected(tables, rejected))
    is_balanced = all(
        region.rows.balances and all(each.balances for each in region.sums.values())
        for region in tables
    )
    if not is_balanced:
        raise UnbalancedLoadError(file, prepared.regions)


def _all_rejected(regions: Sequence[RegionRecord], rejected: int) -> str:
    issues = [issue for region in regions for issue in region.issues]
    first = " ".join(
        f'{f"Sheet {issue.sheet}, " if issue.sheet else ""}{issue.cell} "{issue.value}": '
        f"{issue.message}"
        for issue in issues[:FIRST_ISSUES]
    )
    return (
        f"none of its {rejected} rows can be used, with {len(issues)} issues. {first} "
        "Correct the cells and load the file again."
    )


def _write(
    path: Path,
    record: FileRecord,
    parts: tuple[StagedPart, ...],
    intake: Intake,
    folder: Path,
) -> FileRecord:
    """Keep the original and its raw cells, and write the rows in one transaction."""
    warehouse = intake.warehouse
    if warehouse is None or record.organisation is None:
        message = "A file is written for an organisation, into an open warehouse."
        raise ValueError(message)
    if keep_original(path, warehouse.folder) != record.sha256:
        raise UnreadableFileError(record.file, "it changed while it was read. Load it again.")
    keep_cells(cells_path(record.sha256, folder), record.sha256, intake.settings.cells)
    written = warehouse.write(
        StagedLoad(
            organisation=record.organisation,
            file_name=record.file,
            sha256=record.sha256,
            by=intake.instructions.by,
            mapping=_mapping(record),
            status_dates=record.status_dates,
            parts=parts,
            regions=record.regions,
        )
    )
    return replace(record, load=written.load_id, already=written.already)


def _mapping(record: FileRecord) -> str:
    """Answers and columns in force, so written that equal mappings are equal texts."""
    columns = [
        [region.sheet, region.range.partition(":")[0], match.cell, list(match.columns)]
        for region in record.regions
        for match in region.columns
    ]
    answers = lasting(record.answers)
    return json.dumps({"answers": answers, "columns": columns}, sort_keys=True)
