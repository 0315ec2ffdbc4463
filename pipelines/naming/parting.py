"""Several people in one cell: the first one is loaded, and the others are listed."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import polars as pl

from pipelines.check import Checked
from pipelines.check.meaning import quoted
from pipelines.naming.cells import listed, with_issues
from pipelines.naming.columns import ANSWERABLE, PEOPLE, PERSON_KEYS, PERSON_NAME
from pipelines.naming.persons import Person, people_in


def with_one_person(checked: Checked) -> Checked:
    """Region whose cells of people hold one name each; shares fill what the table has for them."""
    tables = dict(checked.tables)
    found = checked
    for name, rows in checked.tables.items():
        for column in (*PEOPLE, PERSON_NAME, *PERSON_KEYS):
            if column not in rows.columns:
                continue
            odd = _odd(rows[column], surely=column not in ANSWERABLE)
            if odd:
                tables[name] = _parted(tables[name], column, odd)
                told = partial(_told, odd=odd, column=column)
                found = with_issues(found, [*listed(checked, (column,), told)])
    return replace(found, tables=tables)


def _odd(names: pl.Series, *, surely: bool) -> dict[str, tuple[Person, ...]]:
    """People of the texts that are not one name and nothing else."""
    people = {text: people_in(text, surely=surely) for text in names.drop_nulls().unique()}
    return {text: found for text, found in people.items() if found != (Person(text),)}


def _parted(rows: pl.DataFrame, column: str, odd: Mapping[str, tuple[Person, ...]]) -> pl.DataFrame:
    """Rows with the first name of each cell; working time of several people is not parted."""
    first = {
        text: people[0].name
        for text, people in odd.items()
        if len(people) == 1 or column not in PERSON_KEYS
    }
    shares = {text: people[0].share for text, people in odd.items() if len(people) == 1}
    if "fte" in rows.columns and column == PERSON_NAME and any(shares.values()):
        share = pl.col(column).replace_strict(shares, default=None, return_dtype=pl.Float64)
        rows = rows.with_columns(pl.coalesce("fte", share))
    return rows.with_columns(pl.col(column).replace(first))


def _told(text: str, odd: Mapping[str, tuple[Person, ...]], column: str) -> tuple[str, str] | None:
    """Rule and message of a cell."""
    people = odd.get(text)
    if people is None:
        return None
    first = quoted(people[0].name)
    if len(people) == 1:
        return "share_beside_name", f"The share beside {first} is no part of the name."
    if column in PERSON_KEYS:
        became = "Their shares are not known, so all names stay in one. Give each a row."
    else:
        others = " and ".join(quoted(person.name) for person in people[1:])
        became = f"The first, {first}, is loaded; this list alone keeps {others}."
    return "several_people", f"The cell names {len(people)} people. {became}"
