"""One look for every chart: colours by role, light and dark, fonts, and what the toolbar offers."""

from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from pmo import charts

FONT = "Inter, 'Segoe UI', system-ui, 'DejaVu Sans', sans-serif"
SIZE = 13
LONGEST_LABEL = 34
HEALTH = {
    charts.GREEN: "#2A9D8F",
    charts.AMBER: "#F2B134",
    charts.RED: "#B3261E",
    charts.GREY: "#C9D1D9",
}
INKS = ("#1B2A3A", "#FFFFFF", "#000000")  # for text on a colour, the first that can be read
READABLE = 4.5  # contrast of text by WCAG 2.2, level AA
END_OF_LINE = 0.04045  # up to which the curve of sRGB is a line
MARKERS = {
    charts.GREEN: "circle",
    charts.AMBER: "triangle-up",
    charts.RED: "diamond",
    charts.GREY: "line-ew",
}


@dataclass(frozen=True)
class Look:
    """Colours that depend on the page being light or dark."""

    ink: str
    muted: str
    lines: str
    paper: str
    roles: dict[str, str]
    series: tuple[str, ...]


_ROLES = {
    charts.PLAN: "#9AA5B1",
    charts.ACTUAL: "#E07A1F",
    charts.FORECAST: "#E07A1F",
    charts.TOTAL: "#1F4E79",
    charts.ADVERSE: "#C8553D",
    charts.FAVOURABLE: "#5B8E7D",
    charts.FIRM: "#1F4E79",
    charts.TENTATIVE: "#5590C0",
    charts.REQUESTED: "#B9D2E7",
    charts.LIMIT: "#5B6875",
}
LIGHT = Look(
    ink="#1B2733",
    muted="#5B6875",
    lines="#E3E8EE",
    paper="#FFFFFF",
    roles=_ROLES | HEALTH,
    series=("#0B5394", "#B45F06", "#3D7A5F", "#7B4FA3", "#5B6875", "#8C6D31", "#2F8F9D", "#A64D79"),
)
DARK = Look(
    ink="#E6EDF3",
    muted="#9FB0C0",
    lines="#26333F",
    paper="#0F1720",
    roles=_ROLES
    | HEALTH
    | {
        charts.RED: "#F07167",
        charts.TOTAL: "#6FB1EE",
        charts.FIRM: "#3D7AB8",
        charts.TENTATIVE: "#76A8CF",
        charts.REQUESTED: "#C6DCEF",
        charts.ADVERSE: "#E0765F",
        charts.FAVOURABLE: "#7FB5A2",
        charts.LIMIT: "#B9C6D2",
    },
    series=("#6FB1EE", "#F2B84B", "#3CC9A3", "#C3A6E0", "#9AA7B4", "#D9BC7A", "#6CC7D3", "#E39BC6"),
)


def on_colour(colour: str) -> str:
    """Ink for text on a colour such as "#2A9D8F"."""
    readable = (ink for ink in INKS if contrast(ink, colour) >= READABLE)
    return next(readable, max(INKS, key=lambda ink: contrast(ink, colour)))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    """Light of one channel, of which sRGB stores a curve."""
    return share / 12.92 if share <= END_OF_LINE else ((share + 0.055) / 1.055) ** 2.4


def blank(look: Look, *, height: int) -> go.Figure:
    """An empty figure in our look."""
    return go.Figure(
        layout={
            "template": None,
            "height": height,
            "font": {"family": FONT, "size": SIZE, "color": look.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 8, "r": 12, "t": 8, "b": 8},
            "xaxis": axis(look),
            "yaxis": axis(look),
            "legend": {
                "orientation": "h",
                "x": 0,
                "xref": "container",
                "y": 0,
                "yref": "container",
                "yanchor": "bottom",
                "traceorder": "normal",
                "itemclick": False,
                "itemdoubleclick": False,
                "font": {"color": look.ink},
            },
            "hoverlabel": {"font": {"family": FONT, "size": SIZE}, "align": "left"},
            "dragmode": False,
        }
    )


def axis(look: Look) -> dict[str, object]:
    """An axis of few, pale lines."""
    return {
        "automargin": True,
        "gridcolor": look.lines,
        "linecolor": look.lines,
        "zeroline": False,
        "tickfont": {"color": look.ink},
        "title": {"font": {"color": look.muted, "size": SIZE - 1}},
        "fixedrange": True,
        "ticks": "",
    }


def plotly_text(text: str) -> str:
    """Text from files, shown by Plotly as it stands: nothing in it is markup."""
    return escape(" ".join(text.split()), quote=False)


def short(text: str, longest: int = LONGEST_LABEL) -> str:
    """Label of at most ``longest`` characters; the whole text stands in the table."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= longest else f"{one_line[: longest - 1].rstrip()}…"


def distinct(labels: tuple[str, ...]) -> list[str]:
    """Short labels, each once; Plotly would draw rows of equal label on each other."""
    seen: dict[str, int] = {}
    result = []
    for label in labels:
        text = plotly_text(short(label))
        seen[text] = seen.get(text, 0) + 1
        result.append(text if seen[text] == 1 else f"{text} ({seen[text]})")
    return result


def config(name: str) -> dict[str, object]:
    """Plotly's toolbar: a picture to download, and nothing that sends the data away."""
    return {
        "displaylogo": False,
        "responsive": True,
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "displayModeBar": "hover",
        "modeBarButtonsToRemove": [
            "sendChartToCloud", "lasso2d", "select2d", "zoom2d", "pan2d", "zoomIn2d", "zoomOut2d",
            "autoScale2d", "resetScale2d",
        ],
        "toImageButtonOptions": {"format": "svg", "filename": name, "scale": 3},
    }  # fmt: skip
