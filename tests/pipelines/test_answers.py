"""Answers are checked against their question, and may last."""

import pytest

from pipelines.answers import (
    chosen,
    lasting,
    plain,
    proposals,
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
