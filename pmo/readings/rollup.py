"""Rows at a metric's grain become rows at the level that is asked for.

Ratios are sums over sums of the units that have both parts; nothing else is ever averaged.
"""

import polars as pl

from pmo.readings.metric import (
    NONE,
    RATIO,
    RECOUNT,
    SHORTFALL,
    SUM,
    WORST,
    Measure,
    Metric,
)

KEYS = ("status_date", "key")
OPTIONAL = {  # columns that a metric's query may leave out
    "measure": pl.String,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "currency": pl.String,
    "reason": pl.String,
    "detail": pl.String,
    "word": pl.String,
    "category": pl.String,
    "colour": pl.String,
    "limit_class": pl.String,
    "is_open": pl.Boolean,
    "unit_name": pl.String,
}


def completed(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with every optional column, values as numbers."""
    absent = [pl.lit(None, t).alias(n) for n, t in OPTIONAL.items() if n not in rows.columns]
    return rows.with_columns(*absent).with_columns(
        pl.col("value", "numerator", "denominator").cast(pl.Float64),
        pl.col("measure", "reason", "currency").cast(pl.String),
    )


def one_unit_each(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows at their own grain: each rests on one unit, known or missing."""
    known = pl.col("value").is_not_null() | pl.col("word").is_not_null()
    return rows.with_columns(used=known.cast(pl.Int64), missing=(~known).cast(pl.Int64))


def roll_up(rows: pl.DataFrame, metric: Metric, *, with_spread: bool) -> pl.DataFrame:
    """One row per status date, key and measure; ``rows`` carry their key already.

    ``with_spread`` adds to a worst value the median, the 80th percentile and the number late.
    """
    parts = [_of_measure(rows, metric, m, with_spread=with_spread) for m in metric.measures]
    return completed(pl.concat(parts, how="diagonal_relaxed"))


def _of_measure(
    rows: pl.DataFrame, metric: Metric, measure: Measure, *, with_spread: bool
) -> pl.DataFrame:
    mine = rows
    if measure.name is not None and measure.roll_up != RECOUNT:
        mine = rows.filter(pl.col("measure") == measure.name)
    worst = _worst_and_spread if with_spread else _worst
    rules = {RATIO: _ratio, SUM: _sum, WORST: worst, NONE: _none}
    if measure.roll_up == RECOUNT:
        return _recount(mine, metric.categories)
    if measure.roll_up == SHORTFALL:
        return _shortfall(mine, is_share=measure.unit == "share")
    return rules[measure.roll_up](mine)


OUTSIDE = ("not_applicable", "on_hold", "complete", "not_started")  # nobody expects a value there
IS_EXPECTED = ~pl.col("reason").is_in(OUTSIDE).fill_null(value=False)
HAS_BOTH = pl.col("numerator").is_not_null() & pl.col("denominator").is_not_null()
IS_BLIND = HAS_BOTH & (pl.col("reason") == "not_assessable").fill_null(value=False)  # of a whole
COUNTS_IN_RATIO = HAS_BOTH & ~IS_BLIND & ((pl.col("numerator") != 0) | (pl.col("denominator") != 0))
FIRST_REASON = pl.col("reason").drop_nulls().mode().sort().first()


def _ratio(rows: pl.DataFrame) -> pl.DataFrame:
    sums = rows.group_by(*KEYS, "measure").agg(
        numerator=pl.col("numerator").filter(HAS_BOTH).sum(),
        denominator=pl.col("denominator").filter(HAS_BOTH).sum(),
        known=HAS_BOTH.any(),
        used=COUNTS_IN_RATIO.sum().cast(pl.Int64),
        missing=((~HAS_BOTH | IS_BLIND) & IS_EXPECTED).sum().cast(pl.Int64),
        currencies=pl.col("currency").filter(HAS_BOTH).drop_nulls().n_unique(),
        currency=pl.col("currency").filter(HAS_BOTH).drop_nulls().first(),
        cause=FIRST_REASON,
    )
    is_mixed = pl.col("currencies") > 1  # no sum of both, so no ratio of sums
    is_known = pl.col("known") & (pl.col("denominator") != 0) & ~is_mixed
    return sums.with_columns(
        value=pl.when(is_known).then(pl.col("numerator") / pl.col("denominator")),
        reason=pl.when(is_known)
        .then(None)
        .when(is_mixed)
        .then(pl.lit("mixed_currency"))
        .when("known")
        .then(pl.coalesce("cause", pl.lit("zero_denominator")))
        .otherwise("cause"),
        numerator=pl.when(pl.col("known") & ~is_mixed).then("numerator"),
        denominator=pl.when(pl.col("known") & ~is_mixed).then("denominator"),
        currency=pl.when(~is_mixed).then("currency"),
    ).drop("cause", "currencies", "known")


def _sum(rows: pl.DataFrame) -> pl.DataFrame:
    known = pl.col("value").is_not_null()
    sums = rows.group_by(*KEYS, "measure").agg(
        value=pl.col("value").sum(),
        used=known.sum().cast(pl.Int64),
        missing=(~known & IS_EXPECTED).sum().cast(pl.Int64),
        currencies=pl.col("currency").filter(known).drop_nulls().n_unique(),
        currency=pl.col("currency").filter(known).drop_nulls().first(),
        cause=FIRST_REASON,
    )
    is_mixed = pl.col("currencies") > 1
    is_known = (pl.col("used") > 0) & ~is_mixed
    return sums.with_columns(
        value=pl.when(is_known).then("value"),
        currency=pl.when(~is_mixed).then("currency"),
        reason=pl.when(is_mixed)
        .then(pl.lit("mixed_currency"))
        .when(pl.col("used") == 0)
        .then("cause"),
    ).drop("currencies", "cause")


SPREAD = ("median", "p80", "late")  # beside a worst value
IS_KNOWN = pl.col("value").is_not_null()
COUNTS = IS_KNOWN & pl.col("is_open").fill_null(value=True)  # the finished cannot get worse
COUNTED = pl.col("value").filter(COUNTS)


def _worst(rows: pl.DataFrame) -> pl.DataFrame:
    """Worst open value, with the name of its unit; of equal ones, a unit with limits of its own."""
    keys = [*KEYS, "measure"]
    worst = (
        rows.filter(COUNTS)
        .filter(pl.col("value") == pl.col("value").max().over(keys))
        .sort("limit_class", "unit_name", nulls_last=True)
        .unique(keys, keep="first", maintain_order=True)
        .select(*keys, "value", "limit_class", detail="unit_name")
    )
    return (
        rows.group_by(keys)
        .agg(
            used=IS_KNOWN.sum().cast(pl.Int64),
            missing=(~IS_KNOWN & IS_EXPECTED).sum().cast(pl.Int64),
            cause=FIRST_REASON,
        )
        .join(worst, on=keys, how="left", nulls_equal=True)
        .with_columns(
            reason=pl.when(pl.col("value").is_null()).then(
                pl.coalesce("cause", pl.lit("not_applicable"))
            )
        )
        .drop("cause")
    )


def _worst_and_spread(rows: pl.DataFrame) -> pl.DataFrame:
    """Worst value, and beside it the median, the 80th percentile and the number late."""
    spread = rows.group_by(*KEYS, "measure").agg(
        median=COUNTED.quantile(0.5, "linear"),
        p80=COUNTED.quantile(0.8, "linear"),
        late=(COUNTED > 0).sum().cast(pl.Float64),
        used=IS_KNOWN.sum().cast(pl.Int64),
        missing=(~IS_KNOWN & IS_EXPECTED).sum().cast(pl.Int64),
    )
    has_any = pl.col("median").is_not_null()  # of nothing there is no spread
    long = (
        spread.filter(has_any)
        .unpivot(
            list(SPREAD),
            index=[*KEYS, "measure", "used", "missing"],
            value_name="value",
        )
        .with_columns(
            measure=pl.concat_str(
                pl.col("measure").fill_null(""), "variable", separator=" "
            ).str.strip_chars()
        )
    )
    return pl.concat([_worst(rows), long.drop("variable")], how="diagonal_relaxed")


def _shortfall(rows: pl.DataFrame, *, is_share: bool) -> pl.DataFrame:
    """Demand less capacity per role; what several roles are short of, without what they spare.

    Rows of capacity carry a person. Where a level knows no people, such as a portfolio, demand
    has nothing to be compared with.
    """
    has_people = pl.col("person_id").is_not_null().any().over("status_date")
    by_role = (
        rows.with_columns(has_people=has_people)
        .group_by(*KEYS, "measure", "role")
        .agg(
            numerator=pl.col("numerator").filter(HAS_BOTH).sum(),
            denominator=pl.col("denominator").filter(HAS_BOTH).sum(),
            used=HAS_BOTH.sum().cast(pl.Int64),
            missing=(~HAS_BOTH & IS_EXPECTED).sum().cast(pl.Int64),
            has_people=pl.col("has_people").any(),
            cause=FIRST_REASON,
        )
        .sort(*KEYS, "measure", "role")
    )
    is_own_key = pl.col("key") == pl.col("role")
    short = pl.when(is_own_key).then("numerator").otherwise(pl.col("numerator").clip(0))
    sums = by_role.group_by(*KEYS, "measure").agg(
        numerator=short.sum(),
        denominator=pl.col("denominator").sum(),
        used=pl.col("used").sum(),
        missing=pl.col("missing").sum(),
        has_people=pl.col("has_people").any(),
        reason=pl.coalesce(pl.col("cause").drop_nulls().first(), pl.lit("not_applicable")),
    )
    is_known = (pl.col("used") > 0) & (pl.col("denominator") != 0) & pl.col("has_people")
    value = pl.col("numerator") / pl.col("denominator") if is_share else pl.col("numerator")
    return sums.with_columns(
        value=pl.when(is_known).then(value), reason=pl.when(~is_known).then("reason")
    ).drop("has_people")


def _recount(rows: pl.DataFrame, categories: tuple[str, ...]) -> pl.DataFrame:
    counted = rows.group_by(*KEYS, "category").agg(value=pl.len().cast(pl.Float64))
    totals = rows.group_by(*KEYS).agg(
        denominator=pl.len().cast(pl.Float64),
        used=pl.col("category").count().cast(pl.Int64),
        missing=pl.col("category").null_count().cast(pl.Int64),
    )
    grid = totals.join(pl.DataFrame({"category": list(categories)}), how="cross")
    return (
        grid.join(counted, on=[*KEYS, "category"], how="left")
        .with_columns(pl.col("value").fill_null(0.0))
        .with_columns(numerator=pl.col("value"))
        .rename({"category": "measure"})
    )


def _none(rows: pl.DataFrame) -> pl.DataFrame:
    return (
        rows.group_by(*KEYS, "measure")
        .agg(
            used=pl.col("value").count().cast(pl.Int64),
            missing=(~IS_KNOWN & IS_EXPECTED).sum().cast(pl.Int64),
        )
        .with_columns(value=pl.lit(None, pl.Float64), reason=pl.lit("not_applicable"))
    )
