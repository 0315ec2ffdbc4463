"""Lists are taken for what their rows are, not for registers of the projects that they name."""

import pytest

from pipelines.recognise.subject import entity_of
from tests.pipelines.books import questions_of, region_of

LESSON = ("No", "Project", "Phase", "What went well", "Added by")
CAPACITY = ("Team", "Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026")


def test_numbered_items_of_projects_are_no_projects():
    rows = [(n, "Alpha" if n < 3 else "Beta", "Build", "Daily calls", "Ann") for n in (1, 2, 3)]
    assert region_of(LESSON, *rows).tables == ()


def test_numbered_projects_are_projects():
    rows = [(n, f"Project {n}", "Build", "Red", "Ann Lee") for n in (1, 2, 3)]
    header = ("No", "Project", "Phase", "RAG", "Manager")
    assert region_of(header, *rows).tables[0] == "projects"


def test_capacity_of_teams_is_no_money_of_projects():
    found = region_of(("Team capacity, FTE",), CAPACITY, ("Data", 6, 6, 5, 6), ("Web", 4, 4, 4, 3))
    assert found.tables == ()


def test_rows_numbered_as_dependencies_are_dependencies_though_they_name_projects():
    header = ("Dep ID", "Giving project", "What is needed", "Needed by", "RAG", "Status")
    rows = [(f"D{n}", f"P{n}", "A road", "2026-06-01", "A", "Open") for n in (1, 2, 3)]
    assert region_of(header, *rows).tables == ("risks",)


def test_a_list_whose_rows_are_of_a_kind_that_is_not_kept_is_no_register_of_projects():
    header = ("Invoice no", "Project code", "Title", "Phase", "Closed on")
    rows = [(f"INV-{n}", f"P{n}", "Steel", "Build", "2026-06-01") for n in (1, 2, 3)]
    assert region_of(header, *rows).tables == ()


def test_skills_across_are_one_row_for_each_person_and_skill():
    header = ("Staff no", "Name", "Team", "Python", "SQL", "Agile")
    found = region_of(("Skills matrix",), header, ("S1", "Ann Lee", "Data", 3, 2, 1))
    skills = {target.fixed for column in found.columns for target in column.targets} - {()}
    assert (("skill", "Python"),) in skills
    assert found.tables == ("people", "people_skills")


@pytest.mark.parametrize(
    "header",
    [
        ("KPI", "Target", "Jan-26", "Feb-26", "Mar-26", "Owner"),
        ("Asset ID", "Owner", "Cost", "Cost b", "Status", "Phase"),
    ],
)
def test_indicators_and_assets_are_no_projects_and_no_tasks(header):
    rows = [(f"Row {n}", "Ann Lee", n, n, "Open", "Ann Lee") for n in (1, 2, 3)]
    assert region_of(header, *rows).tables == ()


@pytest.mark.parametrize(
    ("header", "table"),
    [
        ("Chg Req #", "risks"),
        ("Virement ref", "budget_transfers"),
        ("Milestone ID", "milestones"),
        ("Project ID", None),
        ("Risk owner", None),
        ("Ref", None),
    ],
)
def test_a_key_says_what_its_rows_are(header, table):
    assert entity_of(header) == table


def test_amounts_by_category_alone_are_a_cost_report_whose_project_is_asked_for():
    header = ("Cost element", "Orig budget", "Current budget", "Committed", "Paid to date")
    found = region_of(header, ("Civils", 1500, 1550, 1400, 900), ("Systems", 400, 400, 210, 90))
    assert found.tables == ("budget_lines",)
    assert "value:sheet1:budget_lines.project_id" in questions_of(found)


def test_a_list_with_one_amount_and_a_category_is_no_cost_report():
    header = ("Vendor", "Category", "Contract start", "Annual value (£)")
    rows = [(f"Firm {n}", "Civils", "2026-04-01", 250 * n) for n in (1, 2, 3)]
    assert region_of(header, *rows).tables == ()


def test_costs_of_a_project_about_capacity_are_money():
    header = ("Project ID", "Category", "Jan 2026", "Feb 2026", "Mar 2026")
    title = ("Network capacity programme - actual cost by month",)
    found = region_of(title, header, ("P1", "Civils", 600, 700, 500), ("P2", "Fees", 40, 41, 30))
    assert found.tables == ("budget_lines",)
