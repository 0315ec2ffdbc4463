"""What moved: which causes took a sum from one status date to the other?"""

from itertools import accumulate
from math import floor, log10

import polars as pl

from pmo.bridges import Bridge
from pmo.charts import ADVERSE, FAVOURABLE, PLAN, TOTAL, Chart, Mark, Waterfall, source_line
from pmo.readings.change import day_in_words
from pmo.readings.words import major_units, money, scale, signed_money

FEW = 3.0  # times the height of all steps: a total beyond it does not begin at nothing


def describe(bridge: Bridge) -> Waterfall:
    """From the earlier total to the later one, a step for each cause that moved something."""
    before, after = day_in_words(bridge.since), day_in_words(bridge.selection.status_date)
    levels = list(accumulate((amount for _, amount in bridge.bars), initial=bridge.before))
    size, letter = scale(max(abs(level) for level in levels), bridge.currency)

    def drawn(amount: float) -> float:
        return float(major_units(amount, bridge.currency)) / size

    def total(amount: int) -> Mark:
        return Mark(drawn(amount), money(amount, bridge.currency), TOTAL)

    steps = [
        Mark(drawn(amount), signed_money(amount, bridge.currency), _role(bridge, amount))
        for _, amount in bridge.bars
    ]
    start = _start([drawn(level) for level in levels])
    title = message(bridge)
    names = [cause.title for cause, _ in bridge.bars]
    moved = bridge.movements["project_id"].n_unique()
    return Waterfall(
        title=title,
        subtitle=_subtitle(bridge, start, letter),
        source=source_line(
            bridge.selection, shown=moved, total=bridge.projects, units="projects moved"
        ),
        alt=f"Bridge from {before} to {after} in {len(steps)} steps. {title}.",
        table=_table(bridge, before, after),
        labels=(before, *names, after),
        marks=(total(bridge.before), *steps, total(bridge.after)),
        unit=" ".join(part for part in (bridge.currency, letter) if part),
        start=start,
    )


def message(bridge: Bridge) -> str:
    """Say how much the sum moved, and for which reason most of all."""
    difference = bridge.after - bridge.before
    since = day_in_words(bridge.since)
    title = bridge.metric.title
    if not bridge.bars:
        return f"{title} is as it was on {since}"
    cause, amount = max(bridge.bars, key=lambda bar: abs(bar[1]))
    mostly = f"mostly: {cause.title.lower()} ({signed_money(amount, bridge.currency)})"
    if not difference:
        return f"{title} is the same in total as on {since}; {mostly}"
    direction = "higher" if difference > 0 else "lower"
    size = money(abs(difference), bridge.currency)
    return f"{title} is {size} {direction} than on {since}, {mostly}"


def _subtitle(bridge: Bridge, start: float, letter: str) -> str:
    said = ["From total to total, a step for each cause"]
    if bridge.is_as_reported:
        said.append("the first total is the one that was published")
    if start:
        said.append(f"the axis starts at {start:g} {letter}".rstrip())
    if bridge.others:
        noun = "project" if bridge.others == 1 else "projects"
        said.append(f"{bridge.others} {noun} in other currencies left out")
    return "; ".join(said)


def _table(bridge: Bridge, before: str, after: str) -> pl.DataFrame:
    rows = [
        (before, None, money(bridge.before, bridge.currency)),
        *(
            (cause.title, bridge.behind(cause.name).height, signed_money(amount, bridge.currency))
            for cause, amount in bridge.bars
        ),
        (after, None, money(bridge.after, bridge.currency)),
    ]
    schema = {"Step": pl.String, "Projects": pl.Int64, "Amount": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _role(bridge: Bridge, amount: int) -> str:
    if bridge.metric.better == "none":
        return PLAN
    return ADVERSE if (amount > 0) == (bridge.metric.better == "lower") else FAVOURABLE


def _start(levels: list[float]) -> float:
    """Where the axis begins: at nothing, or just below steps that would be too small to see."""
    lowest, highest = min(levels), max(levels)
    height = highest - lowest
    if lowest <= height * FEW or not height:
        return min(lowest, 0.0)
    step = 10.0 ** floor(log10(height))
    return max(0.0, floor((lowest - height / 2) / step) * step)


CHART = Chart(
    question="Which causes took a sum from one status date to the other?",
    reads=("current_budget", "actual_to_date", "forecast_at_completion"),
    describe=describe,
)
