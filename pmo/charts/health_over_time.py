"""Health over time: how many projects are in trouble, and is it getting better?"""

from datetime import date

import polars as pl

from pmo.charts import (
    HEALTH,
    HEALTH_WORDS,
    RED,
    Chart,
    Columns,
    Series,
    month_label,
    source_line,
)
from pmo.readings.reading import Reading


def describe(health: Reading, *, days: tuple[date, ...], measured: str) -> Columns:
    """One column per status date, red at the base; grey is always shown."""
    counts = {
        (day, colour): value or 0.0
        for day, colour, value in health.rows.select("status_date", "measure", "value").iter_rows()
    }
    parts = tuple(
        Series(HEALTH_WORDS[colour], colour, tuple(counts.get((day, colour), 0.0) for day in days))
        for colour in HEALTH
    )
    totals = [sum(counts.get((day, colour), 0.0) for colour in HEALTH) for day in days]
    reds = [counts.get((day, RED), 0.0) for day in days]
    return Columns(
        title=_title(reds, days),
        subtitle=f"{measured}, projects by status date",
        source=source_line(
            health.selection, shown=len(days), total=len(days), units="status dates"
        ),
        alt=f"Columns of projects by health on {len(days)} status dates. {_title(reds, days)}. "
        f"The last column holds {totals[-1]:.0f} projects.",
        table=pl.DataFrame(
            {"Status date": list(days)}
            | {HEALTH_WORDS[part.role]: list(part.values) for part in parts}
        ),
        labels=tuple(month_label(day) for day in days),
        parts=parts,
        line=None,
        unit="projects",
    )


def _title(reds: list[float], days: tuple[date, ...]) -> str:
    first, last = reds[0], reds[-1]
    if len(days) == 1:
        return f"{last:.0f} red projects"
    since = month_label(days[0])
    if first == last:
        return f"{last:.0f} red projects, as many as in {since}"
    return (
        f"{last:.0f} red projects, {'up' if last > first else 'down'} from {first:.0f} in {since}"
    )


CHART = Chart(
    question="How many projects are in trouble, and is it getting better?",
    reads=("computed_health", "reported_health"),
    describe=describe,
)
