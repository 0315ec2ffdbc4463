"""Names of colours as people say them."""

import pytest

from pipelines.colour_names import colour_name, hue_of

STANDARD = {  # the standard colours of spreadsheets
    "#C00000": "red",
    "#FF0000": "red",
    "#FFC000": "amber",
    "#FFFF00": "yellow",
    "#92D050": "green",
    "#00B050": "green",
    "#00B0F0": "blue",
    "#0070C0": "blue",
    "#002060": "blue",
    "#7030A0": "purple",
}


@pytest.mark.parametrize(("colour", "hue"), STANDARD.items())
def test_standard_colours_have_the_hue_that_people_see(colour, hue):
    assert hue_of(colour) == hue
    assert colour_name(colour).split()[-1] == hue


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#7F0000", "dark red"),
        ("#FFC7CE", "light red"),
        ("#C6EFCE", "light green"),
        ("#FFEB9C", "light amber"),
        ("#833C0B", "brown"),
        ("#000000", "black"),
        ("#FFFFFF", "white"),
        ("#595959", "dark grey"),
        ("#D9D9D9", "light grey"),
    ],
)
def test_shades_are_told_apart(colour, name):
    assert colour_name(colour) == name


@pytest.mark.parametrize("colour", ["#000000", "#FFFFFF", "#808080"])
def test_a_colour_without_hue_is_grey(colour):
    assert hue_of(colour) == "grey"
