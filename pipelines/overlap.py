"""Rows that another template already gave: replace that load, or stop; never count them twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from pipelines.answers import OVERLAP
from pmo.ledger import Question
from pmo.warehouse import Overlap, StagedPart, Warehouse

STOP = "stop"


@dataclass(frozen=True)
class Rivalry:
    """A part and the loads in force, of another template, that hold some of its keys."""

    part: StagedPart
    overlaps: tuple[Overlap, ...]
    is_same_file: bool = False  # the same bytes, read in another way now: no question

    @property
    def question_id(self) -> str:
        """Id of the question that it raises."""
        return f"{OVERLAP}{self.part.table}"

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
    return tuple(_question(rivalry) for rivalry in rivals if not rivalry.is_same_file)


def _question(rivalry: Rivalry) -> Question:
    shared = sum(overlap.shared for overlap in rivalry.overlaps)
    others = sum(overlap.of for overlap in rivalry.overlaps) - shared
    loads = " and ".join(str(overlap.load_id) for overlap in rivalry.overlaps)
    text = (
        f"{shared} of these rows of {rivalry.part.table} came already from another template, "
        f"with load {loads}."
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
        and (rivalry.is_same_file or answers.get(rivalry.question_id) == rivalry.replacement)
    }
    return tuple(replace(part, family=families.get(part, part.family)) for part in parts)
