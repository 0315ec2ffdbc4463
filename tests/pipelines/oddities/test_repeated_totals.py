"""What becomes of a project's total that a long list repeats on every row."""


def listed(outcome):
    """Headers that fill nothing."""
    (region,) = outcome.record.regions
    return [column.header for column in region.columns if not column.columns]


def test_a_total_on_every_milestone_is_no_amount(loaded):
    outcome = loaded("o49_budget_on_every_milestone.csv", accept=True)
    assert (listed(outcome), outcome.sum("Total budget").loaded) == (["Total budget"], 0)


def test_a_total_on_every_month_of_a_project_is_not_added_up(loaded):
    outcome = loaded("o49_budget_on_every_month.csv", accept=True)
    assert (listed(outcome), outcome.sum("Total budget").loaded) == (["Total budget"], 0)
    assert (outcome.sum("Actual").loaded, outcome.sum("Actual").read) == (56, 56)


def test_amounts_of_a_month_that_differ_are_loaded_whatever_they_are_called(loaded, tmp_path):
    sheet = tmp_path / "months.csv"
    sheet.write_text(
        "Project,Month,Actual,Total budget\nAlpha,2026-01-01,1,7\nAlpha,2026-02-01,2,9\n"
    )
    assert loaded(sheet, accept=True).sum("Total budget").loaded == 16
