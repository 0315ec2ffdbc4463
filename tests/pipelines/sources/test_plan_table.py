"""Plans as tables: links in one cell, outlines as levels and numbers."""

import pytest

from tests.outcomes import book_in
from tests.pipelines.sources.plans import written

LINKS = (
    "select predecessor_id, successor_id, link_kind, lag_minutes from main.task_links order by all"
)


@pytest.fixture
def plan(loaded, tmp_path):
    """Load a plan of four tasks with these predecessors of the last."""

    def load(predecessors, header="Predecessors", separator=","):
        lines = [
            ["ID", "Task Name", "Duration", "Start", "Finish", header, "Outline Level"],
            ["1", "Design", "10 days", "2026-03-02", "2026-03-13", "", "1"],
            ["2", "Sketch", "5 days", "2026-03-02", "2026-03-06", "", "2"],
            ["3", "Draw", "5 days", "2026-03-09", "2026-03-13", "", "2"],
            ["4", "Build", "10 days", "2026-03-16", "2026-03-27", predecessors, "1"],
        ]
        text = "\n".join(
            separator.join(f'"{cell}"' if separator in cell else cell for cell in line)
            for line in lines
        )
        return loaded(written(tmp_path, "Portal.csv", text), accept=True)

    return load


@pytest.mark.parametrize(
    ("cell", "links"),
    [
        ("3", [("3", "4", "FS", None)]),
        ("2,3SS", [("2", "4", "FS", None), ("3", "4", "SS", None)]),
        ("3FS+2d", [("3", "4", "FS", 960)]),
        ("3FF-4 hours;2", [("2", "4", "FS", None), ("3", "4", "FF", -240)]),
        ("3SF +1 day", [("3", "4", "SF", 480)]),
    ],
)
def test_predecessors_in_one_cell_are_links_of_their_own(plan, cell, links):
    assert plan(cell).rows(LINKS) == links


def test_links_in_german_have_the_kinds_of_the_others(plan):
    found = plan("3EA+2 Tage;2AA", header="Vorgänger", separator=";")
    assert found.rows(LINKS) == [("2", "4", "SS", None), ("3", "4", "FS", 960)]


def test_links_belong_to_the_project_that_was_named_for_the_tasks(plan):
    sql = "select distinct project_id from main.{}"
    found = plan("3")
    assert found.rows(sql.format("task_links")) == found.rows(sql.format("tasks")) == [("Portal",)]


def test_levels_give_parents_by_the_order_of_the_rows(plan):
    sql = "select task_id, parent_id from main.tasks order by task_id"
    assert plan("3").rows(sql) == [("1", None), ("2", "1"), ("3", "1"), ("4", None)]


def test_without_keys_links_count_the_rows_of_the_sheet(loaded, tmp_path):
    rows = [
        ["Task Name", "Start", "Finish", "Predecessors", "% Complete"],
        ["Sketch", "2026-03-02", "2026-03-06", None, 1],
        ["Draw", "2026-03-09", "2026-03-13", "1FS +1d", 0.5],
        ["Build", "2026-03-16", "2026-03-27", "2", 0],
    ]
    found = loaded(book_in(tmp_path, Portal=rows), accept=True)
    assert found.rows(LINKS) == [("Draw", "Build", "FS", None), ("Sketch", "Draw", "FS", 480)]


@pytest.mark.parametrize(
    ("rows", "table"),
    [
        (
            [["ID", "Milestone", "Baseline", "Forecast", "Predecessors"],
             [1, "Go live", "2026-04-01", "2026-04-02", None],
             [2, "Close", "2026-05-01", "2026-05-02", "1"]],
            "milestones",
        ),
        (
            [["ID", "Name", "Manager", "Start", "Finish", "Budget", "Predecessors"],
             ["1", "Portal", "Ann Moor", "2026-01-01", "2026-06-30", 100, None],
             ["2", "Quay", "Bo Field", "2026-02-01", "2026-09-30", 200, "1"]],
            "projects",
        ),
    ],
)  # fmt: skip
def test_other_lists_that_name_predecessors_stay_what_they_are(loaded, tmp_path, rows, table):
    found = loaded(book_in(tmp_path, List=rows), accept=True)
    assert found.record.regions[0].tables[0] == table


def test_links_beyond_those_that_are_read_are_listed(plan):
    found = plan(",".join(["3"] * 41))
    assert ("F5", "links_not_read") in found.issues


def test_gantt_project_writes_links_days_and_resources_in_its_own_way(loaded, tmp_path):
    text = (
        "ID,Name,Begin date,End date,Duration,Completion,Cost,Coordinator,Predecessors,"
        "Outline number,Resources,Assignments\n"
        "0,Foundation,2026-03-02,2026-03-13,10,50,0,Ann Moor,,1,Ann Moor,1:100.00\n"
        "1,Dig,2026-03-02,2026-03-06,5,100,0,,,1.1,,\n"
        "2,Roof,2026-03-16,2026-03-20,5,0,0,,1-FS=P2D=HARD;0-SS=P0D=SOFT,2,Bo Field,2:100.00\n"
        "\n"
        "ID,Name,Default role,e-mail,Phone,Standard rate,Total cost,Total load\n"
        "1,Ann Moor,project manager,,,,,\n"
        "2,Bo Field,developer,,,,,\n"
    )
    outcome = loaded(written(tmp_path, "house.csv", text), accept=True)
    sql = "select predecessor_id, successor_id, link_kind, lag_minutes from main.task_links"
    assert outcome.rows(f"{sql} order by all") == [("0", "2", "SS", None), ("1", "2", "FS", 960)]
    sql = (
        "select task_id, parent_id, duration_minutes, percent_complete_share, assignee "
        "from main.tasks order by all"
    )
    assert outcome.rows(sql) == [
        ("0", None, 4800, 0.5, "Ann Moor"),
        ("1", "0", 2400, 1.0, None),
        ("2", None, 2400, 0.0, "Bo Field"),
    ]
    people = "select person_id from main.people order by all"
    assert outcome.rows(people) == [("Ann Moor",), ("Bo Field",)]
