"""The region of a table: its extent, columns, records, fingerprint and open questions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from pipelines.book import Sheet
from pipelines.periods import QUARTER, period_in, proven_start, wraps
from pipelines.recognise import full_names, questions
from pipelines.recognise.carried import (
    Carried,
    Records,
    filled_down,
    together,
    under_headings,
)
from pipelines.recognise.columns import Field
from pipelines.recognise.content import MOST
from pipelines.recognise.fingerprint import family
from pipelines.recognise.forms import values_elsewhere
from pipelines.recognise.grid import Grid, upright
from pipelines.recognise.header_words import known_meaning
from pipelines.recognise.layout import LEAST_HITS, SEARCHED, header_lines
from pipelines.recognise.look import seen
from pipelines.recognise.mapping import Recognised
from pipelines.recognise.outline import nested
from pipelines.recognise.places import Place
from pipelines.recognise.principal import Reading
from pipelines.recognise.questions import Decided
from pipelines.recognise.roles import PLACEHOLDERS, Body, roles
from pipelines.recognise.set_aside import set_aside_records, with_set_aside
from pipelines.recognise.understanding import (
    Understood,
    currency,
    has_years,
    periods,
    proposed_gates,
    standard_fiscal_month,
)
from pipelines.recognise.unlabelled import Unlabelled, about_totals, without_totals
from pipelines.recognise.week_days import UNKNOWN_WEEK
from pipelines.region import (
    CARRIED_SCHEMA,
    DATA,
    IGNORED,
    NTH,
    RECORD_SCHEMA,
    ROWS,
    Region,
    RegionColumn,
)
from pmo.ledger import Issue, Question
from pmo.tables import STATE, TABLES

FILLS_NOTHING = "nothing of this list is loaded"
MOST_QUOTED = 4  # known names of a header that makes no table


def region_of(known: Understood, sheet_index: int) -> Region:
    """Put the region of an understood table together."""
    if known.place.listed:
        marked = with_set_aside(_declared(known.place), known.place.body, known.decided)
        return _region(known, sheet_index, marked, together([]), ())
    known = replace(known, columns=full_names.without_half(known.columns, known.table.fields))
    bare = Unlabelled(known.place.body, _roles(known), _labels(known), known.decided)
    totals = bare.totals
    marked = with_set_aside(without_totals(bare, totals), known.place.body, known.decided)
    records = Records(known.place.body, marked, known.decided, known.table, known.columns)
    more = together(
        [
            *filled_down(records),
            *under_headings(records),
            *nested(records),
            *full_names.joined(records),
            *seen(records),
            *values_elsewhere(records),
        ]
    )
    return _region(known, sheet_index, marked, more, tuple(about_totals(bare, totals)))


def _declared(place: Place) -> pl.DataFrame:
    """Records of a list whose format settles them, as ``roles`` gives those of other tables."""
    aside = dict(place.listed.set_aside) if place.listed else {}
    records = pl.DataFrame({"record": place.body.records})
    reasons = pl.DataFrame(
        {"record": list(aside), "why": list(aside.values())},
        schema={"record": pl.Int32, "why": pl.String},
    )
    found = records.join(reasons, on="record", how="left", maintain_order="left")
    return found.select(
        "record",
        role=pl.when(pl.col("why").is_null()).then(pl.lit(DATA)).otherwise(pl.lit(IGNORED)),
        why=pl.col("why").fill_null(""),
        mark=pl.lit(""),
        written=pl.lit(""),
    )


def _region(
    known: Understood,
    sheet_index: int,
    marked: pl.DataFrame,
    more: Carried,
    about_records: Sequence[Question],
) -> Region:
    table, place = known.table, known.place
    known = replace(known, columns=(*more.columns, *known.columns))
    span = _extent(place)
    stated = known.stated
    certain = stated if stated and stated.is_sure and not stated.other else None
    return Region(
        sheet=known.decided.sheet,
        sheet_index=sheet_index,
        place=place.number,
        orientation=place.grid.orientation,
        first_row=span[0],
        first_column=span[1],
        last_row=span[2],
        last_column=span[3],
        tables=_tables(known),
        header_row=place.grid.position(place.header.last),
        columns=tuple(known.columns),
        records=_placed(place, marked.select("record", "role", "why"), RECORD_SCHEMA),
        family=_family(known),
        score=_score(known),
        why=_why(known),
        status_date=certain.day.isoformat() if certain else None,
        status_date_from=certain.found if certain else "",
        fiscal_year_start_month=table.fiscal_year_start_month if has_years(table) else None,
        currency=currency(table),
        constants=_constants(known),
        questions=tuple(
            question
            for question in (*_questions(known), *more.questions, *about_records)
            if question.id not in known.decided.answers
        ),
        issues=(
            *more.issues,
            *_placeholders(known, marked),
            *set_aside_records(marked, place.body, known.decided.sheet),
        ),
        carried=_placed(place, more.cells.rename({"position": "record"}), CARRIED_SCHEMA),
        is_listed=place.listed is not None,
        is_secondary=bool(table.source and table.source.is_secondary),
    )


def _placed(place: Place, frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Rows of a frame with the sender's position of each record."""
    found = place.grid.placed(frame.sort("record"))
    return found.select(*schema).cast(dict(schema))


