"""What the fields of Microsoft Project's XML say: days, durations, the outline, kinds of tasks."""

import polars as pl

from pipelines.schedules import MILESTONE, day

UNSET_YEARS = (1899, 1900, 1970, 1984)  # what programs write where there is no date
TENTHS = 10  # of a minute, in which slack and lag are counted
DURATION = (
    r"^P(?:(?<days>\d+)D)?T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+)(?:\.\d+)?S)?$"
)
TITLES_BY_DEFAULT = r"(?i)^(?:project|projekt|projet|proyecto|projeto|untitled)\s*\d*$"


def is_default(name: str) -> bool:
    """Whether a title is the one that a program gives."""
    return bool(pl.Series([name]).str.contains(TITLES_BY_DEFAULT)[0])


def days_of(frame: pl.DataFrame, *names: str) -> pl.DataFrame:
    """Frame with the days of some moments; null where a program wrote that there is none."""
    days = frame.with_columns(day(pl.col(name)).alias(name) for name in names)
    return days.with_columns(
        pl.when(~pl.col(name).dt.year().is_in(UNSET_YEARS)).then(pl.col(name)).alias(name)
        for name in names
    )


def kind_of(tasks: pl.DataFrame) -> pl.Expr:
    """Kind of each task, by its flags where the program sets them, else by outline and duration."""
    has_flags = bool((tasks["Milestone"] == "1").any() or (tasks["Summary"] == "1").any())
    has_no_length = minutes_of("Duration") == 0
    is_milestone = pl.col("Milestone") == "1" if has_flags else has_no_length
    return (
        pl.when(pl.col("is_above").fill_null(value=False) | (pl.col("Summary") == "1"))
        .then(pl.lit("summary"))
        .when(is_milestone)
        .then(pl.lit(MILESTONE))
        .otherwise(pl.lit("task"))
    )


def of_tenths(name: str) -> pl.Expr:
    """Minutes of a number of tenths of a minute."""
    return (pl.col(name).cast(pl.Float64, strict=False) / TENTHS).round().cast(pl.Int64)


def minutes_of(name: str) -> pl.Expr:
    """Minutes of a duration such as PT8H30M0S, of which parts may be missing."""
    parts = pl.col(name).str.extract_groups(DURATION)
    days, hours, minutes, seconds = (
        parts.struct.field(part).cast(pl.Int64, strict=False).fill_null(0)
        for part in ("days", "hours", "minutes", "seconds")
    )
    whole = (days * 24 + hours) * 60 + minutes + (seconds / 60).round().cast(pl.Int64)
    return pl.when(pl.col(name).str.contains(DURATION)).then(whole)
