"""What the names above a list say of all its columns: numbers of effort, skills across."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.recognise.benefits import benefits
from pipelines.recognise.clocked import clocks
from pipelines.recognise.columns import Field
from pipelines.recognise.content import MOST
from pipelines.recognise.header_words import NEAR
from pipelines.recognise.known_names import Candidate
from pipelines.recognise.subject import texts_of
from pipelines.recognise.titles import Titles

MONEY = re.compile(
    r"[£€$]|\b(?:costs?|budgets?|spend|spending|invoices?|kosten|coûts?|costes|custos|dépenses)\b"
)
BENEFITS = re.compile(r"\b(?:benefits?|savings|nutzen|bénéfices?|beneficios|benefícios)\b")
LEAST_SKILLS, MOST_LEVELS = 3, 6
EFFORT = re.compile(
    r"\b(?:fte|etp|headcount|capacity|staffing|(?:person|man)[ -]?days?|kapazität|capacité|"
    r"capacidad|capacidade)\b"
)
SKILLS = re.compile(
    r"\b(?:skills?|competenc(?:e|y|ies)|kenntnisse|qualifikationen|compétences|competencias|"
    r"competências)\b"
)


def as_titled(fields: Sequence[Field], titles: Titles) -> list[Field]:
    """Fields with what the names above say of all of them: that numbers are effort, or skills."""
    is_effort = _is_of_effort(titles)
    stated = benefits(fields, is_titled=any(BENEFITS.search(text) for text in texts_of(titles)))
    times = clocks(fields)
    skills = _skills(fields) if any(SKILLS.search(text) for text in texts_of(titles)) else []
    return [
        replace(
            one,
            is_effort=is_effort,
            is_skill=one in skills,
            clock=times.get(one.position, ""),
            benefit=found if isinstance(found, Candidate) else None,
            left=found if isinstance(found, str) else "",
        )
        for one in fields
        for found in [stated.get(one.position)]
    ]


def _skills(fields: Sequence[Field]) -> list[Field]:
    """Columns of grades or a few words under names that say nothing else; none if there is one."""
    found = [one for one in fields if _may_be_skill(one)]
    return found if len(found) >= LEAST_SKILLS else []


def _may_be_skill(one: Field) -> bool:
    profile = one.profile
    is_named = any(each.score >= NEAR for each in one.meanings)
    is_level = profile.distinct <= MOST_LEVELS and profile.share(profile.short) == 1
    is_grade = max(profile.share(profile.dates), profile.share(profile.people)) < MOST
    return bool(one.header.name and one.settled is None) and not is_named and is_level and is_grade


def _is_of_effort(titles: Titles) -> bool:
    """Whether the names above speak of working time, and of no money."""
    texts = texts_of(titles)
    is_money = bool(titles.money_unit) or any(MONEY.search(text) for text in texts)
    return not is_money and any(EFFORT.search(text) for text in texts)
