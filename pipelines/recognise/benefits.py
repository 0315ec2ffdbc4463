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
from pipelines.recognise.vocabulary import all_meanings
from pipelines.region import Target

BENEFIT = "benefit"
SCORE = 0.95
WORTH = {"actual": 4, "forecast": 3, "": 2, "baseline": 1, "original": 0}  # the first is loaded
PLANNED = frozenset(("target", "goal", "budget"))  # other words for what was planned
SAID = {
    "actual": "what came",
    "forecast": "what is expected",
    "": "the benefit",
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

    Amounts of spans are benefits where a title says so (``is_titled``), others where they do.
    """
    stated = [_stated(one) for one in fields if _is_benefit(one, is_titled=is_titled)]
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


def _is_of_people(one: Field) -> bool:
    """Whether a header names who answers for a benefit, or its rating."""
    return bool(all_meanings(one.header.name) & {"owner", "manager", "sponsor", "score", "type"})


def _stated(one: Field) -> Stated:
    meanings = all_meanings(normalise(one.header.name))
    plan = next((each for each in WORTH if each and each in meanings), "")
    if not plan and meanings & PLANNED:
        plan = "baseline"
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
