"""What becomes of totals without a label and of rows that look as if they were given up."""

import pytest


def asked(outcome):
    """Proposals by the kind of each question about a table."""
    return {
        question.id.partition(":")[0]: question.proposal
        for region in outcome.record.regions
        for question in region.questions
    }


def test_a_total_without_a_label_is_found_by_its_sums_and_asked_about(loaded):
    outcome = loaded("o08_total_without_label.csv", accept=True)
    assert asked(outcome)["unlabelled_total"] == "total"
    (region,) = outcome.record.regions
    assert (region.rows.loaded, region.rows.totals, region.rows.rejected) == (3, 1, 0)
    amounts = outcome.column("budget_lines", "amount", where="measure = 'actual'")
    assert amounts == {"Alpha": 4000, "Beta": 1500, "Gamma": 500}


def test_a_person_can_say_that_a_row_of_sums_is_data(loaded):
    answers = {"unlabelled_total:": "data", "fill_down::project": "no"}
    outcome = loaded("o08_total_without_label.csv", accept=True, answers=answers)
    (region,) = outcome.record.regions
    assert (region.rows.totals, region.rows.rejected) == (0, 1)
    assert ("A5:C5", "key_unusable") in outcome.issues


@pytest.mark.parametrize(("last", "totals"), [(",130,10", 3), (",131,10", 2)])
def test_a_total_of_groups_adds_up_all_their_rows_in_every_column(loaded, tmp_path, last, totals):
    sheet = tmp_path / "groups.csv"
    groups = "A,100,4\nB,20,1\n,120,5\nC,7,2\nD,3,3\n,10,5"
    sheet.write_text(f"Project,Budget,Actual\n{groups}\n{last}\n")
    (region,) = loaded(sheet, accept=True).record.regions
    assert (region.rows.read, region.rows.totals) == (7, totals)


def test_struck_and_grey_rows_are_asked_about_once_and_then_cancelled(loaded):
    outcome = loaded("o36_struck_and_grey_rows.xlsx", accept=True)
    assert asked(outcome)["struck_rows"] == "cancelled"
    assert outcome.column("projects", "phase") == {
        "Alpha": None,
        "Beta": "cancelled",
        "Gamma": "cancelled",
        "Delta": None,
    }


def test_struck_and_grey_rows_may_mean_nothing(loaded):
    answers = {"struck_rows:sheet": "no meaning"}
    outcome = loaded("o36_struck_and_grey_rows.xlsx", accept=True, answers=answers)
    assert set(outcome.column("projects", "phase").values()) == {None}


def test_a_legend_and_a_signature_below_the_table_are_no_projects(loaded):
    (region,) = loaded("o38_legend_and_signature_below.csv", accept=True).record.regions
    assert (region.rows.loaded, region.rows.totals, region.rows.ignored) == (2, 1, 3)
    assert region.written["projects"] == 2


def test_a_total_whose_label_stands_before_the_sums_is_not_asked_about(loaded):
    outcome = loaded("o38_legend_and_signature_below.csv", accept=True)
    assert "unlabelled_total" not in asked(outcome)


def test_a_total_is_known_by_its_label_over_numbers(loaded, tmp_path):
    sheet = tmp_path / "numbers.csv"
    sheet.write_text("Project No,Budget,Actual\n101,7,1\n102,8,2\nTotal,15,3\n")
    (region,) = loaded(sheet, accept=True).record.regions
    assert (region.rows.loaded, region.rows.totals) == (2, 1)


def test_a_unit_over_several_columns_holds_for_all_of_them(loaded):
    outcome = loaded("o04_unit_over_columns.csv", accept=True)
    budgets = outcome.column("budget_lines", "amount", where="measure = 'approved budget'")
    assert budgets == {"Alpha": 240_000_000, "Beta": 1_400_000_000}  # pence
    assert outcome.column("projects", "health_schedule") == {"Alpha": "Red", "Beta": "Green"}
