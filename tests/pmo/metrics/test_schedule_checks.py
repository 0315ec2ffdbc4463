"""The checks of a schedule: who is counted, who is found, and what no file allows to assess."""

from datetime import date

import pytest

from pmo import metrics
from pmo.readings.reading import Reading
from pmo.selection import Selection
from tests.networks import DAY, T, day, link, task
from tests.readings import ORGANISATION, Row, reading_of, snapshot_of

CHAIN = [task("A", 2), task("B", 3), task("C", 4)]
LOGIC = [link("A", "B"), link("B", "C")]
PROJECT = {"project_id": "ALPHA"}


def found(check: str, tasks: list[Row], links: list[Row] = LOGIC) -> dict[object, object]:
    """What is wrong with each task that the check finds."""
    rows = _rows(check, tasks, links)
    return {row["task_id"]: row["detail"] for row in rows if row["numerator"]}


def counted(
    check: str, tasks: list[Row], links: list[Row] = LOGIC
) -> tuple[object, object, object]:
    """Tasks or links found, of how many, and why nothing is known."""
    row = reading_of(
        check, T, by="project", tasks=tasks, task_links=links, projects=[PROJECT]
    ).row()
    return row["numerator"], row["denominator"], row["reason"]


def results(
    tasks: list[Row], links: list[Row] = LOGIC, **tables: list[Row]
) -> dict[object, object]:
    """Result of each check of one project, or why there is none."""
    rows = _rows("schedule_checks", tasks, links, **tables)
    return {row["measure"]: row["reason"] or row["category"] for row in rows}


def _rows(name: str, tasks: list[Row], links: list[Row], **tables: list[Row]) -> list[Row]:
    known = {"projects": [PROJECT]} | tables
    snapshot = snapshot_of(T, tasks=tasks, task_links=links, **known)
    selection = Selection(ORGANISATION, snapshot.name, T)
    return list(metrics.rows(name, snapshot, selection).iter_rows(named=True))


def test_the_first_and_the_last_task_need_no_neighbour():
    assert counted("missing_logic", CHAIN) == (0, 3, None)


def test_a_task_that_nothing_waits_for_and_one_that_waits_for_nothing_are_found():
    tasks = [task("A", 2, start_date=T), *CHAIN[1:], task("D", 1), task("E", 1, start_date=day(9))]
    assert found("missing_logic", tasks, [*LOGIC, link("A", "D"), link("E", "C")]) == {
        "D": "no successor",
        "E": "no predecessor",
    }


def test_a_task_without_any_link_lacks_both():
    tasks = [*CHAIN, task("D", 1)]
    assert found("missing_logic", tasks) == {"D": "no predecessor, no successor"}


@pytest.mark.parametrize(
    "closed",
    [{"actual_finish_date": T}, {"percent_complete_share": 1.0}, {"task_kind": "summary"},
     {"task_kind": "effort"}],
)  # fmt: skip
def test_finished_tasks_summaries_and_level_of_effort_are_not_looked_at(closed: Row):
    tasks = [*CHAIN, task("D", 1, **closed)]
    assert counted("missing_logic", tasks) == (0, 3, None)


def test_leads_and_lags_count_links_and_name_what_comes_before():
    tasks = [*CHAIN[:2], task("C", 4, task_name="Paint")]
    links = [link("A", "B", lag=2), link("B", "C", lag=-1.5), link("A", "C", "SS")]
    assert counted("lags", tasks, links) == (1, 3, None)
    assert found("lags", tasks, links) == {"B": "A FS +2 d"}
    assert found("leads", tasks, links) == {"C": "B FS \u22121.5 d"}
    assert found("other_links", tasks, links) == {"C": "A SS"}


def test_a_link_of_no_stated_kind_is_finish_to_start():
    assert counted("other_links", CHAIN, [link("A", "B", None), link("B", "C")]) == (0, 2, None)


def test_a_link_to_a_finished_task_is_history():
    tasks = [task("A", 2), task("B", 3, actual_finish_date=T), task("C", 4)]
    assert counted("lags", tasks, [link("A", "B", lag=5), link("B", "C")]) == (0, 1, None)


@pytest.mark.parametrize(
    ("written", "is_hard"),
    [("Must start on", True), ("CS_MANDFIN", True), ("Finish no later than", True), ("7", True),
     ("Start on or before", True), ("CS_MSO", True), ("Muss enden am", True),
     ("As soon as possible", False), ("Start no earlier than", False), ("CS_MSOA", False),
     ("6", False)],
)  # fmt: skip
def test_a_constraint_is_hard_that_keeps_its_date_when_work_before_it_is_late(written, is_hard):
    tasks = [task("A", 2, constraint_kind=written), *CHAIN[1:]]
    assert counted("hard_constraints", tasks) == (int(is_hard), 3, None)


