"""Rows that load as they stand although somebody should look at them."""

from collections.abc import Iterator, Mapping

import polars as pl

from pipelines.check.chronology import STARTS
from pipelines.check.inquiry import Field
from pipelines.check.rows import TROUBLE, Filled
from pmo.tables import STATE, TABLES

MINUTES_OF_A_DAY = 24 * 60
NEVER_NEGATIVE = ("original budget", "approved budget", "forecast", "planned value")
PROGRESS = "percent_complete_share"
FINISHED = "actual_finish_date"
NOTHING_LATER = "actual_"  # what has happened lies before the status date
Fields = Mapping[int, Field]


def implausible(filled: Filled, fields: Fields) -> Iterator[pl.DataFrame]:
    """Yield what contradicts itself, its status date or what its kind of number can be."""
    for column, look in LOOKS.get(filled.block.table, ()):
        field = field_of(filled, column, fields)
        if field is not None:
            yield look(filled.rows, field)
    yield from _ends_before_starts(filled, fields)
    yield from _actuals_to_come(filled, fields)
    yield from _complete_but_open(filled, fields)


def field_of(filled: Filled, column: str, fields: Fields) -> Field | None:
    """The sender's first column that fills a canonical one; None where there is none."""
    columns = filled.block.columns.get(column)
    return fields[columns[0].position] if columns else None


def negative_amounts(rows: pl.DataFrame, field: Field) -> pl.DataFrame:
    """Budgets and forecasts below zero."""
    below = rows.filter(pl.col("amount") < 0, pl.col("measure").is_in(NEVER_NEGATIVE))
    return trouble_of(
        below,
        field,
        rule="amount_out_of_range",
        message="The amount is below zero. It is loaded as it stands; check the sign.",
    )


def long_days(rows: pl.DataFrame, field: Field) -> pl.DataFrame:
    """First booking of each person and day that add up to more than the day has."""
    days = rows.group_by("person_id", "work_date").agg(
        pl.col("position").first(), pl.col("booked_minutes").sum()
    )
    return trouble_of(
        days.filter(pl.col("booked_minutes") > MINUTES_OF_A_DAY),
        field,
        rule="over_24h",
        message="The person has booked more than 24 hours on this day. Check the day's entries.",
    )


LOOKS = {  # by table: the number that is looked at, and how
    "budget_lines": (("amount", negative_amounts),),
    "time_entries": (("booked_minutes", long_days),),
}


def _ends_before_starts(filled: Filled, fields: Fields) -> Iterator[pl.DataFrame]:
    """Yield the ends that lie before the starts of the same row."""
    for end in filled.block.columns:
        start = next((_start_of(end, word) for word in STARTS if word in end), "")
        field = field_of(filled, end, fields)
        if field is None or start not in filled.block.columns:
            continue
        turned = filled.rows.filter(pl.col(end) < pl.col(start))
        message = pl.format(
            "This end lies before its start, {}. Both are loaded; check them.",
            pl.col(start).dt.date().cast(pl.String),
        )
        yield trouble_of(turned, field, rule="finish_before_start", message=message)


def _start_of(end: str, word: str) -> str:
    return end.replace(word, STARTS[word])


def _actuals_to_come(filled: Filled, fields: Fields) -> Iterator[pl.DataFrame]:
    """Yield what is said to have happened after the status date."""
    if TABLES[filled.block.table].kind != STATE:
        return
    for column in filled.block.columns:
        field = field_of(filled, column, fields)
        if field is None or not column.startswith(NOTHING_LATER) or not column.endswith("_date"):
            continue
        message = pl.format(
            "This has not happened yet on the status date, {}. It is loaded; check the date.",
            pl.col("status_date").cast(pl.String),
        )
        later = filled.rows.filter(pl.col(column) > pl.col("status_date"))
        yield trouble_of(later, field, rule="actual_in_future", message=message)


def _complete_but_open(filled: Filled, fields: Fields) -> Iterator[pl.DataFrame]:
    """Yield what is complete without the day on which it was finished."""
    field = field_of(filled, PROGRESS, fields)
    if field is None or FINISHED not in filled.block.columns:
        return
    is_open = (pl.col(PROGRESS) >= 1) & pl.col(FINISHED).is_null()
    message = "All is done, but no actual finish is given. Add the day on which it was finished."
    yield trouble_of(
        filled.rows.filter(is_open), field, rule="complete_without_finish", message=message
    )


def trouble_of(
    rows: pl.DataFrame, field: Field, *, rule: str, message: str | pl.Expr
) -> pl.DataFrame:
    """Trouble of the cells of one field in these rows; a message may speak of the row."""
    told = pl.lit(message) if isinstance(message, str) else message
    texts = field.cells.select("position", "text")
    texts = texts.filter(pl.col("position").is_in(rows["position"].implode()))  # most often few
    return (
        rows.select("position", message=told)
        .join(texts, on="position", how="left", maintain_order="left")
        .with_columns(
            pl.col("text").fill_null(""),
            place=pl.lit(field.position, pl.Int32),
            rule=pl.lit(rule),
        )
        .select(*TROUBLE)
    )
