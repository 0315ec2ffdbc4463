"""Answers come from a mapping file, are checked against the question, and may last."""

import pytest

from pipelines.answers import (
    chosen,
    lasting,
    plain,
    proposals,
    read_answers,
    still_open,
    verify,
)
from pmo.errors import UsageError
from pmo.ledger import Question

ORDER = Question(
    id="date_order:plan:due date",
    sheet="Plan",
    column="Due Date",
    text="Which comes first, the day or the month?",
    choices=("day first", "month first"),
    proposal=None,
)
STATUS_DATE = Question("status_date", "", "", "Which date does it speak for?", (), None)


def mapping(tmp_path, text: str):
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_mapping_file_holds_answers_by_question_id(tmp_path):
    path = mapping(
        tmp_path,
        '[answers]\nstatus_date = 2026-03-31\n"date_order:Plan:Due  Date" = "Day first"\n',
    )
    assert read_answers(path) == {
        "status_date": "2026-03-31",
        "date_order:plan:due date": "Day first",
    }


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[answers\n", "map.toml is no TOML"),
        ("[mapping]\na = 'b'\n", 'map.toml holds "mapping"'),
        ("answers = 'day first'\n", "map.toml holds answers that are no table"),
        ("[answers]\na = [1]\n", 'map.toml, answer "a"'),
    ],
)
def test_a_mapping_file_that_holds_something_else_is_wrong_usage(tmp_path, text, complaint):
    with pytest.raises(UsageError, match=r"map\.toml") as refusal:
        read_answers(mapping(tmp_path, text))
    assert str(refusal.value).startswith(complaint)


def test_a_mapping_file_that_is_not_there_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match=r"missing\.toml cannot be read"):
        read_answers(tmp_path / "missing.toml")


def test_an_answer_is_found_whatever_its_case_and_spaces():
    assert chosen(ORDER, " Month  FIRST ") == "month first"


def test_an_answer_that_is_no_choice_is_refused_with_the_choices():
    with pytest.raises(UsageError, match='Answer "day first", "month first"'):
        verify([ORDER], {ORDER.id: "year first"})


def test_a_status_date_is_answered_by_a_day_that_exists():
    assert chosen(STATUS_DATE, "2026-02-28") == "2026-02-28"
    assert chosen(STATUS_DATE, "2026-02-30") is None


def test_a_question_stays_open_once_however_often_it_is_asked():
    assert still_open([ORDER, ORDER, STATUS_DATE], {"status_date": "2026-03-31"}) == (ORDER,)


def test_a_question_without_a_proposal_is_never_answered_by_accepting():
    proposed = Question("currency", "", "", "Which currency?", ("USD", "CAD"), "USD")
    assert proposals([ORDER, proposed]) == {"currency": "USD"}


def test_the_status_date_and_what_a_load_replaces_do_not_last():
    answers = {"status_date": "2026-03-31", "overlap:projects": "replace load 4", "currency": "USD"}
    assert lasting(answers) == {"currency": "USD"}


def test_plain_text_has_single_spaces_and_no_case():
    assert plain(" Due\nDate ") == "due date"
