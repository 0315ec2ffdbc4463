"""What a load would change against what is known: projects by key, and sums of money and effort.

Rows of one template replace each other, so a project that the template named before and does not
name now is gone. Rows of other templates stay; against them nothing goes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipelines.spoken import SPANS
from pmo.tables import CANONICAL, EVENT, MINUTES, STATE, STATUS_DATE, Table
from pmo.warehouse import StagedPart, Warehouse

NEW, CHANGED, GONE = "new", "changed", "gone"
KEY, NAME = "project_id", "project_name"
OF_AMOUNTS = ("measure", "period_kind", "currency")
EFFORT = (("assignments", "planned_minutes"), ("time_entries", "booked_minutes"))


@dataclass(frozen=True)
class ProjectChange:
    """A project that a load adds, changes or no longer names."""

    key: str
    name: str
    kind: str  # new, changed or gone
    values: tuple[tuple[str, str, str], ...] = ()  # column, before, after; empty text: not known


@dataclass(frozen=True)
class SumChange:
    """A sum before and after, in minor units of the currency or in minutes."""

    what: str  # a measure of money with the span of its amounts, or a column of minutes
    currency: str | None  # None: minutes
    before: int | None  # None: nothing is known
    after: int | None


@dataclass(frozen=True)
class Changes:
    """What a file would change, on its newest status date."""

    status_date: date | None  # None: no row holds at a status date
    compared_with: date | None  # status date of what is known; None: nothing is known
    projects: tuple[ProjectChange, ...] = ()
    unchanged: int = 0
    sums: tuple[SumChange, ...] = ()

    def count(self, kind: str) -> int:
        """How many projects are new, changed or gone."""
        return sum(project.kind == kind for project in self.projects)


@dataclass(frozen=True)
class _Pair:
    """Rows of one table, as known and as they would be."""

    before: pl.DataFrame
    after: pl.DataFrame
    is_replaced: bool  # whether what is known gives way


def changes(parts: Sequence[StagedPart], warehouse: Warehouse | None, organisation: str) -> Changes:
    """Compare staged rows with the rows in force of an organisation.

    State is compared on the newest status date of the file, with the newest date known up to it;
    events with those of the same template in the span of days that they cover. A plan's own word
    on its project and its people changes nothing that another template says.
    """
    pairs = {
        table.name: _pair(table, _staged(parts, table), warehouse, organisation)
        for table in CANONICAL.values()
        if any(part.table == table.name and not part.is_secondary for part in parts)
    }
    pair = pairs.get("projects")
    found = tuple(_projects(pair)) if pair else ()
    named = pair.after[KEY].n_unique() if pair else 0
    return Changes(
        status_date=_day(pair.after for pair in pairs.values()),
        compared_with=_day(pair.before for pair in pairs.values()),
        projects=found,
        unchanged=named - sum(project.kind != GONE for project in found),
        sums=(*_amounts(pairs.get("budget_lines")), *_effort(pairs)),
    )


def _day(frames: Iterable[pl.DataFrame]) -> date | None:
    days = [
        frame[STATUS_DATE.name].max()
        for frame in frames
        if STATUS_DATE.name in frame.columns and frame.height
    ]
    return max((day for day in days if isinstance(day, date)), default=None)


def _staged(parts: Sequence[StagedPart], table: Table) -> pl.DataFrame:
    own = [part for part in parts if part.table == table.name and not part.is_secondary]
    rows = [
        pl.read_parquet(part.rows, glob=False).with_columns(family=pl.lit(part.family))
        for part in own
    ]
    return pl.concat(rows)


def _pair(
    table: Table, staged: pl.DataFrame, warehouse: Warehouse | None, organisation: str
) -> _Pair:
    known = _known(table, warehouse, organisation)
    if table.kind == STATE:
        after = _newest(staged)
        day = after[STATUS_DATE.name].first()
        before = _newest(known if day is None else known.filter(pl.col(STATUS_DATE.name) <= day))
    elif table.kind == EVENT:
        after = staged
        when = pl.col(str(table.event_date)).cast(pl.Date)
        span = staged.select(first=when.min(), last=when.max()).row(0)
        before = known.filter(when.is_between(*span))
    else:
        after, before = staged, known
    of_template = before.filter(pl.col("family").is_in(after["family"].unique().to_list()))
    is_replaced = bool(of_template.height)
    if table.kind == EVENT or is_replaced:
        before = of_template
    return _Pair(before, after, is_replaced)


def _newest(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of the newest status date; all of them while nobody has said which it is."""
    day = pl.col(STATUS_DATE.name)
    return rows.filter(day.eq_missing(day.max()))


def _known(table: Table, warehouse: Warehouse | None, organisation: str) -> pl.DataFrame:
    """Rows of the organisation that are in force; none where nothing was ever published."""
    if warehouse is None or warehouse.is_empty:
        names = [column.name for column in table.all_columns]
        dates = [column.name for column in table.all_columns if column.type in ("date", "datetime")]
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String)).cast(
            dict.fromkeys(dates, pl.Date)
        )
    sql = f'select * from main."{table.name}" where organisation = $organisation'  # noqa: S608 - our own name
    with warehouse.snapshot() as snapshot:
        return snapshot.query(sql, {"organisation": organisation})


def _projects(pair: _Pair) -> Iterator[ProjectChange]:
    """Projects in the order of the file, then those that it no longer names."""
    before = {row[KEY]: row for row in pair.before.iter_rows(named=True)}
    after = {row[KEY]: row for row in pair.after.iter_rows(named=True)}
    for key, row in after.items():
        if key not in before:
            yield ProjectChange(key, _name(row), NEW)
            continue
        values = tuple(_differences(before[key], row))
        if values:
            yield ProjectChange(key, _name(row), CHANGED, values)
    for key, row in before.items():
        if pair.is_replaced and key not in after:
            yield ProjectChange(key, _name(row), GONE)


def _name(row: dict[str, object]) -> str:
    return str(row.get(NAME) or row[KEY])


def _differences(
    before: dict[str, object], after: dict[str, object]
) -> Iterator[tuple[str, str, str]]:
    for column in CANONICAL["projects"].columns:
        old, new = before.get(column.name), after.get(column.name)
        if old != new:
            yield column.name, _text(old), _text(new)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _amounts(pair: _Pair | None) -> Iterator[SumChange]:
    """Money by measure, span and currency: none of these may be added to another."""
    if pair is None:
        return
    sums = [_sums(frame) for frame in (pair.before, pair.after)]
    for what in sorted(sums[0].keys() | sums[1].keys(), key=str):
        measure, span, currency = what
        words = f"{measure}, {SPANS.get(str(span), str(span).replace('_', ' '))}"
        yield SumChange(words, str(currency or ""), *(sum_.get(what) for sum_ in sums))


def _sums(rows: pl.DataFrame) -> dict[tuple[object, ...], int]:
    if not rows.height:
        return {}
    added = rows.group_by(OF_AMOUNTS).agg(pl.col("amount").sum())
    return {tuple(row[:-1]): row[-1] for row in added.iter_rows()}


def _effort(pairs: dict[str, _Pair]) -> Iterator[SumChange]:
    for table, column in EFFORT:
        pair = pairs.get(table)
        if pair is None or CANONICAL[table][column].type != MINUTES:
            continue
        before = _minutes(pair.before, column) if pair.before.height else None
        yield SumChange(column, None, before, _minutes(pair.after, column))


def _minutes(rows: pl.DataFrame, column: str) -> int:
    return sum(rows[column].drop_nulls().to_list())
