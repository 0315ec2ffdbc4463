"""The one statement of a metric: its query over relations that the warehouse has limited."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from pmo.readings.metric import COMMENT, SOURCE_NAMES, Metric
from pmo.readings.relations import ASKED, DERIVED, KEPT, NEEDS, OF_MONTHS, SHIPPED
from pmo.readings.shelf import shelf_of
from pmo.selection import Selection
from pmo.standards import standards
from pmo.tables import CANONICAL, STATE, STATUS_DATES
from pmo.warehouse import Snapshot

Catalogue = Mapping[str, Metric]

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
        rows = _made(
            name,
            months,
            catalogue=catalogue,
            snapshot=snapshot,
            selection=selection,
            days=missing,
        )
    kept["held"] = held = _added(held, Kept(missing, rows), days)
    return held.of(days)


def _made(  # noqa: PLR0913 - what is asked, of what, and when
    name: str,
    months: tuple[int, int] | None,
    *,
    catalogue: Catalogue,
    snapshot: Snapshot,
    selection: Selection,
    days: frozenset[date],
) -> pl.DataFrame:
    """Rows of a metric or derived relation, asked of the snapshot or worked out in Python."""

    def ask(sql: str, relations: Sequence[str]) -> pl.DataFrame:
        statement = with_relations(
            sql,
            relations=relations,
            catalogue=catalogue,
            snapshot=snapshot,
            selection=selection,
            days=days,
        )
        return snapshot.query(statement.sql, statement.parameters, statement.frames)

    metric = catalogue.get(name)
    if metric is not None and metric.function is not None:
        return metric.function(**{each: ask(_all_of(each), (each,)) for each in metric.relations})
    text = _text(name, catalogue)
    reads = NEEDS[name] if metric is None else metric.relations
    return ask(text if months is None else OF_MONTHS.format(text=text, months=months), reads)


def _all_of(relation: str) -> str:
    """Query for the rows of a relation; of a state table, those of the dates asked."""
    is_state = relation in CANONICAL and CANONICAL[relation].kind == STATE
    of_dates = " where r.status_date in (select asked.status_date from asked)" if is_state else ""
    return f"select r.* from {relation} as r{of_dates}"


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
    return DERIVED.get(name) or COMMENT.sub("", catalogue[name].text)


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
