"""What people answered: a mapping file in TOML, and the answers remembered of a template.

A mapping file has one table, ``[answers]``, from question id to answer::

    [answers]
    status_date = 2026-03-31
    "date_order:status:start date" = "day first"
"""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from pmo.errors import UsageError
from pmo.ledger import Question

STATUS_DATE = "status_date"
OVERLAP = "overlap:"  # its answer names a load
CELL = "cell:"  # its answer is the new text of a cell
SET_ASIDE = "set_aside:"  # its answer names rows
OF_ONE_LOAD = (STATUS_DATE, OVERLAP)  # known of the load besides
OF_ONE_FILE = (CELL, SET_ASIDE)


def read_answers(path: Path) -> dict[str, str]:
    """Answers of a mapping file by question id.

    Raises:
        UsageError: the file is not there, is no TOML, or holds something else than answers.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name} cannot be read. Name a mapping file in UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path.name} is no TOML: {error}.") from error
    stray = sorted(document.keys() - {"answers"})
    if stray or not isinstance(document.get("answers", {}), dict):
        found = f'"{stray[0]}"' if stray else "answers that are no table"
        raise UsageError(f"{path.name} holds {found}. Write one table, [answers].")
    return {
        plain(key): _as_text(path.name, key, value)
        for key, value in document.get("answers", {}).items()
    }


def _as_text(file: str, key: str, value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise UsageError(f'{file}, answer "{key}": write text, a whole number or a date.')


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
