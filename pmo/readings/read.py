"""From a metric and a selection to its reading at a level."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from pmo.errors import UnknownNameError
from pmo.readings.colours import coloured
from pmo.readings.levels import GROUP_LEVELS, Levels, levels_of
from pmo.readings.metric import Metric
from pmo.readings.query import Catalogue, rows_of
from pmo.readings.reading import READING_SCHEMA, Reading
from pmo.readings.rollup import completed, one_unit_each, roll_up
from pmo.readings.shelf import READINGS, shelf_of
from pmo.selection import Selection
from pmo.warehouse import Snapshot

LEVELS = (
    "organisation",
    *GROUP_LEVELS,
    "project",
    "milestone",
    "task",
    "person",
    "role",
    "transfer",
)
UNIT_KEYS = {  # column that identifies a unit of each grain
    "project": "project_id",
    "milestone": "milestone_id",
    "task": "task_id",
    "person": "person_id",
    "role": "role",
    "request": "request_id",
    "transfer": "transfer_id",
    "load": "load_id",
}
ORDER = ("status_date", "month_date", *UNIT_KEYS.values(), "measure")  # so sums and ties repeat


def read(  # noqa: PLR0913 - what is asked, of what, and how
    metric: Metric,
    catalogue: Catalogue,
    snapshot: Snapshot,
    selection: Selection,
    *,
    by: str = "organisation",
    dates: Sequence[date] = (),
) -> Reading:
    """Read a metric at a level, on the selection's status date or on several dates.

    Raises:
        UnknownNameError: there is no such level.
    """
    if by not in LEVELS:
        raise UnknownNameError("level", by, LEVELS)
    levels = levels_of(snapshot, selection)
    days = tuple(dates) or (selection.status_date,)
    is_reported = selection.status_date in levels.projects["status_date"]
    absent = "not_assessable" if is_reported else "no_report"  # the date is there, its rows are not
    ready = _from_shelf(metric, snapshot, selection, by, frozenset(days))
    if ready is not None:
        return Reading(metric, selection, by, ready, absent)
    rows = _computed(metric, catalogue, snapshot, selection, by=by, days=days)
    return Reading(metric, selection, by, rows, absent)


def _from_shelf(
    metric: Metric, snapshot: Snapshot, selection: Selection, by: str, days: frozenset[date]
) -> pl.DataFrame | None:
    """Rows of the whole organisation where they were computed already."""
    if by != "organisation" or selection.group is not None or selection.projects:
        return None
    shelf = shelf_of(snapshot, selection)
    if shelf is None or not days <= shelf.days[READINGS]:
        return None
    by_metric = snapshot.once(
        (READINGS, selection.organisation), lambda: _by_metric(shelf.rows(READINGS))
    )
    if by_metric is None:
        return None
    rows = by_metric.get((metric.name,), pl.DataFrame(schema=READING_SCHEMA))
    return rows.filter(pl.col("status_date").is_in(days))


def _by_metric(rows: pl.DataFrame | None) -> dict[tuple[object, ...], pl.DataFrame] | None:
    if rows is None:
        return None
    return rows.partition_by("metric", as_dict=True, include_key=False, maintain_order=True)


def _computed(  # noqa: PLR0913 - what is asked, of what, and how
    metric: Metric,
    catalogue: Catalogue,
    snapshot: Snapshot,
    selection: Selection,
    *,
    by: str,
    days: Sequence[date],
) -> pl.DataFrame:
    levels = levels_of(snapshot, selection)
    of_all = everyone(selection)
    units = completed(rows_of(metric, catalogue, snapshot, of_all, days, pooled=True))
    if selection.group is not None or by in (*GROUP_LEVELS, "role"):
        units = _with_groups(units, levels)
    keyed = _keyed(_inside_selection(units, selection), metric, selection, by)
    if _is_at_grain(metric, by):
        rows = one_unit_each(keyed)
    else:
        ordered = keyed if metric.is_exact else _ordered(keyed)
        rows = roll_up(ordered, metric, with_spread=by != "project")
    rows = coloured(rows, metric.name, by=by)
    hidden = _hidden(snapshot, selection) if metric.grain in ("project", "milestone") else 0
    return _finished(rows, by, levels, hidden)


def unit_rows(
    metric: Metric,
    catalogue: Catalogue,
    snapshot: Snapshot,
    selection: Selection,
    *,
    dates: Sequence[date],
) -> pl.DataFrame:
    """Rows at the metric's own grain, with the group of each unit, inside the selection."""
    rows = completed(rows_of(metric, catalogue, snapshot, everyone(selection), dates))
    grouped = _with_groups(rows, levels_of(snapshot, selection))
    return _ordered(_inside_selection(grouped, selection))


def everyone(selection: Selection) -> Selection:
    """Everybody in scope: a filter by group, project or status date asks no new query."""
    return replace(selection, group=None, projects=(), status_date=date.max)


