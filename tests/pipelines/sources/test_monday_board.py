"""Boards of monday.com: groups, headers again, sub-items between the items."""

from datetime import date

import pytest

from tests.outcomes import book_in

ITEMS = ["Name", "Subitems", "Person", "Status", "Date", "Budget", "Item ID (auto generated)"]
SUB_ITEMS = ["Subitems", "Name", "Owner", "Status", "Date", "Item ID (auto generated)"]
BOARD = [
    ["Harbour works"],
    [],
    ["Design"],
    ITEMS,
    ["Sketch", "Measure, Draw", "Ann Moor", "Done", "2026-03-02", 100, "900001"],
    SUB_ITEMS,
    [None, "Measure", "Bo Field", "Done", "2026-02-20", "900011"],
    [None, "Draw", "Ann Moor", "Working on it", "2026-03-01", "900012"],
    ["Survey", None, "Cy Hill", "Stuck", "2026-04-15", 250, "900002"],
    [None, None, None, None, None, 350],
    [],
    ["Build"],
    ITEMS,
    ["Dig", None, "Bo Field", "Not started", "2026-05-20", 80, "900003"],
    [None, None, None, None, None, 80],
]


@pytest.fixture
def board(loaded, tmp_path):
    return loaded(book_in(tmp_path, board=BOARD), accept=True)


def test_items_and_sub_items_are_told_apart(board):
    sql = "select task_id, task_name, parent_id, state from main.tasks order by task_id"
    assert board.rows(sql) == [
        ("900001", "Sketch", None, "Done"),
        ("900002", "Survey", None, "Stuck"),
        ("900003", "Dig", None, "Not started"),
        ("900011", "Measure", "900001", "Done"),
        ("900012", "Draw", "900001", "Working on it"),
    ]


def test_an_item_has_the_date_and_the_person_of_its_own_row(board):
    sql = (
        "select finish_date, assignee, labels, project_id from main.tasks where task_id = '900002'"
    )
    assert board.rows(sql) == [(date(2026, 4, 15), "Cy Hill", "Design", "Harbour works")]


def test_group_names_headers_and_sums_are_no_items(board):
    items, sub_items = (each.rows for each in board.record.regions if each.tables)
    # Besides three items: two sums, a group, its header, and the header of the sub-items.
    assert (items.read, items.loaded, items.ignored) == (8, 3, 5)
    assert (sub_items.read, sub_items.loaded) == (2, 2)
