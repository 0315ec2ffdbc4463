"""Recognition of public files that organisations really sent; skipped where they are absent."""

from pathlib import Path

import pytest

from pipelines.read import read
from pipelines.recognise import recognise
from pipelines.region import Region
from tests.pipelines.books import fixed_of, questions_of, roles_of, targets_of


@pytest.fixture
def region(shared_data: Path, request: pytest.FixtureRequest) -> Region:
    (found,) = recognise(read(shared_data / request.param))
    return found


@pytest.mark.parametrize(
    ("region", "principal", "orientation", "records"),
    [
        ("uk_gmpp/uk_2014.csv", "projects", "columns", 199),
        ("uk_gmpp/uk_2016.csv", "projects", "columns", 143),
        ("uk_gmpp/uk_2018.csv", "projects", "rows", 133),
        ("uk_gmpp/uk_2021.csv", "projects", "rows", 184),
        ("uk_gmpp/uk_2022.csv", "projects", "rows", 235),
        ("nyc_capital_projects/NYC_capital_projects_20190901.csv", "projects", "rows", 2259),
        ("melbourne_water/Capital_Delivery_Project_deidentified.csv", "projects", "rows", 445),
        ("servicenow_ibm/incidents_REST.csv", "service_requests", "rows", 67),
        ("jira_agile_dataset/jira.csv", "tasks", "rows", 4123),
        ("jira_headers/jira_all_fields_header_only.csv", "tasks", "rows", 0),
        ("ado_export/azure_boards_query_export.csv", "tasks", "rows", 27),
        ("timesheet_bigbang/timesheet.csv", "time_entries", "rows", 8588),
        ("smartsheet/Sample Sheet.xlsx", "tasks", "rows", 5),
    ],
    indirect=["region"],
)
def test_every_record_of_a_table_is_found(
    region: Region, principal: str, orientation: str, records: int
):
    assert (region.tables[0], region.orientation) == (principal, orientation)
    assert roles_of(region) == ["data"] * records
    assert region.score >= 0.9


@pytest.mark.parametrize(
    "region",
    ["nyc_capital_projects/data_dict_interval.csv", "timesheet_bigbang/clients.csv"],
    indirect=True,
)
def test_a_dictionary_and_a_price_list_are_no_tables(region: Region):
    assert region.tables == ()


@pytest.mark.parametrize("region", ["uk_gmpp/uk_2014.csv"], indirect=True)
def test_the_2014_publication_states_fiscal_years_and_whole_life_costs(region: Region):
    amounts = [c for c in region.columns if c.targets and c.targets[0].column == "amount"]
    assert [c.unit for c in amounts] == ["£million"] * 3
    assert fixed_of(region, "2013/2014 Budget (£million)") == {
        "measure": "approved budget",
        "period_kind": "fiscal_year",
        "period_start_date": "2013-04-01",
        "period_end_date": "2014-03-31",
    }
    assert dict(amounts[2].targets[0].fixed)["period_kind"] == "life"
    assert questions_of(region) == {"fiscal_year_start": "April"}


@pytest.mark.parametrize("region", ["uk_gmpp/uk_2022.csv"], indirect=True)
def test_both_colour_columns_of_the_2022_publication_fill_health(region: Region):
    filled = [c.position for c in region.columns if c.header == "colour_rating" and c.targets]
    assert filled == [7, 8]


@pytest.mark.parametrize(
    "region", ["nyc_capital_projects/NYC_capital_projects_20190901.csv"], indirect=True
)
def test_the_capital_projects_have_a_status_date_column_and_stated_changes(region: Region):
    assert targets_of(region)["Date Reported As Of"] == ["projects.status_date"]
    changes = {c.header: c.states_change_of for c in region.columns if c.states_change_of}
    assert changes == {
        "Latest Budget Changes": "budget_lines.amount",
        "Latest Schedule Changes": "projects.forecast_finish_date",
    }
    assert targets_of(region)["Total Budget Changes"] == []


@pytest.mark.parametrize(
    "region", ["melbourne_water/Capital_Delivery_Project_deidentified.csv"], indirect=True
)
def test_the_gates_of_the_water_projects_are_milestones(region: Region):
    gates = [
        dict(target.fixed)["milestone_name"]
        for column in region.columns
        for target in column.targets
        if target.table == "milestones"
    ]
    assert gates == ["Tender Closed", "BNI", "BCA", "PBC", "Stage1", "Stage2", "Stage3"]


