"""Upright bars from one total to another, each step beginning where the last one ended."""

from itertools import accumulate, pairwise
from textwrap import wrap

import plotly.graph_objects as go

from pmo.charts import Waterfall
from pmo.charts.drawing.look import Look, blank, distinct, plotly_text

HEIGHT = 340
LINE_LENGTH = 14
HEADROOM = 0.12  # of what is shown, for the words above the bars


def draw(chart: Waterfall, look: Look) -> go.Figure:
    """Draw the totals from the start of the axis, the steps between them where they belong."""
    figure = blank(look, height=HEIGHT)
    labels = ["<br>".join(wrap(label, LINE_LENGTH)) for label in distinct(chart.labels)]
    spans = _spans(chart)
    highest = max((high for _, high in spans), default=1.0)
    figure.add_bar(
        x=labels,
        y=[high - low for low, high in spans],
        base=[low for low, _ in spans],
        marker={"color": [look.roles[mark.role] for mark in chart.marks]},
        customdata=[
            f"{plotly_text(label)}<br>{plotly_text(mark.words)}"
            for label, mark in zip(chart.labels, chart.marks, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )
    room = (highest - chart.start) * HEADROOM
    for label, (_, high), mark in zip(labels, spans, chart.marks, strict=True):
        figure.add_annotation(
            x=label, y=high, text=plotly_text(mark.words), showarrow=False, yanchor="bottom"
        )
    figure.update_layout(bargap=0.25, margin={"t": 16})
    figure.update_xaxes(showgrid=False)
    figure.update_yaxes(range=[chart.start, highest + room], title_text=chart.unit)
    return figure


def _spans(chart: Waterfall) -> list[tuple[float, float]]:
    """Lower and upper end of each bar."""
    values = [mark.value or 0.0 for mark in chart.marks]
    levels = list(accumulate(values[:-1]))
    ends = [(chart.start, values[0]), *pairwise(levels), (chart.start, values[-1])]
    return [(min(pair), max(pair)) for pair in ends]
