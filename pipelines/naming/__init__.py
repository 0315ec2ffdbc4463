"""Names of projects and people in checked rows: read as the known ones where that is decided.

Several people in one cell are parted first: the first one is loaded, and the others are listed.
The sender's cells stay as they are; what is loaded for another spelling is listed at its cell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipelines.check import Checked
from pipelines.naming.columns import PEOPLE, PERSON_KEYS, PROJECT_KEYS
from pipelines.naming.decisions import Decisions
from pipelines.naming.known import NOTHING_KNOWN, Known, known_of
from pipelines.naming.parting import with_one_person
from pipelines.naming.people import decide as decide_people
from pipelines.naming.places import with_known
from pipelines.naming.projects import Sought
from pipelines.naming.projects import decide as decide_projects
from pipelines.naming.stated import with_leavers, with_renamed

__all__ = ["NOTHING_KNOWN", "Known", "known_of", "named"]


def named(
    checked: Sequence[Checked], known: Known, answers: Mapping[str, str]
) -> Iterator[Checked]:
    """Yield each region with known projects and people in the place of other spellings.

    Args:
        checked: all regions of a file.
        known: projects and people of earlier loads.
        answers: in force, by question id.
    """
    parted = [with_one_person(each) for each in checked]
    own = NOTHING_KNOWN.and_those_of(each.tables for each in parted)
    decided = (
        (PROJECT_KEYS, _projects(parted, known, own, answers)),
        (PERSON_KEYS, _person_keys(parted, known, own, answers)),
        (PEOPLE, _people(parted, known.and_all(own), answers)),
    )
    for each in parted:
        found = with_renamed(each, known)
        for columns, decisions in decided:
            found = with_known(found, columns, decisions)
        yield with_leavers(found, known.and_all(own))


def _projects(
    checked: Sequence[Checked], known: Known, own: Known, answers: Mapping[str, str]
) -> Decisions:
    decisions = Decisions(
        "project", *_first_place(checked, PROJECT_KEYS), answers, known.and_all(own).projects
    )
    keys = tuple(_values(checked, PROJECT_KEYS))
    if known.projects or own.projects:
        decide_projects(Sought(keys, own.projects, known.projects), decisions)
    return decisions


def _person_keys(
    checked: Sequence[Checked], known: Known, own: Known, answers: Mapping[str, str]
) -> Decisions:
    """Keys of people: those of the file's own register may only be people whom it lacks."""
    decisions = Decisions(
        "person", *_first_place(checked, PERSON_KEYS), answers, known.and_all(own).people
    )
    spellings = [*_values(checked, PERSON_KEYS)]
    written = set(spellings)
    lacking = {key: name for key, name in known.people.items() if key not in written}
    everybody = known.and_all(own).people
    fitting = {
        name: lacking if name in own.people else everybody
        for name in spellings
        if name not in known.people
    }
    decide_people(fitting, decisions, as_keys=True)
    return decisions


def _people(checked: Sequence[Checked], known: Known, answers: Mapping[str, str]) -> Decisions:
    decisions = Decisions("person", *_first_place(checked, PEOPLE), answers)
    if known.people:
        decide_people(dict.fromkeys(_values(checked, PEOPLE), known.people), decisions,
                      as_keys=False)  # fmt: skip
    return decisions


def _values(checked: Iterable[Checked], columns: Sequence[str]) -> Iterator[str]:
    """Distinct values of some columns in the rows of all regions."""
    found: dict[str, None] = {}
    for each in checked:
        for rows in each.tables.values():
            for column in rows.columns:
                if column in columns:
                    found |= dict.fromkeys(rows[column].drop_nulls().unique(maintain_order=True))
    yield from found


def _first_place(checked: Sequence[Checked], columns: Sequence[str]) -> tuple[str, str]:
    """Sheet and header of the first column that fills one of these."""
    for each in checked:
        for match in each.record.columns:
            if any(name.partition(".")[2] in columns for name in match.columns):
                return each.record.sheet, match.header
    return (checked[0].record.sheet if checked else "", "")
