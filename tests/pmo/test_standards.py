"""Standards are dated data that fits the metrics and the tables."""

from dataclasses import replace
from datetime import date

import pytest

from pmo import metrics
from pmo.standards import FOREVER, Number, band, standards


def test_every_limit_belongs_to_a_metric_and_one_of_its_measures():
    for limit in standards().limits:
        measures = {measure.name for measure in metrics.metric(limit.metric).measures}
        categories = set(metrics.metric(limit.metric).categories)
        assert limit.measure is None or limit.measure in measures | categories, limit


def test_every_limit_names_its_origin():
    assert all(limit.origin for limit in standards().limits)


def test_a_word_means_one_thing_in_its_list():
    words = [(name, word) for name, word, _ in standards().words]
    assert len(words) == len(set(words))


def test_a_number_holds_from_its_day_until_the_next_one():
    july = date(2026, 7, 1)
    own = (Number("first", date(1990, 1, 1), july, 4), Number("first", july, FOREVER, 7))
    rules = replace(standards(), numbers=own)
    assert rules.number("first", date(2026, 6, 30)) == 4
    assert rules.number("first", july) == 7
    assert rules.number("first") == 7
    with pytest.raises(KeyError):
        rules.number("second")


@pytest.mark.parametrize(
    ("text", "ends"),
    [("<= 5", (None, 5)), (">= -0.02", (-0.02, None)), ("0.60 .. 0.85", (0.6, 0.85))],
)
def test_a_band_is_read_as_it_is_written(text: str, ends: tuple):
    found = band(text)
    assert (found.lowest, found.highest) == ends


def test_a_band_that_cannot_be_read_stops_the_start():
    with pytest.raises(ValueError, match="is no band"):
        band("about 5")


def test_a_limit_of_a_later_day_is_not_yet_in_force():
    july = date(2026, 7, 1)
    old = next(each for each in standards().limits if each.metric == "milestone_slippage")
    new = replace(old, from_date=july, amber=band("<= 15"))
    rules = replace(standards(), limits=(new, old))
    assert rules.limits_on(old.metric, date(2026, 6, 30)) == (old,)
    assert rules.limits_on(old.metric, july) == (new,)
    assert rules.limits_on("other", july) == ()
