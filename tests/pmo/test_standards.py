"""Standards are dated data that fits the metrics and the tables."""

import pytest

from pmo import metrics
from pmo.standards import band, standards


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
