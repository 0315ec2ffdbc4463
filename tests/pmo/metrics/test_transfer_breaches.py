"""Transfers outside policy: approved on one side, or by who asked for them."""

from datetime import date

from tests.money_rows import transfer
from tests.readings import reading_of

T = date(2026, 11, 30)
SIGNED = {"from_approver": "Ann", "to_approver": "Bo", "requested_by": "Cy"}


def breaches(*rows, measure="all"):
    reading = reading_of("transfer_breaches", status_date=T, budget_transfers=rows)
    found = reading.at(measure=measure)
    return dict(found.select("key", "value").iter_rows()), found["reason"].to_list()


def signed(giver="A", taker="B", **row):
    return transfer(giver, taker, 1_00, **(SIGNED | row))


def test_two_approvers_who_did_not_ask_break_nothing():
    assert breaches(signed()) == ({"A-B-100": 0}, [None])


def test_a_side_without_an_approver_is_a_breach():
    assert breaches(signed(to_approver=None), measure="one_sided")[0] == {"A-B-100": 1}
    assert breaches(signed(from_approver=" "), measure="one_sided")[0] == {"A-B-100": 1}


def test_a_side_without_a_project_needs_no_approver():
    budget_given = signed(giver=None, from_approver=None)
    assert breaches(budget_given, measure="one_sided")[0] == {"None-B-100": 0}


def test_who_asked_may_not_approve_whatever_the_case_of_the_name():
    assert breaches(signed(requested_by="BO "), measure="own_request")[0] == {"A-B-100": 1}


def test_two_broken_rules_are_one_transfer():
    assert breaches(signed(to_approver=None, requested_by="Ann"))[0] == {"A-B-100": 1}


def test_what_is_not_approved_or_decided_later_is_not_judged():
    waiting = signed(state="requested", decided_date=None, to_approver=None)
    later = signed(decided_date=date(2026, 12, 1), to_approver=None)
    assert breaches(waiting, later) == ({}, [])


def test_a_register_without_approvers_cannot_be_judged():
    bare = transfer("A", "B", 1_00)
    assert breaches(bare) == ({"A-B-100": None}, ["not_assessable"])
    without_requester = signed(requested_by=None)
    assert breaches(without_requester, measure="own_request")[1] == ["not_assessable"]
