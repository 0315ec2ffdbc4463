"""What is stated of known names: projects that were called otherwise, and people who left."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from pipelines.check import Checked
from pipelines.check.meaning import quoted
from pipelines.naming.cells import listed, with_issues
from pipelines.naming.columns import PEOPLE, PERSON_KEYS
from pipelines.naming.known import Known
from pipelines.naming.persons import people_in

DAYS = ("work_date", "month_date", "status_date")  # what a row speaks for, the nearest first


def with_renamed(checked: Checked, known: Known) -> Checked:
    """Region with the projects listed that were called otherwise before."""
    rows = checked.tables.get("projects")
    if rows is None or not known.projects:
        return checked
    names = {
        name: known.projects[key]
        for key, name in rows.select("project_id", "project_name").iter_rows()
        if name and known.projects.get(key, name) != name
    }

    def told(text: str) -> tuple[str, str] | None:
        before = names.get(text)
        if before is None:
            return None
        message = f"The project of this key was called {quoted(before)} before. The key counts."
        return "project_renamed", message

    return with_issues(checked, [*listed(checked, ("project_name",), told)])


def with_leavers(checked: Checked, known: Known) -> Checked:
    """Region with those listed who had left before the day that a row speaks for."""
    gone = dict(_gone(checked, known)) if known.last_days else {}
    if not gone:
        return checked

    def told(text: str) -> tuple[str, str] | None:
        name = text if text in gone else people_in(text, surely=True)[0].name
        if name not in gone:
            return None
        message = f"{quoted(name)} left on {gone[name]}. The row is loaded; name who answers now."
        return "person_left", message

    return with_issues(checked, [*listed(checked, (*PERSON_KEYS, *PEOPLE), told)])


def _gone(checked: Checked, known: Known) -> Iterator[tuple[str, date]]:
    """Yield the names in rows that speak for a day after the person's last one."""
    by_name = {name: known.last_days[key] for key, name in known.people.items()
               if key in known.last_days}  # fmt: skip
    last_days = {**by_name, **known.last_days}
    for table, rows in checked.tables.items():
        day = next((each for each in DAYS if each in rows.columns), None)
        if day is None or table == "people":
            continue
        for column in (each for each in (*PERSON_KEYS, *PEOPLE) if each in rows.columns):
            latest = rows.group_by(column).agg(pl.col(day).max()).drop_nulls()
            yield from (
                (name, last_days[name])
                for name, last in latest.iter_rows()
                if name in last_days and last_days[name] < last
            )
