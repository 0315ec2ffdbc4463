"""Plans of Microsoft Project as XML: tasks, links, people and their work."""

from datetime import date

import pytest

from tests.pipelines.sources.plans import project_xml_text, written

MARCH = "2026-03-31T17:00:00"
SUMMARY = {"UID": 0, "ID": 0, "Name": "New portal", "OutlineLevel": 0, "Duration": "PT80H0M0S"}


def task(number, **fields):
    return {
        "UID": number, "ID": number, "Name": f"Task {number}", "OutlineLevel": 1,
        "OutlineNumber": str(number), "Start": "2026-04-06T08:00:00",
        "Finish": "2026-04-10T17:00:00", "Duration": "PT40H0M0S", "PercentComplete": 0,
    } | fields  # fmt: skip


@pytest.fixture
def taken(loaded, tmp_path):
    """Load a plan with these tasks below its summary."""

    def load(*tasks, title="Project1", StatusDate=MARCH, file="plan.xml", **more):  # noqa: N803
        text = project_xml_text(tasks=[SUMMARY, *tasks], Title=title, StatusDate=StatusDate, **more)
        return loaded(written(tmp_path, file, text), status_date=None, accept=True)

    return load


def tasks(outcome, *columns):
    names = ", ".join(columns)
    return outcome.rows(f"select {names} from main.tasks where task_id != '0' order by task_id")


def test_a_title_by_default_is_no_name_of_a_project(taken):
    assert tasks(taken(task(1)), "project_id") == [("New portal",)]


def test_the_title_names_the_project(taken):
    assert tasks(taken(task(1), title="Portal 2"), "project_id", "status_date") == [
        ("Portal 2", date(2026, 3, 31))
    ]


def test_parents_follow_the_outline(taken):
    found = taken(task(1), task(2, OutlineLevel=2), task(3, OutlineLevel=3), task(4))
    assert tasks(found, "parent_id", "task_kind") == [
        ("0", "summary"),
        ("1", "summary"),
        ("2", "task"),
        ("0", "task"),
    ]


def test_without_flags_a_task_of_no_length_is_a_milestone(taken):
    found = taken(task(1, Duration="PT0H0M0S"), task(2))
    assert tasks(found, "task_kind") == [("milestone",), ("task",)]


def test_flags_decide_where_a_program_sets_them(taken):
    found = taken(task(1, Milestone=1), task(2, Duration="PT0H0M0S", Milestone=0))
    assert tasks(found, "task_kind") == [("milestone",), ("task",)]
    assert found.rows("select milestone_id, forecast_date from main.milestones") == [
        ("New portal/1", date(2026, 4, 10))
    ]


def test_baseline_zero_is_the_current_one_and_others_are_left(taken):
    baselines = [
        {"Number": 1, "Start": "2026-01-05T08:00:00", "Finish": "2026-01-09T17:00:00"},
        {"Number": 0, "Start": "2026-03-02T08:00:00", "Finish": "2026-03-06T17:00:00"},
    ]
    found = taken(task(1, Baseline=baselines))
    assert tasks(found, "baseline_start_date", "baseline_finish_date") == [
        (date(2026, 3, 2), date(2026, 3, 6))
    ]


FIRST_KEPT = {
    "Duration": "PT0H0M0S",
    "Baseline": [
        {"Number": 0, "Finish": "2026-03-06T17:00:00"},
        {"Number": 1, "Finish": "2026-01-09T17:00:00"},
    ],
}


def test_a_further_baseline_is_loaded_only_where_a_person_calls_it_the_original(loaded, tmp_path):
    text = project_xml_text(tasks=[SUMMARY, task(1, **FIRST_KEPT)], StatusDate=MARCH)
    plan = written(tmp_path, "plan.xml", text)
    asked = loaded(plan, status_date=None).questions
    assert asked["column", "Milestones in baseline 1"] == "ignore"
    outcome = loaded(plan, status_date=None, accept=True)
    sql = "select baseline_date, original_baseline_date from main.milestones"
    assert outcome.rows(sql) == [(date(2026, 3, 6), None)]
    said = {"column:task:milestones in baseline 1": "milestones.original_baseline_date"}
    said_otherwise = loaded(plan, status_date=None, answers=said)
    assert said_otherwise.rows(sql) == [(date(2026, 3, 6), date(2026, 1, 9))]


def test_dates_that_stand_for_none_are_none(taken):
    unset = "1970-01-01T01:00:00"
    found = taken(task(1, ActualStart=unset, ConstraintDate=unset, ConstraintType=2))
    assert tasks(found, "actual_start_date", "constraint_kind", "constraint_date") == [
        (None, "Must start on", None)
    ]


