"""Cells of one column of the sender's as values of one canonical column, with what went wrong."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial

import polars as pl

from pipelines.check import dates, spans
from pipelines.check.conventions import Conventions
from pipelines.check.effort import read_effort
from pipelines.check.imprecise import Approximation, approximate
from pipelines.check.inquiry import Field
from pipelines.check.meaning import Meaning, Reader, quoted, read_cells
from pipelines.check.money import read_money
from pipelines.check.numbers import read_number, written
from pipelines.check.words import absent, known_words, read_boolean, read_word, unusable
from pipelines.months import NAMES
from pipelines.region import DATA
from pipelines.standing_words import WITHHELD
from pmo.tables import (
    BOOLEAN,
    COUNT,
    DATE,
    DATETIME,
    MINUTES,
    MONEY,
    NUMBER,
    POLARS_TYPES,
    SHARE,
    TEXT,
    Column,
)

PERIOD_COLUMN = "period_start_date"  # of amounts; a cell there names a month or a fiscal year
MONTH_COLUMNS = ("month_date",)  # any day of a month stands for the month
PROSE = (
    "commentary",
    "note",
    "reason",
    "response",
    "text",
    "waiver_reason",
    "labels",
    "iterations",
)
# Begins with a letter and holds nothing that a rule for texts is about, or that is cleaned away.
PLAIN = r"^[A-WYZa-wyz][!-~]*(?: [!-~]+)*$"
PROGRESS = "percent_complete_share"
INVISIBLE = "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
DESTROYED_ID = r"^\d(?:[.,]\d+)?E\+\d+$"
LOST_DIGITS = r"^\d{16,}$"  # of a number cell: a spreadsheet keeps fifteen
DAYS = ("date", "datetime")
DAY_OF_A_MONTH = rf"^\d{{1,2}}[-. ]{{1,2}}(?:{'|'.join(' '.join(NAMES).split())})\.?$"
CUT_KEY = "The spreadsheet has cut the digits of this key. Format the column as text and resend."
DATED_KEY = "The spreadsheet has turned this key into a date. Format the column as text and resend."
LOOK_ALIKES = r"\p{Latin}[\p{Cyrillic}\p{Greek}]|[\p{Cyrillic}\p{Greek}]\p{Latin}"
MIXED_KEY = (
    "Letters of two alphabets that look alike stand in this key. It is loaded as it stands; "
    "if it should equal another, retype it."
)
UNFILLED = r"(?i)^\s*(?:\[[^\]]*\]|<[^<>@]*>|\{[^{}]*\}|xx+)\s*$"
UNFILLED_PROSE = r"^\s*<[^<>@]*>\s*$"  # prose may well stand in other brackets
BLANK_LABEL = r"(?i)^\s*\((?:blank|leer|vide|en blanco|vazio|vuoto)\)\s*$"
PLACEHOLDER_TEXT = "The words of a template stand here. Write the value, or leave the cell empty."
PIVOT_TEXT = "A pivot table writes this where its source has no label. It counts as unknown."
UNUSABLE_TEXTS = ("id_destroyed", "placeholder", "blank_label")
DATED_TEXT = "This cell holds a date where a text belongs. It is loaded as it stands; check it."
WITHHELD_RATING = "The sender withholds the rating. It is kept as written and counts as unknown."


def read_field(
    field: Field, column: Column, conventions: Conventions, context: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Values of the records that are data: ``position, text, value, rule, message, factor``.

    The context has ``position, context``: a row's currency for money, its month for working time.
    """
    cells = field.cells.filter(role=DATA).select("position", "kind", "text")
    if context is not None:
        cells = cells.join(context, on="position", how="left", maintain_order="left")
    if column.type == TEXT and not column.words:
        return _texts(cells, column)
    reader = READERS[column.type](column, field.position, conventions)
    return read_cells(cells, reader, POLARS_TYPES[column.type])


