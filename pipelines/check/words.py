"""Words that stand for a value, for yes and no, or for the absence of a value."""

import re
from collections.abc import Mapping

from pipelines.check.meaning import Meaning, quoted
from pipelines.standing_words import ERRORS, NO, NOT_APPLICABLE, TO_BE_CONFIRMED, WITHHELD, YES
from pmo.tables import BOOLEAN, COUNT, DATE, DATETIME, MINUTES, MONEY, NUMBER, SHARE, TEXT, Column

LEAVE_EMPTY = "leave empty"  # the answer that loads no value
UNFILLED = re.compile(r"<[^<>@]*>|\[[^\]]*\]|\{[^{}]*\}")  # words of a template

NOUNS = {
    DATE: "a date",
    DATETIME: "a date with a time",
    MONEY: "an amount",
    MINUTES: "a working time",
    SHARE: "a percentage",
    COUNT: "a whole number",
    NUMBER: "a number",
    BOOLEAN: "yes or no",
    TEXT: "a text",
}
REMEDIES = {
    DATE: "Write a date such as 2026-03-31, or leave the cell empty.",
    DATETIME: "Write a date such as 2026-03-31 14:30, or leave the cell empty.",
    MONEY: "Write a number, or leave the cell empty if nothing was approved.",
    MINUTES: "Write a number of hours or days, or leave the cell empty.",
    SHARE: "Write a percentage such as 45%, or leave the cell empty.",
    COUNT: "Write a whole number, or leave the cell empty.",
    NUMBER: "Write a number, or leave the cell empty.",
    BOOLEAN: "Write yes or no, or leave the cell empty.",
    TEXT: "Write a text, or leave the cell empty.",
}


def folded(text: str) -> str:
    """Text as words are compared: without case, with single spaces, none beside a slash."""
    return re.sub(r"\s*/\s*", "/", " ".join(text.casefold().split()))


def unusable(rule: str, text: str, column_type: str) -> Meaning:
    """No value, because the text is not what the column holds."""
    message = f"{quoted(text)} is not {NOUNS[column_type]}. {REMEDIES[column_type]}"
    return Meaning(rule=rule, message=message)


def absent(kind: str, text: str, column_type: str) -> Meaning | None:
    """No value, because the cell says that there is none; None if it does not say so."""
    if kind == "uncached":
        return Meaning(
            rule="uncached_formula",
            message="The formula was never calculated. Open the file in Excel, save, send again.",
        )
    if kind == "error" or text.strip().upper() in ERRORS:
        message = f"{quoted(text)} is an error of the spreadsheet. {REMEDIES[column_type]}"
        return Meaning(rule="error_cell", message=message)
    word = folded(text)
    if word in TO_BE_CONFIRMED:
        return unusable("to_be_confirmed", text, column_type)
    if word in NOT_APPLICABLE:
        return unusable("not_applicable", text, column_type)
    return _unsaid(text, column_type) if kind == "text" else None


def _unsaid(text: str, column_type: str) -> Meaning | None:
    """No value, because a template or a sender's reserve stands in its place."""
    if UNFILLED.fullmatch(text.strip()):
        return unusable("placeholder", text, column_type)
    return withheld(text) if WITHHELD.search(text) else None


def withheld(text: str) -> Meaning:
    """No value, because the sender keeps it back; the text stays in the issue."""
    message = f"{quoted(text)}: the sender withholds the value. It counts as unknown."
    return Meaning(rule="withheld", message=message)


def read_boolean(kind: str, text: str) -> Meaning:
    """Yes or no in the words, ticks and crosses that senders use."""
    word = folded(text)
    if word in YES:
        return Meaning(value=True)
    if word in NO:
        return Meaning(value=False)
    return absent(kind, text, BOOLEAN) or unusable("not_a_boolean", text, BOOLEAN)


def known_words(column: Column) -> Mapping[str, str]:
    """Canonical value of each word that may stand for it, the value itself included."""
    spellings = {folded(word): value for value, words in column.words.items() for word in words}
    return spellings | {folded(value): value for value in column.words}


def read_word(text: str, known: Mapping[str, str]) -> Meaning:
    """Canonical value that a word stands for."""
    value = known.get(folded(text))
    if value is not None:
        return Meaning(value=value)
    choices = ", ".join(dict.fromkeys(known.values()))
    message = f"{quoted(text)} is not a word known here. Write one of: {choices}."
    return Meaning(rule="unknown_word", message=message)
