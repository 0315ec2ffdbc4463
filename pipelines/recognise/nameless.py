"""Lists whose records are named under a header that nobody knows: "Système", "Venture"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.recognise.columns import Field
from pipelines.recognise.content import ENOUGH, MOST
from pipelines.recognise.known_names import Candidate
from pipelines.recognise.own_keys import MOSTLY_DISTINCT, own_name
from pipelines.recognise.principal import LEAST_COLUMNS, LEAST_SCORE, Reading, assign
from pipelines.region import Target
from pmo.tables import CANONICAL, TEXT, column_of

NAMED = ("projects", "milestones", "tasks", "risks", "project_requests")
FIRST_COLUMN = 0.78
LEAST_TYPED = 2  # columns of dates, numbers or colours, which show that it is no list of words


def named_by_first_column(fields: Sequence[Field]) -> tuple[Reading, ...]:
    """Readings of tables that lack nothing but a name, which their first column of texts gives."""
    found = sorted(_readings(fields), key=lambda reading: -_worth(reading))
    return tuple(found)


def is_nearly(reading: Reading, fields: Sequence[Field]) -> bool:
    """Whether at least half of the columns agree with a table, some by more than words."""
    named = [one for one in fields if one.header.name]
    return _is_table_but_for_its_name(reading) and len(reading.choices) >= MOST * len(named)


def _readings(fields: Sequence[Field]) -> Iterator[Reading]:
    for name in NAMED:
        reading = assign(fields, CANONICAL[name])
        first = _first_text(fields, reading)
        if first and _is_table_but_for_its_name(reading):
            yield _named(reading, first, sum(bool(one.header.name) for one in fields))


def _is_table_but_for_its_name(reading: Reading) -> bool:
    """Whether enough columns agree, and among them some whose cells could not be just words."""
    typed = [choice for choice in reading.choices.values() if _is_typed(choice)]
    return len(reading.choices) >= LEAST_COLUMNS and len(typed) >= LEAST_TYPED


def _is_typed(choice: Candidate) -> bool:
    column = column_of(choice.target.name)
    return column.type != TEXT or column.name.startswith("health_")


def _first_text(fields: Sequence[Field], reading: Reading) -> Field | None:
    """First column that no meaning claims, if each of its cells names something else."""
    first = next((one for one in fields if one.header.name and one.settled is None), None)
    if first is None or first.position in reading.choices:
        return None
    if any(each.score >= LEAST_SCORE for each in first.meanings):
        return None  # a team is a team, and no project
    profile = first.profile
    is_name = profile.share(profile.short) >= ENOUGH and not first.is_across
    typed = (profile.dates, profile.numbers, profile.health, profile.durations)
    is_typed = any(profile.share(count) > MOST for count in typed)
    is_distinct = profile.distinct >= MOSTLY_DISTINCT * profile.cells
    return first if profile.cells and is_name and is_distinct and not is_typed else None


def _named(reading: Reading, first: Field, headers: int) -> Reading:
    """Reading whose name stands in the first of so many columns."""
    what = reading.table.name.replace("_", " ")
    why = (
        f'header "{first.header.shown}" is not known; it stands first, over names that differ, '
        f"and the other columns are those of a list of {what}"
    )
    target = Target(reading.table.name, str(own_name(reading.table)))
    choices = {**reading.choices, first.position: Candidate(target, FIRST_COLUMN, why)}
    return replace(reading, choices=choices, fit=round(_worth(reading) / headers, 3))


def _worth(reading: Reading) -> float:
    """Sum of what is recognised, so that the table that explains most comes first."""
    return round(sum(choice.score for choice in reading.choices.values()), 3)
