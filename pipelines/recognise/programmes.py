"""Programmes that the rows list: where no header names a project, "Program ID" is its key."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.recognise.columns import Field
from pipelines.recognise.own_keys import GENERIC_IDS, GENERIC_NAMES
from pipelines.recognise.vocabulary import ID, PROJECT, all_meanings

PROGRAMME = "programme"
READ_AS = {frozenset((PROGRAMME, ID)): "project id", frozenset((PROGRAMME,)): "project name"}
MOSTLY_DISTINCT = 0.9  # share of the cells of what each row is one of


def as_projects(fields: Sequence[Field]) -> list[Field]:
    """Fields whose headers about programmes read as ones about projects, if each row is one.

    A list with projects, or with a bare "Name", has programmes as groups and stays as it is.
    """
    names = [(one, all_meanings(one.header.name)) for one in fields]
    bare = {*GENERIC_IDS, *GENERIC_NAMES}
    if any(PROJECT in meanings or one.header.name in bare for one, meanings in names):
        return list(fields)
    if not any(meanings in READ_AS and _is_of_each_row(one) for one, meanings in names):
        return list(fields)
    return [
        replace(one, header=replace(one.header, name=READ_AS.get(meanings, one.header.name)))
        for one, meanings in names
    ]


def _is_of_each_row(one: Field) -> bool:
    profile = one.profile
    return profile.cells > 1 and profile.distinct >= MOSTLY_DISTINCT * profile.cells
