"""A grid of cells: health by symbol and colour, or numbers on a two-sided scale."""

import plotly.graph_objects as go

from pmo.charts import GREY, HEALTH, HEALTH_WORDS, SYMBOLS, Grid, Mark
from pmo.charts.drawing.look import MARKERS, Look, blank, distinct, on_colour, plotly_text

ROW_HEIGHT = 25
BANDS = (  # least value, colour; a pair of scales that breaks where the bands do
    (0.0, "#DCE6F0"),
    (0.60, "#B9D2E7"),
    (0.85, "#E9E4D8"),
    (1.00, "#F2C09A"),
    (1.10, "#C46A35"),
)
HATCHED = "#C9D1D9"


def draw(chart: Grid, look: Look) -> go.Figure:
    """Draw the cells row by row from the top; health as symbols, numbers as text."""
    figure = blank(look, height=ROW_HEIGHT * len(chart.rows) + 76)
    rows, columns = distinct(chart.rows), distinct(chart.columns)
    is_health = all(role in HEALTH_WORDS for role, _ in chart.legend)
    palette = (
        [look.roles[colour] for colour in HEALTH]
        if is_health
        else [*(colour for _, colour in BANDS), HATCHED]
    )
    place = _health_place if is_health else _band_place
    figure.add_heatmap(
        x=columns,
        y=rows,
        z=[[place(mark) for mark in row] for row in chart.cells],
        zmin=0,
        zmax=len(palette) - 1,
        colorscale=_steps(palette),
        showscale=False,
        xgap=2,
        ygap=2,
        customdata=[
            [
                f"{plotly_text(name)}, {column}<br>{plotly_text(mark.words)}"
                for mark, column in zip(row, columns, strict=True)
            ]
            for name, row in zip(chart.rows, chart.cells, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    if is_health:
        _add_symbols(figure, chart, look, rows, columns)
    else:
        _add_numbers(figure, chart, rows, columns)
    _add_changes(figure, chart, look, rows, columns)
    _add_legend(figure, chart, look, palette)
    figure.update_xaxes(
        side="top",
        showgrid=False,
        showline=False,
        type="category",
        range=[-0.5, len(columns) - 0.5],
    )
    figure.update_yaxes(
        showgrid=False,
        showline=False,
        type="category",
        range=[len(rows) - 0.5, -0.5],
        ticklabelstandoff=6,
    )
    return figure


def _health_place(mark: Mark) -> int:
    return HEALTH.index(mark.role)


def _band_place(mark: Mark) -> int:
    if mark.value is None:
        return len(BANDS)
    return max(n for n, (least, _) in enumerate(BANDS) if n == 0 or mark.value >= least)


def _steps(palette: list[str]) -> list[list[object]]:
    """Colour scale of flat steps, one for each whole number."""
    last = len(palette) - 1
    edges = [0.0, *((n + 0.5) / last for n in range(last)), 1.0]
    return [[edge, colour] for n, colour in enumerate(palette) for edge in (edges[n], edges[n + 1])]


def _add_symbols(
    figure: go.Figure, chart: Grid, look: Look, rows: list[str], columns: list[str]
) -> None:
    for colour in HEALTH:
        cells = [
            (column, name)
            for name, row in zip(rows, chart.cells, strict=True)
            for column, mark in zip(columns, row, strict=True)
            if mark.role == colour
        ]
        ink = on_colour(look.roles[colour])
        figure.add_scatter(
            x=[column for column, _ in cells],
            y=[name for _, name in cells],
            mode="markers",
            marker={
                "symbol": MARKERS[colour],
                "size": 8,
                "color": ink,
                "line": {"width": 2 if colour == "grey" else 0, "color": ink},
            },
            hoverinfo="skip",
            showlegend=False,
        )


def _add_numbers(figure: go.Figure, chart: Grid, rows: list[str], columns: list[str]) -> None:
    inks = [on_colour(colour) for colour in (*(colour for _, colour in BANDS), HATCHED)]
    for colour in dict.fromkeys(inks):
        cells = [
            (column, name, "" if mark.value is None else f"{mark.value * 100:.0f}")
            for name, row in zip(rows, chart.cells, strict=True)
            for column, mark in zip(columns, row, strict=True)
            if inks[_band_place(mark)] == colour
        ]
        figure.add_scatter(
            x=[column for column, _, _ in cells],
            y=[name for _, name, _ in cells],
            text=[text or SYMBOLS[GREY] for _, _, text in cells],
            mode="text",
            textfont={"color": colour, "size": 12},
            hoverinfo="skip",
            showlegend=False,
        )


def _add_changes(
    figure: go.Figure, chart: Grid, look: Look, rows: list[str], columns: list[str]
) -> None:
    """Frame the cells that turned since the status date before."""
    if not chart.changed:
        return
    changed = sorted(chart.changed)
    figure.add_scatter(
        name="turned since the status date before",
        x=[columns[column] for _, column in changed],
        y=[rows[row] for row, _ in changed],
        mode="markers",
        marker={"symbol": "square-open", "size": 17, "color": look.ink, "line": {"width": 2}},
        hoverinfo="skip",
        showlegend=True,
    )


def _add_legend(figure: go.Figure, chart: Grid, look: Look, palette: list[str]) -> None:
    for n, (role, meaning) in enumerate(chart.legend):
        is_health = role in HEALTH_WORDS
        figure.add_scatter(
            name=plotly_text(meaning),
            x=[None],
            y=[None],
            mode="markers",
            marker={
                "symbol": MARKERS[role] if is_health else "square",
                "size": 11,
                "color": look.roles[role] if is_health else palette[n],
                "line": {"width": 3 if role == "grey" else 0, "color": look.roles.get(role)},
            },
            hoverinfo="skip",
            showlegend=True,
        )
    figure.update_layout(legend={"y": 0, "yref": "container", "yanchor": "bottom"})
