"""Rows as they were reported, and the files behind them."""

from datetime import date

from pmo.readings.register import rows_of
from pmo.selection import Selection
from tests.money_rows import transfer
from tests.readings import ORGANISATION, snapshot_of

S, T = date(2026, 9, 30), date(2026, 10, 31)
RISKS = [
    {"risk_id": "R1", "project_id": "ALPHA", "status_date": S},
    {"risk_id": "R2", "project_id": "ALPHA", "status_date": T},
    {"risk_id": "R3", "project_id": "BETA", "status_date": T},
]


def listed(table, key, *projects):
    people = [{"person_id": "E1", "status_date": T}]
    snapshot = snapshot_of(S, T, risks=RISKS, people=people)
    selection = Selection(ORGANISATION, snapshot.name, T, projects=projects)
    return rows_of(table, snapshot, selection)[key].to_list()


def test_only_rows_of_the_status_date_and_of_the_chosen_projects_are_listed():
    assert listed("risks", "risk_id") == ["R2", "R3"]
    assert listed("risks", "risk_id", "BETA") == ["R3"]


def test_a_table_without_projects_is_listed_whole():
    assert listed("people", "person_id", "BETA") == ["E1"]


def test_events_are_listed_up_to_the_status_date_and_from_either_side():
    rows = [
        transfer("ALPHA", "BETA", 1_00, transfer_id="1"),
        transfer("BETA", "GAMMA", 1_00, transfer_id="2"),
        transfer("GAMMA", "ALPHA", 1_00, transfer_id="3", requested_date=date(2026, 11, 2)),
    ]
    snapshot = snapshot_of(T, budget_transfers=rows)
    selection = Selection(ORGANISATION, snapshot.name, T, projects=("ALPHA",))
    found = rows_of("budget_transfers", snapshot, selection)
    assert found["transfer_id"].to_list() == ["1"]


def test_a_group_narrows_to_its_projects_and_one_without_any_to_nothing():
    tables = {
        "projects": [{"project_id": key} for key in ("ALPHA", "BETA")],
        "groups": [{"group_id": key, "level": "portfolio"} for key in ("IT", "HR")],
        "project_groups": [{"project_id": "ALPHA", "axis": "delivery", "group_id": "IT"}],
        "budget_transfers": [transfer("ALPHA", "BETA", 1_00), transfer("BETA", "GAMMA", 1_00)],
    }
    snapshot = snapshot_of(T, **tables)
    for group, expected in (("IT", ["ALPHA-BETA-100"]), ("HR", [])):
        selection = Selection(ORGANISATION, snapshot.name, T, group=group)
        found = rows_of("budget_transfers", snapshot, selection)
        assert found["transfer_id"].to_list() == expected
