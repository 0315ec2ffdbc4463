"""Spread: people by band."""

import pytest

from pmo.readings.reading import Reading
from tests.readings import Row, reading_of
from tests.staffing import AHEAD, DAY, NOVEMBER, T, full_load, person, planned

BANDS = ("under", "healthy", "full", "hot", "over", "unknown")


def mix(*assignments: Row, by: str = "person", people: tuple[Row, ...] = (person(),)) -> Reading:
    return reading_of("utilization_mix", T, by=by, people=people, assignments=assignments)


@pytest.mark.parametrize(
    ("share", "band"),
    [
        (0.59, "under"),
        (0.60, "healthy"),
        (0.85, "healthy"),
        (0.90, "full"),
        (1.00, "full"),
        (1.05, "hot"),
        (1.15, "over"),
    ],
)
def test_a_limit_belongs_to_the_better_side(share: float, band: str):
    minutes = 65 * DAY  # 26,520: every share below is a whole number of minutes
    rows = [planned(NOVEMBER, round(minutes * share)), *full_load(0, months=AHEAD[1:])]
    assert mix(*rows).row("P1")["word"] == band


def test_a_group_counts_its_people_by_band():
    people = tuple(person(f"P{n}") for n in range(1, 5))
    rows = [
        row
        for key, share in (("P1", 0.7), ("P2", 0.8), ("P3", 1.4))
        for row in full_load(share, key)
    ]
    away = person("P5", end_date=T)
    reading = mix(*rows, by="organisation", people=(*people, away))
    counts = {band: reading.row(measure=band)["value"] for band in BANDS}
    assert counts == {"under": 1, "healthy": 2, "full": 0, "hot": 0, "over": 1, "unknown": 1}
    assert reading.row(measure="over")["denominator"] == 5


def test_without_a_plan_everybody_is_unknown():
    reading = mix()
    assert (reading.row("P1")["word"], reading.reason) == (None, "no_report")
    assert mix(by="organisation").row(measure="unknown")["value"] == 1
