"""Time between two clocks of a record, such as "in" and "out" on a timesheet."""

import re
from datetime import datetime
from fractions import Fraction

import polars as pl

from pipelines.check.effort import clock_minutes
from pipelines.check.inquiry import Field, Inquiry
from pipelines.check.meaning import Meaning, read_cells
from pipelines.check.words import LEAVE_EMPTY, absent, unusable
from pipelines.region import DATA, RegionColumn
from pmo.tables import MINUTES

CLOCK_IN, CLOCK_OUT = "in", "out"
NEXT_DAY = "the next day"
DAY = 24 * 60
HALF = re.compile(r"(?P<clock>\d{1,2}(?::\d{2}){0,2})\s*(?P<half>[ap])\.?m\.?", re.IGNORECASE)


def clock_of(column: RegionColumn) -> str | None:
    """Whether the column tells when work began, CLOCK_IN, or when it ended, CLOCK_OUT."""
    hints = (dict(target.fixed).get("clock") for target in column.targets)
    return next((hint for hint in hints if hint), None)


def are_clocks(columns: tuple[RegionColumn, ...]) -> bool:
    """Whether two columns hold the beginning and the end of the same work."""
    return {clock_of(column) for column in columns} == {CLOCK_IN, CLOCK_OUT}


def read_clock(kind: str, text: str, _: object = None) -> Meaning:
    """Minutes since midnight, or since the year 1 where the cell holds the day too."""
    missing = absent(kind, text, MINUTES)
    if missing is not None:
        return missing
    if kind == "datetime":
        since = datetime.fromisoformat(text) - datetime.min  # noqa: DTZ901 - only a difference counts
        return Meaning(round(since.total_seconds() / 60))
    half = HALF.fullmatch(text.strip())
    clock = clock_minutes(half["clock"] if half and ":" in text else text)
    if half and clock is not None:
        clock = clock % (12 * 60) + (12 * 60 if half["half"] in "pP" else 0)
    if clock is None or clock > Fraction(DAY):
        return unusable("not_a_time", text, MINUTES)
    return Meaning(round(clock))


def time_between(begun: Field, ended: Field, *, past_midnight: bool) -> list[pl.DataFrame]:
    """Cells of both columns as ``read_cells`` gives them; the second's value is the time worked."""
    first = read_cells(_cells(begun), read_clock, pl.Int64())
    second = read_cells(_cells(ended), read_clock, pl.Int64())
    both = second.join(
        first.select("position", begun="value"), on="position", how="left", maintain_order="left"
    )
    worked = pl.col("value") - pl.col("begun")
    is_over = worked < 0
    next_day = (worked + DAY) if past_midnight else pl.lit(None, pl.Int64)
    told = is_over & pl.lit(not past_midnight) & (pl.col("rule") == "")
    message = "The end lies before the beginning. Write the end as 24:00 or later, or in two rows."
    return [
        first.with_columns(value=pl.lit(None, pl.Int64)),
        both.with_columns(
            value=pl.when(is_over).then(next_day).otherwise(worked),
            rule=pl.when(told).then(pl.lit("over_midnight")).otherwise("rule"),
            message=pl.when(told).then(pl.lit(message)).otherwise("message"),
        ).drop("begun"),
    ]


def runs_past_midnight(fields: tuple[Field, ...], inquiry: Inquiry) -> bool:
    """Whether an end before its beginning is on the next day; asked where one is found."""
    by_clock = {clock_of(field.column): field for field in fields}
    if not {CLOCK_IN, CLOCK_OUT} <= by_clock.keys():
        return False
    begun, ended = by_clock[CLOCK_IN], by_clock[CLOCK_OUT]
    over = time_between(begun, ended, past_midnight=False)[1].filter(rule="over_midnight")
    if over.is_empty():
        return False
    header = ended.column.header
    answer = inquiry.ask(
        "over_midnight",
        header,
        f'{over.height} ends in "{header}" lie before their beginnings. Are they on the next day?',
        choices=(NEXT_DAY, LEAVE_EMPTY),
        proposal=NEXT_DAY,
    )
    return answer == NEXT_DAY


def _cells(field: Field) -> pl.DataFrame:
    return field.cells.filter(role=DATA).select("position", "kind", "text")
