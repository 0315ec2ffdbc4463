"""What a file means, as far as it is clear: regions, checked rows, and what is still to be asked.

Recognising and checking are repeated until no further answer is found, for an answer (the order
of dates, the table of a sheet) can bring up the next question. The file is read only once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipelines import changed_columns, recalled
from pipelines.answers import STATUS_DATE, concerns, proposals, question_id, still_open, verify
from pipelines.book import Book
from pipelines.check import Checked, check
from pipelines.check.translate import has_status_date_column
from pipelines.drift import Drift, compare, questions, shown
from pipelines.naming import NOTHING_KNOWN, Known, named
from pipelines.recognise import recognise
from pipelines.region import Region
from pipelines.remembered import Template, found_again
from pipelines.unrecognised import answers_of_templates
from pmo.errors import UsageError
from pmo.ledger import Issue, Question, RegionRecord
from pmo.settings import Settings

FEW = 3  # headers quoted


@dataclass(frozen=True)
class Instructions:
    """What a person says about the files that they send."""

    organisation: str | None = None
    status_date: date | None = None
    table: str | None = None  # the principal table of every sheet that holds one
    answers: Mapping[str, str] = field(default_factory=dict)  # by question id
    accept: bool = False  # take every proposal
    by: str = ""
    templates: tuple[Template, ...] = ()  # of a mapping file


@dataclass(frozen=True)
class Inspection:
    """One file, recognised and checked with the answers in force."""

    book: Book
    regions: tuple[Region, ...]
    checked: tuple[Checked, ...]  # beside the regions, in their order
    questions: tuple[Question, ...]  # every one that was asked, answered or not
    answers: Mapping[str, str]  # in force, by question id

    @property
    def status_dates(self) -> tuple[date, ...]:
        """Status dates of the rows, in order."""
        return tuple(sorted({day for each in self.checked for day in each.status_dates}))

    @property
    def records(self) -> tuple[RegionRecord, ...]:
        """Ledger of each region, with every question that was asked about it."""
        records = [_with_no_rows(each) for each in self.checked]
        if records:
            notes = (*self.book.notes, *records[0].issues)
            records[0] = replace(records[0], issues=notes)
        return tuple(
            replace(record, questions=tuple(self._asked_about(record, is_first=number == 0)))
            for number, record in enumerate(records)
        )

    def _asked_about(self, record: RegionRecord, *, is_first: bool) -> Iterator[Question]:
        sheets = {each.record.sheet for each in self.checked}
        for question in self.questions:
            is_stray = is_first and question.sheet not in sheets
            if question.sheet == record.sheet or is_stray:
                yield question


def inspect_book(
    book: Book,
    instructions: Instructions,
    settings: Settings,
    templates: Sequence[Template],
    known: Known = NOTHING_KNOWN,
) -> Inspection:
    """Recognise and check a file, with every answer that was given, remembered or accepted.

    Args:
        book: the file as read.
        instructions: what the person says about the file.
        settings: those of the process.
        templates: as they were understood before; what differs from them is listed.
        known: projects and people to which the names of the file are matched.

    Raises:
        UsageError: an answer is none of its question's choices, a mapping file speaks of other
            tables, or one status date is given for a file whose rows carry several.
    """
    answers = given = _given(book, instructions)
    asked: dict[str, Question] = {}
    while True:
        inspection, drifts = _with_answers(book, answers, instructions, settings, templates)
        inspection = _with_names(inspection, known, answers)
        asked |= {question.id: question for question in inspection.questions}
        verify(inspection.questions, answers)
        unanswered = still_open(inspection.questions, answers)
        found = _remembered(unanswered, drifts, answers)
        free = _free(templates, drifts)
        found |= answers_of_templates(book, inspection.regions, free, answers)
        if instructions.accept:
            found = proposals(unanswered) | found
        if not found:
            _refuse_stray(book, instructions.templates, drifts)
            sheets = [sheet.name for sheet in book.sheets]
            in_force = {
                key: answer
                for key, answer in answers.items()
                if key in asked or (concerns(key, sheets) and not _is_of_today(key, given))
            }
            return replace(inspection, questions=tuple(asked.values()), answers=in_force)
        answers = answers | found


def _free(templates: Sequence[Template], drifts: Mapping[int, Drift]) -> list[Template]:
    """Templates that are no table of the file yet, those of a mapping file first."""
    taken = [drift.template for drift in drifts.values()]
    free = [template for template in templates if template not in taken]
    return sorted(free, key=lambda template: not template.is_stated)


def _is_of_today(id_: str, given: Mapping[str, str]) -> bool:
    """Whether an answer is a header line that a template found; next month it is found anew."""
    return id_.startswith("header_row:") and id_ not in given


def _refuse_stray(book: Book, stated: Sequence[Template], drifts: Mapping[int, Drift]) -> None:
    """Refuse a mapping file that speaks of other tables than those of the file.

    Raises:
        UsageError: none of its tables was found.
    """
    if stated and not any(drift.template.is_stated for drift in drifts.values()):
        headers = ", ".join(f'"{shown(column.header)}"' for column in stated[0].columns[:FEW])
        raise UsageError(
            f"{book.file}: no table of it has the headers that {stated[0].origin} names, such as "
            f"{headers}. Name the mapping of this file, or load it without one."
        )


def _given(book: Book, instructions: Instructions) -> dict[str, str]:
    """Answers that hold before anything is asked."""
    answers = dict(instructions.answers)
    if instructions.status_date is not None:
        answers[STATUS_DATE] = instructions.status_date.isoformat()
    if instructions.table is not None:
        regions = recognise(book, answers=answers)
        sheets = [region.sheet for region in regions if region.tables]
        for sheet in sheets or [sheet.name for sheet in book.sheets]:
            answers.setdefault(question_id("table", sheet), instructions.table)
    return answers


def _with_answers(
    book: Book,
    answers: Mapping[str, str],
    instructions: Instructions,
    settings: Settings,
    templates: Sequence[Template],
) -> tuple[Inspection, Mapping[int, Drift]]:
    """Inspection with these answers, and the drift of each region whose template is known."""
    regions = recognise(book, answers=answers)
    drifts = _drifts(regions, templates)
    regions = tuple(
        recalled.in_family(drifts[number]) if number in drifts else region
        for number, region in enumerate(regions)
    )
    stated = instructions.status_date is not None or STATUS_DATE in instructions.answers
    checked = tuple(
        _with_drift(
            _checked(book, region, answers, settings, is_stated=stated),
            drifts.get(number),
            answers,
        )
        for number, region in enumerate(regions)
    )
    asked = {
        question.id: question
        for each in checked
        if _may_ask(each)
        for question in each.record.questions
    }
    return Inspection(book, regions, checked, tuple(asked.values()), {}), drifts


def _with_names(inspection: Inspection, known: Known, answers: Mapping[str, str]) -> Inspection:
    """Put known projects and people in the place of other spellings of their names."""
    checked = tuple(named(inspection.checked, known, answers))
    asked = {
        question.id: question
        for each in checked
        if _may_ask(each)
        for question in each.record.questions
    }
    return replace(inspection, checked=checked, questions=tuple(asked.values()))


def _drifts(regions: Sequence[Region], templates: Sequence[Template]) -> dict[int, Drift]:
    """Drift of each region whose template is known, by the region's place."""
    if not templates:
        return {}
    found = found_again(regions, templates)
    return {number: compare(regions[number], template) for number, template in found.items()}


