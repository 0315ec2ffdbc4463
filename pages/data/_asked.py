"""Questions as a person is asked them: those that are alike for several sheets, only once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmo.ledger import Question

# How a file is written; it is written so in all of its columns, or it is said column by column.
OF_WRITING = ("date_order", "decimal")
MOST_PLACES = 6


@dataclass(frozen=True)
class Asked:
    """One thing to be answered, for each place where it comes up."""

    questions: tuple[Question, ...]

    @property
    def first(self) -> Question:
        """The question whose text stands for all."""
        return self.questions[0]

    @property
    def proposal(self) -> str | None:
        """What the places that propose anything agree on."""
        return next((each.proposal for each in self.questions if each.proposal), None)

    @property
    def others(self) -> str:
        """The places besides the first, a few of them by name."""
        places = [where(each, with_column=self.has_columns) for each in self.questions[1:]]
        rest = len(places) - MOST_PLACES
        return ", ".join(places[:MOST_PLACES]) + (f" and {rest} more" if rest > 0 else "")

    @property
    def has_columns(self) -> bool:
        """Whether it comes up under several headers."""
        return len({each.column for each in self.questions}) > 1


def asked(questions: Sequence[Question]) -> tuple[Asked, ...]:
    """Group questions that one answer answers; the order of the first of each stays."""
    alike: dict[tuple[object, ...], list[Question]] = {}
    for question in questions:
        alike.setdefault(_kind(question), []).append(question)
    return tuple(each for group in alike.values() for each in _agreeing(group))


def _kind(question: Question) -> tuple[object, ...]:
    """What questions have in common that are the same for different sheets."""
    from pipelines.answers import subject

    found = subject(question.id, question.sheet)
    if found is None:
        return (question.id,)
    about = "" if found.kind in OF_WRITING else found.about
    return (found.kind, about, question.choices)


def _agreeing(group: Sequence[Question]) -> Iterator[Asked]:
    """One thing to be answered, or as many as there are questions if their proposals differ."""
    if len({each.proposal for each in group if each.proposal}) > 1:
        yield from (Asked((each,)) for each in group)
    else:
        yield Asked(tuple(group))


def where(question: Question, *, with_column: bool) -> str:
    """Sheet and column that a question is about: "Plan", "Due date (Plan)"."""
    sheet, column = (" ".join(part.split()) for part in (question.sheet, question.column))
    if not with_column or not column:
        return sheet
    return f"{column} ({sheet})" if sheet else column
