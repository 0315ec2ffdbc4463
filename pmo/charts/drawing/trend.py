"""Milestone trend: the date expected, against the status date on which it was reported."""

from datetime import date, timedelta

import plotly.graph_objects as go

from pmo.charts import Line, Trend
from pmo.charts.drawing.look import Look, blank, plotly_text, short
from pmo.readings.change import day_in_words

HEIGHT = 430
LEAST_GAP = 0.055  # of the height of the chart, between two labels at the end of lines
LETTER = 7.0  # width of a letter of a label


def draw(chart: Trend, look: Look) -> go.Figure:
    """Draw each line with its label at the end, and the diagonal on which a date is today."""
    figure = blank(look, height=HEIGHT)
    low, high = span_of(chart)
    first = min(day for line in chart.lines for day, _ in line.points)
    figure.add_scatter(
        x=[max(first, low), min(chart.status_date, high)],
        y=[max(first, low), min(chart.status_date, high)],
        mode="lines",
        line={"color": look.muted, "dash": "dot", "width": 1},
        hoverinfo="skip",
        showlegend=False,
    )
    heights = spread([ends_at(line) for line in chart.lines], low, high)
    for n, (line, height) in enumerate(zip(chart.lines, heights, strict=True)):
        colour = look.series[n % len(look.series)]
        _add_line(figure, line, colour, look)
        _add_label(figure, line, colour, height, chart)
    figure.add_vline(
        x=chart.status_date.isoformat(), line={"color": look.muted, "dash": "dash", "width": 1}
    )
    width = chart.status_date - first or timedelta(days=30)
    figure.update_xaxes(
        type="date",
        range=[first - width * 0.04, chart.status_date + width * 0.02],
        tickvals=_ticks(chart, first),
        tickformat="%b<br>%Y",
        title_text="status date of the report",
    )
    longest = max(len(name_of(line)) + len(line.label) for line in chart.lines)
    figure.update_layout(margin={"r": 14 + LETTER * (longest + 1)})
    figure.update_yaxes(
        type="date", range=[low, high], tickformat="%b %Y", title_text="date expected"
    )
    return figure


def _ticks(chart: Trend, first: date) -> list[date]:
    """At most six of the status dates."""
    days = sorted({day for line in chart.lines for day, _ in line.points} | {first})
    step = max(1, -(-len(days) // 6))
    return days[::-1][::step][::-1]


def _add_line(figure: go.Figure, line: Line, colour: str, look: Look) -> None:
    name = plotly_text(line.name)
    figure.add_scatter(
        name=name,
        x=[day for day, _ in line.points],
        y=[expected for _, expected in line.points],
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "width": 2.5},
        marker={
            "symbol": [
                "diamond-open" if day in line.hollow else "diamond" for day, _ in line.points
            ],
            "size": 8,
            "color": colour,
        },
        customdata=[
            f"{name}<br>reported {day_in_words(day)}: {day_in_words(expected)}" if expected else ""
            for day, expected in line.points
        ],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )
    if line.original is not None:
        figure.add_scatter(
            x=[line.points[0][0]],
            y=[line.original],
            mode="markers",
            marker={"symbol": "line-ew", "size": 16, "line": {"width": 2, "color": colour}},
            customdata=[f"{name}<br>first promised for {day_in_words(line.original)}"],
            hovertemplate="%{customdata}<extra></extra>",
            showlegend=False,
        )
    if line.rebaselined:
        figure.add_scatter(
            x=[day for day, _ in line.rebaselined],
            y=[baseline for _, baseline in line.rebaselined],
            mode="markers",
            marker={"symbol": "line-ew", "size": 14, "line": {"width": 4, "color": look.muted}},
            customdata=[
                f"{name}<br>new baseline {day_in_words(baseline)}"
                for _, baseline in line.rebaselined
            ],
            hovertemplate="%{customdata}<extra></extra>",
            showlegend=False,
        )


def _add_label(figure: go.Figure, line: Line, colour: str, height: date, chart: Trend) -> None:
    figure.add_annotation(
        x=chart.status_date.isoformat(),
        y=height.isoformat(),
        xanchor="left",
        xshift=10,
        text=f"<b>{plotly_text(name_of(line))}</b> {plotly_text(line.label)}",
        showarrow=False,
        align="left",
        font={"color": colour},
    )


def name_of(line: Line) -> str:
    """Name of a line in its label."""
    return short(line.name, 20)


def span_of(chart: Trend) -> tuple[date, date]:
    """Lowest and highest date drawn, with a margin."""
    days = [day for line in chart.lines for _, day in line.points if day is not None]
    days += [line.original for line in chart.lines if line.original is not None]
    low, high = min(days, default=chart.status_date), max(days, default=chart.status_date)
    margin = max(timedelta(days=14), (high - low) * 0.08)
    return low - margin, high + margin


def ends_at(line: Line) -> date | None:
    """Last date that was expected."""
    return next((day for _, day in reversed(line.points) if day is not None), None)


def spread(ends: list[date | None], low: date, high: date) -> list[date]:
    """Heights of the labels: beside the ends of their lines, moved apart where they would meet."""
    gap = (high - low) * LEAST_GAP
    order = sorted(range(len(ends)), key=lambda n: ends[n] or low)
    heights: dict[int, date] = {}
    lowest = low
    for n in order:
        heights[n] = max(ends[n] or low, lowest)
        lowest = heights[n] + gap
    surplus = max(heights.values(), default=low) - (high - gap / 2)
    if surplus > timedelta(0):  # pushed out at the top: come down again from there
        ceiling = high - gap / 2
        for n in reversed(order):
            heights[n] = min(heights[n], ceiling)
            ceiling = heights[n] - gap
    return [heights[n] for n in range(len(ends))]