def _texts(cells: pl.DataFrame, column: Column) -> pl.DataFrame:
    """Cleaned texts; what a spreadsheet broke, or a sender withholds, has a rule."""
    if column.name.startswith("health_"):
        return _cleaned(cells, column)
    is_plain = (pl.col("kind") == "text") & pl.col("text").str.contains(PLAIN)
    plain = cells.filter(is_plain).with_columns(
        value="text", rule=pl.lit(""), message=pl.lit(""), factor=pl.lit("1")
    )
    if plain.height == cells.height:
        return plain
    rest = _cleaned(cells.filter(~is_plain), column)
    return pl.concat([plain, rest]).sort("position", maintain_order=True)


def _cleaned(cells: pl.DataFrame, column: Column) -> pl.DataFrame:
    """Texts of which some hold what is cleaned away, or what a rule is about."""
    is_key = column.name.endswith("_id")
    rules = [(is_met, *told) for is_met, told in _text_rules(column, is_key=is_key)]
    rule = pl.coalesce(
        *(pl.when(is_met).then(pl.lit(name)) for is_met, name, _ in rules), pl.lit("")
    )
    message = pl.coalesce(
        *(pl.when(is_met).then(pl.lit(text)) for is_met, _, text in rules), pl.lit("")
    )
    is_usable = ~rule.is_in([*UNUSABLE_TEXTS, *(("date_in_text_column",) if is_key else ())])
    return cells.with_columns(
        value=pl.when(is_usable).then(clean(pl.col("text"), is_prose=column.name in PROSE)),
        rule=rule,
        message=message,
        factor=pl.lit("1"),
    )


def _text_rules(column: Column, *, is_key: bool) -> Iterator[tuple[pl.Expr, tuple[str, str]]]:
    """Yield what a text of the column can meet: whether it does, the rule and the message."""
    text, kind = pl.col("text"), pl.col("kind")
    unfilled = UNFILLED_PROSE if column.name in PROSE else UNFILLED
    yield text.str.contains(unfilled), ("placeholder", PLACEHOLDER_TEXT)
    yield text.str.contains(BLANK_LABEL), ("blank_label", PIVOT_TEXT)
    if is_key:
        is_cut = text.str.contains(DESTROYED_ID) | (
            (kind == "number") & text.str.contains(LOST_DIGITS)
        )
        yield is_cut, ("id_destroyed", CUT_KEY)
        yield (
            kind.is_in(DAYS) | text.str.to_lowercase().str.contains(DAY_OF_A_MONTH),
            ("date_in_text_column", DATED_KEY),
        )
        yield text.str.contains(LOOK_ALIKES), ("confusable", MIXED_KEY)
    elif column.name not in PROSE:
        yield kind.is_in(DAYS), ("date_in_text_column", DATED_TEXT)
    if column.name.startswith("health_"):
        yield text.str.contains(f"(?i){WITHHELD.pattern}"), ("withheld", WITHHELD_RATING)


def read_span_kinds(field: Field) -> pl.DataFrame:
    """Kind of the period that each record names: ``position, value``."""
    cells = field.cells.filter(role=DATA).select("position", "kind", "text")
    kinds = read_cells(cells, lambda kind, text, _: spans.kind_of(kind, text), pl.String())
    return kinds.select("position", "value")


def clean(text: pl.Expr, *, is_prose: bool) -> pl.Expr:
    """Text without invisible signs and needless spaces; prose keeps its lines; never empty."""
    visible = text.str.normalize("NFC").str.replace_all(INVISIBLE, "")
    if is_prose:
        tidy = visible.str.replace_all(r"[\r\n]+", "\n").str.replace_all("\u00a0", " ")
    else:
        tidy = visible.str.replace_all(r"\s+", " ")
    stripped = tidy.str.strip_chars()
    return pl.when(stripped != "").then(stripped)


def _word_reader(column: Column, _: int, __: Conventions) -> Reader:
    known = known_words(column)

    def read(kind: str, text: str, _context: object) -> Meaning:
        meaning = read_word(text, known)
        if meaning.value is not None:
            return meaning
        return absent(kind, text, TEXT) or meaning

    return read


def _boolean_reader(_: Column, __: int, ___: Conventions) -> Reader:
    return lambda kind, text, _context: read_boolean(kind, text)


