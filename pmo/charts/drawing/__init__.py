"""Descriptions drawn with Plotly: one drawer per kind, one look for all of them."""

import plotly.graph_objects as go

from pmo.charts import Bars, Columns, Description, Grid, StackedBars, Trend, Waterfall
from pmo.charts.drawing import bars, columns, grid, stacked_bars, trend, waterfall
from pmo.charts.drawing.look import DARK, LIGHT, Look, config, plotly_text

__all__ = ["config", "figure"]


def figure(description: Description, *, dark: bool = False, with_title: bool = False) -> go.Figure:
    """Draw a description; with its title and subtitle where it stands alone.

    Raises:
        TypeError: there is no drawer for this kind of chart.
    """
    drawn = _drawn(description, DARK if dark else LIGHT)
    if with_title:
        drawn.update_layout(
            title={
                "text": f"<b>{plotly_text(description.title)}</b>",
                "subtitle": {"text": plotly_text(description.subtitle)},
                "x": 0,
                "xref": "container",
            },
            margin={"t": 90},
        )
    return drawn


def _drawn(description: Description, look: Look) -> go.Figure:
    match description:
        case Bars():
            return bars.draw(description, look)
        case StackedBars():
            return stacked_bars.draw(description, look)
        case Columns():
            return columns.draw(description, look)
        case Grid():
            return grid.draw(description, look)
        case Trend():
            return trend.draw(description, look)
        case Waterfall():
            return waterfall.draw(description, look)
    raise TypeError(f"There is no drawer for {type(description).__name__}.")
