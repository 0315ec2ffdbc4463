"""What becomes of columns that share a name: equal, complementary or contradicting."""


def about_repeats(outcome):
    return [
        question
        for region in outcome.record.regions
        for question in region.questions
        if question.id.startswith("repeated_header")
    ]


def test_contradicting_columns_of_one_name_are_asked_about_with_three_values_of_each(loaded):
    dates, budgets = about_repeats(loaded("o50_two_columns_of_one_name.csv", accept=True))
    assert (dates.column, dates.choices, dates.proposal) == (
        "Date",
        ("first", "second", "ignore"),
        "first",
    )
    assert "D1 holds 2025-06-30, 2025-09-30, 2025-10-31" in dates.text
    assert "E1 holds 2026-06-30, 2027-01-15, 2027-02-15" in dates.text
    assert "G1 holds 90, 45" in budgets.text


def test_the_column_that_a_person_means_is_loaded_and_the_other_one_listed(loaded):
    answers = {"repeated_header::date": "second", "repeated_header::budget": "second"}
    outcome = loaded("o50_two_columns_of_one_name.csv", accept=True, answers=answers)
    assert outcome.column("budget_lines", "amount") == {"Alpha": 9000, "Beta": 4500, "Gamma": 1000}
    (region,) = outcome.record.regions
    left = [column.cell for column in region.columns if not column.columns]
    assert (left, outcome.values("conflict")) == (["D1", "F1"], {})


def test_columns_of_one_name_that_complement_each_other_are_one(loaded, tmp_path):
    sheet = tmp_path / "halves.csv"
    rows = "Alpha,Ann,Red,100,\nBeta,Bob,Green,,45\nGamma,Cy,Green,10,10"
    sheet.write_text(f"Project,Manager,RAG,Budget,Budget\n{rows}\n")
    outcome = loaded(sheet, accept=True)
    assert about_repeats(outcome) == []
    assert outcome.column("budget_lines", "amount") == {"Alpha": 10000, "Beta": 4500, "Gamma": 1000}
