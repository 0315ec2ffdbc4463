"""Float and critical path: networks worked out by hand."""

from datetime import date

import pytest

from tests.networks import DAY, T, day, floats, link, task, worked_out
from tests.readings import reading_of

# J. Heizer, B. Render, Operations Management, project management: Milwaukee Paper. Weeks there,
# days here. Early start and finish, late start and finish, all counted from 0.
MILWAUKEE = {
    "A": (2, "", 0, 2, 0, 2),
    "B": (3, "", 0, 3, 1, 4),
    "C": (2, "A", 2, 4, 2, 4),
    "D": (4, "AB", 3, 7, 4, 8),
    "E": (4, "C", 4, 8, 4, 8),
    "F": (3, "C", 4, 7, 10, 13),
    "G": (5, "DE", 8, 13, 8, 13),
    "H": (2, "FG", 13, 15, 13, 15),
}
PLAN = [task(name, days) for name, (days, *_) in MILWAUKEE.items()]
LOGIC = [
    link(before, name) for name, (_, waits_for, *_) in MILWAUKEE.items() for before in waits_for
]  # fmt: skip
PAIR = [task("A", 4), task("B", 3), task("Z", 20)]  # Z is the longest and tied to nothing


def test_a_textbook_network_comes_out():
    found = worked_out(PLAN, LOGIC)
    for name, (_, _, *expected) in MILWAUKEE.items():
        first, last, late_first, late_last = expected
        row = found[name]
        assert row["early_start_date"] == day(first), name
        assert row["early_finish_date"] == day(last - 1), name
        assert row["late_start_date"] == day(late_first), name
        assert row["late_finish_date"] == day(late_last - 1), name
        assert row["float_days"] == row["value"] == late_first - first, name
    critical = [name for name, row in found.items() if row["is_critical"]]
    assert critical == ["A", "C", "E", "G", "H"]


@pytest.mark.parametrize(
    ("kind", "lag", "start"),
    [
        ("FS", 0, 4), ("FS", 2, 6), ("FS", -1, 3),
        ("SS", 0, 0), ("SS", 2, 2),
        ("FF", 0, 1), ("FF", 2, 3),  # B ends when A does, at 4, and takes 3
        ("SF", 0, 0), ("SF", 5, 2),  # B ends 5 after A begins
        (None, 0, 4),  # finish to start, where nothing else is said
    ],
)  # fmt: skip
def test_each_kind_of_link_holds_the_next_task_with_its_lag(kind, lag, start):
    found = worked_out(PAIR, [link("A", "B", kind, lag)])
    assert found["B"]["early_start_date"] == day(start)
    assert found["B"]["float_days"] == 20 - 3 - start
    held = {"FS": 20 - 3 - lag - 4, "SS": 16, "FF": 16 if lag < 1 else 14, "SF": 16}
    if kind in ("FS", "FF"):
        assert found["A"]["float_days"] == held[kind]


def test_a_start_that_others_wait_for_is_held_though_its_own_finish_is_not():
    found = floats([task("A", 4), task("B", 10)], [link("A", "B", "SS", 1)])
    assert found == {"A": 0, "B": 0}  # A ends at 4, the project at 11


def test_a_finished_task_stays_where_it_was():
    tasks = [
        task("A", 10, actual_start_date=day(-12), actual_finish_date=day(-3)),
        task("B", 5),
        task("C", 7),
    ]
    found = worked_out(tasks, [link("A", "B", lag=4), link("B", "C", "FF")])
    assert (found["A"]["reason"], found["A"]["is_critical"]) == ("complete", False)
    assert found["A"]["early_finish_date"] == day(-3)
    assert found["B"]["early_start_date"] == day(2)  # four days after the end of day -3
    assert found["B"]["float_days"] == 0


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ({"percent_complete_share": 0.25}, 9),
        ({"percent_complete_share": 0.25, "remaining_minutes": 5 * DAY}, 5),  # a schedule's own
        ({"actual_start_date": day(-4), "finish_date": day(5), "duration_minutes": None}, 6),
        ({"actual_start_date": day(-4)}, 12),  # nothing says that any of it is done
    ],
)
def test_a_task_in_progress_goes_on_from_the_status_date(row, left):
    tasks = [task("A", 12, **row), task("B", 1)]
    found = worked_out(tasks, [link("B", "A")])  # out of order: A has begun before B
    assert found["A"]["early_finish_date"] == day(left - 1)
    assert found["B"]["float_days"] == left - 1


def test_effort_that_remains_in_a_tracker_is_no_duration():
    tasks = [
        task("A", remaining_minutes=60, actual_start_date=day(-1), start_date=day(-1),
             finish_date=day(3), planned_minutes=120),
        task("B", 1),
    ]  # fmt: skip
    assert worked_out(tasks, [link("A", "B")])["B"]["early_start_date"] == day(4)


def test_without_a_duration_the_dates_tell_it():
    tasks = [task("A", start_date=day(0), finish_date=day(3)), task("B", 2)]
    assert worked_out(tasks, [link("A", "B")])["B"]["early_start_date"] == day(4)


def test_days_off_take_no_working_time():
    tasks = [task("A", 5), task("B", 1)]
    found = worked_out(tasks, [link("A", "B")])
    assert found["A"]["early_finish_date"] == date(2026, 6, 5)
    assert found["B"]["early_start_date"] == date(2026, 6, 8)


