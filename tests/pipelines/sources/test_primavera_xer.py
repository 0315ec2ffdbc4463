"""Exports of Primavera: what becomes of projects, activities, relationships and assignments."""

from datetime import date

import pytest

from tests.pipelines.sources.plans import written, xer_text

PROJECTS = [
    {"proj_id": 1, "proj_short_name": "PORT", "last_recalc_date": "2026-03-31 08:00",
     "sum_base_proj_id": 2, "project_flag": "Y"},
    {"proj_id": 2, "proj_short_name": "PORT-B1", "last_recalc_date": "2025-12-01 08:00",
     "orig_proj_id": 1, "project_flag": "N"},
]  # fmt: skip
NODES = [
    {"wbs_id": 10, "proj_id": 1, "wbs_short_name": "PORT", "wbs_name": "New portal",
     "proj_node_flag": "Y"},
    {"wbs_id": 11, "proj_id": 1, "wbs_short_name": "BLD", "wbs_name": "Build",
     "parent_wbs_id": 10, "proj_node_flag": "N"},
]  # fmt: skip


def activity(number, **fields):
    """Activity of the live project of which nothing has begun."""
    return {
        "task_id": number, "proj_id": 1, "wbs_id": 11, "task_code": f"A{number}",
        "task_name": f"Activity {number}", "task_type": "TT_Task", "status_code": "TK_NotStart",
        "complete_pct_type": "CP_Drtn", "target_drtn_hr_cnt": 40, "remain_drtn_hr_cnt": 40,
        "target_start_date": "2026-04-06 08:00", "target_end_date": "2026-04-10 16:00",
        "early_start_date": "2026-04-07 08:00", "early_end_date": "2026-04-13 16:00",
    } | fields  # fmt: skip


@pytest.fixture
def taken(loaded, tmp_path):
    """Load a plan with these tables."""

    def load(status_date=None, encoding="utf-8", end="%E", **tables):
        tables = {"PROJECT": PROJECTS, "PROJWBS": NODES} | tables
        path = written(tmp_path, "plan.xer", xer_text(tables, end=end), encoding)
        return loaded(path, status_date=status_date, accept=True)

    return load


def tasks(outcome, *columns):
    return outcome.rows(f"select {', '.join(columns)} from main.tasks order by task_id")


def test_the_status_date_is_that_of_the_file(taken):
    outcome = taken(TASK=[activity(1)])
    assert outcome.record.status_dates == (date(2026, 3, 31),)
    assert outcome.record.questions == ()


def test_dates_are_the_actual_ones_else_the_expected_ones(taken):
    begun = activity(2, act_start_date="2026-03-02 08:00", status_code="TK_Active")
    done = activity(
        3, act_start_date="2026-03-02 08:00", act_end_date="2026-03-05 16:00", early_end_date=""
    )
    assert tasks(taken(TASK=[activity(1), begun, done]), "start_date", "finish_date", "state") == [
        (date(2026, 4, 7), date(2026, 4, 13), "Not started"),
        (date(2026, 3, 2), date(2026, 4, 13), "In progress"),
        (date(2026, 3, 2), date(2026, 3, 5), "Not started"),
    ]


def test_planned_dates_are_no_baseline(taken):
    assert tasks(taken(TASK=[activity(1)]), "baseline_finish_date") == [(None,)]


def test_the_baseline_project_gives_the_baseline_of_its_activities(taken):
    copied = activity(8, proj_id=2, task_code="A1", target_end_date="2026-03-20 16:00")
    outcome = taken(TASK=[activity(1), copied])
    assert tasks(outcome, "project_id", "baseline_finish_date") == [
        ("PORT", date(2026, 3, 20)),
        ("PORT-B1", None),
    ]
    assert outcome.rows("select project_id, baseline_finish_date from main.projects") == [
        ("PORT", date(2026, 3, 20))
    ]


@pytest.mark.parametrize(
    ("measure", "fields", "share"),
    [
        ("CP_Drtn", {"remain_drtn_hr_cnt": 10}, 0.75),
        ("CP_Phys", {"phys_complete_pct": 30}, 0.3),
        ("CP_Units", {"act_work_qty": 6, "remain_work_qty": 2}, 0.75),
    ],
)
def test_progress_is_measured_as_the_activity_says(taken, measure, fields, share):
    begun = {"act_start_date": "2026-03-02 08:00", "complete_pct_type": measure}
    outcome = taken(TASK=[activity(1, **begun, **fields)])
    assert tasks(outcome, "percent_complete_share") == [(share,)]


