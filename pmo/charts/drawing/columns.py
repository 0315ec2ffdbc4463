"""Upright bars whose parts add up, and a step line across them."""

import plotly.graph_objects as go

from pmo.charts import Columns
from pmo.charts.drawing.look import Look, blank, plotly_text

HEIGHT = 340
MOST_LABELS = 6  # under the axis; more would be turned round on a narrow page


def draw(chart: Columns, look: Look) -> go.Figure:
    """Draw the columns, the line as steps, and one note at the place to look at."""
    figure = blank(look, height=HEIGHT)
    labels = [plotly_text(label) for label in chart.labels]
    for part in chart.parts:
        figure.add_bar(
            name=plotly_text(part.name),
            x=labels,
            y=part.values,
            marker={"color": look.roles[part.role]},
            hovertemplate=f"{plotly_text(part.name)}, %{{x}}: %{{y:.1f}} {chart.unit}"
            "<extra></extra>",
        )
    if chart.line is not None:
        figure.add_scatter(
            name=plotly_text(chart.line.name),
            x=labels,
            y=chart.line.values,
            mode="lines",
            line={"color": look.ink, "width": 2.5, "shape": "hvh"},
            hovertemplate=f"{plotly_text(chart.line.name)}, %{{x}}: %{{y:.1f}} {chart.unit}"
            "<extra></extra>",
        )
    if chart.note is not None:
        label, text = chart.note
        place = chart.labels.index(label)
        top = sum(part.values[place] or 0 for part in chart.parts)
        figure.add_annotation(
            x=plotly_text(label),
            y=top,
            text=plotly_text(text),
            showarrow=True,
            arrowhead=2,
            arrowcolor=look.ink,
            ay=-34,
            ax=0,
            font={"color": look.ink},
        )
    figure.update_layout(barmode="stack", bargap=0.25, margin={"t": 24})
    step = -(-len(labels) // MOST_LABELS)
    figure.update_xaxes(showgrid=False, tickangle=0, tickvals=labels[::-1][::step][::-1])
    figure.update_yaxes(title_text=chart.unit, rangemode="tozero")
    figure.update_layout(margin={"b": 56})
    return figure
