"""The numbers under each header, counted twice: from the raw cells, and from the rows loaded."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import polars as pl

from pipelines.answers import plain
from pipelines.check.clocks import clock_of
from pipelines.check.conventions import Conventions
from pipelines.check.effort import ANY_MONTH, OF_A_MONTH, EffortFormat, clock_minutes, counted
from pipelines.check.inquiry import Field
from pipelines.check.money import MoneyFormat, scale_word
from pipelines.check.numbers import (
    COMMA,
    LARGEST,
    POINT,
    mark_proof,
    proves,
    written,
)
from pipelines.region import DATA, TOTAL
from pipelines.scales import SCALE_OF_WORD
from pmo.currencies import SPELLINGS, spelled_in
from pmo.ledger import Sum
from pmo.tables import COUNT, DATE, MINUTES, MONEY, NUMBER, column_of

COUNTED = {MONEY, MINUTES, COUNT, NUMBER}
MOSTLY = 0.5  # of the filled cells, from which a column without a target counts as numbers
PLACES = Decimal(1).scaleb(-12)
NOISE = Fraction(1, 10**9)  # of decimals beyond those that sums and binary fractions keep
NUMBER_ALONE = re.compile(
    r"(?P<open>[(+\-\u2212]*)(?P<digits>[0-9.,]*[0-9][0-9.,]*)(?P<word>[^\W\d_]*|%)\.?(?P<close>[)\-\u2212]*)"
)
PLAIN_NUMBER = r"^-?[0-9]{1,15}(?:\.[0-9]{1,12})?$"  # is its own exact form
FEW_WORDS = r"^\P{L}*(?:\p{L}+\P{L}*){0,2}$"  # a number has at most a currency and a scale
EXACT = pl.Decimal(38, 12)  # 5 million of the largest numbers can be added up
NO_QUANTITIES = ("year", "jahr", "année", "año", "ano", "id", "uid", "key", "no", "nr", "code")
MULTIPLES = SCALE_OF_WORD | {"%": Decimal("0.01")}
LOADED, REJECTED, TOTALS, IGNORED = "loaded", "rejected", "totals", "ignored"


@dataclass(frozen=True)
class Loaded:
    """Values of one column of the sender's that became rows: ``position, value, factor``."""

    values: pl.DataFrame

    @property
    def in_senders_unit(self) -> tuple[Fraction, Fraction]:
        """Their sum in the sender's unit, and how far rounding can have moved it."""
        total = bound = Fraction(0)
        for factor, count, summed, rounding in self._by_factor():
            total += summed / Fraction(factor)
            bound += rounding / Fraction(factor) + NOISE * count
        return total, bound

    def _by_factor(self) -> Iterator[tuple[str, int, Fraction, Fraction]]:
        """Of each factor: how many values, their sum, and how far they may be from the cells."""
        if self.values["value"].dtype.is_integer():
            whole = pl.col("value").cast(pl.Int128).sum()  # no number of rows can overflow it
            for factor, count, summed in (
                self.values.group_by("factor").agg(count=pl.len(), whole=whole).iter_rows()
            ):
                yield factor, count, Fraction(summed), Fraction(count, 2)
            return
        for value, factor, count in self.values.group_by("value", "factor").len().iter_rows():
            yield factor, count, Fraction(str(value)) * count, Fraction(abs(value)) * count / 2**52


def sums_of(
    fields: Sequence[Field], loaded: Mapping[int, Loaded], conventions: Conventions
) -> dict[str, Sum]:
    """Sum of each column of numbers, by the sender's header."""
    sums: dict[str, Sum] = {}
    for field in fields:
        found = _sum(field, loaded.get(field.position), conventions)
        if found is not None:
            sums[_unused(field.column.header, sums)] = found
    return sums


def _unused(header: str, sums: Mapping[str, Sum]) -> str:
    """Header, numbered where the sender repeats it."""
    names = (header, *(f"{header} ({number})" for number in range(2, len(sums) + 3)))
    return next(name for name in names if name not in sums)


