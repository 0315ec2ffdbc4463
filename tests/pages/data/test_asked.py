"""Which questions are one question to a person."""

from pages.data._asked import asked
from pipelines.answers import question_id
from pmo.ledger import Question

ORDERS = ("day first", "month first")


def order(sheet, column, proposal=None):
    text = f'"03/04/2026" can be read two ways. Which comes first in "{column}"?'
    return Question(question_id("date_order", sheet, column), sheet, column, text, ORDERS, proposal)


def word(sheet, column, word):
    text = f'What does "{word}" in "{column}" mean?'
    choices = ("green", "red")
    return Question(question_id("rating", sheet, column, word), sheet, column, text, choices, None)


def name_of_project(sheet):
    id_ = question_id("value", sheet, "tasks.project_id")
    return Question(id_, sheet, "", "Name the project.", (), sheet)


def groups(*questions):
    return [[each.id for each in thing.questions] for thing in asked(questions)]


def test_one_word_of_two_sheets_is_asked_once_and_two_words_twice():
    north, south = word("North", "RAG", "OT"), word("South", "RAG", "OT")
    other = word("North", "RAG", "AR")
    assert groups(north, other, south) == [[north.id, south.id], [other.id]]


def test_the_order_of_dates_is_asked_once_for_all_columns():
    questions = [order("North", "Start"), order("North", "Finish"), order("South", "Start")]
    (thing,) = asked(questions)
    assert thing.questions == tuple(questions)
    assert thing.others == "Finish (North), Start (South)"


def test_what_one_column_gives_reason_to_propose_is_proposed_for_all():
    (thing,) = asked([order("North", "Start"), order("North", "Finish", "day first")])
    assert thing.proposal == "day first"


def test_questions_with_different_proposals_are_asked_one_by_one():
    alpha, beta = name_of_project("Alpha"), name_of_project("Beta")
    assert groups(alpha, beta) == [[alpha.id], [beta.id]]


def test_of_many_places_the_first_few_are_named():
    (thing,) = asked([word(f"Sheet {n}", "RAG", "OT") for n in range(9)])
    assert thing.others.startswith("Sheet 1, Sheet 2")
    assert thing.others.endswith("Sheet 6 and 2 more")


def test_questions_about_the_file_stay_what_they_are():
    day = Question("status_date", "Plan", "", "Which date?", (), None)
    money = Question("currency", "Plan", "", "Which currency?", ("EUR",), None)
    assert groups(day, money) == [["status_date"], ["currency"]]
