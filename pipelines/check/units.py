"""What the numbers of a column count: a currency and its scale, or a unit of working time."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import polars as pl

from pipelines.check import numbers
from pipelines.check.effort import UNITS, EffortFormat, clock_minutes, counted, unit_of
from pipelines.check.inquiry import Field, Inquiry
from pipelines.check.meaning import quoted
from pipelines.check.money import MoneyFormat, has_open_scale, scale_of
from pipelines.region import DATA
from pipelines.scales import OPEN_SCALE, SCALES
from pipelines.weeks import weeks_across
from pmo.currencies import AMBIGUOUS, CODES, code_of, spelled_in
from pmo.ledger import Question
from pmo.settings import Settings
from pmo.tables import MINUTES, MONEY, TEXT

MONDAY = "mon"  # over a column of hours, and no unit of months
ZERO = "zero"
UNKNOWN = "unknown"
UNSCALED = "units"
SCALE_CHOICES = (UNSCALED, *SCALES)
ENOUGH_MENTIONS = 2  # amounts that a narrative of the same record repeats with their scale
MENTION = re.compile(
    r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)\s?\(?\s?[£€$]?(?i:(bn|billion|mn?|million|k|thousand))\b"
)
SIGNED_AMOUNT = r"(US\$|A\$|R\$|[£€$¥₹])\s?\d"
MONTHS, DAYS = "months", "days"  # stand for all columns of them in the id of a question
HOURS_OF_A_DAY = 24
DAYS_OF_A_MONTH = 31
SURELY_NO_SHARE = Decimal("1.5")
Marks = Mapping[int, str | None]


def money_formats(
    fields: Sequence[Field], marks: Marks, inquiry: Inquiry, settings: Settings
) -> dict[int, MoneyFormat]:
    """Currency and scale of each column of amounts."""
    amounts = [field for field in fields if MONEY in field.types]
    if not amounts:
        return {}
    signs = {field.position: _sign(field) for field in amounts}
    common = inquiry.region.currency or next((sign for sign in signs.values() if sign), None)
    votes = _scale_votes(fields, amounts, marks)
    likely = settings.currency if common else _likely_currency(fields, settings)
    formats = {
        field.position: MoneyFormat(
            mark=marks[field.position],
            currency=_currency(signs[field.position] or common, inquiry, likely),
            scale=_scale(field, votes, inquiry),
            zero_dash=_dash_is_zero(field, inquiry),
        )
        for field in amounts
    }
    code = code_of(common) if common else None
    if common and code and {each.currency for each in formats.values()} == {code}:
        why = f"the amounts, a header or a note say {quoted(common)}"
        inquiry.prove("currency", "", code, why)
    return formats


def _sign(field: Field) -> str | None:
    """Currency sign or code of the header, else the one that most cells carry."""
    signs = Counter(
        number.currency
        for text in field.texts
        if (number := numbers.written(text)) is not None and number.currency
    )
    most = signs.most_common(1)
    return spelled_in(field.column.unit) or (most[0][0] if most else None)


def _currency(sign: str | None, inquiry: Inquiry, likely: str) -> str | None:
    """Code of a sign; asked once per file where it is ambiguous or missing."""
    code = code_of(sign) if sign else None
    if code is not None:
        return code
    if sign is None and _has_currency_column(inquiry):
        return None
    stands = f"{quoted(sign)} stands for several currencies." if sign else "No currency is stated."
    proposal = AMBIGUOUS.get(sign or "", likely)
    text = f"{stands} Which one are the amounts in? Answer with its code, such as EUR."
    return inquiry.put(Question("currency", inquiry.region.sheet, "", text, CODES, proposal))


def _likely_currency(fields: Sequence[Field], settings: Settings) -> str:
    """Currency that the texts beside the amounts write, if it is one; else the setting's."""
    signs: set[str] = set()
    for field in fields:
        if not field.types - {TEXT}:
            texts = field.cells.filter(role=DATA, kind="text")["text"]
            signs |= set(texts.str.extract(SIGNED_AMOUNT).drop_nulls().unique())
    sign = signs.pop() if len(signs) == 1 else ""
    return code_of(sign) or AMBIGUOUS.get(sign, settings.currency)