@pytest.mark.parametrize(
    ("row", "start"),
    [
        ({"start_date": day(6)}, 2),  # predecessors decide
        ({"start_date": day(6), "constraint_kind": "Must start on"}, 6),
        ({"start_date": day(6), "constraint_kind": "CS_MSO"}, 6),
        ({"start_date": day(6), "constraint_kind": "7"}, 6),
        ({"start_date": day(1), "constraint_kind": "CS_MEOB"}, 2),
        ({"start_date": day(6), "constraint_kind": "CS_ALAP"}, 2),
        ({"constraint_kind": "4", "constraint_date": day(9)}, 9),
        ({"constraint_kind": "Finish no earlier than", "constraint_date": day(9)}, 7),
    ],
)
def test_dates_of_its_own_hold_a_task(row, start):
    found = worked_out([task("A", 2), task("B", 3, **row)], [link("A", "B")])
    assert found["B"]["early_start_date"] == day(start)


def test_a_task_that_waits_for_nothing_begins_when_it_says_but_not_in_the_past():
    tasks = [task("A", 2, start_date=day(3)), task("B", 2, start_date=day(-3)), task("C", 1)]
    found = worked_out(tasks, [link("A", "C")])
    assert found["A"]["early_start_date"] == day(3)
    assert found["B"]["early_start_date"] == day(0)
    assert floats(tasks, [link("A", "C")]) == {"A": 0, "B": 4, "C": 0}


def test_tasks_in_a_circle_and_behind_it_have_no_value():
    tasks = [task(name, 2) for name in "ABCDE"]
    links = [link("A", "B"), link("B", "C"), link("C", "B"), link("C", "D"), link("A", "E")]
    assert floats(tasks, links) == {
        "A": 0, "B": "cyclic_links", "C": "cyclic_links", "D": "cyclic_links", "E": 0,
    }  # fmt: skip


def test_a_circle_through_what_is_done_holds_nothing_up():
    tasks = [task("A", 2, actual_finish_date=day(-1)), task("B", 2)]
    assert floats(tasks, [link("A", "B"), link("B", "A")]) == {"A": "complete", "B": 0}


def test_a_project_without_links_has_no_critical_path():
    tasks = [task("A", 2), task("B", 2), task("X", 2, project_id="BETA")]
    links = [link("A", "X")]  # between two projects
    assert set(floats(tasks, links).values()) == {"no_links"}


def test_two_projects_do_not_touch_each_other():
    tasks = [
        task("A", 2), task("B", 2), task("C", 1),
        *(task(name, 9, project_id="BETA") for name in "XY"),
    ]  # fmt: skip
    links = [link("A", "B"), link("X", "Y", project_id="BETA")]
    assert floats(tasks, links) == {"A": 0, "B": 0, "C": 3, "X": 0, "Y": 0}


def test_a_task_without_duration_and_dates_has_no_value():
    assert floats([task("A"), task("B", 2)], [link("A", "B")]) == {"A": "no_dates", "B": 0}


def test_a_milestone_takes_no_time():
    tasks = [task("A", 2), task("M", task_kind="milestone", finish_date=day(1)), task("B", 1)]
    found = worked_out(tasks, [link("A", "M"), link("M", "B")])
    assert found["B"]["early_start_date"] == day(2)


# Summaries --------------------------------------------------------------------------------------

PHASES = [
    task("P1", 99, task_kind="summary"),
    task("A", 2, parent_id="P1"),
    task("P2", 99, task_kind="summary", parent_id="P1"),
    task("B", 5, parent_id="P2"),
    task("P3", 99, task_kind="summary"),
    task("C", 3, parent_id="P3", start_date=day(0)),
    task("L", 50, task_kind="effort"),
]


def test_summaries_and_level_of_effort_are_left_out():
    assert floats(PHASES, [link("A", "C")]) == {"A": 0, "B": 0, "C": 0}


def test_a_link_between_summaries_holds_for_the_tasks_inside_at_any_depth():
    found = worked_out(PHASES, [link("P1", "P3", lag=1)])
    assert found["C"]["early_start_date"] == day(6)
    assert [found[name]["float_days"] for name in "ABC"] == [3, 0, 0]
    found = worked_out(PHASES, [link("C", "P1")])
    assert found["B"]["early_start_date"] == day(3)


def test_a_link_on_a_summary_that_has_no_tasks_is_left_out_and_counted():
    tasks = [*PHASES, task("P4", task_kind="summary")]
    links = [link("A", "C"), link("P4", "C"), link("L", "C"), link("P1", "C", "SS")]
    assert worked_out(tasks, links)["C"]["early_start_date"] == day(2)
    found = worked_out(tasks, links, "critical_path_test")
    assert found["ALPHA"]["links_left_out"] == 3


def test_many_tasks_in_two_linked_summaries_take_no_time_to_speak_of():
    halves = [task(f"{half}{number}", 1, parent_id=half) for half in "PQ" for number in range(3000)]
    heads = [task(half, task_kind="summary") for half in "PQ"]
    found = worked_out([*heads, *halves], [link("P", "Q")])  # nine million pairs
    assert found["Q7"]["early_start_date"] == day(1)


# What the file says -----------------------------------------------------------------------------


def test_the_files_own_float_stands_beside_ours():
    tasks = [
        task("A", 2, total_float_minutes=0),
        task("B", 2, total_float_minutes=3 * DAY, is_critical=True),
        task("C", 3),
    ]
    found = worked_out(tasks, [link("A", "B")])
    facts = ("float_days", "file_float_days", "difference_days", "is_critical_in_file")
    assert [tuple(found[name][fact] for fact in facts) for name in "ABC"] == [
        (0, 0, 0, True),
        (0, 3, -3, True),
        (1, None, None, None),
    ]


def test_figures_are_read_by_task_and_have_no_meaning_above():
    tables = {"tasks": PAIR, "task_links": [link("A", "B")]}
    by_task = reading_of("critical_path", T, **tables)
    assert (by_task.row("Z")["value"], by_task.row("A")["value"]) == (0, 13)
    of_project = reading_of("critical_path", T, by="project", **tables)
    assert of_project.reason == "not_applicable"