def test_hours_become_minutes_and_codes_and_places_are_kept(taken):
    outcome = taken(TASK=[activity(1, total_float_hr_cnt=-16)])
    found = tasks(
        outcome, "duration_minutes", "remaining_minutes", "total_float_minutes", "is_critical",
        "task_code", "wbs",
    )  # fmt: skip
    assert found == [(2400, 2400, -960, True, "A1", "PORT.BLD")]


def test_milestones_of_the_live_project_alone_are_milestones(taken):
    gate = {"task_type": "TT_FinMile", "target_drtn_hr_cnt": 0, "remain_drtn_hr_cnt": 0}
    copied = activity(9, proj_id=2, task_code="A2", target_end_date="2026-04-03 16:00", **gate)
    outcome = taken(TASK=[activity(1), activity(2, **gate), copied])
    sql = "select milestone_id, milestone_name, baseline_date, forecast_date from main.milestones"
    assert outcome.rows(sql) == [("PORT/2", "Activity 2", date(2026, 4, 3), date(2026, 4, 13))]
    assert tasks(outcome, "task_kind") == [("task",), ("milestone",), ("milestone",)]


def test_two_activities_may_be_tied_in_two_ways(taken):
    links = [
        {"task_pred_id": 1, "task_id": 2, "pred_task_id": 1, "proj_id": 1, "pred_type": "PR_SS",
         "lag_hr_cnt": 8},
        {"task_pred_id": 2, "task_id": 2, "pred_task_id": 1, "proj_id": 1, "pred_type": "PR_FF",
         "lag_hr_cnt": -4},
    ]  # fmt: skip
    outcome = taken(TASK=[activity(1), activity(2)], TASKPRED=links)
    sql = (
        "select project_id, predecessor_id, successor_id, link_kind, lag_minutes "
        "from main.task_links order by all"
    )
    assert outcome.rows(sql) == [
        ("PORT", "1", "2", "FF", -240),
        ("PORT", "1", "2", "SS", 480),
    ]


def test_a_relationship_to_no_activity_is_listed_at_its_cell(taken):
    link = {"task_pred_id": 1, "task_id": 1, "pred_task_id": 77, "pred_type": "PR_FS"}
    outcome = taken(TASK=[activity(1)], TASKPRED=[link])
    assert outcome.values("link_to_nowhere") == {"D15": "77"}


def test_work_of_people_is_parted_into_months_and_adds_up(taken):
    people = [
        {"rsrc_id": 5, "rsrc_name": "Ann Moor", "rsrc_short_name": "AM", "rsrc_type": "RT_Labor"},
        {"rsrc_id": 6, "rsrc_name": "Crane", "rsrc_short_name": "CR", "rsrc_type": "RT_Equip"},
    ]
    # 27 to 30 April are four working days, 1 May is the fifth.
    span = {"target_start_date": "2026-04-27 08:00", "target_end_date": "2026-05-01 16:00"}
    work = [
        {"taskrsrc_id": n, "task_id": 1, "proj_id": 1, "rsrc_id": rsrc, "remain_qty": 10, **span}
        for n, rsrc in enumerate((5, 5, 6))
    ]
    outcome = taken(TASK=[activity(1)], RSRC=people, TASKRSRC=work)
    sql = (
        "select person_id, month_date, sum(planned_minutes) from main.assignments "
        "group by all order by all"
    )
    assert outcome.rows(sql) == [
        ("Ann Moor", date(2026, 4, 1), 960),
        ("Ann Moor", date(2026, 5, 1), 240),
    ]
    assert outcome.rows("select person_name from main.people") == [("Ann Moor",)]
    assert tasks(outcome, "assignee") == [("Ann Moor",)]


def test_two_projects_sent_apart_do_not_replace_each_other(taken):
    taken(TASK=[activity(1)])
    other = [{"proj_id": 7, "proj_short_name": "QUAY", "last_recalc_date": "2026-03-31 08:00"}]
    outcome = taken(PROJECT=other, PROJWBS=[], TASK=[activity(70, proj_id=7)])
    assert tasks(outcome, "project_id") == [("PORT",), ("QUAY",)]


