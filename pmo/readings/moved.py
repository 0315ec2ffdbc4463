"""What has no sum to be bridged: colours that turned and dates that moved, as lists."""

import polars as pl

BADNESS = {"green": 0, "amber": 1, "red": 2}
WORSE, BETTER, KNOWLEDGE = "worse", "better", "known or unknown"
LATER, EARLIER, MISSING = "later", "earlier", "missing"


def turned(earlier: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """Compare the colours of projects on two dates.

    Args:
        earlier: ``key`` and ``colour`` of each project on the first date.
        later: the same on the second date, with its ``detail``.

    Returns:
        Projects whose colour differs: ``key``, ``from_colour``, ``to_colour``, ``detail`` and
        ``turn``: worse, better, or whether it is known; worse ones first.
    """
    places = [WORSE, KNOWLEDGE, BETTER]
    step = pl.col("to_badness") - pl.col("from_badness")
    return (
        later.select("key", "detail", to_colour="colour")
        .join(earlier.select("key", from_colour="colour"), on="key")
        .filter(pl.col("from_colour") != pl.col("to_colour"))
        .with_columns(
            pl.col(f"{side}_colour").replace_strict(BADNESS, default=None).alias(f"{side}_badness")
            for side in ("from", "to")
        )
        .with_columns(
            turn=pl.when(step > 0)
            .then(pl.lit(WORSE))
            .when(step < 0)
            .then(pl.lit(BETTER))
            .otherwise(pl.lit(KNOWLEDGE))
        )
        .sort(
            pl.col("turn").replace_strict({turn: n for n, turn in enumerate(places)}),
            pl.col("to_badness").fill_null(0),
            "key",
            descending=[False, True, False],
        )
        .select("key", "from_colour", "to_colour", "turn", "detail")
    )


def moved_dates(earlier: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """Compare the expected dates of milestones that were open on the first of two dates.

    Args:
        earlier: rows of ``milestone_slippage``, one per milestone, on the first date.
        later: the same on the second date.

    Returns:
        Milestones whose date moved or that are reported no more: ``project_id``,
        ``milestone_id``, ``unit_name``, ``from_date``, ``to_date``, calendar ``days`` (positive is
        later) and ``move``: later, earlier or missing; the furthest back first.
    """
    was_open = earlier.filter("is_open").select(
        "project_id", "milestone_id", "unit_name", from_date="forecast_date"
    )
    days = (pl.col("to_date") - pl.col("from_date")).dt.total_days()
    return (
        was_open.join(
            later.select("milestone_id", to_date="expected_date", is_there=pl.lit(value=True)),
            on="milestone_id",
            how="left",
        )
        .with_columns(days=days)
        .with_columns(
            move=pl.when(pl.col("is_there").is_null())
            .then(pl.lit(MISSING))
            .when(pl.col("days") > 0)
            .then(pl.lit(LATER))
            .when(pl.col("days") < 0)
            .then(pl.lit(EARLIER))
        )
        .drop_nulls("move")
        .sort("days", "milestone_id", descending=[True, False], nulls_last=True)
        .drop("is_there")
    )
