"""What people answered: by question id, checked against the question, and what of it lasts."""

from collections.abc import Iterable, Mapping
from datetime import date

from pmo.errors import UsageError
from pmo.ledger import Question

STATUS_DATE = "status_date"
OVERLAP = "overlap:"  # its answer names a load
CELL = "cell:"  # its answer is the new text of a cell
SET_ASIDE = "set_aside:"  # its answer names rows
OF_ONE_LOAD = (STATUS_DATE, OVERLAP)  # known of the load besides
OF_ONE_FILE = (CELL, SET_ASIDE)


def plain(text: str) -> str:
    """Text as ids and choices are compared: without case, with single spaces."""
    return " ".join(text.casefold().split())


def chosen(question: Question, answer: str) -> str | None:
    """Answer in the spelling of the question's choices; None where it is none of them."""
    if question.id == STATUS_DATE:
        return answer if _is_iso_date(answer) else None
    if not question.choices:
        return answer
    spellings = {plain(choice): choice for choice in question.choices}
    return spellings.get(plain(answer))


def _is_iso_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def verify(questions: Iterable[Question], answers: Mapping[str, str]) -> None:
    """Refuse an answer that is none of its question's choices.

    Raises:
        UsageError: names the question, the answer and the choices.
    """
    for question in questions:
        answer = answers.get(question.id)
        if answer is None or chosen(question, answer) is not None:
            continue
        wanted = ", ".join(f'"{choice}"' for choice in question.choices)
        raise UsageError(
            f'Question "{question.id}": "{answer}" is not one of its answers. '
            f"Answer {wanted or 'a date such as 2026-03-31'}."
        )


def still_open(questions: Iterable[Question], answers: Mapping[str, str]) -> tuple[Question, ...]:
    """Questions without an answer, each id once."""
    unanswered = {question.id: question for question in questions if question.id not in answers}
    return tuple(unanswered.values())


def proposals(questions: Iterable[Question]) -> dict[str, str]:
    """What ``--accept`` takes: the proposals of these questions, where they have one."""
    return {
        question.id: question.proposal for question in questions if question.proposal is not None
    }


def of_mapping(answers: Mapping[str, str]) -> dict[str, str]:
    """Answers that make the same bytes another load when they differ."""
    return {key: value for key, value in answers.items() if not key.startswith(OF_ONE_LOAD)}


def lasting(answers: Mapping[str, str]) -> dict[str, str]:
    """Answers that hold for next month's file of the same template too."""
    kept = of_mapping(answers)
    return {key: value for key, value in kept.items() if not key.startswith(OF_ONE_FILE)}


def concerns(question_id: str, sheets: Iterable[str]) -> bool:
    """Whether the id speaks of a whole file, or of one of these sheets ("column:plan:due date")."""
    _, colon, rest = question_id.partition(":")
    sheet = rest.partition(":")[0].partition("#")[0]
    return not colon or sheet in {plain(name) for name in sheets}
