"""One file -> one load: read, recognise, check, ask, balance, stage, write; then publish once."""

import json
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from pipelines.answers import of_mapping
from pipelines.book import Book
from pipelines.inspection import Instructions
from pipelines.intake import FileRecord, Intake, SentFile, organisation_named, own
from pipelines.naming.decisions import ANOTHER
from pipelines.preparation import Prepared, prepare
from pipelines.read import read
from pmo.errors import (
    MilepostError,
    OpenQuestionsError,
    UnbalancedLoadError,
    UnreadableFileError,
)
from pmo.ledger import RegionRecord
from pmo.originals import cells_path, keep_cells, keep_original
from pmo.publication import publish_snapshot
from pmo.settings import Settings
from pmo.warehouse import StagedLoad, Warehouse, open_warehouse

READ_AHEAD = 2  # files that child processes read while another is checked and written
FIRST_ISSUES = 3  # quoted when no row of a file can be used
PUT_A_HEADER = (
    "there is no recognisable header. Put one line of column names above the rows, such as "
    '"Project", "Milestone" and "Forecast date", and load the file again.'
)


def _why_no_table(prepared: Prepared) -> str:
    """Say what is missing: a header, or a table that the names in it make."""
    fits = [region.why for region in prepared.inspection.regions if "are known" in region.why]
    if not fits:
        return PUT_A_HEADER
    return (
        f"{fits[0]}. Say which table it is and what its columns mean, or use the names of a blank "
        "workbook of that table, and load the file again."
    )


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
            book = read(path, file=record.file, limits=settings.limits)
            return prepare(book, intake, folder).described(record)
        except MilepostError as error:
            return record.refused(error, path)


def load(
    files: Sequence[Path | SentFile], instructions: Instructions, settings: Settings
) -> tuple[FileRecord, ...]:
    """Take files in, each in one transaction, and publish them together at the end.

    A refused file does not stop the others; its record has ``error`` set.

    Raises:
        UsageError: nobody said whose files they are, or they would go into an embedded portfolio.
    """
    warehouse = open_warehouse(settings)
    organisation = own(organisation_named(instructions, settings, warehouse), warehouse)
    intake = Intake(instructions, settings, organisation, warehouse)
    sent = [file if isinstance(file, SentFile) else SentFile(file, file.name) for file in files]
    return published(tuple(take_in(sent, intake)), warehouse)


def take_in(files: Sequence[SentFile], intake: Intake) -> Iterator[FileRecord]:
    """Take files in one after the other; readers see them when the warehouse publishes."""
    with intake.folder() as folder:
        for file, book in _read_ahead(files, intake.settings, folder):
            if intake.warehouse is not None and not book.done():
                intake.warehouse.make_ready()
            yield _take_in(file, book, intake, folder)


def published(records: Sequence[FileRecord], warehouse: Warehouse) -> tuple[FileRecord, ...]:
    """Publish what was written, and name the snapshot in the records of the loads."""
    if not any(record.load for record in records):
        return tuple(records)
    try:
        outcome = {"snapshot": publish_snapshot(warehouse)}
    except MilepostError as error:
        outcome = {"error": error}
    return tuple(replace(record, **outcome) if record.load else record for record in records)


def _read_ahead(
    files: Sequence[SentFile], settings: Settings, folder: Path
) -> Generator[tuple[SentFile, Future[Book]]]:
    """Files in their order, the next ones being read meanwhile."""
    waiting: deque[tuple[SentFile, Future[Book]]] = deque()
    with ThreadPoolExecutor(READ_AHEAD) as pool:
        for file in files:
            book = pool.submit(read, file.path, file=file.name, limits=settings.limits, keep=folder)
            waiting.append((file, book))
            if len(waiting) > READ_AHEAD:
                yield waiting.popleft()
        yield from waiting


def _take_in(file: SentFile, book: Future[Book], intake: Intake, folder: Path) -> FileRecord:
    record = FileRecord(file.name, organisation=intake.organisation)
    try:
        prepared = prepare(book.result(), intake, folder)
        if not prepared.has_tables and not prepared.questions:
            raise UnreadableFileError(file.name, _why_no_table(prepared))
        record = prepared.described(record)
        _refuse(record.file, prepared)
        return _write(file.path, record, prepared, intake, folder)
    except MilepostError as error:
        return record.refused(error, file.path)


def _refuse(file: str, prepared: Prepared) -> None:
    """Refuse a file that asks something, or of which nothing or not all would be loaded.

    Raises:
        OpenQuestionsError: a question is open.
        UnreadableFileError: none of its rows can be used.
        UnbalancedLoadError: rows or amounts are neither loaded nor listed.
    """
    if prepared.questions:
        raise OpenQuestionsError(file, prepared.questions)
    tables = [region for region in prepared.regions if region.tables]
    rejected = sum(region.rows.rejected for region in tables)
    if rejected and not any(region.rows.loaded for region in tables):
        raise UnreadableFileError(file, _all_rejected(tables, rejected))
    if not all(_balances(region) for region in tables):
        raise UnbalancedLoadError(file, prepared.regions)


def _balances(region: RegionRecord) -> bool:
    """Whether every row and every amount read is loaded or listed."""
    return region.rows.balances and all(each.balances for each in region.sums.values())


def _all_rejected(regions: Sequence[RegionRecord], rejected: int) -> str:
    issues = [issue for region in regions for issue in region.issues]
    first = " ".join(
        f"{f'sheet {issue.sheet}, ' if issue.sheet else ''}{issue.cell}: {issue.message}"
        for issue in issues[:FIRST_ISSUES]
    )
    return (
        f"none of its rows can be used ({rejected} in all). The first of {len(issues):,} found: "
        f"{first} Correct the cells and load the file again."
    )


def _write(
    path: Path, record: FileRecord, prepared: Prepared, intake: Intake, folder: Path
) -> FileRecord:
    """Keep the original and its raw cells, and write the rows in one transaction."""
    warehouse = intake.warehouse
    if warehouse is None or record.organisation is None:
        message = "A file is written for an organisation, into an open warehouse."
        raise ValueError(message)
    if keep_original(path, warehouse.folder) != record.sha256:
        raise UnreadableFileError(record.file, "it changed while it was read. Load it again.")
    keep_cells(cells_path(record.sha256, folder), record.sha256, intake.settings.cells)
    staged = StagedLoad(
        organisation=record.organisation,
        file_name=record.file,
        sha256=record.sha256,
        by=intake.instructions.by,
        mapping=_mapping(record, [region.family for region in prepared.inspection.regions]),
        status_dates=record.status_dates,
        parts=prepared.parts,
        regions=record.regions,
    )
    written = warehouse.write(staged)
    return replace(record, load=written.load_id, already=written.already)


def _mapping(record: FileRecord, families: Sequence[str]) -> str:
    """Answers, columns and families in force, so written that equal ones are equal texts.

    That a name is another than a known one changes no row, and is asked only as others are loaded.
    """
    columns = [
        [region.sheet, region.range.partition(":")[0], match.cell, list(match.columns)]
        for region in record.regions
        for match in region.columns
    ]
    answers = {key: text for key, text in of_mapping(record.answers).items() if text != ANOTHER}
    mapping = {"answers": answers, "columns": columns, "families": families}
    return json.dumps(mapping, sort_keys=True)
