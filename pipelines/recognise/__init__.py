"""Raw cells in, tables out: what each sheet holds, with a score and a reason for each guess.

Nothing is typed here: ``check`` turns the cells into rows. What cannot be told from the file
alone is a question with a proposal.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from pipelines.book import Book, Sheet
from pipelines.headers import currency_of
from pipelines.periods import YEAR
from pipelines.recognise import questions
from pipelines.recognise.content import MOST
from pipelines.recognise.fields import fields
from pipelines.recognise.fingerprint import family
from pipelines.recognise.mapping import Recognised, columns
from pipelines.recognise.places import Place, places
from pipelines.recognise.principal import Reading, is_denied, readings
from pipelines.recognise.questions import Decided
from pipelines.recognise.roles import Body, roles, units_below
from pipelines.recognise.stated_date import StatedDate, in_name, in_titles
from pipelines.recognise.titles import Titles
from pipelines.region import IGNORED, RECORD_SCHEMA, ROWS, Region, RegionColumn
from pipelines.sources import source_of
from pmo.ledger import Question
from pmo.settings import Settings
from pmo.tables import CANONICAL, MONEY, column_of

NO_ANSWERS: Mapping[str, str] = {}
MOST_TITLES = 200  # cells above a header that are looked at


def recognise(
    book: Book, *, settings: Settings, answers: Mapping[str, str] = NO_ANSWERS
) -> tuple[Region, ...]:
    """Find the tables of a book and what their columns mean.

    Args:
        settings: what holds where neither the file nor an answer says otherwise.
        answers: what a person decided, by question id.

    Returns:
        One region per table, in the order of the sheets; a sheet without one gives a region
        without tables. Each carries its questions that no answer settles.
    """
    return tuple(
        region
        for index, sheet in enumerate(book.sheets)
        if sheet.cells.height
        for region in _regions(book, index, Decided(sheet.name, answers, settings))
    )


def _regions(book: Book, index: int, decided: Decided) -> list[Region]:
    """Regions of one sheet: its tables, or the sheet as it is where there is none."""
    sheet = book.sheets[index]
    found = places(sheet, decided, is_text=book.kind == "csv")
    read = [_read(book, sheet, place, replace(decided, place=place.number)) for place in found]
    understood = [each for each in read if each]
    if not understood:
        return [_no_table(sheet, index)]
    return [_region(sheet, index, each) for each in understood]


@dataclass(frozen=True)
class Understood:
    """A table of a sheet with all that its region is made of."""

    place: Place
    decided: Decided
    readings: Sequence[Reading]
    table: Recognised
    columns: Sequence[RegionColumn]
    stated: StatedDate | None

    @property
    def name(self) -> str:
        """Name of the principal table."""
        return self.table.reading.table.name


def _read(book: Book, sheet: Sheet, place: Place, decided: Decided) -> Understood | None:
    """Understand one table; None where the headers fill no table after all."""
    titles = Titles(_titles(place), sheet.name, book.file)
    source = source_of(place.headers)
    seen = fields(place, year=titles.year, source=source, decided=decided)
    asked = [CANONICAL[decided.table]] if decided.table in CANONICAL else []
    options = readings(seen, tables=asked or (source.fills[:1] if source else ()))
    if not options or (not asked and not source and is_denied(seen, options[0])):
        return None
    body = place.body
    table = Recognised(
        grid=place.grid,
        header_line=place.header.last,
        fields=seen,
        reading=options[0],
        source=source,
        titles=titles,
        fiscal_year_start_month=1,
        units_below=units_below(body.between(body.first, body.first).cells),
    )
    table = _with_gates(_with_fiscal_year(table, decided), decided)
    mapped = columns(table)
    return Understood(place, decided, options, table, mapped, _stated(table, mapped))


def _titles(place: Place) -> list[tuple[str, str]]:
    """Address and text of the cells above the header, in the sender's reading order."""
    above = place.grid.between(place.grid.first, place.header.first - 1)
    return [
        (place.grid.cell(row, column), text) for row, column, _, text in above.cells.iter_rows()
    ][:MOST_TITLES]


