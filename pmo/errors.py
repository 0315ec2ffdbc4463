"""The exception tree: what can go wrong, as a sentence that a user can act on.

A bad cell or row is data (``pmo.ledger.Issue``), never an exception; a bug is not caught.
"""

from collections.abc import Sequence
from difflib import get_close_matches


class MilepostError(Exception):
    """Something a user can mend; the message can be shown as it stands."""

    exit_code = 1


class UnreadableFileError(MilepostError):
    """A file cannot be opened safely: password, damage, size, time, or it is no table."""

    def __init__(self, file: str, reason: str) -> None:
        """Say what is wrong with ``file``; ``reason`` ends with what to do."""
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class OpenQuestionsError(MilepostError):
    """The load would have to guess; carries the questions; nothing was changed."""

    def __init__(self, file: str, questions: Sequence[object]) -> None:
        """Carry the questions (``pmo.ledger.Question``) in the order of their importance."""
        count = len(questions)
        noun = "question is" if count == 1 else "questions are"
        super().__init__(
            f"{file}: {count} {noun} open. Answer in a mapping file, or accept the proposals."
        )
        self.file = file
        self.questions = tuple(questions)


class UnbalancedLoadError(MilepostError):
    """Rows or money would be lost; carries the ledger; nothing was changed."""

    def __init__(self, file: str, ledger: object) -> None:
        """Carry the ledger that does not balance."""
        super().__init__(
            f"{file}: the rows or amounts read do not equal those loaded and listed. "
            "Nothing was loaded; report this file, for intake has misread it."
        )
        self.file = file
        self.ledger = ledger


class WarehouseBusyError(MilepostError):
    """Another load is being written."""

    def __init__(self) -> None:
        """Say when to try again."""
        super().__init__("Another load is being written. Try again in a moment.")


class UsageError(MilepostError):
    """A command was called in a way that it does not offer."""

    exit_code = 2


class UnknownNameError(UsageError):
    """No such metric, project, load or organisation; carries the nearest names."""

    def __init__(self, kind: str, name: str, known: Sequence[str]) -> None:
        """Name the nearest of the ``known`` names, if any is near."""
        self.kind = kind
        self.name = name
        self.nearest = tuple(get_close_matches(name, known, n=3))
        hint = f' Did you mean "{self.nearest[0]}"?' if self.nearest else ""
        super().__init__(f'There is no {kind} "{name}".{hint}')
