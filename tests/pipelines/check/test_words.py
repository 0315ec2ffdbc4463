"""Words that stand for values, for yes and no, or for the absence of a value."""

import pytest

from pipelines.check.words import known_words, read_boolean, read_word
from pmo.tables import column_of
from tests.hand_made import checked


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Yes", True),
        ("x", True),
        ("JA", True),
        ("✓", True),
        ("n", False),
        ("0", False),
        ("✗", False),
    ],
)
def test_yes_and_no_are_read_in_many_words(text, value):
    assert read_boolean("text", text).value is value


def test_a_three_is_no_boolean():
    assert read_boolean("number", "3").rule == "not_a_boolean"


def test_a_word_is_matched_without_case_and_spaces_beside_a_slash():
    known = known_words(column_of("budget_lines.measure"))
    assert read_word("  Revised   BUDGET ", known).value == "approved budget"


def test_the_value_itself_is_a_known_word():
    known = known_words(column_of("assignments.certainty"))
    assert read_word("Firm", known).value == "firm"


def test_a_key_that_the_spreadsheet_destroyed_rejects_its_record():
    rows = (("Project",), ("1.21143E+15",), (("number", "1234567890123456789"),), ("00123",))
    result = checked(rows, ("projects.project_id",))
    assert result.tables["projects"]["project_id"].to_list() == ["00123"]
    rules = [(issue.cell, issue.rule) for issue in result.record.issues]
    assert rules == [
        ("A2:A2", "key_unusable"), ("A2", "id_destroyed"),
        ("A3:A3", "key_unusable"), ("A3", "id_destroyed"),
    ]  # fmt: skip


def test_names_lose_line_breaks_and_invisible_signs_and_prose_keeps_its_lines():
    rows = (("Project", "Comment"), ("\u200bAlpha\u00a0 \r\nTwo ", "First\r\n\r\nSecond"))
    result = checked(rows, ("projects.project_name", "projects.commentary"))
    assert result.tables["projects"].select("project_id", "commentary").rows() == [
        ("Alpha Two", "First\nSecond")
    ]


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        (("45%", "100%"), [0.45, 1.0]),
        ((("number", "0.45"), ("number", "1")), [0.45, 1.0]),
        ((45, 100), [0.45, 1.0]),
        (("45%", 50), [0.45, 0.5]),
    ],
)
def test_progress_is_a_share_of_one(cells, shares):
    rows = (("Project", "Progress"), *((f"P{n}", cell) for n, cell in enumerate(cells)))
    result = checked(rows, ("projects.project_id", "projects.percent_complete_share"))
    assert result.tables["projects"]["percent_complete_share"].to_list() == shares
    assert result.record.questions == ()


def test_shares_and_points_in_one_column_are_asked_about():
    rows = (("Project", "Progress"), ("A", ("number", "0.5")), ("B", 45), ("C", 60))
    result = checked(rows, ("projects.project_id", "projects.percent_complete_share"))
    (question,) = result.record.questions
    assert (question.id, question.proposal) == ("percent:status:progress", "percentage points")


def test_progress_over_all_of_the_work_is_unknown():
    rows = (("Project", "Progress"), ("A", "145%"))
    result = checked(rows, ("projects.project_id", "projects.percent_complete_share"))
    assert result.tables["projects"]["percent_complete_share"].to_list() == [None]
    assert [issue.rule for issue in result.record.issues] == ["over_100"]


def test_a_key_of_two_alphabets_is_loaded_and_listed():
    cyrillic = "P\u0410-1"  # its second letter only looks like an A
    result = checked((("Project",), (cyrillic,), ("\u041f-2",)), ("projects.project_id",))
    assert result.tables["projects"]["project_id"].to_list() == [cyrillic, "\u041f-2"]
    assert [(issue.cell, issue.rule) for issue in result.record.issues] == [("A2", "confusable")]
