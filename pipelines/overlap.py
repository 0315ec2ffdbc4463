"""Rows that another template already gave: replace that load, or stop; never count them twice.

A plan describes its project and its people beside its tasks. What another template says of them
holds, whichever came first: nothing is asked, and a note says which load holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from pipelines.answers import OVERLAP
from pmo.ledger import Issue, Question
from pmo.warehouse import Overlap, StagedPart, Warehouse

STOP = "stop"


@dataclass(frozen=True)
class Rivalry:
    """A part and the loads in force, of another template, that hold some of its keys."""

    part: StagedPart
    overlaps: tuple[Overlap, ...]
    is_same_file: bool = False  # the same bytes, read in another way now

    @property
    def question_id(self) -> str:
        """Id of the question that it raises."""
        return f"{OVERLAP}{self.part.table}"

    @property
    def is_plain(self) -> bool:
        """Whether the part replaces the other rows without a question.

        They came from the same file; or from one of the same template with more projects.
        """
        families = {overlap.family for overlap in self.overlaps}
        return self.is_same_file or families == {self.part.template}

    @property
    def replaceable(self) -> Overlap | None:
        """The newest of the loads, if they are all of one template: only then can it give way."""
        families = {overlap.family for overlap in self.overlaps}
        return self.overlaps[-1] if len(families) == 1 else None

    @property
    def replacement(self) -> str | None:
        """Answer that puts the part in the place of the other template's rows."""
        return f"replace load {self.replaceable.load_id}" if self.replaceable else None


def rivalries(
    warehouse: Warehouse, organisation: str, sha256: str, parts: Sequence[StagedPart]
) -> tuple[Rivalry, ...]:
    """Parts whose keys a load of another template holds."""
    found = [(part, tuple(warehouse.overlaps(organisation, part))) for part in parts]
    if not any(overlaps for _, overlaps in found):
        return ()
    same = warehouse.loads(organisation).filter(pl.col("sha256") == sha256)["load_id"].to_list()
    return tuple(
        Rivalry(part, overlaps, all(overlap.load_id in same for overlap in overlaps))
        for part, overlaps in found
        if overlaps
    )


def questions_about(rivals: Sequence[Rivalry]) -> tuple[Question, ...]:
    """Ask what becomes of the rows that the other loads hold."""
    return tuple(
        _question(rivalry)
        for rivalry in rivals
        if not rivalry.is_plain and not rivalry.part.is_secondary
    )


def notes_about(rivals: Sequence[Rivalry], sheets: Mapping[str, str]) -> tuple[Issue, ...]:
    """Say which rows stand back behind those of another load.

    Args:
        rivals: parts whose keys other loads hold.
        sheets: sheet that fills a table, by the table's name.
    """
    return tuple(
        _note(rivalry, sheets.get(rivalry.part.table, ""))
        for rivalry in rivals
        if rivalry.part.is_secondary
    )


def _note(rivalry: Rivalry, sheet: str) -> Issue:
    shared = sum(overlap.shared for overlap in rivalry.overlaps)
    message = (
        f"{shared} of these rows of {rivalry.part.table} stand in load {_numbers(rivalry)} too, "
        "which describes them on its own account. That load holds; these are kept beside it, and "
        "hold where it is undone."
    )
    return Issue(sheet, "", "described_elsewhere", str(shared), message)


def _numbers(rivalry: Rivalry) -> str:
    return " and ".join(str(overlap.load_id) for overlap in rivalry.overlaps)


def _question(rivalry: Rivalry) -> Question:
    shared = sum(overlap.shared for overlap in rivalry.overlaps)
    others = sum(overlap.of for overlap in rivalry.overlaps) - shared
    text = (
        f"{shared} of these rows of {rivalry.part.table} came already with load "
        f"{_numbers(rivalry)}, in another template."
    )
    if rivalry.replacement is None:
        text += " These loads cannot all give way. Undo those that are wrong, and load again."
        return Question(rivalry.question_id, "", "", text, (STOP,), None)
    if others:
        text += f" Replacing it also takes {others} rows away that this file does not have."
    proposal = None if others else rivalry.replacement
    return Question(rivalry.question_id, "", "", text, (rivalry.replacement, STOP), proposal)


def settled(
    parts: Sequence[StagedPart], rivals: Sequence[Rivalry], answers: Mapping[str, str]
) -> tuple[StagedPart, ...]:
    """Parts; those that replace another template's rows go under that template's family."""
    families = {
        rivalry.part: rivalry.replaceable.family
        for rivalry in rivals
        if rivalry.replaceable
        and not rivalry.part.is_secondary
        and (rivalry.is_plain or answers.get(rivalry.question_id) == rivalry.replacement)
    }
    return tuple(replace(part, family=families.get(part, part.family)) for part in parts)