def _date_reader(column: Column, place: int, conventions: Conventions) -> Reader:
    order = conventions.orders.get(place)
    convert = {DATETIME: dates.read_datetime, DATE: dates.read_date}[column.type]
    if column.name in MONTH_COLUMNS:
        convert = dates.read_month
    if column.name == PERIOD_COLUMN:
        convert = partial(spans.read_start, fiscal_year_start_month=conventions.fiscal_month)
    takes_serials = place in conventions.serials
    is_instant = column.type == DATETIME
    approximation = conventions.approximations.get(place)

    def read(kind: str, text: str, _context: object) -> Meaning:
        if takes_serials and dates.SERIAL_TEXT.fullmatch(text):
            return convert("number", text, order)
        meaning = convert(kind, text, order)
        if meaning.value is not None or kind != "text" or approximation is None:
            return meaning
        found = _approximate(text, approximation, order)
        return meaning if found is None else _as_instant(found) if is_instant else found

    return read


def _as_instant(meaning: Meaning) -> Meaning:
    """Meaning of a day as the moment at which it begins."""
    if isinstance(meaning.value, date) and not isinstance(meaning.value, datetime):
        return replace(meaning, value=datetime.combine(meaning.value, time()))
    return meaning


def _approximate(text: str, approximation: Approximation, order: str | None) -> Meaning | None:
    """Day that stands for a span, or for the first of two dates in one cell."""
    new, *earlier = dates.parts_of(text)
    found = approximate(new, approximation, lambda day: dates.day_of(day, order))
    if found is None or not earlier:
        return found
    message = f"{found.message} The date in brackets is not."
    return Meaning(found.value, "earlier_date_in_brackets", message)


def _money_reader(_: Column, place: int, conventions: Conventions) -> Reader:
    form = conventions.money[place]
    return lambda kind, text, currency: read_money(kind, text, currency, form)


def _effort_reader(_: Column, place: int, conventions: Conventions) -> Reader:
    form = conventions.effort[place]

    def read(kind: str, text: str, month: object) -> Meaning:
        day = date.fromisoformat(month) if isinstance(month, str) else None
        return read_effort(kind, text, day, form)

    return read


def _number_reader(column: Column, place: int, conventions: Conventions) -> Reader:
    mark = conventions.marks.get(place)

    def read(kind: str, text: str, _context: object) -> Meaning:
        meaning = read_number(kind, text, column.type, mark)
        if not isinstance(meaning.value, Decimal):
            return meaning
        value = meaning.value / 100 if _is_percent(kind, text) else meaning.value
        return Meaning(float(value))

    return read


def _count_reader(column: Column, place: int, conventions: Conventions) -> Reader:
    mark = conventions.marks.get(place)

    def read(kind: str, text: str, _context: object) -> Meaning:
        meaning = read_number(kind, text, column.type, mark)
        if not isinstance(meaning.value, Decimal):
            return meaning
        if meaning.value % 1 or _is_percent(kind, text):
            return unusable("not_a_whole_number", text, column.type)
        return Meaning(int(meaning.value))

    return read


def _share_reader(column: Column, place: int, conventions: Conventions) -> Reader:
    mark = conventions.marks.get(place)
    are_points = conventions.points.get(place, False)

    def read(kind: str, text: str, _context: object) -> Meaning:
        meaning = read_number(kind, text, column.type, mark)
        if not isinstance(meaning.value, Decimal):
            return meaning
        share = meaning.value / 100 if are_points or _is_percent(kind, text) else meaning.value
        if share > 1 and column.name == PROGRESS:
            message = f"{quoted(text)} is more than all of the work. Write at most 100%."
            return Meaning(rule="over_100", message=message)
        return Meaning(float(share))

    return read


def _is_percent(kind: str, text: str) -> bool:
    number = written(text) if kind == "text" else None
    return number is not None and number.is_percent


READERS: dict[str, Callable[[Column, int, Conventions], Reader]] = {
    TEXT: _word_reader,
    BOOLEAN: _boolean_reader,
    DATE: _date_reader,
    DATETIME: _date_reader,
    MONEY: _money_reader,
    MINUTES: _effort_reader,
    NUMBER: _number_reader,
    COUNT: _count_reader,
    SHARE: _share_reader,
}
