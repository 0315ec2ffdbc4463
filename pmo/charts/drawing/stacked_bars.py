"""Horizontal bars whose parts add up, with the value in each part."""

import plotly.graph_objects as go

from pmo.charts import HEALTH_WORDS, SYMBOLS, Series, StackedBars
from pmo.charts.drawing.look import SIZE, Look, blank, distinct, on_colour, plotly_text

ROW_HEIGHT = 52
LABEL_SHIFT = 22
FEW = 10  # below it an axis of counts would show fractions


def draw(chart: StackedBars, look: Look) -> go.Figure:
    """Draw one bar per label; the legend below names each part with its symbol."""
    figure = blank(look, height=ROW_HEIGHT * len(chart.labels) + 90)
    labels = distinct(chart.labels)
    for part in chart.parts:
        figure.add_bar(
            name=name(part),
            x=part.values,
            y=labels,
            orientation="h",
            marker={"color": look.roles[part.role], "line": {"color": look.paper, "width": 1}},
            text=[f"{value:g}" if value else "" for value in part.values],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={"color": on_colour(look.roles[part.role]), "size": SIZE},
            hovertemplate=f"%{{y}}<br>{plotly_text(part.name)}: %{{x}}<extra></extra>",
        )
    for label in labels:  # above its bar, so that a narrow page leaves the bars their width
        figure.add_annotation(
            x=0, y=label, text=label, showarrow=False, xanchor="left", yshift=LABEL_SHIFT
        )
    figure.update_layout(barmode="stack", bargap=0.55, margin={"t": 14, "b": 74})
    figure.update_yaxes(autorange="reversed", showgrid=False, showticklabels=False)
    figure.update_xaxes(title_text=chart.unit, rangemode="tozero", dtick=whole_step(chart))
    return figure


def name(part: Series) -> str:
    """Name of a part in the legend, with its symbol where it is a health colour."""
    symbol = f"{SYMBOLS[part.role]} " if part.role in HEALTH_WORDS else ""
    return f"{symbol}{plotly_text(part.name)}"


def whole_step(chart: StackedBars) -> float | None:
    """Step of the axis where only whole numbers make sense."""
    bars = zip(*(part.values for part in chart.parts), strict=True)
    longest = max((sum(value or 0 for value in bar) for bar in bars), default=0)
    return 1.0 if longest < FEW else None
