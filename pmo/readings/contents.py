"""What a snapshot holds besides figures: whose it is, when it speaks, which groups and projects."""

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from pmo.selection import Selection
from pmo.warehouse import Snapshot


@dataclass(frozen=True)
class Contents:
    """Groups and projects of a status date, by key, in the order of their labels."""

    groups: dict[str, str]  # "Portfolio A / Programme 1"
    projects: dict[str, str]


def organisations(snapshot: Snapshot) -> tuple[str, ...]:
    """Organisations that have a status date."""
    found = snapshot.query("select distinct organisation from main.status_dates order by 1")
    return tuple(found["organisation"])


def status_dates(snapshot: Snapshot, organisation: str) -> tuple[date, ...]:
    """Status dates of an organisation, oldest first."""
    found = snapshot.query(
        "select status_date from main.status_dates where organisation = $organisation order by 1",
        {"organisation": organisation},
    )
    return tuple(found["status_date"])


def publication(
    snapshot: Snapshot, organisation: str, status_date: date
) -> tuple[datetime, str] | None:
    """When a status date was last published, and by whom; None where it never was."""
    found = snapshot.query(
        """
        select published_datetime, published_by
        from main.status_dates
        where
            organisation = $organisation
            and status_date = $status_date
            and published_datetime is not null
        """,
        {"organisation": organisation, "status_date": status_date},
    )
    return found.row(0) if found.height else None


def contents_of(snapshot: Snapshot, selection: Selection) -> Contents:
    """Groups and projects that the selection's reader may choose from."""
    parameters = snapshot.parameters(selection) | {"status_date": selection.status_date}
    projects = snapshot.query(
        f"""
        select project_id, coalesce(max(project_name), project_id) as label
        from ({snapshot.relation("projects", selection)})
        where status_date = $status_date
        group by project_id
        order by lower(label), project_id
        """,
        parameters,
    )
    groups = snapshot.query(
        f"select group_id, group_name, parent_id from ({snapshot.relation('groups', selection)})",
        parameters,
    )
    return Contents(groups=_paths(groups), projects=dict(projects.iter_rows()))


def issues_of(snapshot: Snapshot, load_id: int) -> pl.DataFrame:
    """Cells and rows of a load that could not be used: sheet, cell, rule, value, message."""
    return snapshot.query(
        "select sheet, cell, rule, value, message from main.load_issues where load_id = $load_id",
        {"load_id": load_id},
    )


def _paths(groups: pl.DataFrame) -> dict[str, str]:
    """Label of each group: the names from the top down to it."""
    above = dict(groups.select("group_id", "parent_id").iter_rows())
    named = {group: name or group for group, name, _ in groups.iter_rows()}
    labels = {group: " / ".join(named[each] for each in _way_down(group, above)) for group in above}
    return dict(sorted(labels.items(), key=lambda entry: entry[1].casefold()))


def _way_down(group: str, above: dict[str, str | None]) -> list[str]:
    way: list[str] = []
    step: str | None = group
    while step is not None and step in above and step not in way:  # a loop ends where it began
        way.append(step)
        step = above[step]
    return way[::-1]
