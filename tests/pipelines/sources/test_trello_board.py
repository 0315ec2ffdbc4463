"""Boards of Trello as JSON."""

import json
from datetime import date

import pytest

from tests.pipelines.sources.plans import written

BOARD = {
    "id": "b1",
    "name": "Portal",
    "lists": [{"id": "l1", "name": "Doing"}, {"id": "l2", "name": "Done"}],
    "members": [{"id": "m1", "fullName": "Ann Moor", "username": "ann"}],
    "labels": [{"id": "t1", "name": "urgent"}, {"id": "t2", "name": "web"}],
    "cards": [
        {"id": "65e2c1000000000000000001", "idShort": 1, "name": "Login", "idList": "l1",
         "idMembers": ["m1"], "idLabels": ["t1", "t2"], "due": "2026-04-10T15:00:00.000Z",
         "start": None, "dueComplete": False, "closed": False},
        {"id": "65e2c1000000000000000002", "idShort": 2, "name": "Label", "idList": "l2",
         "idMembers": [], "idLabels": [], "due": "2026-03-20T15:00:00.000Z",
         "start": "2026-03-02T08:00:00.000Z", "dueComplete": True, "closed": True},
    ],
    "actions": [{"id": "a1", "type": "updateCard"}],
}  # fmt: skip


@pytest.fixture
def board(loaded, tmp_path):
    return lambda content: loaded(written(tmp_path, "board.json", json.dumps(content)))


def test_cards_are_tasks_of_their_board(board):
    sql = (
        "select task_name, project_id, state, assignee, start_date, finish_date, labels, "
        "percent_complete_share from main.tasks order by task_id"
    )
    assert board(BOARD).rows(sql) == [
        ("Login", "Portal", "Doing", "Ann Moor", None, date(2026, 4, 10), "urgent\nweb", None),
        ("Label", "Portal", "Done", None, date(2026, 3, 2), date(2026, 3, 20), "archived", 1.0),
    ]


@pytest.mark.parametrize("content", [{"cards": []}, [{"a": 1}], {"rows": [{"a": 1}]}])
def test_other_json_is_no_table(board, content):
    assert "This is a JSON file, not a table." in str(board(content).record.error)
