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