def _placeholders(known: Understood, marked: pl.DataFrame) -> Iterator[Issue]:
    """Rows of a template that nobody filled in, each with its text."""
    grid = known.place.body
    for record, text in marked.filter(mark=PLACEHOLDERS).select("record", "written").iter_rows():
        message = "The row holds the words of a template. Fill it in, or delete it."
        column = int(grid.between(record, record).cells["column"][0])
        yield Issue(known.decided.sheet, grid.cell(record, column), "placeholder", text, message)


def _extent(place: Place) -> tuple[int, int, int, int]:
    """First row, first column, last row and last column of the table, as the sender sees them."""
    if place.grid.elsewhere and place.grid.sheet:
        whole = upright(place.grid.sheet)
        return whole.first, whole.fields[0], whole.last, whole.fields[1]
    part = place.grid.between(place.header.first, place.last)
    first, last = place.grid.position(part.first), place.grid.position(part.last)
    left, right = part.fields
    is_upright = place.grid.orientation == ROWS
    return (first, left, last, right) if is_upright else (left, first, right, last)


def _tables(known: Understood) -> tuple[str, ...]:
    """Principal table first, then those that the same records fill."""
    return _filled(known.name, known.columns)


def _filled(principal: str, columns: Sequence[RegionColumn]) -> tuple[str, ...]:
    targets = [target.table for column in columns for target in column.targets]
    groups = ["groups"] if "project_groups" in targets else []
    return tuple(dict.fromkeys((principal, *targets, *groups)))


def _roles(known: Understood) -> pl.DataFrame:
    """Role and mark of every record below the header."""
    grid, header = known.place.body, known.place.header
    body = Body(
        cells=grid.cells,
        first=header.last + 1,
        last=grid.last,
        headers=header.texts,
        labels=_labels(known),
        is_described=known.place.units is not None,
    )
    return roles(body)


def _labels(known: Understood) -> list[int]:
    """Fields that may hold the label of a total: those without numbers."""
    fields = known.table.fields
    return [one.position for one in fields if one.profile.share(one.profile.numbers) <= MOST]


def _family(known: Understood) -> str:
    """Fingerprint by the sender's own columns that are loaded: those of ours come and go."""
    sheet = known.place.grid.sheet
    ours = sheet.added_from if sheet else 0
    sent = [each for each in known.columns if not ours or each.position < ours]
    if known.place.is_coded:
        sent = []  # the program's list and its subject say all
    return family(
        sheet=known.decided.sheet,
        tables=_filled(known.name, sent),
        orientation=known.place.grid.orientation,
        headers=[each.header for each in sent if _is_lasting(each)],
        subject=known.place.listed.subject if known.place.listed else "",
    )


def _is_lasting(column: RegionColumn) -> bool:
    """Whether a column is loaded, and is not one of links, whose number changes every month."""
    return any(NTH not in dict(target.fixed) for target in column.targets)


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
    words.append(f"{known.name.replace('_', ' ')} explains {_share(best)} of them")
    if len(known.readings) > 1:
        other = known.readings[1]
        words.append(f"{other.table.name.replace('_', ' ')} {_share(other)}")
    return "; ".join(words)


