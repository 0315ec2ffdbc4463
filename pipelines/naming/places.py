"""Known values put in the place of other spellings, as far as that makes no two keys one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from pipelines.check import Checked
from pipelines.check.meaning import quoted
from pipelines.naming.cells import listed, with_issues
from pipelines.naming.decisions import Decisions
from pipelines.naming.persons import people_in
from pmo.tables import CANONICAL

Values = Mapping[str, str]


def with_known(checked: Checked, columns: Sequence[str], decisions: Decisions) -> Checked:
    """Region with the known values, and the questions where they are shown."""
    checked = _with_questions(checked, decisions)
    if not decisions.values:
        return checked
    tables: dict[str, pl.DataFrame] = {}
    changed: dict[str, str] = {}
    for name, rows in checked.tables.items():
        own = [column for column in rows.columns if column in columns]
        values = _without_collisions(rows, own, decisions.values, name)
        tables[name] = _replaced(rows, own, values) if values else rows
        changed |= values
    issues = listed(checked, columns, lambda text: _read_as(text, changed))
    return with_issues(replace(checked, tables=tables), list(issues))


def _without_collisions(
    rows: pl.DataFrame, columns: Sequence[str], values: Values, table: str
) -> Values:
    """Known values by which no two keys of a table become one."""
    present = {text for column in columns for text in rows[column].drop_nulls().unique()}
    own = {text: value for text, value in values.items() if text in present}
    if not set(columns) & set(CANONICAL[table].key):
        return own
    taken = Counter(own.get(text, text) for text in present)
    return {text: value for text, value in own.items() if taken[value] == 1}


def _replaced(rows: pl.DataFrame, columns: Sequence[str], values: Values) -> pl.DataFrame:
    """Rows with the known values; a key that begins with the project follows it."""
    if "milestone_id" in rows.columns and "project_id" in columns:
        before = pl.concat_str("project_id", pl.lit("/"))
        known = pl.concat_str(pl.col("project_id").replace(dict(values)), pl.lit("/"))
        rest = pl.col("milestone_id").str.strip_prefix(before)
        follows = pl.col("milestone_id").str.starts_with(before)
        rows = rows.with_columns(
            milestone_id=pl.when(follows).then(known + rest).otherwise("milestone_id")
        )
    return rows.with_columns(pl.col(column).replace(dict(values)) for column in columns)


def _read_as(text: str, changed: Values) -> tuple[str, str] | None:
    """Rule and message of a cell for which a known value is loaded."""
    first = text if text in changed else people_in(text, surely=True)[0].name
    known = changed.get(first)
    if known is None:
        return None
    return "read_as_known", f"{quoted(known)}, which is known, is loaded for {quoted(first)}."


def _with_questions(checked: Checked, decisions: Decisions) -> Checked:
    mine = [each for each in decisions.questions if each.sheet == checked.record.sheet]
    known = {each.id for each in checked.record.questions}
    new = [each for each in mine if each.id not in known]
    record = replace(checked.record, questions=(*checked.record.questions, *new))
    return replace(checked, record=record) if new else checked