def _has_currency_column(inquiry: Inquiry) -> bool:
    columns = inquiry.region.columns
    return any(target.column == "currency" for column in columns for target in column.targets)


def _scale(field: Field, votes: Counter[str], inquiry: Inquiry) -> Decimal:
    """Scale of the header, else the one that texts of the same records show, once confirmed."""
    if has_open_scale(field.column.unit):
        return _open_scale(field, inquiry)
    stated = scale_of(field.column.unit)
    likely = votes.most_common(1)
    if stated != 1 or not likely or likely[0][1] < ENOUGH_MENTIONS or likely[0][0] == UNSCALED:
        return stated
    header = field.column.header
    word = likely[0][0]
    answer = inquiry.ask(
        "unit",
        header,
        f"Texts beside the amounts speak of {word}s. What does 1 in {quoted(header)} stand for?",
        choices=SCALE_CHOICES,
        proposal=word,
    )
    return _size_of(answer)


def _open_scale(field: Field, inquiry: Inquiry) -> Decimal:
    """Scale of a header whose word means two things; nothing is proposed."""
    header = field.column.header
    text = f'"{OPEN_SCALE}" in {quoted(header)} may be a thousand or a million. Which is it?'
    choices = tuple(SCALES)
    return _size_of(inquiry.ask("unit", header, text, choices=choices, proposal=None))


def _size_of(answer: str | None) -> Decimal:
    return Decimal(SCALES[answer][0]) if answer in SCALES else Decimal(1)


def _scale_votes(fields: Sequence[Field], amounts: Sequence[Field], marks: Marks) -> Counter[str]:
    """How often a narrative repeats an amount of its record, by the scale that it names."""
    votes: Counter[str] = Counter()
    mentions = _mentions(fields)
    for field in amounts if mentions else ():
        data = field.cells.filter(role=DATA, kind="text")
        for position, text in data.select("position", "text").iter_rows():
            votes.update(_scales_of(text, marks[field.position], mentions.get(position, ())))
    return votes


def _scales_of(
    text: str, mark: str | None, mentions: Sequence[tuple[Decimal, str]]
) -> Iterator[str]:
    """Scale of the mentions that are the amount of the text."""
    number = numbers.written(text) if mentions else None
    value = numbers.value_of(number, mark or numbers.POINT) if number else None
    for mentioned, scale in mentions if value else ():
        if mentioned == value:
            yield scale
        elif mentioned * SCALES[scale][0] == value:
            yield UNSCALED


def _mentions(fields: Sequence[Field]) -> dict[int, list[tuple[Decimal, str]]]:
    """Amounts with a word of scale in the texts of each record."""
    found: dict[int, list[tuple[Decimal, str]]] = {}
    for field in fields:
        if field.types - {TEXT}:
            continue
        cells = field.cells.filter(
            pl.col("role") == DATA,
            pl.col("kind") == "text",
            pl.col("text").str.contains(
                r"\d\s?\(?\s?[£€$]?(?i:bn|billion|mn?|million|k|thousand)\b"
            ),
        )
        for position, text in cells.select("position", "text").iter_rows():
            for number, word in MENTION.findall(text):
                amount = Decimal(number.replace(",", ""))
                found.setdefault(position, []).append((amount, _scale_name(word)))
    return found


def _scale_name(word: str) -> str:
    folded = word.casefold()
    return next(name for name, (_, words) in SCALES.items() if folded in words)


def _dash_is_zero(field: Field, inquiry: Inquiry) -> bool:
    dashes = [text for text in field.texts if text.strip() == "-"]
    if not dashes:
        return False
    header = field.column.header
    answer = inquiry.ask(
        "dash",
        header,
        f'Does "-" in {quoted(header)} mean zero, or that the amount is unknown?',
        choices=(ZERO, UNKNOWN),
        proposal=ZERO if any(text != "-" for text in dashes) else UNKNOWN,
    )
    return answer == ZERO