def _with_fiscal_year(table: Recognised, decided: Decided) -> Recognised:
    """Settle the first month of the fiscal year: an answer, the setting, or the usual one."""
    setting = decided.settings.fiscal_year_start_month
    usual = questions.USUAL_FISCAL_START.get(_currency(table) or "", 1)
    month = decided.fiscal_year_start_month or (setting if setting > 1 else usual)
    return replace(table, fiscal_year_start_month=month if _has_years(table) else setting)


def _has_years(table: Recognised) -> bool:
    """Whether amounts of fiscal years are loaded."""
    choices = table.reading.choices.values()
    return any(("period_kind", YEAR) in choice.target.fixed for choice in choices)


def _with_gates(table: Recognised, decided: Decided) -> Recognised:
    """Settle whether gate dates have happened: an answer, else what blanks among them say."""
    answer = decided.answer("milestone_dates")
    return replace(table, gate_column=f"{answer or _proposed_gates(table)}_date")


def _proposed_gates(table: Recognised) -> str:
    """Gates not passed yet are blank where the dates are actual."""
    most = max((one.profile.cells for one in table.fields), default=0)
    has_blanks = any(one.profile.cells < most for one in table.gates)
    return "actual" if has_blanks else "forecast"


def _currency(table: Recognised) -> str | None:
    """Currency that a header, a note or the amounts themselves state."""
    units = [one.header.unit for one in table.fields]
    if table.source:
        units += [table.source.unit(one.header.text) for one in table.fields]
    stated = (currency_of(unit) for unit in (*units, table.titles.money_unit))
    return next((code for code in stated if code), None) or _written(table)


def _written(table: Recognised) -> str | None:
    """Currency written in most cells of an amount column."""
    for one in table.fields:
        choice = table.reading.choices.get(one.position)
        if not choice or column_of(choice.target.name).type != MONEY:
            continue
        for code, count in (("GBP", one.profile.pounds), ("EUR", one.profile.euros)):
            if one.profile.share(count) > MOST:
                return code
    return None


def _stated(table: Recognised, mapped: Sequence[RegionColumn]) -> StatedDate | None:
    """Status date of the file: a title's, the sheet's or the file's name; not beside a column."""
    if any(t.column == "status_date" for column in mapped for t in column.targets):
        return None
    return (
        in_titles(table.titles.cells)
        or in_name(table.titles.sheet, "sheet name")
        or in_name(table.titles.file, "file name")
    )


def _region(sheet: Sheet, index: int, known: Understood) -> Region:
    """Put a region together."""
    table, place = known.table, known.place
    span = _extent(place)
    has_years = _has_years(table)
    certain = known.stated if known.stated and not known.stated.other else None
    return Region(
        sheet=sheet.name,
        sheet_index=index,
        orientation=place.grid.orientation,
        first_row=span[0],
        first_column=span[1],
        last_row=span[2],
        last_column=span[3],
        tables=_tables(known),
        header_row=place.grid.position(place.header.last),
        columns=tuple(known.columns),
        records=_roles(known),
        family=_family(known),
        score=_score(known),
        why=_why(known),
        status_date=certain.day.isoformat() if certain else None,
        status_date_from=certain.found if certain else "",
        fiscal_year_start_month=table.fiscal_year_start_month if has_years else None,
        currency=_currency(table),
        constants=_constants(known),
        questions=tuple(q for q in _questions(known) if q.id not in known.decided.answers),
    )


def _extent(place: Place) -> tuple[int, int, int, int]:
    """First row, first column, last row and last column of the table, as the sender sees them."""
    cells = place.grid.between(place.header.first, place.last).cells
    first, last = place.grid.position(place.header.first), place.grid.position(cells["row"][-1])
    left, right = int(cells["column"].min() or 1), int(cells["column"].max() or 1)
    is_upright = place.grid.orientation == ROWS
    return (first, left, last, right) if is_upright else (left, first, right, last)


def _tables(known: Understood) -> tuple[str, ...]:
    """Principal table first, then those that the same records fill."""
    targets = [target.table for column in known.columns for target in column.targets]
    groups = ["groups"] if "project_groups" in targets else []
    return tuple(dict.fromkeys((known.name, *targets, *groups)))