def _sum(field: Field, loaded: Loaded | None, conventions: Conventions) -> Sum | None:
    if not is_countable(field):
        return None
    filled = field.cells.filter(role=DATA).height
    if not field.column.targets and _most_numbers(field) <= filled * MOSTLY:
        return None
    counted = numbers_of(field, conventions)
    if not field.column.targets and counted.filter(role=DATA).height <= filled * MOSTLY:
        return None
    positions = loaded.values.select("position") if loaded else None
    none = dict.fromkeys((LOADED, REJECTED, TOTALS, IGNORED), Decimal(0))
    parts = none | _by_bucket(counted, positions, is_used=bool(field.column.targets))
    return _balanced(_unit(field, conventions), parts, loaded)


def is_countable(field: Field) -> bool:
    """Whether adding up the numbers of the column means anything."""
    column = field.column
    if column.targets:
        return bool(field.types & COUNTED) and clock_of(column) is None
    words = plain(column.header).replace("_", " ").split()
    return not words or words[-1] not in NO_QUANTITIES


def _balanced(unit: str, parts: Mapping[str, Decimal], loaded: Loaded | None) -> Sum:
    """Sum whose rounding closes the gap, if rounding alone can explain the gap."""
    exact, bound = loaded.in_senders_unit if loaded else (Fraction(0), Fraction(0))
    gap = Fraction(parts[LOADED]) - exact
    came = _decimal(exact).quantize(PLACES)
    rest = {name: _plain(parts[name]) for name in (REJECTED, TOTALS, IGNORED)}
    return Sum(
        unit=unit,
        read=_plain(sum(parts.values(), Decimal(0))),
        loaded=_plain(came),
        rounding=_plain(parts[LOADED] - came) if abs(gap) <= bound else Decimal(0),
        **rest,
    )


def _plain(value: Decimal) -> Decimal:
    """Value without zeros at its end."""
    return value.normalize() + 0


def _by_bucket(
    counted: pl.DataFrame, positions: pl.DataFrame | None, *, is_used: bool
) -> dict[str, Decimal]:
    """Sum of the cells that were loaded, rejected, totals or ignored."""
    if positions is None:
        positions = counted.select("position").clear()
    left = REJECTED if is_used else IGNORED
    bucket = (
        pl.when(pl.col("role") == TOTAL)
        .then(pl.lit(TOTALS))
        .when(pl.col("role") != DATA)
        .then(pl.lit(IGNORED))
        .when("is_loaded")
        .then(pl.lit(LOADED))
        .otherwise(pl.lit(left))
    )
    totals = (
        counted.with_columns(is_loaded=_is_among(counted["position"], positions["position"]))
        .group_by("role", "is_loaded", "number")
        .len()
        .group_by(bucket.alias("bucket"))
        .agg((pl.col("number").cast(EXACT) * pl.col("len").cast(EXACT)).sum())
    )
    return dict(totals.iter_rows())


def _is_among(positions: pl.Series, loaded: pl.Series) -> pl.Series:
    """Whether each cell is one that was loaded; most often all are."""
    if positions.equals(loaded):
        return pl.repeat(value=True, n=positions.len(), eager=True)
    return positions.is_in(loaded.implode())


def _most_numbers(field: Field) -> int:
    """How many cells at most hold a number, told by the shapes of their texts."""
    data = field.cells.filter(role=DATA)
    text = pl.col("text")
    shapes = (
        data.filter(kind="text")
        .group_by("text")
        .len()
        .filter(text.str.contains("[0-9]"), text.str.contains(FEW_WORDS))
        .group_by(text.str.replace_all("[0-9]+", "0"))
        .agg(pl.col("len").sum())
    )
    written_out = sum(
        count
        for shape, count in shapes.iter_rows()
        if any(plain_number("text", shape, mark, None) is not None for mark in (POINT, COMMA))
    )
    return data.filter(kind="number").height + written_out


