"""What one table of a sheet means: its titles, fields, principal table and columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from pipelines.headers import currency_of
from pipelines.periods import QUARTER, YEAR, Period, StatedYear, proven_start
from pipelines.recognise import questions
from pipelines.recognise.columns import Field
from pipelines.recognise.content import MOST
from pipelines.recognise.fields import fields
from pipelines.recognise.mapping import Recognised, columns
from pipelines.recognise.nameless import is_nearly, named_by_first_column
from pipelines.recognise.places import Place
from pipelines.recognise.principal import Reading, is_denied, readings
from pipelines.recognise.questions import Decided
from pipelines.recognise.repeated import Repeated, repeated, with_answers
from pipelines.recognise.repeated_totals import without_repeated_totals
from pipelines.recognise.stated_date import StatedDate, agreed, in_bare_titles, in_name, in_titles
from pipelines.recognise.subject import is_no_list, weights
from pipelines.recognise.titled import as_titled
from pipelines.recognise.titles import Titles
from pipelines.recognise.week_days import week_in, week_of_answer
from pipelines.region import RegionColumn
from pipelines.sources import source_of
from pmo.standards import standards
from pmo.tables import CANONICAL, MONEY, column_of

UNKNOWN_YEAR = StatedYear(2000)  # of months across while the question for their year is open
MOST_PROPOSED = 3  # tables that a list may be
MOST_TITLES = 200  # cells above a header that are looked at


@dataclass(frozen=True)
class Understood:
    """A table of a sheet with all that its region is made of."""

    place: Place
    decided: Decided
    readings: Sequence[Reading]
    table: Recognised
    columns: Sequence[RegionColumn]
    stated: StatedDate | None
    has_year: bool  # whether months without a year of their own have one from elsewhere
    named_alike: Sequence[Repeated] = ()

    @property
    def name(self) -> str:
        """Name of the principal table."""
        return self.table.reading.table.name


def understand(place: Place, decided: Decided, *, file: str) -> Understood | None:
    """Understand one table; None where the headers fill no table after all."""
    titles = Titles(_titles(place), decided.sheet, file)
    source = source_of(place.headers, is_coded=place.is_coded)
    if place.is_coded and not source:
        return None
    year = decided.year or titles.year
    seen = fields(place, year=year or UNKNOWN_YEAR, source=source, decided=decided)
    seen = as_titled(_without_quarters(seen, decided), titles)
    asked = [CANONICAL[decided.table]] if decided.table and decided.table in CANONICAL else []
    if not asked and not source and is_no_list(titles):
        return None
    weighed = weights([one.header.text for one in seen], titles)
    asked_for = asked or (source.fills[:1] if source else ())
    options = readings(seen, tables=asked_for, weights=weighed)
    if not any(option.is_complete for option in options):
        named = [each for each in named_by_first_column(seen) if weighed.get(each.table.name, 1.0)]
        options = [each for each in named if not asked or each.table in asked] or options
    if not options or (not asked and not source and is_denied(seen, options[0])):
        return None
    table = Recognised(
        grid=place.grid,
        header_line=place.header.last,
        fields=seen,
        reading=options[0],
        source=source,
        titles=titles,
        fiscal_year_start_month=1,
        units_below=place.units or {},
        is_coded=place.is_coded,
    )
    table = _with_gates(_with_fiscal_year(_with_week(table, decided), decided), decided)
    added = without_repeated_totals(place.data, columns(table))
    named_alike = repeated(place.data, added)
    mapped = with_answers(added, named_alike, decided)
    return Understood(
        place,
        decided,
        options,
        table,
        mapped,
        _stated(table, mapped),
        has_year=bool(year),
        named_alike=named_alike,
    )


def perhaps(place: Place, decided: Decided) -> tuple[str, ...]:
    """Tables that a list of partly known columns may be, best first; empty for other texts."""
    if place.listed:
        return ()
    seen = fields(place, year=UNKNOWN_YEAR, source=None, decided=decided)
    found = readings(seen, tables=CANONICAL.values())
    near = [reading for reading in found if is_nearly(reading, seen)]
    if not near or is_denied(seen, near[0]):
        return ()
    return tuple(reading.table.name for reading in near[:MOST_PROPOSED])


def _without_quarters(seen: Sequence[Field], decided: Decided) -> list[Field]:
    """Fields, those of quarters left alone where a person wants it."""
    if decided.answer(questions.QUARTERS) != questions.LEAVE_OUT:
        return list(seen)
    return [
        replace(one, settled=()) if one.period and one.period.kind == QUARTER else one
        for one in seen
    ]


def _titles(place: Place) -> list[tuple[str, str]]:
    """Address and text of the cells above the header, in the sender's reading order."""
    above = place.grid.between(place.grid.first, place.header.first - 1)
    return [
        (place.grid.cell(row, column), text) for row, column, _, text in above.cells.iter_rows()
    ][:MOST_TITLES]