def test_slack_and_lag_count_tenths_of_a_minute(taken):
    link = {"PredecessorUID": 1, "Type": 3, "LinkLag": -4800, "LagFormat": 7}
    found = taken(task(1, TotalSlack=9600), task(2, PredecessorLink=[link]))
    assert tasks(found, "total_float_minutes") == [(960,), (None,)]
    sql = (
        "select project_id, predecessor_id, successor_id, link_kind, lag_minutes "
        "from main.task_links"
    )
    assert found.rows(sql) == [("New portal", "1", "2", "SS", -480)]


def test_links_to_itself_in_a_circle_and_to_nowhere_are_loaded_and_listed(taken):
    found = taken(
        task(1, PredecessorLink=[{"PredecessorUID": 1, "Type": 1}]),
        task(2, PredecessorLink=[{"PredecessorUID": 3, "Type": 1}]),
        task(3, PredecessorLink=[{"PredecessorUID": 2, "Type": 1}]),
        task(4, PredecessorLink=[{"PredecessorUID": 3, "Type": 1}]),
        task(5, PredecessorLink=[{"PredecessorUID": 77, "Type": 1}]),
    )
    assert found.rows("select count(*) from main.task_links") == [(5,)]
    assert found.values("link_to_nowhere") == {"B6": "77"}
    assert found.values("link_to_itself") == {"B2": "1"}
    assert found.values("circular_link") == {"B3": "3", "B4": "2"}


def test_blank_lines_and_inactive_tasks_are_set_aside_with_a_reason(taken):
    found = taken(task(1), {"UID": 2, "ID": 2, "IsNull": 1}, task(3, Active=0))
    region = next(each for each in found.record.regions if each.sheet == "Task")
    assert (region.rows.loaded, region.rows.ignored) == (2, 2)
    assert tasks(found, "task_id") == [("1",)]


def test_work_by_day_counts_in_its_month(taken):
    days = [
        {"Type": 1, "Start": "2026-04-30T08:00:00", "Finish": "2026-05-01T08:00:00",
         "Value": "PT8H0M0S"},
        {"Type": 1, "Start": "2026-05-01T08:00:00", "Finish": "2026-05-02T08:00:00",
         "Value": "PT4H0M0S"},
    ]  # fmt: skip
    found = taken(
        task(1),
        resources=[
            {"UID": 7, "Name": "Ann Moor", "Type": 1},
            {"UID": 8, "Name": "Sand", "Type": 0},
        ],
        assignments=[
            {"UID": 1, "TaskUID": 1, "ResourceUID": 7, "Work": "PT12H0M0S", "TimephasedData": days},
            {"UID": 2, "TaskUID": 1, "ResourceUID": -65535, "Work": "PT40H0M0S"},
        ],
    )
    sql = "select person_id, month_date, planned_minutes from main.assignments order by all"
    assert found.rows(sql) == [
        ("Ann Moor", date(2026, 4, 1), 480),
        ("Ann Moor", date(2026, 5, 1), 240),
    ]
    assert found.rows("select person_name from main.people") == [("Ann Moor",)]


def test_work_on_a_summary_is_loaded_and_listed(taken):
    found = taken(
        task(1),
        resources=[{"UID": 7, "Name": "Ann Moor", "Type": 1}],
        assignments=[{"UID": 1, "TaskUID": 0, "ResourceUID": 7, "Work": "PT8H0M0S",
                      "Start": "2026-04-06T08:00:00", "Finish": "2026-04-06T17:00:00"}],
    )  # fmt: skip
    assert ("B2", "assigned_to_summary") in found.issues
    assert found.rows("select sum(planned_minutes) from main.assignments") == [(480,)]


def test_a_plan_without_any_code_of_its_breakdown_loads(taken):
    bare = {"UID": 1, "Name": "Bare", "Start": "2026-04-06T08:00:00"}
    assert tasks(taken(bare), "task_name", "wbs") == [("Bare", None)]


def test_a_field_that_a_person_named_like_ours_fills_nothing(taken):
    named = "<ExtendedAttribute><FieldID>1</FieldID><Alias>Project</Alias></ExtendedAttribute>"
    own = task(1, ExtendedAttribute=[{"FieldID": 1, "Value": "Another"}])
    found = taken(own, ExtendedAttributes=named)
    assert tasks(found, "project_id") == [("New portal",)]


