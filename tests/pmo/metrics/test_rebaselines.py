"""Re-baselines: how often the promise of a finish was set anew in twelve months."""

from datetime import date

from tests.readings import reading_of

FIRST, SECOND, THIRD = date(2026, 12, 1), date(2026, 12, 31), date(2026, 12, 21)


def rebaselines(by_date):
    projects = [
        {"project_id": "A", "status_date": day, "baseline_finish_date": finish}
        for day, finish in by_date.items()
    ]
    reading = reading_of("rebaselines", *by_date, projects=projects)
    return [reading.row(measure=each)["value"] for each in ("count", "days")]


def test_every_new_baseline_counts_and_days_add_up_with_their_sign():
    reports = {date(2026, 7, 31): FIRST, date(2026, 8, 31): SECOND, date(2026, 9, 30): THIRD}
    assert rebaselines(reports) == [2, 20]


def test_a_change_more_than_twelve_months_ago_is_forgotten():
    reports = {date(2025, 8, 31): FIRST, date(2025, 9, 30): SECOND, date(2026, 9, 30): SECOND}
    assert rebaselines(reports) == [0, 0]


def test_one_report_says_nothing():
    assert rebaselines({date(2026, 9, 30): FIRST}) == [None, None]
