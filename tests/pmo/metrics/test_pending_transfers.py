"""Pending transfers: what waits for a decision."""

from datetime import date

from pmo.readings.reading import Reading
from tests.money_rows import transfer
from tests.readings import reading_of

T = date(2026, 11, 30)
DECEMBER = date(2026, 12, 1)


def pending(*rows: dict[str, object], by: str = "project") -> Reading:
    projects = [{"project_id": name} for name in ("ALPHA", "BETA")]
    return reading_of(
        "pending_transfers", status_date=T, by=by, projects=projects, budget_transfers=rows
    )


def waiting(giver: str | None, taker: str | None, amount: int, **row: object) -> dict[str, object]:
    return transfer(giver, taker, amount, state="requested", decided_date=None) | row


def test_a_request_is_pending_for_the_receiver_and_the_giver():
    reading = pending(waiting("ALPHA", "BETA", 5_00))
    assert reading.row("BETA", measure="incoming")["value"] == 5_00
    assert reading.row("ALPHA", measure="outgoing")["value"] == 5_00


def test_a_request_is_counted_once_at_the_receiver():
    reading = pending(waiting("ALPHA", "BETA", 5_00), waiting("ALPHA", None, 6_00))
    assert reading.row("BETA", measure="count")["value"] == 1
    assert reading.row("ALPHA", measure="count")["value"] == 1
    total = pending(waiting("ALPHA", "BETA", 5_00), by="organisation")
    assert total.row(measure="count")["value"] == 1


def test_a_decision_after_the_status_date_was_still_pending_on_it():
    later = {"decided_date": date(2026, 12, 3)}
    reading = pending(
        transfer("ALPHA", "BETA", 5_00, **later),
        transfer("ALPHA", "BETA", 2_00, state="rejected", **later),
        transfer("ALPHA", "BETA", 1_00),
    )
    assert reading.row("BETA")["value"] == 7_00


def test_a_request_after_the_status_date_is_not_there_yet():
    assert (
        pending(waiting("ALPHA", "BETA", 5_00, requested_date=DECEMBER)).row("BETA")["value"] == 0
    )


def test_age_is_that_of_the_oldest_in_working_days():
    # Monday 2 November to Monday 30 November 2026: four weeks, 20 working days.
    reading = pending(
        waiting("ALPHA", "BETA", 5_00, requested_date=date(2026, 11, 2)),
        waiting("ALPHA", "BETA", 6_00, requested_date=date(2026, 11, 27)),
    )
    age = reading.row("BETA", measure="age")
    assert (age["value"], age["colour"]) == (20, "amber")


def test_a_group_names_the_project_that_waits_longest():
    reading = pending(
        waiting(None, "BETA", 5_00, requested_date=date(2026, 11, 2)),
        waiting(None, "ALPHA", 6_00, requested_date=date(2026, 11, 27)),
        by="organisation",
    )
    assert reading.row(measure="age")["detail"] == "BETA"


def test_without_a_register_pending_transfers_are_not_known():
    row = pending().row("BETA")
    assert (row["value"], row["reason"]) == (None, "not_assessable")


def test_requests_in_two_currencies_are_counted_and_not_added():
    reading = pending(
        waiting("ALPHA", "BETA", 5_00), waiting("ALPHA", "BETA", 6_00, currency="USD")
    )
    assert reading.row("BETA")["reason"] == "mixed_currency"
    assert reading.row("BETA", measure="count")["value"] == 2