def _ordered(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.sort([name for name in ORDER if name in rows.columns])


def _with_groups(rows: pl.DataFrame, levels: Levels) -> pl.DataFrame:
    if "project_id" in rows.columns:
        rows = rows.join(levels.projects, on=["status_date", "project_id"], how="left")
    if "person_id" in rows.columns:
        rows = _with_people(rows, levels.people)
    return rows


def keyed_units(
    metric: Metric,
    catalogue: Catalogue,
    snapshot: Snapshot,
    selection: Selection,
    *,
    by: str,
) -> pl.DataFrame:
    """Rows at the metric's own grain on the status date, each with its key at the level."""
    rows = unit_rows(metric, catalogue, snapshot, selection, dates=(selection.status_date,))
    return _keyed(rows, metric, selection, by)


def _with_people(rows: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    kept = people.rename({"department": "department_of_person", "groups": "groups_of_person"})
    if "role" in rows.columns:
        kept = kept.drop("role")
    joined = rows.join(kept, on=["status_date", "person_id"], how="left")
    if "project_id" in rows.columns:  # people by their own team, projects by theirs
        return joined.with_columns(
            department=pl.when(pl.col("person_id").is_not_null())
            .then("department_of_person")
            .otherwise("department"),
            groups=pl.when(pl.col("person_id").is_not_null())
            .then("groups_of_person")
            .otherwise("groups"),
        )
    return joined.rename({"department_of_person": "department", "groups_of_person": "groups"})


def _inside_selection(rows: pl.DataFrame, selection: Selection) -> pl.DataFrame:
    if selection.group is not None and "groups" in rows.columns:
        rows = rows.filter(pl.col("groups").list.contains(selection.group).fill_null(value=False))
    if selection.projects and "project_id" in rows.columns:
        rows = rows.filter(pl.col("project_id").is_in(selection.projects))
    return rows


def _keyed(units: pl.DataFrame, metric: Metric, selection: Selection, by: str) -> pl.DataFrame:
    """Rows with the key of the level; rows whose group is not known drop out of that level."""
    rows = _pooled_months(units, metric)
    if by == "organisation":
        return rows.with_columns(key=pl.lit(selection.organisation))
    column = UNIT_KEYS.get(by, by)
    if column not in rows.columns:
        return rows.clear().with_columns(key=pl.lit(None, pl.String))
    return rows.filter(pl.col(column).is_not_null()).with_columns(
        key=pl.col(column).cast(pl.String)
    )


def _pooled_months(rows: pl.DataFrame, metric: Metric) -> pl.DataFrame:
    """Rows of the metric's months; time adds up over months, a number of people does not."""
    if metric.months is None or "month_date" not in rows.columns:
        return rows
    first, last = metric.months
    month = pl.col("status_date").dt.month_start()
    pooled = rows.filter(
        pl.col("month_date").is_between(
            month.dt.offset_by(f"{first}mo"), month.dt.offset_by(f"{last}mo")
        )
    )
    people = [measure.name for measure in metric.measures if measure.unit == "fte"]
    months = pl.when(pl.col("measure").is_in(people)).then(last - first + 1).otherwise(1)
    return pooled.with_columns(pl.col("value", "numerator", "denominator") / months)


def _is_at_grain(metric: Metric, by: str) -> bool:
    """Whether each key has one row already, so that nothing is rolled up."""
    return by == metric.grain and metric.months is None


def _finished(rows: pl.DataFrame, by: str, levels: Levels, hidden: int) -> pl.DataFrame:
    """Rows in the shape of a reading, with the name of each key."""
    named = _named(rows, by, levels).with_columns(hidden=pl.lit(hidden, pl.Int64))
    absent = [pl.lit(None, t).alias(n) for n, t in READING_SCHEMA.items() if n not in named.columns]
    return (
        named.with_columns(*absent)
        .select(pl.col(name).cast(type_) for name, type_ in READING_SCHEMA.items())
        .sort("status_date", "key", "measure", nulls_last=False)
    )


def _named(rows: pl.DataFrame, by: str, levels: Levels) -> pl.DataFrame:
    if by in GROUP_LEVELS:
        names = pl.col("key").replace_strict(levels.group_names, default=pl.col("key"))
        return rows.with_columns(name=names)
    if by == "project":
        names = levels.projects.select("status_date", key="project_id", name="project_name")
    elif by == "person":
        names = levels.people.select("status_date", key="person_id", name="person_name")
    else:
        return rows.with_columns(name=pl.col("unit_name") if "unit_name" in rows.columns else "key")
    return rows.join(names, on=["status_date", "key"], how="left")


def _hidden(snapshot: Snapshot, selection: Selection) -> int:
    """Projects of the status date that this reader may not see."""
    if selection.scope.projects is None:
        return 0
    everything = snapshot.relation("projects", selection)
    sql = f"select project_id from ({everything}) where status_date = $status_date"
    visible = snapshot.query(
        sql, snapshot.parameters(selection) | {"status_date": selection.status_date}
    )
    all_of_them = snapshot.query(
        "select count(*) from main.projects"
        " where organisation = $organisation and status_date = $status_date",
        {"organisation": selection.organisation, "status_date": selection.status_date},
    )
    return all_of_them.item() - visible.height