def _roles(known: Understood) -> pl.DataFrame:
    """Role of every record below the header."""
    grid, header = known.place.body, known.place.header
    texts = [one for one in known.table.fields if one.profile.share(one.profile.numbers) <= MOST]
    body = Body(
        cells=grid.cells,
        first=header.last + 1,
        last=grid.last,
        headers=header.texts,
        labels=[one.position for one in texts],
        is_described=bool(known.table.units_below),
    )
    found = grid.placed(roles(body)).select(*RECORD_SCHEMA)
    return found.cast(RECORD_SCHEMA)


def _family(known: Understood) -> str:
    return family(
        sheet=known.decided.sheet,
        tables=_tables(known),
        orientation=known.place.grid.orientation,
        headers=[column.header for column in known.columns if column.targets],
    )


def _score(known: Understood) -> float:
    """Half for the header line, half for the columns that it maps."""
    scores = [column.score for column in known.columns if column.targets] or [0.0]
    return round(known.place.header.score / 2 + sum(scores) / len(scores) / 2, 2)


def _why(known: Understood) -> str:
    """Say where the header is, what the rows are, and what else they could be."""
    header, best = known.place.header, known.readings[0]
    line = "row" if known.place.grid.orientation == ROWS else "column"
    words = [f"{line} {header.last}: {header.why}"]
    if known.table.source:
        words.append(f'the headers are those of "{known.table.source.name}"')
    words.append(f"{known.name.replace('_', ' ')} explains {best.fit:.0%} of them")
    if len(known.readings) > 1:
        other = known.readings[1]
        words.append(f"{other.table.name.replace('_', ' ')} {other.fit:.0%}")
    return "; ".join(words)


def _constants(known: Understood) -> tuple[tuple[str, str], ...]:
    """What a person, or else a proposal, says about all records alike."""
    return tuple(
        (question.id.rpartition(":")[2], said)
        for question in questions.about_missing(known.decided, known.table, known.columns)
        if (said := known.decided.answers.get(question.id) or question.proposal)
    )


def _questions(known: Understood) -> Iterator[Question]:
    """Everything about the structure that is not sure."""
    decided, table = known.decided, known.table
    if not table.source:
        yield from questions.about_table(decided, known.readings)
        yield from questions.about_header(decided, known.place.header, known.place.rivals)
    yield from questions.about_columns(decided, table, known.columns)
    yield from questions.about_missing(decided, table, known.columns)
    yield from questions.about_gates(
        decided, [gate.header.text for gate in table.gates], _proposed_gates(table)
    )
    if known.stated:
        yield from questions.about_status_date(decided, known.stated)
    if _is_fiscal_year_open(table, decided):
        yield questions.about_fiscal_year(decided, _currency(table))


def _is_fiscal_year_open(table: Recognised, decided: Decided) -> bool:
    """Whether the first month of the fiscal year is a guess that changes what is loaded."""
    if decided.settings.fiscal_year_start_month > 1 or not _has_years(table):
        return False
    periods = [choice.period for choice in table.reading.choices.values() if choice.period]
    is_proven_otherwise = any(period.spans_two_years for period in periods)
    return is_proven_otherwise or table.fiscal_year_start_month > 1


def _no_table(sheet: Sheet, index: int) -> Region:
    """Region of a sheet on which no table was recognised."""
    rows = sheet.cells["row"].unique(maintain_order=True)
    why = "no recognisable header"
    records = pl.DataFrame({"position": rows}).with_columns(role=pl.lit(IGNORED), why=pl.lit(why))
    return Region(
        sheet=sheet.name,
        sheet_index=index,
        orientation=ROWS,
        first_row=int(rows.min() or 1),
        first_column=int(sheet.cells["column"].min() or 1),
        last_row=int(rows.max() or 1),
        last_column=int(sheet.cells["column"].max() or 1),
        tables=(),
        header_row=None,
        columns=(),
        records=records.cast(RECORD_SCHEMA),
        family=family(sheet=sheet.name, tables=(), orientation=ROWS, headers=()),
        score=0.0,
        why=why,
    )
