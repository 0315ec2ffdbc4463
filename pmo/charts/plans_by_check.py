"""Plans by check: which checks do plans fail most?"""

from collections.abc import Mapping

import polars as pl

from pmo.charts import ADVERSE, FAVOURABLE, GREY, Chart, Series, StackedBars, source_line
from pmo.selection import Selection

FAILED, PASSED, UNKNOWN = "failed", "passed", "not assessable"
PARTS = {FAILED: ("✗ Failed", ADVERSE), PASSED: ("✓ Passed", FAVOURABLE),
         UNKNOWN: ("Not assessable", GREY)}  # fmt: skip


def describe(checks: pl.DataFrame, selection: Selection, titles: Mapping[str, str]) -> StackedBars:
    """One bar per check, the most failed first; plans that it cannot assess are counted too.

    Args:
        checks: one row per project and check, as the metric ``schedule_checks`` gives them.
        selection: what was asked for.
        titles: title of each check by its name.
    """
    counts = (
        checks.group_by("measure")
        .agg(
            pl.col("check_number").first(),
            *(pl.col("category").eq(part).sum().cast(pl.Float64).alias(part) for part in PARTS),
        )
        .sort(FAILED, PASSED, "check_number", descending=[True, True, False])
    )
    labels = tuple(titles[name] for name in counts["measure"])
    plans = checks["project_id"].n_unique()
    title = _title(counts, labels, plans)
    return StackedBars(
        title=title,
        subtitle="Schedule checks, plans by result",
        source=source_line(selection, shown=plans, total=plans, units="plans"),
        alt=f"Bars of {plans} plans for each of {counts.height} checks. {title}.",
        table=counts.select(
            pl.Series("Check", labels), *(pl.col(part).alias(PARTS[part][0]) for part in PARTS)
        ),
        labels=labels,
        parts=tuple(
            Series(name, role, tuple(counts[part])) for part, (name, role) in PARTS.items()
        ),
        unit="plans",
    )


def _title(counts: pl.DataFrame, labels: tuple[str, ...], plans: int) -> str:
    most = 0 if counts.is_empty() else counts[FAILED][0]  # the most failed check stands first
    if not most:
        return "No plan fails a check"
    return f"{labels[0]}: {most:.0f} of {plans} plans fail"


CHART = Chart(
    question="Which checks do plans fail most?",
    reads=("schedule_checks",),
    describe=describe,
)