def test_the_next_export_of_a_project_replaces_the_one_of_its_date(taken):
    taken(TASK=[activity(1), activity(2)])
    assert tasks(taken(TASK=[activity(1, task_name="Renamed")]), "task_name") == [("Renamed",)]


def test_lines_that_belong_to_no_table_are_listed_by_their_number(tmp_path, loaded):
    text = xer_text({"PROJECT": PROJECTS[:1]})
    broken = text.replace("%T\tPROJECT", "%R\tlost\r\n%T\tPROJECT").replace(
        "%E", "%R\t1\t2\t3\t4\t5\t6\t7"
    )
    outcome = loaded(written(tmp_path, "broken.xer", broken), status_date=None)
    assert {("A2", "ragged_row"), ("A6", "ragged_row"), ("", "no_end_mark")} <= outcome.issues
    assert outcome.rows("select project_id from main.projects") == [("PORT",)]


def test_a_code_page_that_was_assumed_is_said(taken):
    outcome = taken(TASK=[activity(1, task_name="Café")], encoding="cp1252")
    assert tasks(outcome, "task_name") == [("Café",)]
    assert ("", "encoding_assumed") in outcome.issues


def test_a_project_of_which_only_the_name_is_known_loads(loaded, tmp_path):
    text = xer_text({"PROJECT": [{"proj_id": 1, "proj_short_name": "MALF"}]})
    outcome = loaded(written(tmp_path, "bare.xer", text))
    assert outcome.rows("select project_id from main.projects") == [("MALF",)]


def test_a_resource_that_stands_twice_counts_its_work_once(taken):
    person = {"rsrc_id": 5, "rsrc_name": "Ann Moor", "rsrc_short_name": "AM"}
    work = [{"taskrsrc_id": 1, "task_id": 1, "proj_id": 1, "rsrc_id": 5, "remain_qty": 10}]
    outcome = taken(TASK=[activity(1)], RSRC=[person, person], TASKRSRC=work)
    assert outcome.rows("select sum(planned_minutes) from main.assignments") == [(600,)]


def test_a_circle_of_the_breakdown_ends(taken):
    circle = [
        {"wbs_id": 11, "proj_id": 1, "wbs_short_name": "A", "parent_wbs_id": 12},
        {"wbs_id": 12, "proj_id": 1, "wbs_short_name": "B", "parent_wbs_id": 11},
    ]
    assert tasks(taken(PROJWBS=circle, TASK=[activity(1)]), "wbs") == [("B.A",)]


@pytest.mark.parametrize(
    ("file", "project"), [("xer_p6mcp/cp1252.xer", "CAFÉ"), ("xer_p6mcp/malformed.xer", "MALF")]
)
def test_real_plans_of_one_project_alone_load(loaded, shared_data, file, project):
    outcome = loaded(shared_data / file, accept=True)
    ((found,),) = outcome.rows("select project_id from main.projects")
    assert found.startswith(project)


@pytest.mark.parametrize(
    ("file", "status_date", "counts"),
    [  # tasks, milestones among them, links, minutes of duration, minutes that remain
        ("xer_p6mcp/demo.xer", date(2024, 2, 5), (28, 4, 20, 1856 * 60, 1512 * 60)),
        (
            "xer_pyp6xer_mcp/cairo-alex-road.xer",
            date(2007, 7, 1),
            (57, 11, 81, 2840 * 60, 424 * 60),
        ),
        ("xer_pyp6xer_mcp/hilal-oil-gas.xer", date(2011, 9, 13), (31, 2, 41, 3832 * 60, 3832 * 60)),
    ],
)
def test_real_plans_load_whole(loaded, shared_data, file, status_date, counts):
    outcome = loaded(shared_data / file, status_date=None, accept=True)
    assert outcome.record.status_dates == (status_date,)
    sql = (
        "select count(*), count(*) filter (task_kind = 'milestone'), "
        "(select count(*) from main.task_links), sum(duration_minutes), sum(remaining_minutes) "
        "from main.tasks"
    )
    assert outcome.rows(sql) == [counts]
    assert outcome.record.questions == ()
