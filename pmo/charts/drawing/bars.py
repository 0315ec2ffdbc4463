"""Horizontal bars with their value in words at the end."""

import plotly.graph_objects as go

from pmo.charts import HEALTH_WORDS, SYMBOLS, Bars, Mark
from pmo.charts.drawing.look import Look, blank, distinct, plotly_text

ROW_HEIGHT = 28
ROOM_FOR_WORDS = 0.6  # of the longest bar, on each side that has bars


def draw(chart: Bars, look: Look) -> go.Figure:
    """Draw the bars from the top down, limits as dotted lines across them."""
    figure = blank(look, height=ROW_HEIGHT * len(chart.labels) + 70)
    labels = distinct(chart.labels)
    values = [mark.value for mark in chart.marks]
    figure.add_bar(
        x=[0 if value is None else value for value in values],
        y=labels,
        orientation="h",
        marker={"color": [look.roles[mark.role] for mark in chart.marks]},
        text=[words(mark) for mark in chart.marks],
        textposition="outside",
        textfont={"color": look.ink},
        cliponaxis=False,
        customdata=[
            f"{plotly_text(label)}<br>{words(mark)}"
            for label, mark in zip(chart.labels, chart.marks, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )
    figure.update_layout(barcornerradius=3, bargap=0.3)
    figure.update_yaxes(autorange="reversed", showgrid=False, ticklabelstandoff=6)
    figure.update_xaxes(
        range=reach([value for value in values if value is not None], chart.limits),
        title_text=chart.unit,
        showticklabels=min((value or 0 for value in values), default=0) >= 0,  # words, no minus
        zeroline=True,
        zerolinecolor=look.muted,
    )
    for value, name in chart.limits:
        figure.add_vline(
            x=value,
            layer="below",
            line={"color": look.roles["limit"], "dash": "dot", "width": 1},
            annotation={"text": name, "font": {"size": 11, "color": look.muted}, "yshift": 12},
        )
    if chart.limits:
        figure.update_layout(margin={"t": 26})
    return figure


def words(mark: Mark) -> str:
    """Symbol and words of a bar: its colour alone says nothing."""
    text = plotly_text(mark.words)
    return f"{SYMBOLS[mark.role]} {text}" if mark.role in HEALTH_WORDS else text


def reach(values: list[float], limits: tuple[tuple[float, str], ...]) -> list[float]:
    """Range of the axis: every bar and limit, and room for the words beyond the bars."""
    ends = [0.0, *values, *(value for value, _ in limits)]
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0
    below = span * ROOM_FOR_WORDS if low < 0 else 0.0
    return [low - below, high + span * ROOM_FOR_WORDS]
