"""Colours of cells in the words of those who filled them: "dark red", "amber", "light grey"."""

from colorsys import rgb_to_hls

FULL_TURN = 360  # degrees
HUES = (
    (15, "red"),
    (35, "orange"),
    (52, "amber"),
    (70, "yellow"),
    (165, "green"),
    (195, "turquoise"),
    (255, "blue"),
    (290, "purple"),
    (345, "pink"),
    (FULL_TURN, "red"),
)  # each up to these degrees
GREYS = ((0.1, "black"), (0.4, "dark grey"), (0.7, "grey"), (0.95, "light grey"))
GREY_BELOW = 0.12  # of saturation
DARK_BELOW, LIGHT_ABOVE = 0.3, 0.7  # of lightness
BROWN_BELOW = 0.35  # an orange darker than this has a name of its own


def hue_of(colour: str) -> str:
    """Name of the hue of "#RRGGBB": "red", "amber", or "grey" where it has none."""
    hue, _, saturation = _parts(colour)
    return "grey" if saturation < GREY_BELOW else _hue(hue)


def colour_name(colour: str) -> str:
    """Name of the colour "#RRGGBB" with its lightness: "dark red", "black", "brown"."""
    hue, lightness, saturation = _parts(colour)
    if saturation < GREY_BELOW or lightness < GREYS[0][0]:
        return next((name for limit, name in GREYS if lightness < limit), "white")
    name = _hue(hue)
    if name == "orange" and lightness < BROWN_BELOW:
        return "brown"
    if lightness < DARK_BELOW:
        return f"dark {name}"
    return f"light {name}" if lightness > LIGHT_ABOVE else name


def _parts(colour: str) -> tuple[float, float, float]:
    """Hue in degrees, lightness and saturation from 0 to 1."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    return hue * FULL_TURN, lightness, saturation


def _hue(degrees: float) -> str:
    return next((name for limit, name in HUES if degrees < limit), "red")
