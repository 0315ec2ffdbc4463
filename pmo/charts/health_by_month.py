"""Health by month: where is trouble, and is it new?"""

from datetime import date

import polars as pl

from pmo.charts import (
    AMBER,
    GREEN,
    GREY,
    HEALTH,
    HEALTH_WORDS,
    RED,
    SYMBOLS,
    Chart,
    Grid,
    Mark,
    month_label,
    source_line,
)
from pmo.readings.change import day_in_words
from pmo.readings.reading import Reading

MOST_ROWS = 30
PLACE = {RED: 0, AMBER: 1, GREEN: 2, GREY: 3}


def describe(health: Reading, *, days: tuple[date, ...], measured: str) -> Grid:
    """One row per running project, worst first, then longest at that colour.

    Args:
        health: colours by project on ``days``.
        days: status dates, oldest first; the last is the selection's.
        measured: what the colours are, for the subtitle.
    """
    colours = _colours(health)
    running = health.at().filter(pl.col("colour").is_not_null())
    names = dict(running.select("key", pl.coalesce("name", "key")).iter_rows())
    order = sorted(names, key=lambda key: (*_badness(colours, key, days), names[key].casefold()))
    shown = order[:MOST_ROWS]
    cells = tuple(tuple(_mark(colours.get((day, key))) for day in days) for key in shown)
    reds = [
        sum(colour == RED for (on, _), colour in colours.items() if on == day) for day in days[-2:]
    ]
    return Grid(
        title=_title(reds, len(names), days),
        subtitle=f"{measured}, by project and status date, worst first",
        source=source_line(health.selection, shown=len(shown), total=len(names), units="projects"),
        alt=_alt(colours, names, days),
        table=_table(shown, names, cells, days),
        rows=tuple(names[key] for key in shown),
        columns=tuple(month_label(day) for day in days),
        cells=cells,
        changed=_changed(cells),
        legend=tuple((colour, HEALTH_WORDS[colour]) for colour in HEALTH),
    )


def _colours(health: Reading) -> dict[tuple[date, str], str]:
    rows = health.rows.with_columns(shown=pl.coalesce("colour", pl.lit(GREY)))
    return {(day, key): colour for day, key, colour in
            rows.select("status_date", "key", "shown").iter_rows()}  # fmt: skip


def _badness(
    colours: dict[tuple[date, str], str], key: str, days: tuple[date, ...]
) -> tuple[int, int]:
    """Place of the last colour, and for how long it has been so (longest first)."""
    last = colours.get((days[-1], key), GREY)
    length = 0
    for day in reversed(days):
        if colours.get((day, key), GREY) != last:
            break
        length += 1
    return PLACE[last], -length


def _mark(colour: str | None) -> Mark:
    if colour is None:
        return Mark(None, "not running, or no report", GREY)
    return Mark(None, HEALTH_WORDS[colour], colour)


def _changed(cells: tuple[tuple[Mark, ...], ...]) -> frozenset[tuple[int, int]]:
    """Cells of the last column that are not what they were one status date before."""
    return frozenset(
        (n, len(row) - 1)
        for n, row in enumerate(cells)
        if len(row) > 1 and row[-1].role != row[-2].role
    )


def _title(reds: list[int], total: int, days: tuple[date, ...]) -> str:
    now = f"{reds[-1]} of {total} running projects {'is' if reds[-1] == 1 else 'are'} red"
    if len(reds) == 1:
        return now
    before = f"{reds[0]} on {day_in_words(days[-2])}"
    if reds[-1] == reds[0]:
        return f"{now}, as many as on {day_in_words(days[-2])}"
    return f"{now}, {'up' if reds[-1] > reds[0] else 'down'} from {before}"


def _alt(
    colours: dict[tuple[date, str], str], names: dict[str, str], days: tuple[date, ...]
) -> str:
    counts = {
        colour: sum(colours.get((days[-1], key), GREY) == colour for key in names)
        for colour in HEALTH
    }
    parts = ", ".join(f"{count} {HEALTH_WORDS[colour].lower()}" for colour, count in counts.items())
    return f"Grid of {len(names)} projects by {len(days)} status dates. On the last one: {parts}."


def _table(
    shown: list[str],
    names: dict[str, str],
    cells: tuple[tuple[Mark, ...], ...],
    days: tuple[date, ...],
) -> pl.DataFrame:
    columns: dict[str, list[str]] = {"Project": [names[key] for key in shown]}
    for n, day in enumerate(days):
        columns[day.isoformat()] = [f"{SYMBOLS[row[n].role]} {row[n].words}" for row in cells]
    return pl.DataFrame(columns)


CHART = Chart(
    question="Where is trouble, and is it new?",
    reads=("computed_health", "reported_health"),
    describe=describe,
)
