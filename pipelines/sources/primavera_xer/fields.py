"""What the fields of Primavera say together: days, progress, the place in the breakdown."""

from collections.abc import Mapping

import polars as pl

from pipelines.schedules import percent


def path(node: str, names: Mapping[str, str | None], above: Mapping[str, str | None]) -> str:
    """Short names from the root to a node; a circle ends where it closes."""
    path: list[str] = []
    seen: set[str] = set()
    at: str | None = node
    while at is not None and at in names and at not in seen:
        seen.add(at)
        path.append(names[at] or "")
        at = above.get(at)
    return ".".join(reversed(path))


def number(name: str) -> pl.Expr:
    """Number of a field, with a decimal point or comma."""
    return pl.col(name).str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)


def total_of(*names: str) -> pl.Expr:
    """Sum of numbers as a text; null where none is there."""
    is_known = pl.any_horizontal(number(name).is_not_null() for name in names)
    total = pl.sum_horizontal(number(name) for name in names)
    return pl.when(is_known).then(total.cast(pl.String))


def percent_complete() -> pl.Expr:
    """Progress in the way that the activity measures it: physical, by units or by duration."""
    planned, remaining = number("target_drtn_hr_cnt"), number("remain_drtn_hr_cnt")
    spent = number("act_work_qty").fill_null(0) + number("act_equip_qty").fill_null(0)
    left = number("remain_work_qty").fill_null(0) + number("remain_equip_qty").fill_null(0)
    by_duration = pl.when(planned > 0).then((1 - remaining / planned).clip(0, 1) * 100)
    by_units = pl.when(spent + left > 0).then(spent / (spent + left) * 100)
    share = (
        pl.when(pl.col("act_end_date").is_not_null())
        .then(100.0)
        .when(pl.col("act_start_date").is_null())
        .then(0.0)
        .when(pl.col("complete_pct_type") == "CP_Phys")
        .then(number("phys_complete_pct"))
        .when(pl.col("complete_pct_type") == "CP_Units")
        .then(by_units)
        .otherwise(by_duration)
    )
    return percent(share)


def is_critical() -> pl.Expr:
    """Whether Primavera calls an open activity critical: by its float, or by the longest path."""
    limit = number("critical_drtn_hr_cnt").fill_null(0)
    by_float = number("total_float_hr_cnt") <= limit
    by_path = pl.col("driving_path_flag") == "Y"
    is_critical = pl.when(pl.col("critical_path_type") == "CT_DrivPath").then(by_path)
    open_only = pl.col("act_end_date").is_null()
    return pl.when(open_only).then(
        is_critical.otherwise(by_float).replace_strict(
            {True: "yes", False: "no"}, default=None, return_dtype=pl.String
        )
    )