def test_a_hard_constraint_is_said_with_its_date():
    held = {"constraint_kind": "Must finish on", "constraint_date": date(2026, 6, 5)}
    tasks = [task("A", 2, **held), *CHAIN[1:]]
    assert found("hard_constraints", tasks) == {"A": "Must finish on 5 Jun 2026"}


def test_float_is_high_beyond_44_working_days_and_ours_stands_in_for_the_files():
    stated = [
        task("A", 2, total_float_minutes=44 * DAY),
        task("B", 3, total_float_minutes=45 * DAY),
        task("C", 4),
    ]
    assert found("high_float", stated) == {"B": "45 working days of float"}
    assert counted("high_float", stated) == (1, 3, None)
    assert counted("high_float", [*stated, task("Z", 60)]) == (2, 4, None)  # C waits 51 days for Z


def test_negative_float_is_the_files_alone():
    tasks = [task("A", 2, total_float_minutes=-DAY), task("B", 3, total_float_minutes=0), CHAIN[2]]
    assert found("negative_float", tasks) == {"A": "-1.0 working days of float"}
    assert counted("negative_float", tasks) == (1, 2, None)
    assert counted("negative_float", CHAIN)[2] == "not_assessable"


def test_a_task_is_long_beyond_44_working_days_of_its_baseline():
    tasks = [
        task("A", baseline_start_date=day(0), baseline_finish_date=day(43)),
        task("B", baseline_start_date=day(0), baseline_finish_date=day(44)),
        task("C", task_kind="milestone", baseline_start_date=day(0), baseline_finish_date=day(99)),
        task("D"),
    ]
    assert found("long_tasks", tasks) == {"B": "45 working days"}
    assert counted("long_tasks", tasks) == (1, 2, None)


def test_dates_that_the_status_date_contradicts_are_found():
    tasks = [
        task("A", finish_date=day(-1), actual_start_date=day(-9)),
        task("B", start_date=day(-1), finish_date=day(5), percent_complete_share=0.0),
        task("C", actual_start_date=day(1)),
        task("D", actual_finish_date=day(1)),
        task("E", start_date=T, finish_date=T),
        task("F", start_date=day(-3), finish_date=day(-1), actual_finish_date=day(-1)),
        task("G"),
    ]
    assert found("invalid_dates", tasks) == {
        "A": "finish 29 May 2026 is past and it is not done",
        "B": "start 29 May 2026 is past and it has not begun",
        "C": "began on 2 Jun 2026, which is still ahead",
        "D": "done on 2 Jun 2026, which is still ahead",
    }
    assert counted("invalid_dates", tasks) == (4, 6, None)


def test_where_no_task_says_that_it_has_begun_a_start_in_the_past_says_nothing():
    tasks = [task("A", start_date=day(-1), finish_date=day(5))]
    assert found("invalid_dates", tasks, []) == {}


def test_work_of_a_day_or_more_needs_a_name_where_the_plan_names_people():
    tasks = [task("A", 1), task("B", 0.5), task("C", 4, assignee="Ann Moor"),
             task("M", 0, task_kind="milestone")]  # fmt: skip
    assert found("unassigned_tasks", tasks) == {"A": "nobody assigned"}
    assert counted("unassigned_tasks", CHAIN)[2] == "not_assessable"


def test_missed_is_what_was_due_and_came_late_or_not():
    due = {"baseline_finish_date": day(-3)}
    tasks = [
        task("A", actual_finish_date=day(-3), **due),
        task("B", actual_finish_date=day(-2), **due),
        task("C", **due),
        task("D", baseline_finish_date=day(1)),
        task("E"),
    ]
    assert found("missed_tasks", tasks) == {
        "B": "due 27 May 2026, done 28 May 2026",
        "C": "due 27 May 2026, not done",
    }
    assert counted("missed_tasks", tasks) == (2, 3, None)


def planned(**row: object) -> list[Row]:
    """A chain with everything that a plan can state, all of it in order."""
    spans = ((0, 1), (2, 4), (5, 8))
    return [
        chain
        | {
            "start_date": day(start),
            "finish_date": day(finish),
            "baseline_start_date": T,
            "baseline_finish_date": day(finish),
            "percent_complete_share": 0.0,
            "constraint_kind": "As soon as possible",
            "total_float_minutes": 0,
            "assignee": "Ann Moor",
        }
        | row
        for chain, (start, finish) in zip(CHAIN, spans, strict=True)
    ] + [task("Done", 1, baseline_finish_date=day(-2), actual_finish_date=day(-2))]