def _with_drift(checked: Checked, drift: Drift | None, answers: Mapping[str, str]) -> Checked:
    """Put what the template has changed first into the record of its region."""
    if drift is None:
        return checked
    record = checked.record
    record = replace(
        record,
        issues=(*changed_columns.issues(drift), *record.issues),
        questions=(*questions(drift, answers), *record.questions),
    )
    return replace(checked, record=record)


def _with_no_rows(checked: Checked) -> RegionRecord:
    """Record of a region; a header above no rows is listed."""
    record = checked.record
    if not record.tables or _has_records(checked):
        return record
    message = "There are no rows below the header. Load the file again when it has some."
    issue = Issue(record.sheet, record.range, "no_rows", "", message)
    return replace(record, issues=(*record.issues, issue))


def _has_records(checked: Checked) -> bool:
    return bool(checked.record.rows.loaded or checked.record.rows.rejected)


def _may_ask(checked: Checked) -> bool:
    """Whether there is anything that a question could be about: records, or no table yet."""
    return _has_records(checked) or not checked.record.tables


def _checked(
    book: Book, region: Region, answers: Mapping[str, str], settings: Settings, *, is_stated: bool
) -> Checked:
    """Check one region with the status date that holds for it."""
    sheet = book.sheets[region.sheet_index]
    answer = answers.get(STATUS_DATE, region.status_date)
    day = None if answer is None else date.fromisoformat(answer)
    if not has_status_date_column(region):
        return check(sheet, region, status_date=day, answers=answers, settings=settings)
    own = check(sheet, region, status_date=None, answers=answers, settings=settings)
    if not is_stated or own.status_dates == (day,):
        return own
    if len(own.status_dates) > 1:
        raise UsageError(
            f"{book.file}: its rows carry {len(own.status_dates)} status dates of their own, "
            f"{own.status_dates[0]} to {own.status_dates[-1]}. Leave the status date out."
        )
    return check(sheet, region, status_date=day, answers=answers, settings=settings)


def _remembered(
    unanswered: Sequence[Question], drifts: Mapping[int, Drift], answers: Mapping[str, str]
) -> dict[str, str]:
    """Answers of the same templates, as far as they still fit, and what their columns meant."""
    found: dict[str, str] = {}
    besides: dict[str, str] = {}
    for drift in drifts.values():
        found = recalled.remembered(drift, unanswered) | recalled.meanings(drift, answers) | found
        besides = recalled.remembered_besides(drift, unanswered) | besides
    return besides | found
