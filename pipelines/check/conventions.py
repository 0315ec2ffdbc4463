"""How each column of a region is written: proven by its texts or its neighbours, or asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pipelines.check import dates, numbers
from pipelines.check.chronology import evidence
from pipelines.check.clocks import runs_past_midnight
from pipelines.check.effort import EffortFormat
from pipelines.check.imprecise import (
    DAYS_OF_SPANS,
    NEAREST_YEAR,
    YEARS,
    Approximation,
    proposal_for,
)
from pipelines.check.inquiry import Field, Inquiry
from pipelines.check.meaning import quoted
from pipelines.check.money import MoneyFormat, scale_of
from pipelines.check.times import note_times
from pipelines.check.units import effort_formats, money_formats
from pipelines.check.words import LEAVE_EMPTY
from pmo.settings import Settings
from pmo.standards import standards
from pmo.tables import COUNT, DATE, DATETIME, MINUTES, MONEY, NUMBER, SHARE

DATES = {DATE, DATETIME}
NUMBERS = {MONEY, MINUTES, SHARE, COUNT, NUMBER}
SERIALS = "dates"
SHARES = "shares of 1"
POINTS = "percentage points"
MILLION = 1_000_000
MOST_SHOWN = 200  # texts of a column that is not loaded
ENOUGH_NUMBERS = 2  # with three digits after their only mark: it parts thousands
SURELY_POINTS = Decimal("1.5")


@dataclass(frozen=True)
class Conventions:
    """How the columns of one region are written, by their positions."""

    orders: Mapping[int, str | None]
    serials: frozenset[int]  # columns whose bare numbers are days
    approximations: Mapping[int, Approximation]  # what stands for spans and days without a year
    marks: Mapping[int, str | None]
    points: Mapping[int, bool]  # percent columns: whether plain numbers are percentage points
    money: Mapping[int, MoneyFormat]
    effort: Mapping[int, EffortFormat]
    fiscal_month: int  # in which a fiscal year begins
    past_midnight: bool  # whether a clock-out before its clock-in is on the next day


def settle(
    fields: tuple[Field, ...],
    inquiry: Inquiry,
    settings: Settings,
    status_date: date | None = None,
) -> Conventions:
    """Conventions of all columns; what cannot be proven is asked of the inquiry.

    Args:
        fields: the columns of the region.
        inquiry: what is asked about the region.
        settings: what holds where the file says nothing.
        status_date: a day without a year is the one nearest to it.
    """
    day_fields = [field for field in fields if field.types & DATES]
    number_fields = [field for field in fields if field.types & NUMBERS]
    unread = [field for field in fields if not field.types]
    marks = _marks(number_fields, inquiry, unread)
    orders = _orders(day_fields, inquiry)
    fiscal_month = inquiry.region.fiscal_year_start_month or _standard_fiscal_month(inquiry)
    by_default = Approximation(fiscal_month, status_date)
    return Conventions(
        orders=orders,
        serials=_serials(day_fields, inquiry),
        approximations={
            field.position: _approximation(field, by_default, orders[field.position], inquiry)
            for field in day_fields
            if not names_spans(field)
        },
        marks=marks,
        points={
            field.position: _is_points(field, marks[field.position], inquiry)
            for field in number_fields
            if SHARE in field.types
        },
        money=money_formats(fields, marks, inquiry, settings),
        effort=effort_formats(number_fields, marks, inquiry, settings),
        fiscal_month=fiscal_month,
        past_midnight=runs_past_midnight(fields, inquiry),
    )


def _standard_fiscal_month(inquiry: Inquiry) -> int:
    """First month of the fiscal year by the standard in force on the file's status date."""
    stated = inquiry.answers.get("status_date", inquiry.region.status_date)
    day = date.fromisoformat(stated) if stated else None
    return standards().fiscal_year_start_month(day)


def names_spans(field: Field) -> bool:
    """Whether the cells of the column name months or years, which are no days to be guessed."""
    return any(
        target.column in {"month_date", "period_start_date"} for target in field.column.targets
    )