def test_a_plan_in_order_passes_all_fourteen():
    links = [link("Done", "A"), *LOGIC]
    assert set(results(planned(), links).values()) == {"passed"}
    assert len(results(planned(), links)) == 14


def test_without_links_only_what_needs_none_is_assessed_and_nothing_else_is_passed():
    bare = {"constraint_kind": None, "total_float_minutes": None, "assignee": None}
    known = results(planned(**bare), [])
    passed = {check for check, result in known.items() if result == "passed"}
    assert passed == {"long_tasks", "invalid_dates", "missed_tasks", "baseline_execution_index"}
    linked = ("missing_logic", "leads", "lags", "other_links", "high_float", "critical_path_test",
              "critical_path_length_index")  # fmt: skip
    assert {known[check] for check in linked} == {"no_links"}
    stated = ("hard_constraints", "negative_float", "unassigned_tasks")
    assert {known[check] for check in stated} == {"not_assessable"}


def test_what_the_file_states_is_assessed_without_links_too():
    known = results(planned(), [])
    stated = ("hard_constraints", "high_float", "negative_float", "unassigned_tasks")
    assert {known[check] for check in stated} == {"passed"}


@pytest.mark.parametrize(("linked", "result"), [(95, "passed"), (94, "failed")])
def test_five_percent_are_the_limit_and_belong_to_the_better_side(linked: int, result: str):
    tasks = [task(f"T{number:03}", 1) for number in range(100)]
    chain = [link(f"T{n:03}", f"T{n + 1:03}") for n in range(linked - 1)]
    looped = [link("T000", f"T{n:03}") for n in range(linked, 100)]  # without a successor
    assert results(tasks, [*chain, *looped])["missing_logic"] == result


def test_a_single_negative_float_fails():
    late = [planned()[0] | {"total_float_minutes": -1}, *planned()[1:]]
    assert results(late)["negative_float"] == "failed"


def test_a_delay_that_the_finish_does_not_feel_fails():
    tasks = [*CHAIN, task("X", 1, is_critical=True)]
    assert results(tasks)["critical_path_test"] == "failed"
    assert results(CHAIN)["critical_path_test"] == "passed"


def test_indices_below_their_limit_fail():
    tasks = [row | {"baseline_finish_date": day(-1)} for row in planned()]
    assert results(tasks)["baseline_execution_index"] == "failed"
    assert results(tasks)["critical_path_length_index"] == "failed"


def test_milestones_of_a_register_are_no_tasks_of_the_plan():
    gate = {"milestone_id": "M", "project_id": "ALPHA", "baseline_date": T, "actual_date": T}
    assert results(CHAIN, milestones=[gate])["baseline_execution_index"] == "no_baseline"


def test_of_a_finished_plan_what_is_open_cannot_be_checked():
    tasks = [row | {"actual_finish_date": T} for row in CHAIN]
    assert results(tasks)["hard_constraints"] == "complete"


def quality(*tasks: Row, by: str = "project", projects: tuple[str, ...] = ("ALPHA",)) -> Reading:
    return reading_of(
        "schedule_quality",
        T,
        by=by,
        tasks=tasks,
        task_links=LOGIC,
        projects=[{"project_id": name} for name in projects],
    )


def test_quality_is_what_is_passed_of_what_can_be_assessed():
    row = quality(*CHAIN).row()
    assert (row["numerator"], row["denominator"], row["colour"]) == (6, 6, None)


def test_a_project_without_a_plan_is_no_plan_of_bad_quality():
    reading = quality(*CHAIN, projects=("ALPHA", "BETA"))
    assert reading.row("BETA")["reason"] == "no_schedule"
    whole = quality(*CHAIN, projects=("ALPHA", "BETA"), by="organisation").row()
    assert (whole["used"], whole["missing"]) == (1, 1)


def test_the_copy_of_a_project_that_is_kept_as_its_baseline_is_no_plan():
    copies = [row | {"project_id": "ALPHA-B1"} for row in CHAIN]
    rows = _rows("schedule_quality", [*CHAIN, *copies], LOGIC)
    assert [row["project_id"] for row in rows] == ["ALPHA"]


def test_findings_name_each_task_once_for_each_check():
    tasks = [*CHAIN, task("D", 1, task_code="A100", total_float_minutes=-DAY)]
    rows = _rows("schedule_findings", tasks, LOGIC)
    assert [(row["measure"], row["task_code"]) for row in rows] == [
        ("missing_logic", "A100"),
        ("negative_float", "A100"),
    ]
