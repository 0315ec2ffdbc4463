"""Milestone trend: are the dates of a project holding?"""

from datetime import date, timedelta

import polars as pl

from pmo.charts import Chart, Line, Trend, source_line
from pmo.readings.change import day_in_words
from pmo.readings.metric import Metric
from pmo.readings.reading import Reading
from pmo.readings.words import in_words

MOST_LINES = 8
EPOCH = date(1970, 1, 1)


def describe(trend: Reading, slippage: pl.DataFrame, metric: Metric, *, project: str) -> Trend:
    """One line per milestone, the latest against its baseline first.

    Args:
        trend: dates expected, by milestone, on every status date so far.
        slippage: rows of the project's milestones in working days, with baseline and actual dates.
        metric: the slippage, for its words.
        project: the project's name.
    """
    ranked = slippage.sort("value", descending=True, nulls_last=True)
    shown = ranked.head(MOST_LINES)
    lines = tuple(
        line
        for row in shown.iter_rows(named=True)
        if (line := _line(trend, row, metric)) is not None
    )
    return Trend(
        title=_title(lines, shown, metric, project),
        subtitle=(
            "Date expected (up is later) on each status date; a flat line holds, and a line that"
            " meets the dotted diagonal is due that day"
        ),
        source=source_line(
            trend.selection, shown=len(lines), total=slippage.height, units="milestones"
        ),
        alt=f"Lines of {len(lines)} milestones of {project}: the date expected on each status "
        f"date. {_title(lines, shown, metric, project)}.",
        table=_table(lines),
        lines=lines,
        status_date=trend.selection.status_date,
    )


def _line(trend: Reading, row: dict[str, object], metric: Metric) -> Line | None:
    key = str(row["milestone_id"])
    points = _points(trend, key)
    if not any(expected for _, expected in points):
        return None
    value, actual = row["value"], row["actual_date"]
    words = in_words(
        metric,
        None if value is None else float(str(value)),
        measure="working_days",
        reason=None if row["reason"] is None else str(row["reason"]),
    )
    if isinstance(actual, date):
        points = _until_met(points, actual)
    baseline = row["baseline_date"]
    return Line(
        name=str(row["unit_name"] or key),
        points=points,
        label=f"met, {words}" if actual else words,
        is_done=actual is not None,
        hollow=frozenset(
            day for day, expected in points if expected and expected < day and actual is None
        ),
        original=baseline if isinstance(baseline, date) else None,
    )


def _points(trend: Reading, key: str) -> tuple[tuple[date, date | None], ...]:
    """Date expected on every status date; None where it was not reported."""
    known = {
        day: EPOCH + timedelta(days=int(value))
        for day, value in trend.rows.filter(pl.col("key") == key)
        .select("status_date", "value")
        .iter_rows()
        if value is not None
    }
    days = trend.rows["status_date"].unique().sort()
    return tuple((day, known.get(day)) for day in days)


def _until_met(
    points: tuple[tuple[date, date | None], ...], actual: date
) -> tuple[tuple[date, date | None], ...]:
    """Points up to the first report after the milestone was met."""
    last = next((day for day, _ in points if day >= actual), None)
    return tuple(point for point in points if last is None or point[0] <= last)


def _title(lines: tuple[Line, ...], shown: pl.DataFrame, metric: Metric, project: str) -> str:
    if not lines:
        return f"{project} has reported no dates"
    worst = shown.row(0, named=True)
    if worst["value"] is None or worst["value"] <= 0:
        return f"{project}: no milestone is late"
    said = in_words(metric, worst["value"], measure="working_days")
    return f"{project}: {worst['unit_name']} is {said}"


def _table(lines: tuple[Line, ...]) -> pl.DataFrame:
    rows = [
        {
            "Milestone": line.name,
            "Status date": day_in_words(day),
            "Expected": day_in_words(expected) if expected else "not reported",
        }
        for line in lines
        for day, expected in line.points
    ]
    return pl.DataFrame(
        rows, schema={"Milestone": pl.String, "Status date": pl.String, "Expected": pl.String}
    )


CHART = Chart(
    question="Are the dates of a project holding?",
    reads=("milestone_trend", "milestone_slippage"),
    describe=describe,
)