def _with_week(table: Recognised, decided: Decided) -> Recognised:
    """Settle the week whose days go across: an answer, else what a title or a name states."""
    week = week_of_answer(decided.answer("week")) or week_in(table.titles)
    year = table.titles.year
    if week is None and year is not None and not year.is_fiscal:
        days = (one.day for one in table.fields)
        dated = next((day for day in days if day and day.month), None)
        week = dated.date_of(date(year.number, dated.month or 1, 1)) if dated else None
    return replace(table, week=week) if week else table


def _with_fiscal_year(table: Recognised, decided: Decided) -> Recognised:
    """Settle the first month of the fiscal year: an answer, the standard, or the usual one."""
    standard = standard_fiscal_month(table, decided)
    usual = questions.USUAL_FISCAL_START.get(currency(table) or "", 1)
    proven = proven_start(periods(table))
    month = decided.fiscal_year_start_month or proven or (standard if standard > 1 else usual)
    return replace(table, fiscal_year_start_month=month if has_years(table) else standard)


def periods(table: Recognised) -> list[Period]:
    """Spans of the columns that are loaded, in the order of the columns."""
    choices = sorted(table.reading.choices.items())
    return [choice.period for _, choice in choices if choice.period]


def standard_fiscal_month(table: Recognised, decided: Decided) -> int:
    """First month of the fiscal year by the standard in force on the file's status date."""
    stated = _in_texts(table.titles)
    day = decided.status_date or (stated.day if stated else None)
    return standards().fiscal_year_start_month(day)


def has_years(table: Recognised) -> bool:
    """Whether amounts of fiscal years, or of months counted in them, are loaded."""
    choices = table.reading.choices.values()
    is_year = any(("period_kind", YEAR) in choice.target.fixed for choice in choices)
    return is_year or any(period.is_fiscal for period in periods(table))


def _with_gates(table: Recognised, decided: Decided) -> Recognised:
    """Settle whether gate dates have happened: an answer, else what blanks among them say."""
    answer = decided.answer("milestone_dates")
    return replace(table, gate_column=f"{answer or proposed_gates(table, decided)}_date")


def proposed_gates(table: Recognised, decided: Decided) -> str:
    """Gates not passed yet are blank where the dates are actual; no actual date lies ahead."""
    stated = _in_texts(table.titles)
    day = decided.status_date or (stated.day if stated else None)
    if day and _latest_gate(table) > day.isoformat():
        return "forecast"
    most = max((one.profile.cells for one in table.fields), default=0)
    has_blanks = any(one.profile.cells < most for one in table.gates)
    return "actual" if has_blanks else "forecast"


def _latest_gate(table: Recognised) -> str:
    """Latest date under any gate, as ISO text; empty where none is a date cell."""
    positions = [one.position for one in table.gates]
    if not positions:
        return ""
    is_date = pl.col("kind").cast(pl.String).is_in(["date", "datetime"])
    is_gate = pl.col("column").is_in(positions) & (pl.col("row") > table.header_line)
    return str(table.grid.cells.filter(is_date & is_gate)["text"].max() or "")[:10]


def currency(table: Recognised) -> str | None:
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
    return _in_texts(table.titles)


def _in_texts(titles: Titles) -> StatedDate | None:
    labelled = agreed(
        in_titles(titles.cells),
        in_name(titles.sheet, "sheet name"),
        in_name(titles.file, "file name"),
    )
    return labelled or in_bare_titles(titles.cells)
