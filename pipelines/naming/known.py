"""Projects and people that are known already: from earlier loads, and from the file itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from pmo.warehouse import Warehouse

PROJECT = ("project_id", "project_name", "status_date")
PERSON = ("person_id", "person_name", "end_date", "status_date")


@dataclass(frozen=True)
class Known:
    """Names by key, and the last working day of those who left."""

    projects: Mapping[str, str] = field(default_factory=dict)  # name by key
    people: Mapping[str, str] = field(default_factory=dict)
    last_days: Mapping[str, date] = field(default_factory=dict)  # by the key of a person

    def and_all(self, other: "Known") -> "Known":
        """Both; the other counts where both know the same key."""
        return Known(
            {**self.projects, **other.projects},
            {**self.people, **other.people},
            {**self.last_days, **other.last_days},
        )

    def and_those_of(self, tables: Iterable[Mapping[str, pl.DataFrame]]) -> "Known":
        """Known before, or named by the rows of a file."""
        own = list(tables)
        projects = [each["projects"].select(PROJECT) for each in own if "projects" in each]
        people = [each["people"].select(PERSON) for each in own if "people" in each]
        return self.and_all(_known(projects, people))


NOTHING_KNOWN = Known()


def known_of(warehouse: Warehouse | None, organisation: str | None) -> Known:
    """Projects and people of an organisation, as the newest status date names them."""
    if warehouse is None or organisation is None:
        return Known()
    return _known(
        [warehouse.in_force(organisation, "projects", PROJECT)],
        [warehouse.in_force(organisation, "people", PERSON)],
    )


def _known(projects: Iterable[pl.DataFrame], people: Iterable[pl.DataFrame]) -> Known:
    by_key: dict[str, str] = {}
    for rows in projects:
        by_key |= dict(_newest(rows, *PROJECT[:2]).iter_rows())
    persons: dict[str, str] = {}
    last_days: dict[str, date] = {}
    for rows in people:
        newest = _newest(rows, *PERSON[:3])
        persons |= dict(newest.select(PERSON[:2]).iter_rows())
        last_days |= dict(newest.select(PERSON[0], PERSON[2]).drop_nulls().iter_rows())
    return Known(by_key, persons, last_days)


def _newest(rows: pl.DataFrame, key: str, name: str, *more: str) -> pl.DataFrame:
    """Key, name and more of each key on its newest status date; a key without a name is one."""
    newest = rows.drop_nulls(key).sort("status_date").unique(key, keep="last").sort(key)
    return newest.select(key, pl.coalesce(name, key).alias(name), *more)
