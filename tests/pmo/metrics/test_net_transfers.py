"""Transfers: who gave and who received."""

from datetime import date

from pmo.readings.reading import Reading
from tests.money_rows import transfer
from tests.readings import reading_of

T = date(2026, 11, 30)


def transfers(*rows: dict[str, object], by: str = "project") -> Reading:
    projects = [{"project_id": name} for name in ("ALPHA", "BETA", "GAMMA")]
    return reading_of(
        "net_transfers", status_date=T, by=by, projects=projects, budget_transfers=rows
    )


def test_the_giver_loses_what_the_receiver_gains():
    reading = transfers(transfer("ALPHA", "BETA", 30_00), transfer("BETA", "GAMMA", 10_00))
    values = [reading.row(name)["value"] for name in ("ALPHA", "BETA", "GAMMA")]
    assert values == [-30_00, 20_00, 10_00]
    assert reading.row("BETA", measure="in")["value"] == 30_00
    assert reading.row("BETA", measure="out")["value"] == 10_00


def test_over_all_projects_transfers_add_up_to_0():
    rows = (transfer("ALPHA", "BETA", 30_00), transfer("BETA", "GAMMA", 10_00))
    assert transfers(*rows, by="organisation").value == 0


def test_a_transfer_without_a_giver_does_not_add_up_and_shows():
    assert transfers(transfer(None, "BETA", 30_00), by="organisation").value == 30_00


def test_only_what_was_approved_by_the_status_date_counts():
    reading = transfers(
        transfer("ALPHA", "BETA", 1_00, state="requested", decided_date=None),
        transfer("ALPHA", "BETA", 2_00, state="rejected"),
        transfer("ALPHA", "BETA", 3_00, state="cancelled"),
        transfer("ALPHA", "BETA", 4_00, decided_date=date(2026, 12, 1)),
        transfer("ALPHA", "BETA", 5_00),
    )
    assert reading.row("BETA")["value"] == 5_00


def test_an_approval_without_a_date_counts_from_the_request():
    assert (
        transfers(transfer("ALPHA", "BETA", 6_00, decided_date=None)).row("BETA")["value"] == 6_00
    )


def test_a_project_without_transfers_has_0_once_a_register_is_loaded():
    assert transfers(transfer("ALPHA", "BETA", 5_00)).row("GAMMA")["value"] == 0


def test_without_a_register_transfers_are_not_known():
    row = transfers().row("GAMMA")
    assert (row["value"], row["reason"]) == (None, "not_assessable")


def test_a_project_that_reports_no_more_still_has_its_side():
    reading = transfers(transfer("CLOSED", "BETA", 5_00))
    assert reading.row("CLOSED")["value"] == -5_00


def test_transfers_in_two_currencies_are_not_added():
    reading = transfers(
        transfer("ALPHA", "BETA", 5_00), transfer("ALPHA", "BETA", 6_00, currency="USD")
    )
    assert reading.row("BETA")["reason"] == "mixed_currency"


def test_a_transfer_in_an_unknown_currency_is_not_added_to_others():
    reading = transfers(
        transfer("ALPHA", "BETA", 5_00), transfer("ALPHA", "BETA", 6_00, currency=None)
    )
    assert reading.row("BETA")["reason"] == "mixed_currency"


def test_each_status_date_holds_what_was_decided_by_then():
    reading = reading_of(
        "net_transfers",
        date(2026, 9, 30),
        T,
        projects=[{"project_id": "BETA", "status_date": date(2026, 9, 30)}],
        budget_transfers=[transfer("ALPHA", "BETA", 5_00)],
    )
    assert reading.series("BETA", measure="net")["value"].to_list() == [0, 5_00]
