"""Time to decide a transfer, in working days from the request to the decision."""

from datetime import date

import pytest

from tests.money_rows import transfer
from tests.readings import reading_of

T = date(2026, 11, 30)


def days(*rows, by="transfer"):
    projects = [{"project_id": "B"}]
    return reading_of("transfer_days", status_date=T, by=by, projects=projects,
                      budget_transfers=rows)  # fmt: skip


def decided(asked, on, number=1, **row):
    return transfer("A", "B", number, requested_date=asked, decided_date=on, **row)


def test_weekends_do_not_count():
    # Friday 2 October to Monday 12 October 2026: ten days, six of them working days.
    assert days(decided(date(2026, 10, 2), date(2026, 10, 12))).value == 6


def test_a_rejection_is_a_decision_too():
    rejected = decided(date(2026, 10, 5), date(2026, 10, 6), state="rejected")
    assert days(rejected).value == 1


def test_only_decisions_of_the_last_twelve_months_count():
    assert days(decided(date(2025, 10, 1), date(2025, 11, 30))).is_empty


def test_a_decision_before_its_request_is_a_contradiction():
    assert days(decided(date(2026, 10, 6), date(2026, 10, 5))).reason == "bad_data"


def test_a_group_shows_the_longest_the_median_and_the_80th_percentile():
    monday = date(2026, 10, 5)
    rows = [decided(monday, date(2026, 10, 5 + n), n) for n in range(1, 5)]
    reading = days(*rows, by="organisation")
    assert reading.value == 4
    assert reading.row(measure="median")["value"] == pytest.approx(2.5)
