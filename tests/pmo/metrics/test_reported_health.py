"""Reported health: the manager's word, as a colour."""

from dataclasses import replace
from datetime import date

import pytest

from pmo.readings.reading import Reading
from pmo.standards import standards
from tests.readings import reading_of

T = date(2026, 11, 30)


def reported(*words: str | None, by: str = "project") -> Reading:
    projects = [{"project_id": f"P{i}", "health_overall": word} for i, word in enumerate(words)]
    return reading_of("reported_health", status_date=T, by=by, projects=projects)


@pytest.mark.parametrize(
    ("word", "colour"),
    [  # Delivery Confidence Assessment, UK Infrastructure and Projects Authority
        ("Green", "green"),
        ("Amber/Green", "amber"),
        ("Amber", "amber"),
        ("Amber/Red", "red"),
        ("Amber/ Red", "red"),  # so printed in the register of 2014
        ("Amber/red", "red"),  # so printed in the registers of 2018 and 2021
        ("Red", "red"),
    ],
)
def test_the_five_levels_of_delivery_confidence_become_three_colours(word: str, colour: str):
    row = reported(word).row("P0")
    assert (row["colour"], row["word"], row["reason"]) == (colour, colour, None)


@pytest.mark.parametrize(
    "word",
    [
        None,
        "",
        "Reset",
        "No rating",
        "Exempt under Section 43 of the Freedom of Information Act 2000 (Commercial Interests)",
    ],
)
def test_a_blank_withheld_or_unknown_word_is_grey_and_counts_as_unknown(word: str | None):
    row = reported(word).row("P0")
    assert (row["colour"], row["word"], row["reason"]) == ("grey", None, "not_assessable")


def test_the_senders_word_stays_beside_the_colour():
    assert reported("Amber/Green").row("P0")["detail"] == "Amber/Green"


@pytest.mark.parametrize(("word", "colour"), [("Grün", "green"), ("rouge", "red"), ("Y", "amber")])
def test_words_of_other_senders_are_read_too(word: str, colour: str):
    assert reported(word).row("P0")["colour"] == colour


def test_a_group_counts_its_projects_by_colour_grey_included():
    reading = reported("Green", "Amber", "Amber/Red", "Red", "Reset", by="organisation")
    counts = {row["measure"]: row["value"] for row in reading.rows.iter_rows(named=True)}
    assert counts == {"green": 1, "amber": 1, "red": 2, "grey": 1}


def test_blanks_round_a_stroke_and_capitals_make_no_other_word(monkeypatch: pytest.MonkeyPatch):
    own = (*standards().words, ("health", "done/paid", "amber"))
    rules = replace(standards(), words=own)
    monkeypatch.setattr("pmo.readings.query.standards", lambda: rules)
    colours = [reported(word).row("P0")["colour"] for word in ("Done/Paid", " done / PAID ")]
    assert colours == ["amber", "amber"]