def numbers_of(field: Field, conventions: Conventions) -> pl.DataFrame:
    """Cells of the column that hold a number, in the sender's unit: ``position, role, number``."""
    place = field.position
    effort = conventions.effort.get(place)
    money = conventions.money.get(place)
    mark = conventions.marks.get(place) or mark_proof(field.texts).proven
    kinds = ["number"] if mark == COMMA else ["number", "text"]
    is_plain = pl.col("kind").is_in(kinds) & pl.col("text").str.contains(PLAIN_NUMBER)
    distinct = field.cells.filter(~is_plain).select("kind", "text").unique()
    numbers = [
        plain_effort(kind, text, effort) if effort else plain_number(kind, text, mark, money)
        for kind, text in distinct.iter_rows()
    ]
    texts = [_exact(number) for number in numbers]
    known = distinct.with_columns(pl.Series("number", texts, pl.String)).drop_nulls("number")
    plain = field.cells.filter(is_plain).select("position", "role", number="text")
    others = field.cells.filter(~is_plain).join(known, on=["kind", "text"])
    return pl.concat([plain, others.select("position", "role", "number")])


def _exact(number: Decimal | None) -> str | None:
    """Number with as many decimals as sums keep; None for what nobody counts."""
    if number is None or abs(number) > LARGEST:
        return None
    is_long = number % PLACES != 0
    return format(number.quantize(PLACES) if is_long else number, "f")


def plain_number(
    kind: str, text: str, mark: str | None, money: MoneyFormat | None
) -> Decimal | None:
    """Number that a cell shows, whatever the rules for its column say of it."""
    if kind == "number":
        return Decimal(text)
    match = NUMBER_ALONE.fullmatch(_bare(text)) if kind == "text" else None
    word = match["word"].casefold() if match else ""
    if match is None or (word and word not in MULTIPLES) or (word == "%" and money):
        return None
    number = written(text)
    own = proves(number) if number else None  # a cell that differs counts as it is written
    group, point = (".", ",") if (own or mark) == COMMA else (",", ".")
    digits = match["digits"].replace(group, "").replace(point, ".")
    if digits.count(".") > 1:
        return None
    multiple = MULTIPLES.get(word, Decimal(1)) / (money.scale if money and word else 1)
    is_negative = any(sign in match["open"] + match["close"] for sign in "(-\u2212")
    return Decimal(digits) * (-multiple if is_negative else multiple)


def _bare(text: str) -> str:
    """Text without spaces, apostrophes and signs of currency."""
    bare = re.sub(r"[\s\u00a0\u2007\u2009\u202f'\u2019]", "", text)
    for spelling in SPELLINGS:
        bare = bare.replace(spelling, "", 1)
    return bare


def plain_effort(kind: str, text: str, form: EffortFormat) -> Decimal | None:
    """Working time that a cell shows, in the column's unit."""
    per_unit = form.minutes(form.unit, ANY_MONTH) or Fraction(60)
    clock = clock_minutes(text) if kind in {"duration", "time", "text"} else None
    if clock is not None:
        return None if form.unit in OF_A_MONTH else _decimal(clock / per_unit)
    number, unit = counted(text) if kind == "text" else (text, None)
    value = plain_number(kind, number, form.mark, None)
    minutes = form.minutes(unit, ANY_MONTH) if unit else per_unit
    if value is None or minutes is None:
        return None
    return _decimal(Fraction(value) * minutes / per_unit)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _unit(field: Field, conventions: Conventions) -> str:
    """What one of the numbers is, in the sender's words or else in ours."""
    column, place = field.column, field.position
    money, effort = conventions.money.get(place), conventions.effort.get(place)
    if effort:
        return effort.unit or "hours"
    if column.unit and (spelled_in(column.unit) or not money):
        return column.unit
    if money:
        return f"{money.currency or ''} {scale_word(money.scale)}".strip()
    return _unit_of_change(column.states_change_of, conventions)


def _unit_of_change(name: str | None, conventions: Conventions) -> str:
    """Days for the change of a date, the currency for the change of an amount."""
    if name is None:
        return ""
    if column_of(name).type == DATE:
        return "days"
    return next((form.currency or "" for form in conventions.money.values()), "")