def effort_formats(
    fields: Sequence[Field], marks: Marks, inquiry: Inquiry, settings: Settings
) -> dict[int, EffortFormat]:
    """Unit of each column of working time."""
    efforts = [field for field in fields if MINUTES in field.types]
    units = {field.position: _unit(field, efforts, inquiry) for field in efforts}
    weeks = weeks_across(inquiry.region.columns)
    _note_working_days(efforts, units, weeks, inquiry, settings)
    return {
        place: EffortFormat(marks[place], unit, settings, is_week=place in weeks)
        for place, unit in units.items()
    }


def _is_unit_word(word: str) -> bool:
    """Whether a word of a header may be its unit: "Mon" is a day there."""
    return word.casefold() != MONDAY


def _unit(field: Field, efforts: Sequence[Field], inquiry: Inquiry) -> str | None:
    column = field.column
    words = [word for word in re.findall(r"[^\W\d_]{3,}", column.header) if _is_unit_word(word)]
    stated = unit_of(column.unit) or unit_of(" ".join(words))
    span = _span(field)
    by_month = span == MONTHS
    header = span or column.header
    if stated in UNITS:
        inquiry.prove("unit", header, stated, f"{quoted(column.unit or column.header)} says so")
    if stated is not None or not _has_plain_numbers(field):
        return stated or _own_unit(field)
    alike = [each for each in efforts if _span(each) == span] if span else [field]
    return inquiry.ask(
        "unit",
        header,
        f"What do the numbers in {quoted(column.header)} count?",
        choices=UNITS,
        proposal=_likely_unit(alike, by_month=by_month),
    )


def _own_unit(field: Field) -> str | None:
    """Unit that every cell carries itself, if it is the same."""
    units = {counted(text)[1] for text in field.texts}
    return units.pop() if len(units) == 1 else None


def _span(field: Field) -> str:
    """What the column is one of, where months or days go across; their numbers count alike."""
    fixed = {name for target in field.column.targets for name, _ in target.fixed}
    return MONTHS if "month_date" in fixed else DAYS if "work_date" in fixed else ""


def _has_plain_numbers(field: Field) -> bool:
    """Whether any cell is a number that carries no unit of its own."""
    plain = (text for text in field.texts if clock_minutes(text) is None)
    return bool(field.numbers) or any(
        counted(text)[1] is None and numbers.written(text) is not None for text in plain
    )


def _likely_unit(fields: Sequence[Field], *, by_month: bool) -> str | None:
    """Unit that the size of the numbers speaks for."""
    texts = (numbers.written(text) for field in fields for text in field.texts)
    written = [numbers.value_of(number, numbers.POINT) for number in texts if number]
    sizes = [size for field in fields for size in field.numbers]
    largest = max((size for size in (*sizes, *written) if size is not None), default=Decimal(0))
    if by_month:
        return (
            "FTE" if largest <= SURELY_NO_SHARE else "hours" if largest > DAYS_OF_A_MONTH else None
        )
    return "hours" if SURELY_NO_SHARE < largest <= HOURS_OF_A_DAY else None


def _note_working_days(
    fields: Sequence[Field],
    units: Mapping[int, str | None],
    weeks: frozenset[int],
    inquiry: Inquiry,
    settings: Settings,
) -> None:
    """Say once how days and shares of a month become minutes."""
    assumed = {"days", "weeks", "months", "FTE", "percent"}
    field = next((each for each in fields if units[each.position] in assumed), None)
    if field is None:
        return
    hours = Decimal(settings.minutes_per_day) / 60
    unit = units[field.position]
    spans = {
        "weeks": f", and a week {settings.days_per_week} days",
        "months": f", and a month {settings.days_per_month} days",
        **dict.fromkeys(("FTE", "percent"), ", and a month its Mondays to Fridays"),
    }
    if field.position in weeks:
        spans |= dict.fromkeys(("FTE", "percent"), spans["weeks"])
    message = f"One day counts {hours:f} hours{spans.get(unit or '', '')}."
    inquiry.note("effort_assumed", field.column, unit or "", message)