def _share(reading: Reading) -> str:
    """Share of the columns that a table explains; what speaks for it besides may weigh more."""
    return f"{min(reading.fit, 1.0):.0%}"


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
    yield from (each.question(decided) for each in known.named_alike)
    yield from questions.about_gates(
        decided, [gate.header.text for gate in table.gates], proposed_gates(table, decided)
    )
    if any(period.kind == QUARTER for period in periods(table)):
        quarters = [one for one in table.fields if one.period and one.period.kind == QUARTER]
        labels = [one.header.shown for one in quarters if one.position in table.reading.choices]
        yield from questions.about_quarters(decided, labels)
    if not known.has_year and any(_is_undated(one) for one in table.fields):
        yield questions.about_year(decided)
    if _is_week_open(table):
        yield questions.about_week(decided)
    if known.stated and (known.stated.is_sure or _holds_state(known)):
        yield from questions.about_status_date(decided, known.stated)
    if _is_fiscal_year_open(table, decided):
        yield questions.about_fiscal_year(decided, currency(table))


def _holds_state(known: Understood) -> bool:
    """Whether any row of the table holds at a status date."""
    return any(TABLES[name].kind == STATE for name in _tables(known))


def _is_undated(one: Field) -> bool:
    """Whether a month across states no year of its own."""
    return one.is_across and period_in(one.header.name) is None


def _is_week_open(table: Recognised) -> bool:
    """Whether days go across of which neither a header, a title nor a row says the week."""
    days = [one.day for one in table.fields if one.day]
    is_dated_by_rows = "work_date" in table.reading.columns
    is_undated = any(not day.is_dated for day in days)
    return is_undated and table.week == UNKNOWN_WEEK and not is_dated_by_rows


def _is_fiscal_year_open(table: Recognised, decided: Decided) -> bool:
    """Whether the first month of the fiscal year is a guess that changes what is loaded."""
    spans = periods(table)
    is_known = standard_fiscal_month(table, decided) > 1 or proven_start(spans) is not None
    if is_known or not has_years(table):
        return False
    is_proven_otherwise = any(period.spans_two_years for period in spans) or wraps(spans)
    return is_proven_otherwise or table.fiscal_year_start_month > 1


def _why_none(grid: Grid) -> str:
    """Why nothing was recognised: no header, or a header that makes no list that is known."""
    best = max(
        header_lines(grid, grid.first, grid.first + SEARCHED), key=lambda h: h.hits, default=None
    )
    if best is None or best.hits < LEAST_HITS:
        return "no recognisable header"
    known = [text for _, text in best.texts if known_meaning(text)]
    names = ", ".join(f'"{text}"' for text in known[:MOST_QUOTED])
    count = f"{len(known)} of {len(best.texts)} names in line {best.last} are known"
    return f"{count} ({names}), but with the cells below they make no list that is known here"


def no_table(
    sheet: Sheet, index: int, *, place: Place | None = None, questions: tuple[Question, ...] = ()
) -> Region:
    """Region of a sheet, or of one place on it, where no table was recognised."""
    whole = upright(sheet)
    part = None if place is None or place.grid.elsewhere else place
    grid = part.grid.between(part.header.first, part.last) if part else whole
    left, right = grid.fields
    why = "hidden sheet" if sheet.is_hidden else FILLS_NOTHING if sheet.lists else _why_none(grid)
    lines = grid.placed(pl.DataFrame({"record": grid.records}))
    records = lines.select("position").with_columns(role=pl.lit(IGNORED), why=pl.lit(why))
    return Region(
        sheet=sheet.name,
        sheet_index=index,
        place=place.number if place else 1,
        orientation=ROWS,
        first_row=grid.position(grid.first),
        first_column=left,
        last_row=grid.position(grid.last),
        last_column=right,
        tables=(),
        header_row=None,
        columns=(),
        records=records.cast(dict(RECORD_SCHEMA)),
        family=family(sheet=sheet.name, tables=(), orientation=ROWS, headers=()),
        score=0.0,
        why=why,
        questions=questions,
    )
