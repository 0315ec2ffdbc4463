"""Milestone trend: the date that each report gave."""

from datetime import date

from pmo.readings.reading import Reading
from tests.readings import Row, reading_of

DAYS = (date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30))


def trend(*milestones: Row) -> Reading:
    rows = [
        {"status_date": day, "milestone_id": "M1", "project_id": "ALPHA", **milestone}
        for day, milestone in zip(DAYS, milestones, strict=False)
    ]
    return reading_of("milestone_trend", *DAYS, milestones=rows)


def test_every_report_gives_a_point():
    reading = trend(
        {"forecast_date": date(2026, 12, 1)},
        {"forecast_date": date(2026, 12, 1)},
        {"forecast_date": date(2027, 1, 15)},
    )
    points = reading.series("M1")
    assert points["word"].to_list() == ["2026-12-01", "2026-12-01", "2027-01-15"]
    # 56 years of 365 days to 1 January 2026, 14 leap days between, and 334 days to 1 December.
    assert points["value"].to_list()[0] == 56 * 365 + 14 + 334


def test_a_finished_milestone_ends_at_its_actual_date():
    met = {"forecast_date": date(2026, 12, 1), "actual_date": date(2026, 11, 12)}
    reading = trend({"forecast_date": date(2026, 12, 1)}, {"forecast_date": DAYS[2]}, met)
    assert reading.row("M1")["word"] == "2026-11-12"


def test_the_first_point_is_a_date_like_any_other():
    reading = trend({"forecast_date": date(2026, 12, 1)}, {"forecast_date": date(2026, 12, 1)})
    assert reading.series("M1")["reason"].to_list() == [None, None]


def test_a_report_without_a_forecast_is_a_gap():
    known = {"forecast_date": date(2026, 12, 1)}
    reading = trend(known, {}, known)
    points = reading.series("M1")
    assert points["value"].is_null().to_list() == [False, True, False]
    assert points["reason"].to_list() == [None, "no_forecast", None]


def test_a_group_has_no_trend_of_its_own():
    rows = [{"milestone_id": "M1", "project_id": "A", "forecast_date": date(2026, 12, 1)}]
    reading = reading_of("milestone_trend", DAYS[0], by="organisation", milestones=rows)
    assert (reading.value, reading.reason) == (None, "not_applicable")
