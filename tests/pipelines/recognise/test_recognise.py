"""What recognition makes of a book, seen from outside."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from pipelines.book import CELL_SCHEMA, Book, Sheet
from pipelines.recognise import recognise
from pmo.standards import FOREVER, Number, standards
from tests.pipelines.books import (
    fixed_of,
    questions_of,
    region_of,
    regions_of,
    roles_of,
    sheet_of,
    targets_of,
)

DAY = date(2026, 3, 31)
REGISTER = (
    ("Project", "Department", "RAG", "End date"),
    ("Alpha", "IT", "Red", DAY),
    ("Beta", "HR", "Green", DAY),
)
MONTHS = ("Jan-26", "Feb-26", "Mar-26")
BUDGET = (
    ("Project", "Cost type", "Measure", *MONTHS, "Total"),
    ("Alpha", "Staff", "Budget", 1, 2, 3, 6),
    ("Alpha", "Staff", "Actual", 1, 2, 0, 3),
)


def test_a_register_fills_projects_and_their_groups():
    region = region_of(*REGISTER)
    assert region.tables == ("projects", "project_groups", "groups")
    assert targets_of(region) == {
        "Project": ["projects.project_name"],
        "Department": ["project_groups.group_id"],
        "RAG": ["projects.health_overall"],
        "End date": ["projects.baseline_finish_date"],
    }
    assert fixed_of(region, "Department") == {"axis": "owner", "level": "department"}
    assert region.questions == ()


def test_titles_blank_rows_and_an_empty_first_column_stand_before_the_header():
    region = region_of(("", "Portfolio report"), (), *(("", *row) for row in REGISTER))
    assert (region.header_row, region.first_column, region.last_row) == (3, 2, 5)
    assert region.columns[0].header_cell == "B3"


def test_every_column_says_how_sure_it_is_and_why():
    region = region_of(*REGISTER)
    finish = region.columns[3]
    assert finish.score > 0.9
    assert finish.why == (
        'header "End date" is a known name of baseline finish date (projects); '
        "2 of 2 cells are dates"
    )


def test_a_transposed_sheet_has_one_record_per_column():
    region = region_of(*zip(*REGISTER, strict=True))
    assert (region.orientation, region.header_row) == ("columns", 1)
    assert targets_of(region)["RAG"] == ["projects.health_overall"]
    assert region.columns[3].header_cell == "A4"
    assert region.records["position"].to_list() == [2, 3]


def test_months_across_are_amounts_and_their_total_is_never_added():
    region = region_of(*BUDGET)
    assert region.tables == ("budget_lines",)
    assert fixed_of(region, "Feb-26") == {
        "period_kind": "month",
        "period_start_date": "2026-02-01",
        "period_end_date": "2026-02-28",
    }
    assert targets_of(region)["Total"] == []


def test_quarters_beside_months_are_not_added():
    rows = (("Project", "Measure", *MONTHS, "Q1"), ("Alpha", "Budget", 1, 2, 3, 6))
    assert targets_of(region_of(*rows))["Q1"] == []


def test_years_across_are_amounts_of_fiscal_years():
    rows = (("Project", "Measure", "2025", "2026"), ("Alpha", "Budget", 1, 2))
    assert fixed_of(region_of(*rows), "2026")["period_end_date"] == "2026-12-31"


def test_two_header_lines_are_joined_after_filling_the_merge():
    region = region_of(
        ("Project", "Manager", "FY26", "", "FY27", ""),
        ("", "", "Budget", "Actual", "Budget", "Actual"),
        ("Alpha", "Ann Lee", 10, 9, 11, 0),
        merged=((1, 3, 1, 4), (1, 5, 1, 6)),
    )
    assert region.header_row == 2
    assert fixed_of(region, "FY27 / Actual")["measure"] == "actual"
    assert fixed_of(region, "FY27 / Actual")["period_start_date"] == "2027-01-01"


def test_measures_under_months_are_told_apart_and_the_total_pair_left_out():
    region = region_of(
        ("Project", "Jan-26", "", "Feb-26", "", "Total", ""),
        ("", *("Budget", "Actual") * 3),
        ("Alpha", 1, 2, 3, 4, 4, 6),
        merged=((1, 2, 1, 3), (1, 4, 1, 5), (1, 6, 1, 7)),
    )
    assert fixed_of(region, "Feb-26 / Actual")["measure"] == "actual"
    assert targets_of(region)["Total / Actual"] == []


def test_a_resource_plan_fills_assignments_in_the_unit_of_its_title():
    region = region_of(
        ("Resource plan, planned in FTE",),
        ("Name", "Role", "Project", *MONTHS),
        ("Ann Lee", "Developer", "Alpha", 0.5, 0.5, 1),
    )
    assert region.tables == ("assignments",)
    assert targets_of(region)["Name"] == ["assignments.person_id"]
    assert fixed_of(region, "Mar-26") == {"month_date": "2026-03-01"}
    assert region.columns[3].unit == "FTE"
    assert region.questions == ()


def test_months_without_a_year_take_it_from_the_title():
    region = region_of(
        ("Budget FY2026",),
        ("Project", "Measure", "Jan", "M2", "März"),
        ("Alpha", "Budget", 1, 2, 3),
    )
    assert fixed_of(region, "M2")["period_start_date"] == "2026-02-01"
    assert fixed_of(region, "März")["period_start_date"] == "2026-03-01"


def test_months_that_nothing_dates_are_a_question_without_proposal():
    rows = (("Project", "Measure", "Jan", "Feb", "Mar"), ("Alpha", "Budget", 1, 2, 3))
    assert questions_of(region_of(*rows, name="Plan")) == {"year:plan": None}
    answered = region_of(*rows, name="Plan", answers={"year:plan": "2027"})
    assert fixed_of(answered, "Jan")["period_start_date"] == "2027-01-01"


def test_a_unit_above_the_table_holds_for_all_its_amounts():
    region = region_of(("in £ thousands",), *BUDGET)
    assert (region.columns[3].unit, region.currency) == ("in £ thousands", "GBP")


def test_a_line_of_units_below_the_header_is_no_data():
    region = region_of(
        ("Project", "Department", "Budget", "End date"),
        ("text", "text", "£m", "dd/mm/yyyy"),
        ("Alpha", "IT", 3.5, DAY),
    )
    assert roles_of(region) == ["ignored", "data"]
    assert region.columns[2].unit == "£m"


def test_amounts_of_a_register_state_measure_and_span():
    region = region_of(
        ("Project", "Department", "Approved budget (k€)", "Actual to date (k€)", "Yearly forecast"),
        ("Alpha", "IT", 100, 40, 60),
    )
    assert fixed_of(region, "Approved budget (k€)") == {
        "measure": "approved budget",
        "period_kind": "life",
    }
    assert fixed_of(region, "Yearly forecast")["period_kind"] == "fiscal_year"
    assert (region.columns[2].unit, region.currency) == ("k€", "EUR")


def test_a_label_over_two_years_asks_when_the_fiscal_year_begins():
    rows = (("Project", "Department", "2013/14 Budget (£m)"), ("Alpha", "IT", 3))
    region = region_of(*rows)
    assert questions_of(region) == {"fiscal_year_start": "April"}
    assert fixed_of(region, "2013/14 Budget (£m)")["period_start_date"] == "2013-04-01"
    answered = region_of(*rows, answers={"fiscal_year_start": "July"})
    assert fixed_of(answered, "2013/14 Budget (£m)")["period_end_date"] == "2014-06-30"
    assert answered.questions == ()


def test_the_standard_of_the_status_date_says_when_the_fiscal_year_begins(monkeypatch):
    until, rule = date(2026, 7, 1), "fiscal_year_start_month"
    own = (
        Number(rule, date(1990, 1, 1), until, 4),
        Number(rule, until, FOREVER, 7),
    )
    rules = replace(standards(), numbers=own)
    monkeypatch.setattr("pipelines.recognise.understanding.standards", lambda: rules)
    rows = (("Project", "Department", "FY26 Budget (€m)"), ("Alpha", "IT", 3))
    for day, first_day in (("2026-03-31", "2025-04-01"), ("2026-07-31", "2025-07-01")):
        region = region_of(*rows, answers={"status_date": day})
        assert fixed_of(region, "FY26 Budget (€m)")["period_start_date"] == first_day
        assert region.questions == ()


def test_a_long_budget_takes_the_span_from_its_month_column():
    region = region_of(("Project", "Month", "Budget", "Actual"), ("Alpha", "2026-01", 3, 2))
    assert fixed_of(region, "Actual") == {"measure": "actual", "period_kind": "month"}


def test_amounts_without_a_measure_are_asked_about_with_what_the_sheet_name_says():
    rows = (("Project", "Cost type", *MONTHS), ("Alpha", "Staff", 1, 2, 3))
    region = region_of(*rows, name="Actuals")
    assert questions_of(region) == {"value:actuals:budget_lines.measure": "actual"}
    assert region.constants == (("budget_lines.measure", "actual"),)


def test_status_is_health_where_its_cells_are_colours():
    rows = (("Project", "Status", "Sponsor"), ("Alpha", "Red", "Ann Lee"))
    assert targets_of(region_of(*rows))["Status"] == ["projects.health_overall"]


def test_status_is_a_phase_where_its_cells_are_lifecycle_words():
    rows = (("Project", "Status", "Sponsor"), ("Alpha", "In progress", "Ann Lee"))
    assert targets_of(region_of(*rows))["Status"] == ["projects.phase"]


def test_status_is_the_manager_where_its_cells_are_names():
    rows = (("Project", "Status", "Sponsor"), ("Alpha", "Bob Ray", "Ann Lee"))
    assert targets_of(region_of(*rows))["Status"] == ["projects.manager"]


def test_a_bare_end_date_beside_a_baseline_is_the_forecast():
    region = region_of(
        ("Project", "RAG", "Baseline finish", "End date"), ("Alpha", "Red", DAY, DAY)
    )
    assert targets_of(region)["Baseline finish"] == ["projects.baseline_finish_date"]
    assert targets_of(region)["End date"] == ["projects.forecast_finish_date"]


def test_of_two_columns_for_one_target_the_surer_one_wins():
    region = region_of(
        ("Project", "RAG", "Forecast finish", "Forecast completion"), ("Alpha", "Red", DAY, DAY)
    )
    assert targets_of(region)["Forecast completion"] == []
    assert "agrees better" in region.columns[3].why


def test_repeated_headers_fill_the_same_column():
    region = region_of(("Project", "RAG", "RAG", "End date"), ("Alpha", "", "Red", DAY))
    assert [len(column.targets) for column in region.columns] == [1, 1, 1, 1]


def test_a_date_header_over_prose_is_not_taken_for_a_date():
    region = region_of(
        ("Project", "Department", "RAG", "Forecast finish"),
        ("Alpha", "IT", "Red", "The supplier has not confirmed the new plan yet"),
    )
    assert targets_of(region)["Forecast finish"] == []


def test_dates_that_no_name_explains_are_gates_of_the_project():
    region = region_of(
        ("Project", "Department", "RAG", "Board", "Launch"),
        ("Alpha", "IT", "Red", DAY, DAY),
        name="Gates",
    )
    assert fixed_of(region, "Board") == {"milestone_name": "Board"}
    assert questions_of(region) == {"milestone_dates:gates": "forecast"}


def test_a_change_since_the_last_report_is_stated_not_loaded():
    region = region_of(
        ("Project", "Department", "Forecast completion", "Latest schedule changes"),
        ("Alpha", "IT", DAY, 12),
    )
    change = region.columns[3]
    assert (change.targets, change.unit) == ((), "days")
    assert change.states_change_of == "projects.forecast_finish_date"


def test_people_take_their_team_and_its_department():
    region = region_of(
        ("Person ID", "Name", "Role", "Team", "Department", "FTE"),
        ("P1", "Ann Lee", "Developer", "Web", "IT", 1),
    )
    assert fixed_of(region, "Team") == {"level": "team"}
    assert targets_of(region)["Department"] == ["groups.group_id"]


def test_transfers_milestones_and_timesheets_are_told_from_registers():
    def principal(*rows: tuple[object, ...]) -> str:
        return region_of(*rows).tables[0]

    assert principal(("From project", "To project", "Amount"), ("A", "B", 5)) == "budget_transfers"
    assert principal(("Project", "Milestone", "Baseline"), ("A", "Go live", DAY)) == "milestones"
    assert principal(("Person", "Date", "Project", "Hours"), ("Ann", DAY, "A", 8)) == "time_entries"


def test_two_tables_that_explain_the_headers_alike_are_a_question():
    rows = (("ID", "Title", "Status", "Owner"), ("1", "a", "Open", "Ann Lee"))
    assert questions_of(region_of(*rows, name="List")) == {"table:list": "projects"}
    assert region_of(*rows, name="List", answers={"table:list": "risks"}).tables == ("risks",)


def test_stacked_tables_are_two_regions():
    milestones = (("Milestone", "Project", "Baseline", "Forecast"), ("Go live", "Alpha", DAY, DAY))
    regions = regions_of(sheet_of(*REGISTER, (), ("Milestones",), *milestones))
    assert [region.tables[0] for region in regions] == ["projects", "milestones"]
    assert [(region.header_row, region.last_row) for region in regions] == [(1, 3), (6, 7)]
    assert [region.questions for region in regions] == [(), ()]


def test_tables_beside_each_other_are_two_regions():
    register, milestones = (
        REGISTER[:2],
        (("Milestone", "Project", "Baseline"), ("M1", "Alpha", DAY)),
    )
    rows = [(*left, "", *right) for left, right in zip(register, milestones, strict=True)]
    regions = regions_of(sheet_of(*rows))
    assert [region.tables[0] for region in regions] == ["projects", "milestones"]
    assert [(region.first_column, region.last_column) for region in regions] == [(1, 4), (6, 8)]


def test_empty_columns_within_a_table_do_not_part_it():
    region = region_of(*((row[0], "", row[1], "", row[2], "", row[3]) for row in REGISTER))
    assert (region.tables[0], len(region.columns)) == ("projects", 4)


def test_a_project_column_of_codes_is_the_key_beside_a_name():
    region = region_of(("Project", "Name", "RAG", "Manager"), ("P-001", "Alpha", "Red", "Ann Lee"))
    found = targets_of(region)
    assert (found["Project"], found["Name"]) == (["projects.project_id"], ["projects.project_name"])


def test_a_unit_may_stand_behind_the_month_or_in_the_title():
    behind = region_of(("Person", "Project", "Jan-26 FTE", "Feb-26 FTE"), ("Ann", "Alpha", 1, 1))
    above = region_of(("Allocation (%)",), ("Person", "Project", *MONTHS), ("Ann", "A", 1, 1, 1))
    assert [behind.columns[2].unit, above.columns[2].unit] == ["fte", "%"]


def test_guidance_and_lookup_sheets_are_listed_without_tables():
    guidance = sheet_of(("How to fill in",), ("One row per project.",), name="Guidance")
    lists = sheet_of(("Red", "Amber", "Green"), ("IT", "HR", "Ops"), name="Lists")
    regions = regions_of(guidance, lists, sheet_of(*REGISTER))
    assert [region.tables[:1] for region in regions] == [(), (), ("projects",)]
    assert regions[0].why == "no recognisable header"


def test_a_data_dictionary_is_no_table_though_its_words_are_known_headers():
    region = region_of(
        ("name", "description"),
        ("Project name", "What it is called"),
        ("Department", "Who runs it"),
        ("Baseline finish", "The day promised first"),
        ("Forecast finish", "The day now expected"),
        ("Actual finish", "The day it was done"),
    )
    assert region.tables == ()


def test_a_hidden_sheet_is_read_only_on_request():
    sheet = sheet_of(*REGISTER, name="Old", is_hidden=True)
    (left_alone,) = regions_of(sheet)
    assert (left_alone.tables, left_alone.why) == ((), "hidden sheet")
    (asked,) = regions_of(sheet, answers={"table:old": "projects"})
    assert asked.tables[0] == "projects"


def test_a_person_rules_what_a_column_means():
    answers = {
        "column:sheet1:department": "ignore",
        "column:sheet1:end date": "projects.actual_finish_date",
    }
    found = targets_of(region_of(*REGISTER, answers=answers))
    assert (found["Department"], found["End date"]) == ([], ["projects.actual_finish_date"])


def test_a_person_rules_which_line_is_the_header():
    rows = (("Programme", "RAG", "Owner"), ("Project", "Health", "Manager"), ("A", "Red", "Ann"))
    assert region_of(*rows, answers={"header_row:sheet1": "2"}).header_row == 2


def test_tasks_that_name_no_project_are_asked_about():
    region = region_of(("Task ID", "Task name", "Status"), ("1", "a", "Open"), name="Alpha")
    assert questions_of(region) == {"value:alpha:tasks.project_id": "Alpha"}


def test_an_unambiguous_title_states_the_status_date():
    region = region_of(("Status as at 31/03/2026",), *REGISTER)
    assert (region.status_date, region.status_date_from) == ("2026-03-31", "cell A1")


def test_a_title_that_may_be_two_dates_is_a_question():
    region = region_of(("Status as at 03/04/2026",), *REGISTER)
    assert (region.status_date, questions_of(region)) == (None, {"status_date": "2026-04-03"})


def test_a_month_in_the_file_name_means_its_last_day():
    region = region_of(*REGISTER, file="Report 2026-02.xlsx")
    assert region.status_date == "2026-02-28"
    assert region.status_date_from == 'file name "Report 2026-02.xlsx"'


def test_a_status_date_column_rules_over_the_file_name():
    rows = (("Status date", "Project", "RAG"), (DAY, "Alpha", "Red"))
    assert region_of(*rows, file="Report 2026-02.xlsx").status_date is None


def test_next_months_file_is_of_the_same_family():
    march = region_of(("Mar 2026",), *BUDGET, name="Budget Mar")
    later = (
        ("Project", "Cost type", "Measure", "Feb-26", "Mar-26", "Apr-26", "Total"),
        *BUDGET[1:],
    )
    april = region_of(("Apr 2026",), *later, name="Budget Apr")
    assert march.family == april.family
    assert march.family != region_of(*REGISTER).family


def test_cells_over_several_lines_of_a_text_file_leave_no_blank_records():
    cells = [
        *((1, column, "text", text) for column, text in enumerate(REGISTER[0], 1)),
        *((2, column, "text", text) for column, text in enumerate(("Alpha\nOne", "IT", "Red"), 1)),
        *((4, column, "text", text) for column, text in enumerate(("Beta", "IT", "Red"), 1)),
        *((6, column, "text", text) for column, text in enumerate(("Gamma", "IT", "Red"), 1)),
    ]
    sheet = Sheet("", pl.DataFrame(cells, schema=CELL_SCHEMA, orient="row"))
    (region,) = recognise(Book("a.csv", "0" * 64, "csv", (sheet,)))
    # line 3 goes on with the record of line 2; line 5 is blank
    assert region.records["position"].to_list() == [2, 4, 5, 6]
    assert roles_of(region) == ["data", "data", "blank", "data"]


def test_recognition_is_the_same_every_time():
    assert region_of(*BUDGET) == region_of(*BUDGET)


@pytest.mark.parametrize("amount", ["$1.5 million", "2.5 mrd EUR", "EUR 3 Millionen", "£4 bn"])
def test_amounts_with_a_word_of_scale_are_numbers(amount):
    rows = (("P-1", "Alpha", DAY, amount), ("P-2", "Beta", DAY, amount))
    region = region_of(("Project ID", "Project", "End date", "Total budget"), *rows)
    assert targets_of(region)["Total budget"] == ["budget_lines.amount"]
