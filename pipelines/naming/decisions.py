"""Spellings of a file that may stand for what is known: decided, or asked; never merged unasked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.answers import chosen, question_id
from pipelines.check.meaning import quoted
from pmo.ledger import Question

AS_KNOWN = "the known ones"
AS_WRITTEN = "as they stand"
ANOTHER = "another one"
MOST_ASKED = 6  # questions about single names; more are asked in one
SHOWN = 3  # pairs that a question about many quotes
Pairs = Mapping[str, str]  # a spelling of the file, and the known one


@dataclass
class Decisions:
    """What a file's spellings of one kind of thing stand for, as far as it is decided."""

    noun: str  # "project"
    sheet: str  # where the questions are shown
    header: str
    answers: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)  # by key, where keys are known
    values: dict[str, str] = field(default_factory=dict)  # spelling to the known one
    questions: list[Question] = field(default_factory=list)

    def take(self, pairs: Pairs) -> None:
        """Read these spellings as the known ones without a question; the caller says so."""
        self.values |= pairs

    def ask_together(self, kind: str, pairs: Pairs, words: str) -> None:
        """Ask once whether these spellings are the known ones, which is proposed."""
        if not pairs:
            return
        first = [*pairs.items()][:SHOWN]
        shown = ", ".join(f"{quoted(each)} for {self._shown(known)}" for each, known in first)
        more = ", ..." if len(pairs) > SHOWN else ""
        text = f"{words}: {shown}{more}. Are they the known ones?"
        answer = self._put(kind, text, (AS_KNOWN, AS_WRITTEN), proposal=AS_KNOWN)
        if answer == AS_KNOWN:
            self.values |= pairs

    def ask_each(self, kind: str, found: Mapping[str, Sequence[str]], *, is_likely: bool) -> None:
        """Ask about each spelling which of the known ones it is, if any.

        Args:
            kind: of the question, as its id begins.
            found: the known ones that a spelling may be, by the spelling.
            is_likely: whether an only candidate is proposed; else that it is another one.
        """
        for spelling, candidates in found.items():
            is_only = len(candidates) == 1
            answer = self._put(
                kind,
                f"{quoted(spelling)} is no known {self.noun}. Is it "
                f"{' or '.join(self._shown(each) for each in candidates)}?",
                (*candidates, ANOTHER),
                proposal=candidates[0] if is_likely and is_only else ANOTHER,
                about=spelling,
            )
            if answer in candidates:
                self.values[spelling] = str(answer)

    def _shown(self, known: str) -> str:
        """Known one in quotes; a key with its name."""
        name = self.names.get(known, known)
        return quoted(known) if name == known else f"{quoted(known)}, {quoted(name)}"

    def _put(
        self, kind: str, text: str, choices: tuple[str, ...], *, proposal: str | None,
        about: str = "",
    ) -> str | None:  # fmt: skip
        id_ = question_id(kind, self.sheet, self.header, about)
        question = Question(id_, self.sheet, self.header, text, choices, proposal)
        self.questions.append(question)
        answer = self.answers.get(id_)
        return proposal if answer is None else chosen(question, answer)


def unlike(texts: Iterable[str], known: Iterable[str]) -> list[str]:
    """Texts that are none of the known ones, in their order."""
    is_known = set(known)
    return [text for text in dict.fromkeys(texts) if text not in is_known]
