"""Work items of Azure DevOps, items of GitHub projects, lists of a service desk."""

from datetime import date

from tests.pipelines.sources.plans import written

TREE = """ID,Work Item Type,Title 1,Title 2,Title 3,Assigned To,State,Tags,Area Path,Target Date,\
Closed Date,Original Estimate,Completed Work
10,Epic,New portal,,,Ann Moor <ann@example.org>,Active,,Portal\\Team A,2026-06-30,,,
11,Feature,,Sign-in ,,Ann Moor <ann@example.org>,Active,web; urgent,Portal\\Team A,2026-04-30,,,
12,User Story,,,Form,Bo Field,Closed,,Portal\\Team A,,2026-03-20,16,18
13,Task,,Label,,,New,,Portal,,,8,
"""
ITEMS = [
    ("10", "Portal", None, "New portal", "summary", "Ann Moor", None),
    ("11", "Portal", "10", "Sign-in", "summary", "Ann Moor", "web\nurgent"),
    ("12", "Portal", "11", "Form", "task", "Bo Field", None),
    ("13", "Portal", "10", "Label", "task", None, None),
]
BOARD = (
    "Title\tURL\tAssignees\tStatus\tTarget date\tIteration\tLabels\n"
    "Login\thttps://github.com/acme/portal/issues/12\tannmoor\tIn Progress\t2026-03-31\tTwo\t"
    "bug, web\n"
    "An idea\t\t\tTodo\t\t\t\n"
    "Label\thttps://github.com/acme/portal/pull/14\tbofield\tDone\t2026-03-20\tTwo\t\n"
)
RECORDS = """Number,Opened,Short description,Priority,State,Assignment group,Assigned to,Resolved,\
Business duration
INC1,2026-03-02 09:00:00,Mail is slow,3 - Moderate,Closed,Desk,Bo Field,2026-03-03 10:00:00,28800
INC2,2026-03-12 09:00:00,Printer,4 - Low,In Progress,Desk,,,
"""


def test_the_level_of_a_title_says_which_item_is_above(loaded, tmp_path):
    outcome = loaded(written(tmp_path, "items.csv", TREE))
    assert outcome.questions == {}
    sql = (
        "select task_id, project_id, parent_id, task_name, task_kind, assignee, labels "
        "from main.tasks order by all"
    )
    assert outcome.rows(sql) == ITEMS
    sql = (
        "select finish_date, actual_finish_date, planned_minutes, actual_minutes from main.tasks "
        "where task_id in ('11', '12') order by task_id"
    )
    assert outcome.rows(sql) == [
        (date(2026, 4, 30), None, None, None),
        (None, date(2026, 3, 20), 960, 1080),
    ]


def test_an_epic_with_a_target_date_is_a_milestone_of_its_project(loaded, tmp_path):
    outcome = loaded(written(tmp_path, "items.csv", TREE))
    assert outcome.rows(
        "select milestone_id, project_id, milestone_name, forecast_date, actual_date "
        "from main.milestones"
    ) == [("Portal/10", "Portal", "New portal", date(2026, 6, 30), None)]


def test_a_flat_list_says_that_the_hierarchy_is_lost(loaded, tmp_path):
    text = "ID,Work Item Type,Title,State,Area Path\n10,Epic,New portal,Active,Portal\\Team A\n"
    outcome = loaded(written(tmp_path, "items.csv", text))
    rules = [issue.rule for region in outcome.record.regions for issue in region.issues]
    assert rules == ["hierarchy_not_exported"]
    assert outcome.rows("select task_id, project_id from main.tasks") == [("10", "Portal")]


def test_a_real_export_loads_without_a_question(loaded, shared_data):
    outcome = loaded(shared_data / "ado_export" / "azure_boards_query_export.csv")
    assert outcome.questions == {}
    sql = "select task_kind, count(*) from main.tasks group by all order by all"
    assert outcome.rows(sql) == [("summary", 11), ("task", 16)]
    sql = "select count(*) from main.tasks where assignee is null"
    assert outcome.rows(sql) == [(14,)]


def test_an_item_of_a_board_is_known_by_repository_and_number_and_a_draft_by_its_title(
    loaded, tmp_path
):
    outcome = loaded(written(tmp_path, "board.tsv", BOARD))
    assert outcome.questions == {}
    sql = "select task_id, project_id, assignee, state, labels from main.tasks order by all"
    assert outcome.rows(sql) == [
        ("An idea", "portal", None, "Todo", None),
        ("portal#12", "portal", "annmoor", "In Progress", "bug\nweb"),
        ("portal#14", "portal", "bofield", "Done", None),
    ]


def test_a_board_of_several_repositories_asks_for_the_project(loaded, tmp_path):
    text = BOARD.replace("acme/portal/pull", "acme/quay/pull")
    outcome = loaded(written(tmp_path, "board.tsv", text))
    assert list(outcome.questions) == [("value", "")]


def test_the_labels_of_a_service_desk_are_known_and_durations_count_seconds(loaded, tmp_path):
    outcome = loaded(written(tmp_path, "incidents.csv", RECORDS))
    assert outcome.questions == {}
    sql = (
        "select request_id, state, group_id, opened_datetime::varchar, worked_minutes "
        "from main.service_requests order by all"
    )
    assert outcome.rows(sql) == [
        ("INC1", "Closed", "Desk", "2026-03-02 09:00:00", 480),
        ("INC2", "In Progress", "Desk", "2026-03-12 09:00:00", None),
    ]
