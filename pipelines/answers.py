"""What people answered: by question id, checked against the question, and what of it lasts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


def question_id(kind: str, sheet: str, *about: str, place: int = 1) -> str:
    """Id of a question about a table of a sheet, equal next month: "column:plan#2:due date".

    Args:
        kind: what is asked.
        sheet: name of the sheet.
        about: header, and what else tells the question from others; empty texts are left out.
        place: first, second table of the sheet.
    """
    where = plain(sheet) + (f"#{place}" if place > 1 else "")
    return ":".join((kind, where, *(plain(text) for text in about if text)))


@dataclass(frozen=True)
class Subject:
    """What a question about a table of a sheet speaks of, as its id says it."""

    kind: str
    place: int  # first, second table of the sheet
    about: str  # the rest of the id, "due date"; may be empty


def subject(id_: str, sheet: str) -> Subject | None:
    """Read the id of a question about a sheet; None where it speaks of none, or of another."""
    kind, colon, rest = id_.partition(":")
    found = re.fullmatch(rf"{re.escape(plain(sheet))}(?:#(\d+))?(?::(.*))?", rest, re.DOTALL)
    return Subject(kind, int(found[1] or 1), found[2] or "") if colon and found else None


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


def concerns(id_: str, sheets: Iterable[str]) -> bool:
    """Whether the id speaks of a whole file, or of one of these sheets ("column:plan:due date")."""
    return ":" not in id_ or any(subject(id_, sheet) for sheet in sheets)