PUBLICATION = {  # columns of the yearly publication that has kept most of its names
    "project_name": "projects.project_name",
    "department": "project_groups.group_id",
    "colour_rating": "projects.health_overall",
    "rating_comment": "projects.commentary",
    "start_date": "projects.baseline_start_date",
    "end_date": "projects.baseline_finish_date",
    "wlc_baseline_incl_NCG": "budget_lines.amount",
}
NUMBERED = PUBLICATION | {
    "project_number": "projects.project_id",
    "report_category": "projects.type",
    "total_baseline": "budget_lines.amount",
}
EXPECTED = {  # what a person who knows the files would map; headers left out fill nothing
    "uk_gmpp/uk_2018.csv": PUBLICATION
    | {"yearly_budget": "budget_lines.amount", "yearly_forecast": "budget_lines.amount"},
    "uk_gmpp/uk_2021.csv": NUMBERED | {"yearly_forecast": "budget_lines.amount"},
    "uk_gmpp/uk_2022.csv": NUMBERED | {"forecast_incl_NGC": "budget_lines.amount"},
    "melbourne_water/Capital_Delivery_Project_deidentified.csv": {
        "ID": "projects.project_id",
        "FFC": "budget_lines.amount",
        "Delivery Program": "projects.type",
        "Owner Group": "project_groups.group_id",
        "BCA": "projects.approved_date",
        "EPT": "projects.gate",
        **dict.fromkeys(
            ("Tender Closed", "BNI", "PBC", "Stage1", "Stage2", "Stage3"),
            "milestones.actual_date",
        ),
    },
    "nyc_capital_projects/NYC_capital_projects_20190901.csv": {
        "Date Reported As Of": "projects.status_date",
        "PID": "projects.project_id",
        "Project Name": "projects.project_name",
        "Category": "projects.type",
        "Managing Agency": "project_groups.group_id",
        "Client Agency": "projects.sponsor",
        "Current Phase": "projects.phase",
        "Design Start": "projects.baseline_start_date",
        "Budget Forecast": "budget_lines.amount",
        "Forecast Completion": "projects.forecast_finish_date",
    },
    "jira_agile_dataset/jira.csv": {
        "id": "tasks.task_id",
        "project": "tasks.project_id",
        "task": "tasks.task_name",
        "finished_date": "tasks.actual_finish_date",
    },
    "ado_export/azure_boards_query_export.csv": {
        "ID": "tasks.task_id",
        "Work Item Type": "tasks.task_kind",
        "Title": "tasks.task_name",
        "Person assigned": "tasks.assignee",
        "State": "tasks.state",
        "Tags, one per line": "tasks.labels",
        "Iteration Path": "tasks.iterations",
        "Project of the area": "tasks.project_id",
    },
    "timesheet_bigbang/timesheet.csv": {
        "date": "time_entries.work_date",
        "clock_in": "time_entries.booked_minutes",
        "clock_out": "time_entries.booked_minutes",
        "code": "time_entries.project_id",
        "notes": "time_entries.note",
    },
    "smartsheet/Sample Sheet.xlsx": {
        "Name": "tasks.task_name",
        "Status": "tasks.state",
        "Remaining": "tasks.remaining_minutes",
    },
}
ASKED = {  # questions about the structure that the file itself cannot answer
    "fiscal_year_start": "uk_gmpp/",
    "milestone_dates:": "melbourne_water/",
    "value::time_entries.person_id": "timesheet_bigbang/",
    "value:rw test:tasks.project_id": "smartsheet/",
}
LEAST_F1 = 0.98


def test_columns_are_mapped_as_a_person_would_without_a_click(shared_data: Path):
    expected, found = set(), set()
    for name, columns in EXPECTED.items():
        (region,) = recognise(read(shared_data / name))
        assert region.header_row == 1
        expected |= {(name, *pair) for pair in columns.items()}
        found |= {(name, c.header, c.targets[0].name) for c in region.columns if c.targets}
    f1 = 2 * len(expected & found) / (len(expected) + len(found))
    assert f1 >= LEAST_F1, sorted(expected ^ found)


def test_only_what_a_file_cannot_tell_is_asked(shared_data: Path):
    asked = {
        (question.id, name)
        for name in EXPECTED
        for region in recognise(read(shared_data / name))
        for question in region.questions
    }
    assert {(id_, ASKED.get(id_, "nothing")) for id_, _ in asked} == {*ASKED.items()}
    assert all(name.startswith(ASKED[id_]) for id_, name in asked)
