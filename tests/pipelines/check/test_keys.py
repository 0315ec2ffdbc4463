"""Keys of rows that several columns of one record give."""

from tests.hand_made import LIFE, checked, fills

AMOUNT = fills("budget_lines.amount", fixed=LIFE, unit="EUR")
MONTHS = (
    "budget_lines.project_id",
    "budget_lines.measure",
    fills(
        "budget_lines.amount",
        unit="EUR",
        fixed=(("period_kind", "month"), ("period_start_date", "2026-01-01")),
    ),
)


TWICE = (("Project", "Line", "Jan 26"), ("A", "Actual", 5), ("A", "Spend", 7))


def test_another_amount_of_the_same_key_is_asked_about_and_proposed_as_a_further_one():
    result = checked(TWICE, MONTHS, tables=("budget_lines",))
    (question,) = result.record.questions
    assert (question.id, question.proposal) == ("repeated:status:jan 26", "further amounts")
    assert question.text.startswith("One row repeats the project, category and period")
    assert "row 3 those of row 2" in question.text
    assert (result.record.rows.loaded, result.record.issues) == (2, ())
    assert result.record.sums["Jan 26"].loaded == 12


def test_an_amount_that_is_the_same_once_more_is_rejected_with_its_cell_and_the_first_row():
    answers = {"repeated:status:jan 26": "the same once more"}
    result = checked(TWICE, MONTHS, tables=("budget_lines",), answers=answers)
    (issue,) = result.record.issues
    assert (issue.cell, issue.rule) == ("C3", "duplicate_key")
    assert "stands already in row 2" in issue.message
    assert (result.record.rows.loaded, result.record.rows.rejected) == (1, 1)
    assert result.record.sums["Jan 26"].rejected == 7


def test_equal_amounts_of_one_key_are_proposed_as_the_same_once_more():
    rows = (*TWICE[:2], ("A", "Actual", 5))
    (question,) = checked(rows, MONTHS, tables=("budget_lines",)).record.questions
    assert question.proposal == "the same once more"


def test_an_empty_amount_across_is_no_issue_and_its_record_is_loaded():
    rows = (("Project", "Line", "Jan 26"), ("A", "Actual", None))
    result = checked(rows, MONTHS, tables=("budget_lines",))
    assert result.record.rows.loaded == 1
    assert result.record.issues == ()


def test_a_long_list_needs_its_amount():
    columns = ("budget_lines.project_id", "budget_lines.measure", "budget_lines.period_kind",
               fills("budget_lines.amount", unit="EUR"))  # fmt: skip
    rows = (("Project", "Line", "Span", "Amount"), ("A", "Actual", "life", "n/a"))
    result = checked(rows, columns, tables=("budget_lines",))
    rules = [(issue.cell, issue.rule) for issue in result.record.issues]
    assert rules == [("A2:D2", "key_unusable"), ("D2", "not_applicable")]
    assert result.record.rows.rejected == 1


def test_entries_without_a_key_may_repeat():
    columns = ("time_entries.person_id", "time_entries.work_date",
               fills("time_entries.booked_minutes", unit="h"))  # fmt: skip
    rows = (("Person", "Date", "Hours"), ("Ann", "2026-03-02", 2), ("Ann", "2026-03-02", 2))
    result = checked(rows, columns, tables=("time_entries",))
    assert result.tables["time_entries"]["booked_minutes"].sum() == 240


def test_the_same_key_on_two_status_dates_is_two_rows():
    columns = ("projects.status_date", "projects.project_id", AMOUNT)
    rows = (("As of", "Project", "Budget"), ("2026-01-31", "A", 1), ("2026-02-28", "A", 2))
    result = checked(rows, columns, tables=("projects", "budget_lines"), status_date=None)
    assert result.tables["budget_lines"]["amount"].to_list() == [100, 200]


def test_a_constant_of_the_region_stands_in_for_a_column():
    columns = ("time_entries.work_date", fills("time_entries.booked_minutes", unit="h"))
    rows = (("Date", "Hours"), ("2026-03-02", 2))
    result = checked(
        rows, columns, tables=("time_entries",), constants=(("time_entries.person_id", "Ann"),)
    )
    assert result.tables["time_entries"]["person_id"].to_list() == ["Ann"]
