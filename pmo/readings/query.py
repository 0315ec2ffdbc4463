"""The one statement of a metric: its query over relations that the warehouse has limited."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from pmo.readings.metric import COMMENT, SOURCE_NAMES, Metric
from pmo.readings.shelf import shelf_of
from pmo.selection import Selection
from pmo.standards import standards
from pmo.tables import CANONICAL, STATUS_DATES
from pmo.warehouse import Snapshot

Catalogue = Mapping[str, Metric]

# The dates asked for that files speak for: of any other date nothing is known.
ASKED = """
    select
        d.status_date,
        (
            select max(earlier.status_date)
            from status_dates as earlier
            where earlier.status_date < d.status_date
        ) as previous_date
    from status_dates as d
    where d.status_date in (select unnest($dates::date[]))
"""
OF_MONTHS = """
    select r.*
    from ({text}) as r
    where
        r.month_date >= date_trunc('month', r.status_date) + to_months({months[0]})
        and r.month_date < date_trunc('month', r.status_date) + to_months({months[1]} + 1)
"""
SHIPPED = {  # relations that come from the standards, not from files
    "working_days": "select day_date, working_index from calendars where calendar_id = $calendar",
    "default_calendar": "select $calendar as calendar_id",
    "words": """
        select
            unnest($word_lists::varchar[]) as word_list,
            unnest($word_texts::varchar[]) as word,
            unnest($word_values::varchar[]) as meaning
    """,
    "numbers": """
        select
            unnest($number_rules::varchar[]) as rule,
            unnest($number_froms::date[]) as from_date,
            unnest($number_untils::date[]) as until_date,
            unnest($number_values::double[]) as value
    """,
}
DERIVED = {  # relations that several metrics read, made from tables on the dates asked
    # Budget lines of each project and measure. A whole-life amount and the sum of the months are
    # two statements of one thing: they stand beside each other and are never added.
    "budget_totals": """
        select
            budget_lines.status_date,
            budget_lines.project_id,
            budget_lines.measure,
            cast(sum(amount) filter (where period_kind = 'life') as bigint) as life_amount,
            cast(sum(amount) filter (where period_kind = 'month') as bigint) as month_amount,
            cast(sum(amount) filter (
                where period_kind = 'month' and period_start_date <= budget_lines.status_date
            ) as bigint) as amount_so_far,
            cast(sum(amount) filter (
                where period_kind = 'month' and period_start_date > budget_lines.status_date
            ) as bigint) as amount_ahead,
            coalesce(life_amount, month_amount) as whole_amount,
            min(currency) as currency,
            if(life_amount is null, 'month', 'life') as period_kind,  -- of whole_amount
            min(currency) <> max(currency) as is_mixed
        from budget_lines
        inner join asked on budget_lines.status_date = asked.status_date
        group by budget_lines.status_date, budget_lines.project_id, budget_lines.measure
    """,
    # Projects that the files of a status date know: of the register, and those with money alone.
    "known_projects": """
        select projects.status_date, projects.project_id
        from projects
        inner join asked on projects.status_date = asked.status_date
        union
        select status_date, project_id
        from budget_totals
    """,
    # The dated numbers of the standards, by rule: numbers_then.value['report_age_green'].
    "numbers_then": """
        select asked.status_date, map(list(numbers.rule), list(numbers.value)) as value
        from asked
        inner join numbers
            on asked.status_date >= numbers.from_date and asked.status_date < numbers.until_date
        group by asked.status_date
    """,
}
NEEDS = {
    "working_days": ("calendars",),
    "budget_totals": ("budget_lines",),
    "known_projects": ("projects", "budget_totals"),
    "numbers_then": ("numbers",),
}
KEPT = ("budget_totals",)  # with metrics that say so: computed once for all their readers
MOST_DAYS_KEPT = 24


@dataclass(frozen=True)
class Kept:
    """Rows of a relation on some status dates."""

    days: frozenset[date]
    rows: pl.DataFrame

    def of(self, days: frozenset[date]) -> pl.DataFrame:
        """Rows of these days alone."""
        if self.days <= days:
            return self.rows
        return self.rows.filter(pl.col("status_date").is_in(days))


NOTHING_KEPT = Kept(frozenset(), pl.DataFrame(schema={"status_date": pl.Date}))


@dataclass(frozen=True)
class Statement:
    """SQL text with the relations before it, their parameters, and rows known under a name."""

    sql: str
    parameters: dict[str, object]
    frames: dict[str, pl.DataFrame]


def rows_of(  # noqa: PLR0913 - what is asked, of what, and when
    metric: Metric,
    catalogue: Catalogue,
    snapshot: Snapshot,
    selection: Selection,
    dates: Sequence[date],
    *,
    pooled: bool = False,
) -> pl.DataFrame:
    """Rows of the metric at its own grain, on the given dates.

    ``pooled`` leaves out the months that a roll-up does not use.
    """
    return _kept_rows(
        metric.name,
        catalogue=catalogue,
        snapshot=snapshot,
        selection=selection,
        days=frozenset(dates),
        months=metric.months if pooled and not metric.is_kept else None,
    )


def forget_rows(metric: Metric, snapshot: Snapshot, selection: Selection) -> None:
    """Keep the rows of a metric no longer, unless others read them."""
    if not metric.is_kept:
        for months in {None, metric.months}:
            snapshot.forget(("rows", metric.name, months, selection))


def shelf_name(name: str, months: tuple[int, int] | None) -> str:
    """Name on a shelf of the rows of a metric: of all months, or pooled ones."""
    return f"rows of {name}" if months is None else f"pooled rows of {name}"


def _days_until(last: date, snapshot: Snapshot, selection: Selection) -> frozenset[date]:
    known = snapshot.query(
        f"select status_date from ({snapshot.relation(STATUS_DATES.name, selection)})",
        snapshot.parameters(selection),
    )
    return frozenset(day for day in known["status_date"] if day <= last)


def _kept_rows(  # noqa: PLR0913 - what is asked, of what, and when
    name: str,
    *,
    catalogue: Catalogue,
    snapshot: Snapshot,
    selection: Selection,
    days: frozenset[date],
    months: tuple[int, int] | None = None,
) -> pl.DataFrame:
    """Rows of a metric or derived relation on these days: computed once for all its readers.

    ``months`` keeps only these, counted from the month of the status date.
    """
    kept = snapshot.once(("rows", name, months, selection), dict[str, Kept])
    held = kept.get("held", NOTHING_KEPT)
    missing = days - held.days
    if not missing:
        return held.of(days)
    shelf = shelf_of(snapshot, selection)
    rows = shelf.rows(shelf_name(name, months), missing) if shelf else None
    if rows is None:
        if name in catalogue and _needs_history(catalogue[name], catalogue):
            missing, held = days | _days_until(max(days), snapshot, selection), NOTHING_KEPT
        text = _text(name, catalogue)
        statement = with_relations(
            text if months is None else OF_MONTHS.format(text=text, months=months),
            relations=NEEDS[name] if name in DERIVED else catalogue[name].relations,
            catalogue=catalogue,
            snapshot=snapshot,
            selection=selection,
            days=missing,
        )
        rows = snapshot.query(statement.sql, statement.parameters, statement.frames)
    kept["held"] = held = _added(held, Kept(missing, rows), days)
    return held.of(days)


def _added(held: Kept, found: Kept, days: frozenset[date]) -> Kept:
    """What was kept and what was found, without other days where they are too many."""
    if len(held.days | found.days) > MOST_DAYS_KEPT:
        held = Kept(held.days & days, held.of(days))
    if not held.days:
        return found
    return Kept(held.days | found.days, pl.concat([held.rows, found.rows], how="vertical_relaxed"))


def with_relations(  # noqa: PLR0913 - each is a different thing that the text may name
    sql: str,
    *,
    relations: Sequence[str],
    catalogue: Catalogue,
    snapshot: Snapshot,
    selection: Selection,
    days: frozenset[date],
) -> Statement:
    """Put before ``sql`` what it reads: tables in scope, ``asked``, standards.

    Other metrics, and what several metrics read, are handed over as the rows that they have.
    """
    texts = {STATUS_DATES.name: snapshot.relation(STATUS_DATES.name, selection), "asked": ASKED}
    frames: dict[str, pl.DataFrame] = {}
    for name in _in_order(relations, catalogue):
        if name in CANONICAL:
            texts[name] = snapshot.relation(name, selection)
        elif _is_kept(name, catalogue):
            frames[name] = _kept_rows(
                name, catalogue=catalogue, snapshot=snapshot, selection=selection, days=days
            )
        elif name not in texts:
            texts[name] = SHIPPED.get(name) or _text(name, catalogue)
    reads = Counter(SOURCE_NAMES.findall(" ".join([*texts.values(), sql])))
    before = ", ".join(
        f"{name} as {'' if reads[name] > 1 else 'not '}materialized ({text})"
        for name, text in texts.items()
    )
    return Statement(
        f"with {before} select r.* from ({sql}) as r",
        snapshot.parameters(selection) | _standard_parameters() | {"dates": sorted(days)},
        frames,
    )


def _text(name: str, catalogue: Catalogue) -> str:
    return DERIVED.get(name) or COMMENT.sub("", catalogue[name].sql)


def _is_kept(name: str, catalogue: Catalogue) -> bool:
    return name in KEPT or (name in catalogue and catalogue[name].is_kept)


def _in_order(relations: Sequence[str], catalogue: Catalogue) -> list[str]:
    """Known relations, each after those that it reads; the query's own names are left out.

    What a kept relation reads is left out too: its rows are there already.
    """
    ordered: dict[str, None] = {}
    for name in relations:
        if not _is_kept(name, catalogue):
            reads = catalogue[name].relations if name in catalogue else NEEDS.get(name, ())
            ordered |= dict.fromkeys(_in_order(reads, catalogue))
        if name in CANONICAL or name in {**SHIPPED, **DERIVED} or name in catalogue:
            ordered[name] = None
    return list(ordered)


def _needs_history(metric: Metric, catalogue: Catalogue) -> bool:
    below = [catalogue[name] for name in metric.relations if name in catalogue]
    return metric.reads_history or any(_needs_history(other, catalogue) for other in below)


def _standard_parameters() -> dict[str, object]:
    rules = standards()
    return {
        "calendar": rules.calendar,
        "word_lists": [name for name, _, _ in rules.words],
        "word_texts": [word for _, word, _ in rules.words],
        "word_values": [ours for _, _, ours in rules.words],
        "number_rules": [number.rule for number in rules.numbers],
        "number_froms": [number.from_date for number in rules.numbers],
        "number_untils": [number.until_date for number in rules.numbers],
        "number_values": [number.value for number in rules.numbers],
    }
