"""Benefits that a table states more than once: planned, expected and realised, side by side.

The warehouse keeps one benefit of each span: what came where it is known, else what is expected,
else what was planned. The other columns are left alone, and say why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.headers import normalise
from pipelines.periods import MONTH, QUARTER, YEAR, Period
from pipelines.recognise.columns import Field
from pipelines.recognise.content import ENOUGH
from pipelines.recognise.known_names import LIFE, Candidate
from pipelines.recognise.vocabulary import ID, all_meanings
from pipelines.region import Target

BENEFIT = "benefit"
SCORE = 0.95
TARGET = "target"  # beside which "Baseline value" is where one began
WORTH = {"actual": 5, "forecast": 4, "": 3, TARGET: 2, "baseline": 1, "original": 0}  # first wins
PLANNED = {"target": TARGET, "goal": TARGET, "budget": "baseline"}  # other words for a plan
SAID = {
    "actual": "what came",
    "forecast": "what is expected",
    "": "the benefit",
    TARGET: "what is aimed at",
    "baseline": "what was planned",
    "original": "what was planned first",
}


@dataclass(frozen=True)
class Stated:
    """One column of benefits: of which plan, and of which span."""

    field: Field
    plan: str
    period: Period | None

    @property
    def worth(self) -> int:
        """How gladly it is loaded; what came is not known of a whole life, nor where blank."""
        is_known = self.field.profile.cells and self.period
        return WORTH[self.plan] if self.plan != "actual" or is_known else -1


def benefits(fields: Sequence[Field], *, is_titled: bool) -> Mapping[int, Candidate | str]:
    """What each column of benefits fills, by position, or why it fills nothing.

    Amounts of spans are benefits where a title says so (``is_titled``), others where they do, and
    all amounts of a list whose rows are benefits.
    """
    is_listed = any(map(_lists_benefits, fields))
    stated = [
        _stated(one)
        for one in fields
        if _is_benefit(one, is_titled=is_titled) or (is_listed and _is_free_amount(one))
    ]
    best: dict[Period | None, Stated] = {}
    for each in stated:
        first = best.setdefault(each.period, each)
        best[each.period] = each if each.worth > first.worth else first
    return {each.field.position: _told(each, best[each.period]) for each in stated}


def _is_benefit(one: Field, *, is_titled: bool) -> bool:
    """Whether the header speaks of a benefit, or of a span under a title that does."""
    profile = one.profile
    is_number = not profile.cells or profile.share(profile.numbers) >= ENOUGH
    is_named = BENEFIT in all_meanings(one.header.name)
    is_span = is_titled and one.period is not None and one.period.kind in (MONTH, QUARTER, YEAR)
    is_free = one.settled is None and not one.is_change and not one.adds_up
    return is_free and is_number and (is_span or (is_named and not _is_of_people(one)))


def _lists_benefits(one: Field) -> bool:
    """Whether a column numbers benefits, or tells them in words."""
    meanings = all_meanings(one.header.name)
    is_told = meanings == {BENEFIT} and one.profile.share(one.profile.numbers) < ENOUGH
    return meanings == {BENEFIT, ID} or (is_told and bool(one.profile.cells))


def _is_free_amount(one: Field) -> bool:
    """Whether a column holds amounts that nobody has settled."""
    profile = one.profile
    is_number = bool(profile.cells) and profile.share(profile.numbers) >= ENOUGH
    is_amount = any(each.target.name == "budget_lines.amount" for each in one.meanings)
    is_value = bool(all_meanings(one.header.name) & {"amount"})
    return is_number and (is_amount or is_value) and one.settled is None and not one.is_change


def _is_of_people(one: Field) -> bool:
    """Whether a header names who answers for a benefit, or its rating."""
    return bool(all_meanings(one.header.name) & {"owner", "manager", "sponsor", "score", "type"})


def _stated(one: Field) -> Stated:
    meanings = all_meanings(normalise(one.header.name))
    plan = next((each for each in WORTH if each and each in meanings), "")
    plan = plan or next((PLANNED[word] for word in PLANNED if word in meanings), "")
    return Stated(one, plan, one.period)


def _told(each: Stated, best: Stated) -> Candidate | str:
    """Benefit of its span, or why another column is."""
    header = f'header "{each.field.header.shown}"'
    if each is not best:
        other = f'"{best.field.header.shown}" states {SAID[best.plan]}'
        return f"{header} states {SAID[each.plan]}; {other}, and one benefit of a span is kept"
    span = each.period.kind if each.period else LIFE
    fixed = (("measure", BENEFIT), ("period_kind", span))
    return Candidate(
        Target("budget_lines", "amount", fixed),
        SCORE,
        f"{header} states a benefit: {SAID[each.plan]}",
        each.period,
    )
