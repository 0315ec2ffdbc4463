"""Tasks of a schedule as activities: what is left of each, and how early it may begin.

All times are working minutes (``WorkingTime``).
"""

import polars as pl

from pmo.schedules.working_time import WorkingTime
from pmo.standards import standards

WITHOUT_WORK = ("summary", "effort")  # their dates are those of others
DATES = (
    "status_date", "start_date", "finish_date", "actual_start_date", "actual_finish_date",
    "constraint_date",
)  # fmt: skip
MUST = "must"  # it keeps its date, whatever comes before it
HARD = (MUST, "no later than")
STARTS_FROM = "start no earlier than"
FINISHES_FROM = "finish no earlier than"
NEVER = -(10**9)  # before every calendar: nothing holds it


def activities_of(tasks: pl.DataFrame, time: WorkingTime) -> pl.DataFrame:
    """Tasks that are worked on themselves, with these columns beside their own.

    ``remaining`` (null where nothing tells it), ``begun_at`` and ``done_at``; ``earliest`` and
    ``earliest_finish``, which its own dates allow; ``planned``, for a task that waits for nothing.
    """
    leaves = tasks.filter(~_kind().is_in(WITHOUT_WORK))
    timed = time.with_minutes(leaves, *DATES).with_columns(**_states())
    return timed.with_columns(remaining=_remaining()).with_columns(**_bounds())


def _kind() -> pl.Expr:
    return pl.col("task_kind").fill_null("task")


def _states() -> dict[str, pl.Expr]:
    is_complete = pl.col("actual_finish_date").is_not_null()
    has_progress = (pl.col("percent_complete_share") > 0).fill_null(value=False)
    written = pl.col("constraint_kind").str.to_lowercase().str.replace_all(r"[_\s]+", " ")
    known = {word: ours for name, word, ours in standards().words if name == "constraint"}
    return {
        "is_complete": is_complete,
        "has_begun": is_complete | pl.col("actual_start_date").is_not_null() | has_progress,
        "constraint": written.str.strip_chars().replace_strict(known, default=""),
    }


def _remaining() -> pl.Expr:
    """Working time that is left: of a schedule its own statement, else by percent complete."""
    span = (pl.col("finish_date_last") - pl.col("start_date_first")).clip(0)
    no_time = pl.when(_kind() == "milestone").then(0)
    whole = pl.coalesce("duration_minutes", no_time, span).clip(0)
    stated = pl.when(pl.col("duration_minutes").is_not_null()).then("remaining_minutes")
    by_percent = (whole * (1 - pl.col("percent_complete_share"))).round().cast(pl.Int64)
    ahead = (pl.col("finish_date_last") - pl.col("status_date_first")).clip(0)
    return (
        pl.when("is_complete")
        .then(0)
        .when("has_begun")
        .then(pl.coalesce(stated, by_percent, ahead, whole).clip(0))
        .otherwise(whole)
    )


def _bounds() -> dict[str, pl.Expr]:
    is_hard = pl.col("constraint").is_in(HARD)
    starts_from = pl.col("constraint") == STARTS_FROM
    finishes_from = (pl.col("constraint") == FINISHES_FROM) & ~pl.col("has_begun")
    held = pl.max_horizontal(
        "status_date_first",
        pl.when(is_hard).then("start_date_first"),
        pl.when(starts_from).then("constraint_date_first"),
    )
    begun_at = pl.coalesce("actual_start_date_first", "start_date_first", "status_date_first")
    return {
        "begun_at": pl.when("has_begun").then(begun_at),
        "done_at": pl.when("is_complete").then("actual_finish_date_last"),
        "earliest": pl.when("has_begun").then("status_date_first").otherwise(held),
        "earliest_finish": pl.when(finishes_from).then("constraint_date_last").fill_null(NEVER),
        "planned": pl.when("has_begun").then(None).otherwise("start_date_first"),
        "keeps_date": (pl.col("constraint") == MUST) & ~pl.col("has_begun"),
    }
