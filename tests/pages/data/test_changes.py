"""Sums before and after a load, in words."""

import pytest

from pages.data._changes import _moved
from pipelines.changes import SumChange


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (100_00, 1_350_50, "1,250.50 more"),
        (1_350_50, 350_50, "1,000 less"),
        (100_00, 100_00, "unchanged"),
        (100_00, None, "100 less"),
        (None, 100_00, None),
    ],
)
def test_a_change_of_money_is_said_without_a_sign(before, after, words):
    assert _moved(SumChange("actual, month", "EUR", before, after)) == words


def test_a_change_of_effort_is_said_in_hours():
    assert _moved(SumChange("booked minutes", None, 60, 150)) == "1.50 more"
