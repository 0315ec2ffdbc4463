"""What exports of trackers and service desks give away."""

import pytest

from tests.hand_made import checked

REQUEST = (
    "service_requests.request_id", "service_requests.opened_datetime",
    "service_requests.closed_datetime", "service_requests.state", "",
)  # fmt: skip
HEADER = ("Number", "Opened", "Closed", "State", "Active")


def rules(result):
    return {(issue.cell, issue.rule) for issue in result.record.issues}


def test_a_request_that_is_closed_and_still_active_is_loaded_and_listed():
    rows = (
        HEADER,
        ("R-1", "2026-01-05", "2026-01-09", "7", "false"),
        ("R-2", "2026-01-05", "2026-01-09", "7", "true"),
        ("R-3", "2026-01-05", "2026-01-09", "In Progress", "false"),
        ("R-4", "2026-01-05", None, "New", "true"),
    )
    result = checked(rows, REQUEST, tables=("service_requests",))
    assert rules(result) == {("C3", "closed_but_active"), ("C4", "closed_but_active")}
    assert result.tables["service_requests"]["closed_datetime"].null_count() == 1


@pytest.mark.parametrize(("count", "is_noted"), [(999, False), (1_000, True), (1_001, False)])
def test_an_export_that_ends_at_a_round_number_may_be_cut_off(count, is_noted):
    rows = (HEADER, *((f"R-{number}", "2026-01-05", None, "7", None) for number in range(count)))
    found = rules(checked(rows, REQUEST, tables=("service_requests",)))
    assert (("A1", "maybe_truncated") in found) == is_noted