def _approximation(
    field: Field, by_default: Approximation, order: str | None, inquiry: Inquiry
) -> Approximation:
    """What stands for the spans of a column, and for its days without a year, once asked."""
    texts = [dates.parts_of(text)[0] for text in field.texts]
    unread = [text for text in texts if dates.day_of(text, order) is None]
    spans = [t for t in unread if by_default.span(t, lambda day: dates.day_of(day, order))]
    alone = [text for text in unread if by_default.lacks_year(text)]
    header = field.column.header
    day = year = None
    if spans:
        day = inquiry.ask(
            "span",
            header,
            f"{quoted(spans[0])} in {quoted(header)} is a span. Which day of such a span is meant?",
            choices=DAYS_OF_SPANS,
            proposal=proposal_for(next(iter(field.column.targets)).column),
        )
    if alone:
        year = inquiry.ask(
            "year",
            header,
            f"{quoted(alone[0])} in {quoted(header)} has no year. Which one is meant?",
            choices=YEARS,
            proposal=NEAREST_YEAR,
        )
    return replace(by_default, day=day, takes_nearest_year=year == NEAREST_YEAR)


def _orders(fields: Sequence[Field], inquiry: Inquiry) -> dict[int, str | None]:
    proofs = {field.position: dates.order_proof(field.days) for field in fields}
    for field in fields:
        _note_short_years(field, inquiry)
        note_times(field, inquiry)
    return {field.position: _order(field, fields, proofs, inquiry) for field in fields}


def _order(
    field: Field,
    fields: Sequence[Field],
    proofs: Mapping[int, dates.OrderProof],
    inquiry: Inquiry,
) -> str | None:
    proof = proofs[field.position]
    if proof.conflicts:
        return dates.CONFLICT
    header = field.column.header
    if proof.undecided is None:
        if proof.proven:
            why = f"{proof.proofs} of its dates can be read in no other order"
            inquiry.prove("date_order", header, proof.proven, why)
        return proof.proven
    likely = proof.proven or _evident_order(proof, proofs.values())
    found = None if likely else evidence(field, fields, proofs)
    question = (
        f"{quoted(proof.undecided)} can be read two ways. Which comes first in {quoted(header)}?"
    )
    return inquiry.ask(
        "date_order",
        header,
        f"{question} {found.words}" if found else question,
        choices=dates.ORDERS,
        proposal=found.order if found else likely,
    )


def _evident_order(proof: dates.OrderProof, others: Iterable[dates.OrderProof]) -> str | None:
    """Order that the other columns with the same mark prove, if they agree."""
    alike = {other.proven for other in others if other.marks & proof.marks and other.proven}
    if len(alike) == 1:
        return alike.pop()
    return dates.DAY_FIRST if not alike and proof.marks == {"."} else None


def _note_short_years(field: Field, inquiry: Inquiry) -> None:
    example = next((text for text in field.days if dates.has_short_year(text)), None)
    if example is not None:
        message = "Years of two digits are read as 1969 to 2068. Write years with four digits."
        inquiry.note("two_digit_year", field.column, example, message)


def _serials(fields: Sequence[Field], inquiry: Inquiry) -> frozenset[int]:
    """Columns whose bare numbers in text cells a person takes for days."""
    found = set()
    for field in fields:
        example = next((text for text in field.texts if dates.SERIAL_TEXT.fullmatch(text)), None)
        if example is None:
            continue
        header = field.column.header
        answer = inquiry.ask(
            "serial_dates",
            header,
            f"Is {quoted(example)} in {quoted(header)} a date that lost its format?",
            choices=(SERIALS, LEAVE_EMPTY),
            proposal=SERIALS,
        )
        if answer == SERIALS:
            found.add(field.position)
    return frozenset(found)


def _marks(
    fields: Sequence[Field], inquiry: Inquiry, unread: Sequence[Field]
) -> dict[int, str | None]:
    """Decimal mark of each column; the columns that are not loaded may show it too."""
    proofs = {field.position: numbers.mark_proof(field.texts) for field in fields}
    shown = [numbers.mark_proof(_numbers_of(field)) for field in unread]
    evident = {proof.proven for proof in (*proofs.values(), *shown) if proof.proven}
    for field in fields:
        _note_spellings(field, inquiry)
    return {
        field.position: _mark(field, proofs[field.position], evident, inquiry) for field in fields
    }


