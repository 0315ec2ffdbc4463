"""Projects that come back under another key or another name."""

from datetime import date

from pipelines.naming.alike import are_close, key_form
from tests.outcomes import APRIL, book_in

MARCH_FILE, APRIL_FILE = "o33_projects_of_march.csv", "o33_projects_of_april.csv"
BUDGET = "o33_budget_by_name.csv"


def in_april(loaded, *names, **more):
    """Load the file of March, then others under April."""
    loaded(MARCH_FILE)
    return loaded(*names, status_date=APRIL, **more)


def test_zeros_case_and_signs_make_no_other_key_and_digits_do():
    assert key_form("P-007") == key_form("p7") == key_form("P 07")
    assert key_form("P-70") != key_form("P-7")
    assert key_form("0") == key_form("00")


def test_names_are_close_only_where_their_numbers_agree():
    assert are_close("Old bridge", "Old brigde")
    assert not are_close("Phase 2 works", "Phase 3 works")
    assert not are_close("Port", "Fort")


def test_lost_zeros_and_changed_keys_are_asked_with_the_candidate(loaded):
    asked = in_april(loaded, APRIL_FILE)
    assert asked.record.load is None
    assert {each.id: each.proposal for each in asked.record.questions} == {
        "project_keys::project id": "the known ones",
        "same_project::project id:nx-4": "P-009",
    }
    (changed,) = (each for each in asked.record.questions if "nx-4" in each.id)
    assert '"P-009", "Old bridge"' in changed.text


def test_accepted_candidates_continue_the_history_and_each_cell_is_listed(loaded):
    outcome = in_april(loaded, APRIL_FILE, accept=True)
    assert april(outcome) == {
        "P-007": "Harbour",
        "P-008": "Northern tunnel",
        "P-009": "Old bridge",
        "P-010": "Station",
        "P-011": "Statoin",
    }
    assert outcome.values("read_as_known") == {"A2": "P-7", "A4": "NX-4"}
    assert outcome.values("project_renamed") == {"B3": "Northern tunnel"}


def test_a_key_that_a_person_calls_another_project_stays_one(loaded):
    answers = {
        "project_keys::project id": "as they stand",
        "same_project::project id:nx-4": "another one",
    }
    outcome = in_april(loaded, APRIL_FILE, answers=answers)
    assert {"P-7", "NX-4"} <= april(outcome).keys()
    assert outcome.values("read_as_known") == {}


def test_what_was_answered_is_not_asked_again_next_month(loaded):
    in_april(loaded, APRIL_FILE, accept=True)
    again = loaded(APRIL_FILE, status_date=date(2026, 5, 31))
    assert again.record.load is not None
    assert again.values("read_as_known") == {"A2": "P-7", "A4": "NX-4"}


def test_a_name_never_makes_a_project_of_another_key(loaded):
    outcome = in_april(loaded, APRIL_FILE, accept=True)
    assert april(outcome)["P-011"] == "Statoin"  # close to the name of P-010, which has its key


def test_a_whole_name_stands_for_its_key_and_a_close_one_is_proposed_to_be_another(loaded):
    asked = in_april(loaded, BUDGET)
    assert {each.id: each.proposal for each in asked.record.questions} == {
        "same_project::project:old brigde": "another one"
    }
    outcome = loaded(
        BUDGET, status_date=APRIL, answers={"same_project::project:old brigde": "P-009"}
    )
    assert outcome.column("budget_lines", "amount", where="measure = 'actual'") == {
        "P-007": 40_000, "P-008": 50_000, "P-009": 60_000, "Airport": 70_000,
    }  # fmt: skip
    assert outcome.values("read_as_known") == {
        "A2": "Harbour", "A3": "north tunnel", "A4": "Old brigde",
    }  # fmt: skip


def test_the_sheets_of_a_workbook_know_each_others_projects(loaded, tmp_path):
    path = book_in(
        tmp_path,
        Projects=[("Project ID", "Project name", "Forecast finish"),
                  ("P-1", "Harbour", APRIL), ("P-2", "Tunnel", APRIL)],
        Budget=[("Project", "Measure", "Month", "Amount (EUR)"),
                ("Harbour", "actual", "2026-01", 10), ("P-2", "actual", "2026-01", 20)],
    )  # fmt: skip
    outcome = loaded(path, accept=True)
    assert outcome.column("budget_lines", "amount") == {"P-1": 1_000, "P-2": 2_000}
    assert outcome.values("read_as_known") == {"A2": "Harbour"}


def test_two_rows_never_become_one_project(loaded, tmp_path):
    path = book_in(
        tmp_path,
        Projects=[("Project ID", "Project name", "Forecast finish"),
                  ("P-7", "Harbour west", APRIL), ("P-07", "Harbour east", APRIL)],
    )  # fmt: skip
    outcome = in_april(loaded, path, accept=True)
    assert april(outcome).keys() == {"P-7", "P-07"}


def april(outcome):
    """Names of the projects of April by key."""
    return outcome.column("projects", "project_name", where="status_date >= date '2026-04-30'")
