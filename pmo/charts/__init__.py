"""Charts as plain data: one description feeds screen, picture, slide, workbook and table.

A chart file offers ``CHART``: what it reads, and the function that makes its description from
readings. To add a chart of a known kind, add the file. ``pmo.charts.drawing`` draws each kind.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from pmo.readings.change import day_in_words, short_month
from pmo.selection import Selection

GREEN, AMBER, RED, GREY = "green", "amber", "red", "grey"
HEALTH = (RED, AMBER, GREEN, GREY)  # worst first, unknown last
SYMBOLS = {GREEN: "●", AMBER: "▲", RED: "◆", GREY: "\u2013"}
HEALTH_WORDS = {GREEN: "Green", AMBER: "Amber", RED: "Red", GREY: "Unknown"}

PLAN, ACTUAL, FORECAST, TOTAL = "plan", "actual", "forecast", "total"
ADVERSE, FAVOURABLE, LIMIT = "adverse", "favourable", "limit"
FIRM, TENTATIVE, REQUESTED = "firm", "tentative", "requested"
ROLES = (PLAN, ACTUAL, FORECAST, TOTAL, ADVERSE, FAVOURABLE, LIMIT, FIRM, TENTATIVE, REQUESTED)


@dataclass(frozen=True)
class Description:
    """What every chart says besides its marks."""

    title: str  # the message, made by rule
    subtitle: str  # what is measured, in which unit, of what
    source: str  # status date, organisation, rows shown
    alt: str  # one or two sentences for those who cannot see it
    table: pl.DataFrame  # the same readings as rows


@dataclass(frozen=True)
class Mark:
    """A value that is drawn, and how a reader says it."""

    value: float | None
    words: str
    role: str  # a health colour, or one of ``ROLES``


@dataclass(frozen=True)
class Bars(Description):
    """One horizontal bar per label, in the order given; unknown values keep their place."""

    labels: tuple[str, ...]
    marks: tuple[Mark, ...]
    unit: str
    limits: tuple[tuple[float, str], ...] = ()  # value and name of a line across the bars


@dataclass(frozen=True)
class Series:
    """Values beside the labels of a chart, under one name and role."""

    name: str
    role: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class StackedBars(Description):
    """Horizontal bars whose parts add up; the value of each part stands in it."""

    labels: tuple[str, ...]
    parts: tuple[Series, ...]
    unit: str


@dataclass(frozen=True)
class Columns(Description):
    """Upright bars whose parts add up, and a step line across them."""

    labels: tuple[str, ...]
    parts: tuple[Series, ...]
    line: Series | None
    unit: str
    note: tuple[str, str] | None = None  # label and text of the one place to look at


@dataclass(frozen=True)
class Waterfall(Description):
    """A total, steps that each begin where the last one ended, and the total that they lead to."""

    labels: tuple[str, ...]
    marks: tuple[Mark, ...]  # the first and the last are totals
    unit: str
    start: float = 0.0  # where the axis begins


@dataclass(frozen=True)
class Grid(Description):
    """A cell per row and column: a health colour, or a number on a two-sided scale."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Mark, ...], ...]  # by row
    changed: frozenset[tuple[int, int]] = frozenset()  # row and column of cells to mark
    legend: tuple[tuple[str, str], ...] = ()  # role or colour name, and its meaning


@dataclass(frozen=True)
class Line:
    """One line of a trend chart."""

    name: str
    points: tuple[tuple[date, date | None], ...]  # status date, and the date expected then
    label: str  # at its end
    is_done: bool = False
    hollow: frozenset[date] = frozenset()  # status dates whose forecast lay in the past
    original: date | None = None
    rebaselined: tuple[tuple[date, date], ...] = ()  # status date, and the new baseline


@dataclass(frozen=True)
class Trend(Description):
    """Dates expected, against the status date on which they were reported."""

    lines: tuple[Line, ...]
    status_date: date


@dataclass(frozen=True)
class Chart:
    """One chart: the metrics that it needs, and how their readings become a description."""

    question: str
    reads: tuple[str, ...]
    describe: Callable[..., Description] = field(compare=False)


def source_line(selection: Selection, *, shown: int, total: int, units: str) -> str:
    """Where a chart comes from: date, whose, filters, rows shown, snapshot."""
    parts = [
        f"Status date {day_in_words(selection.status_date)}",
        selection.organisation,
        f"group {selection.group}" if selection.group else "all groups",
        *([_chosen(len(selection.projects))] if selection.projects else []),
        f"{shown} of {total} {units}",
        f"snapshot {selection.snapshot}",
        "as known now" if selection.as_of is None else f"as known at load {selection.as_of}",
    ]
    return " · ".join(parts)


def _chosen(count: int) -> str:
    return f"{count} chosen project{'' if count == 1 else 's'}"


def month_label(day: date) -> str:
    """A status date in a narrow head: "Oct 26"; with its day where it is no month end."""
    is_month_end = day.month != date.fromordinal(day.toordinal() + 1).month
    return short_month(day) if is_month_end else f"{day.day} {short_month(day)}"
