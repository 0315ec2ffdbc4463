"""Health by group: which part of the portfolio needs help?"""

import polars as pl

from pmo.charts import HEALTH, HEALTH_WORDS, RED, Chart, Series, StackedBars, source_line
from pmo.readings.reading import Reading

MOST_ROWS = 12


def describe(health: Reading, *, level: str, measured: str) -> StackedBars:
    """One bar per group, the one with the most red first; every colour is counted, grey too."""
    counts = (
        health.at()
        .filter(pl.col("measure").is_in(HEALTH))
        .select(pl.coalesce("name", "key").alias("group"), "measure", "value")
        .pivot(on="measure", index="group", values="value", aggregate_function="sum")
    )
    absent = [pl.lit(0.0).alias(colour) for colour in HEALTH if colour not in counts.columns]
    counts = counts.with_columns(*absent).sort(*HEALTH, descending=True)
    shown = counts.head(MOST_ROWS)
    total = int(counts.select(HEALTH).sum_horizontal().sum() or 0)
    return StackedBars(
        title=_title(counts, level),
        subtitle=f"{measured}, projects by {level}",
        source=source_line(
            health.selection, shown=shown.height, total=counts.height, units=f"{level}s"
        ),
        alt=f"Bars of {total} projects in {counts.height} {level}s by health. "
        f"{_title(counts, level)}.",
        table=counts.rename({colour: HEALTH_WORDS[colour] for colour in HEALTH}),
        labels=tuple(shown["group"]),
        parts=tuple(
            Series(HEALTH_WORDS[colour], colour, tuple(shown[colour])) for colour in HEALTH
        ),
        unit="projects",
    )


def _title(counts: pl.DataFrame, level: str) -> str:
    if counts.is_empty():
        return f"No project belongs to a {level}"
    worst = counts.row(0, named=True)
    reds = int(counts[RED].sum())
    if reds == 0:
        return f"No {level} has a red project"
    return f"{worst['group']} has {worst[RED]:.0f} of the {reds} red projects"


CHART = Chart(
    question="Which part of the portfolio needs help?",
    reads=("computed_health", "reported_health"),
    describe=describe,
)