def test_a_blank_line_keeps_no_project_open_and_an_inactive_task_makes_none_longer(taken):
    done = {"ActualStart": "2026-03-02T08:00:00", "ActualFinish": "2026-03-06T17:00:00"}
    late = task(3, Active=0, Finish="2027-01-01T17:00:00")
    found = taken(task(1, **done), {"UID": 2, "ID": 2, "IsNull": 1}, late)
    sql = "select forecast_finish_date, actual_finish_date from main.projects"
    assert found.rows(sql) == [(date(2026, 4, 10), date(2026, 3, 6))]


def test_work_without_dates_is_set_aside_and_no_work_is_lost_over_how_it_is_written(taken):
    found = taken(
        task(1),
        task(2, Start="NA", Finish="NA"),
        resources=[{"UID": 7, "Name": "Ann Moor", "Type": 1}],
        assignments=[
            {"UID": 1, "TaskUID": 1, "ResourceUID": 7, "Work": "PT8H"},
            {"UID": 2, "TaskUID": 2, "ResourceUID": 7, "Work": "PT8H0M0S"},
        ],
    )
    region = next(each for each in found.record.regions if each.sheet == "Assignment")
    assert (region.rows.loaded, region.rows.ignored) == (1, 1)
    assert found.rows("select sum(planned_minutes) from main.assignments") == [(480,)]


def test_a_plan_without_status_date_asks_for_it(loaded, tmp_path):
    text = project_xml_text(tasks=[SUMMARY, task(1)], Title="Portal")
    outcome = loaded(written(tmp_path, "plan.xml", text), status_date=None)
    assert [question.id for question in outcome.record.questions] == ["status_date"]


def test_the_project_spans_its_tasks(taken):
    found = taken(task(1), task(2, Finish="2026-05-08T17:00:00", PercentComplete=50))
    sql = "select project_id, forecast_start_date, forecast_finish_date from main.projects"
    assert found.rows(sql) == [("New portal", date(2026, 4, 6), date(2026, 5, 8))]
    assert tasks(found, "percent_complete_share") == [(0.0,), (0.5,)]


def test_a_real_plan_loads_whole(loaded, shared_data):
    file = shared_data / "projectlibre" / "New Product.xml"
    outcome = loaded(file, status_date=date(2001, 3, 31), accept=True)
    sql = (
        "select count(*), count(*) filter (task_kind = 'summary'), "
        "count(*) filter (task_kind = 'milestone'), count(*) filter (is_critical), "
        "min(start_date), max(finish_date) from main.tasks"
    )
    assert outcome.rows(sql) == [(43, 7, 12, 14, date(2001, 1, 1), date(2001, 5, 23))]
    sql = "select link_kind, count(*), min(lag_minutes) from main.task_links group by 1 order by 2"
    assert outcome.rows(sql) == [("FF", 1, None), ("FS", 36, -7200)]
    assert outcome.rows("select count(*) from main.people") == [(8,)]
    assert outcome.rows("select sum(planned_minutes) from main.assignments") == [(156_720,)]


def test_plans_stand_beside_the_register_and_beside_each_other(loaded, tmp_path):
    register = "Project ID,Project name,Sponsor\nPortal,Portal,Ann Moor\nQuay,Quay,Ben Hall\n"
    loaded(written(tmp_path, "register.csv", register))
    crew = {"UID": 1, "ID": 1, "Name": "Ann Moor", "Type": 1}
    gate = task(1, Milestone=1)
    for title in ("Portal", "Bridge"):
        text = project_xml_text(tasks=[SUMMARY, gate], resources=[crew], Title=title)
        outcome = loaded(written(tmp_path, f"{title}.xml", text))
        assert (outcome.record.error, outcome.record.questions) == (None, ())
    owners = "select project_id, load_id from main.projects order by all"
    assert outcome.rows(owners) == [("Bridge", 3), ("Portal", 1), ("Quay", 1)]
    assert outcome.rows("select person_id, load_id from main.people") == [("Ann Moor", 3)]
    keys = "select milestone_id from main.milestones order by all"
    assert outcome.rows(keys) == [("Bridge/1",), ("Portal/1",)]


def test_what_the_register_says_of_a_project_holds_and_the_plan_says_so(loaded, tmp_path):
    register = "Project ID,Project name,Sponsor\nPortal,Portal,Ann Moor\nQuay,Quay,Ben Hall\n"
    loaded(written(tmp_path, "register.csv", register))
    text = project_xml_text(tasks=[SUMMARY, task(1)], Title="Portal")
    outcome = loaded(written(tmp_path, "plan.xml", text))
    (note,) = (
        issue
        for region in outcome.record.regions
        for issue in region.issues
        if issue.rule == "described_elsewhere"
    )
    assert note.message.startswith("1 of these rows of projects stand in load 1 too")
