"""The one statement of a metric: its query over relations that the warehouse has limited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from pmo.readings.metric import COMMENT, Metric
from pmo.selection import Selection
from pmo.standards import standards
from pmo.tables import CANONICAL, STATUS_DATES
from pmo.warehouse import Snapshot

Catalogue = Mapping[str, Metric]

ASKED = """
    select
        d.status_date,
        (
            select max(earlier.status_date)
            from status_dates as earlier
            where earlier.status_date < d.status_date
        ) as previous_date
    from ({days}) as d
"""
THESE_DAYS = "select unnest($dates::date[]) as status_date"
DAYS_SO_FAR = f"""
    select s.status_date
    from status_dates as s
    where s.status_date <= (select max(t.status_date) from ({THESE_DAYS}) as t)
    union
    {THESE_DAYS}
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
            count(distinct currency) > 1 as is_mixed
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
    "known_projects": ("projects", "budget_lines", "budget_totals"),
    "numbers_then": ("numbers",),
}


@dataclass(frozen=True)
class Statement:
    """SQL text with the relations before it, and the parameters that they need."""

    sql: str
    parameters: dict[str, object]


def rows_of(
    metric: Metric,
    catalogue: Catalogue,
    snapshot: Snapshot,
    selection: Selection,
    dates: Sequence[date],
) -> pl.DataFrame:
    """Rows of the metric at its own grain, on the given dates."""
    statement = with_relations(
        f"select r.* from ({COMMENT.sub('', metric.sql)}) as r"
        f" where r.status_date in ({THESE_DAYS})",
        relations=metric.relations,
        catalogue=catalogue,
        snapshot=snapshot,
        selection=selection,
        dates=dates,
        so_far=_needs_history(metric, catalogue),
    )
    return snapshot.query(statement.sql, statement.parameters)


def with_relations(  # noqa: PLR0913 - each is a different thing that the text may name
    sql: str,
    *,
    relations: Sequence[str],
    catalogue: Catalogue,
    snapshot: Snapshot,
    selection: Selection,
    dates: Sequence[date],
    so_far: bool,
) -> Statement:
    """Put before ``sql`` what it reads: tables in scope, ``asked``, standards, other metrics."""
    texts = {
        STATUS_DATES.name: snapshot.relation(STATUS_DATES.name, selection),
        "asked": ASKED.format(days=DAYS_SO_FAR if so_far else THESE_DAYS),
    }
    for name in _in_order(relations, catalogue):
        if name in CANONICAL:
            texts[name] = snapshot.relation(name, selection)
        elif name not in texts:
            shipped = SHIPPED.get(name) or DERIVED.get(name)
            texts[name] = shipped or COMMENT.sub("", catalogue[name].sql)
    before = ", ".join(
        f"{name} as {'materialized ' if name in DERIVED or name in catalogue else ''}({text})"
        for name, text in texts.items()
    )
    return Statement(
        f"with {before} {sql}",
        snapshot.parameters(selection) | _standard_parameters() | {"dates": list(dates)},
    )


def _in_order(relations: Sequence[str], catalogue: Catalogue) -> list[str]:
    """Known relations, each after those that it reads; the query's own names are left out."""
    ordered: dict[str, None] = {}
    for name in relations:
        if name in catalogue:
            ordered |= dict.fromkeys(_in_order(catalogue[name].relations, catalogue))
        ordered |= dict.fromkeys(NEEDS.get(name, ()))
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
