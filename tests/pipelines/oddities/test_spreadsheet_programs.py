"""What spreadsheet programs do to values: errors, formulas, icons, days counted from 1904."""

from datetime import date


def test_days_counted_from_1904_are_the_days_that_the_program_shows(loaded):
    outcome = loaded("o20_days_counted_from_1904.xlsx")
    assert outcome.issues == set()
    assert outcome.column("milestones", "forecast_date", key="milestone_id") == {
        "M-1": date(2026, 6, 30),
        "M-2": date(2024, 6, 19),
    }


def test_health_by_icons_is_the_value_behind_them_and_their_colour_is_said_to_be_unread(loaded):
    asked = loaded("o13_icons_for_health.xlsx")
    assert asked.issues == {("C2:C3", "conditional_format")}
    assert "colours were not read" in asked.message("C2:C3", "conditional_format")
    answers = {"rating:status:rag:3": "green", "rating:status:rag:1": "red"}
    assert {question.id for question in asked.record.questions} == set(answers)
    outcome = loaded("o13_icons_for_health.xlsx", answers=answers)
    assert outcome.column("projects", "health_overall") == {"P-1": "green", "P-2": "red"}


def test_an_error_cell_is_no_value_and_the_total_shows_what_is_missing(loaded):
    outcome = loaded("o26_errors_of_the_spreadsheet.xlsx")
    assert outcome.issues == {
        ("C3", "error_cell"), ("D3", "error_cell"), ("D5", "total_mismatch"),
    }  # fmt: skip
    assert outcome.column("projects", "forecast_finish_date")["P-2"] is None
    assert outcome.column("budget_lines", "amount") == {"P-1": 100_000, "P-3": 50_000}
    message = outcome.message("D5", "total_mismatch")
    assert "2,000" in message
    assert "1,500" in message


def test_a_formula_that_was_never_calculated_is_no_value(loaded):
    outcome = loaded("o27_formulas_never_calculated.xlsx")
    assert outcome.values("uncached_formula") == {"D3": "=D2*2"}
    assert outcome.column("budget_lines", "amount") == {"P-1": 100_000}


def test_a_column_of_formulas_never_calculated_stops_the_load(loaded):
    asked = loaded("o27_no_formula_calculated.xlsx", accept=True)
    assert asked.record.load is None
    assert asked.questions == {("uncached", "Forecast finish"): None}
    answers = {"uncached:status:forecast finish": "leave empty"}
    outcome = loaded("o27_no_formula_calculated.xlsx", answers=answers)
    assert outcome.column("projects", "forecast_finish_date") == {"P-1": None, "P-2": None}


def test_a_value_of_another_workbook_loads_and_is_listed(loaded):
    outcome = loaded("o27_values_of_another_workbook.xlsx")
    assert outcome.issues == {("D3", "external_link")}
    assert outcome.column("budget_lines", "amount") == {"P-1": 100_000, "P-2": 250_000}
