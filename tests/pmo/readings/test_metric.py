"""The header of a metric's file is its definition; what nobody knows in it stops the start."""

import pytest

from pmo.readings.metric import parse_metric

HEADER = """-- title: A title
-- question: A question?
-- unit: days
-- roll-up: worst
-- better: lower
-- definition: A definition.
-- source: none
"""


def test_a_metric_without_measures_has_one():
    (measure,) = parse_metric("made_up", HEADER + "select 1").measures
    assert (measure.name, measure.unit, measure.roll_up) == (None, "days", "worst")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("-- grian: project\n", '"grian" is none of'),
        ("-- grain: projects\n", '"projects" is none of'),
        ("-- dates: all\n", '"all" is none of all so far'),
        ("-- measure: days | dais | worst\n", '"dais" is none of'),
        ("-- input: milestones where true\n", "an input is written"),
    ],
)
def test_a_word_that_nobody_knows_is_refused(line: str, message: str):
    with pytest.raises(ValueError, match=message):
        parse_metric("made_up", HEADER + line + "select 1")


def test_a_missing_definition_is_refused():
    header = HEADER.replace("-- definition: A definition.\n", "")
    with pytest.raises(ValueError, match="lacks definition"):
        parse_metric("made_up", header + "select 1")