def _numbers_of(field: Field) -> list[str]:
    """Texts of a column, if all are numbers; versions and days show no decimal mark."""
    seen = field.texts[:MOST_SHOWN]
    return seen if all(numbers.written(text) is not None for text in seen) else []


def _note_spellings(field: Field, inquiry: Inquiry) -> None:
    """Say once how a column's numbers with a word of scale, or among real numbers, are read."""
    spelled = [(text, numbers.written(text)) for text in field.texts]
    scaled = [text for text, number in spelled if number is not None and number.scale is not None]
    if scaled and MINUTES not in field.types:
        message = (
            f"{_counted(scaled)} with a word of scale: k counts thousands, m millions, bn billions."
        )
        inquiry.note("scale_assumed", field.column, scaled[0], message)
    texts = [text for text, number in spelled if number is not None]
    marked = [text for text in texts if text.lstrip().startswith("'")]
    found = texts if field.numbers else marked
    if found:
        message = f"{_counted(found)} written as text among the column's numbers. Read as numbers."
        inquiry.note("number_as_text", field.column, found[0], message)


def _counted(texts: Sequence[str]) -> str:
    return f"{len(texts)} different value{'s are' if len(texts) > 1 else ' is'}"


def _mark(
    field: Field, proof: numbers.MarkProof, evident: set[str], inquiry: Inquiry
) -> str | None:
    if proof.proven:
        why = f"{max(proof.point, proof.comma)} of its numbers prove it"
        inquiry.prove("decimal", field.column.header, proof.proven, why)
        return proof.proven
    is_torn = proof.point > 0  # as many prove the point as prove the comma
    if not proof.undecided and not is_torn:
        return numbers.POINT
    header = field.column.header
    example = proof.undecided[0] if proof.undecided else field.texts[0]
    if len(evident) == 1 and not is_torn:
        (mark,) = evident
        message = f"{quoted(example)} is read with a {mark}, as the other columns are written."
        inquiry.note("number_format_assumed", field.column, example, message)
        return mark
    return inquiry.ask(
        "decimal",
        header,
        f"Which mark parts the decimals in {quoted(header)}, where {quoted(example)} stands?",
        choices=tuple(numbers.MARKS),
        proposal=None if is_torn or evident else _likely_mark(field, proof),
    )


def _likely_mark(field: Field, proof: numbers.MarkProof) -> str | None:
    """The other mark, where many numbers have three digits after the same one.

    Not in millions, which are written with three decimals rather than by the thousand.
    """
    marks = {numbers.parting_mark(text) for text in proof.undecided}
    if len(proof.undecided) < ENOUGH_NUMBERS or len(marks) != 1:
        return None
    is_in_millions = scale_of(field.column.unit) >= MILLION
    return numbers.POINT if (marks == {","}) is not is_in_millions else numbers.COMMA


def _is_points(field: Field, mark: str | None, inquiry: Inquiry) -> bool:
    """Whether plain numbers of a percent column are percentage points."""
    sizes = {abs(value) for value in (*field.numbers, *_plain_numbers(field, mark))}
    fractions = [size for size in sizes if 0 < size < 1]
    large = [size for size in sizes if size > SURELY_POINTS]
    header = field.column.header
    if fractions and not large:
        inquiry.prove("percent", header, SHARES, "none of its numbers is over 1.5")
        return False
    if large and not fractions:
        inquiry.prove("percent", header, POINTS, "none of its numbers lies between 0 and 1")
        return True
    if not sizes - {0}:
        return True
    likely = POINTS if len(large) > len(fractions) else SHARES if not large else None
    answer = inquiry.ask(
        "percent",
        header,
        f"Is 1 in {quoted(header)} one percent or the whole?",
        choices=(SHARES, POINTS),
        proposal=likely,
    )
    return answer == POINTS


def _plain_numbers(field: Field, mark: str | None) -> list[Decimal]:
    """Numbers of the texts that carry no percent sign."""
    plain = (numbers.written(text) for text in field.texts)
    values = (
        numbers.value_of(number, mark or numbers.POINT)
        for number in plain
        if number is not None and not number.is_percent
    )
    return [value for value in values if value is not None]
