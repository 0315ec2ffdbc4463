"""Definitions: what every figure and every column means."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import polars as pl
import streamlit as st

from pages import Page
from pages.parts.text import plain
from pmo.metrics import metrics
from pmo.readings.metric import Metric
from pmo.standards import standards
from pmo.tables import CANONICAL, RECORD, TABLES, Table

BETTER = {
    "higher": "higher is better",
    "lower": "lower is better",
    "band": "best inside a band",
    "none": "neither high nor low is better",
}
KINDS = {
    "state": "state: holds at its status date",
    "event": "events: every row up to the status date counts",
    "standing": "standing: the newest row of a key holds",
    RECORD: "the warehouse's own books",
}


def draw() -> None:
    """Show metrics, tables and limits that hold the words looked for."""
    wanted = st.text_input(
        "Look for",
        key="look_for",
        type="search",
        placeholder="slippage, budget, forecast date",
        width=420,
        bind="query-params",
    )
    words = (wanted or "").casefold().split()
    figures, tables, limits = st.tabs(["Figures", "Tables and columns", "Limits in force"])
    with figures:
        _metrics(words)
    with tables:
        _tables(words)
    with limits:
        _limits(words)


def _holds(words: list[str], texts: Iterable[str]) -> bool:
    text = " ".join(texts).casefold()
    return all(word in text for word in words)


def _metrics(words: list[str]) -> None:
    found = [
        metric
        for metric in metrics().values()
        if _holds(words, (metric.name, metric.title, metric.question, metric.definition))
    ]
    _count(len(found), len(metrics()), "figures")
    for metric in sorted(found, key=lambda each: each.title):
        with st.expander(f"**{plain(metric.title)}** · {plain(metric.question)}"):
            _metric(metric)


def _metric(metric: Metric) -> None:
    units = dict.fromkeys(measure.unit for measure in metric.measures)
    roll_ups = dict.fromkeys(measure.roll_up for measure in metric.measures)
    limits = [
        f"{limit.limit_class or limit.measure or 'all'}: {limit.text} from {limit.from_date}"
        for limit in standards().limits_on(metric.name, _today())
    ]
    st.markdown(plain(metric.definition))
    facts = {
        "Name": metric.name,
        "Unit": ", ".join(units),
        "Direction": BETTER[metric.better],
        "One value per": metric.grain,
        "Groups": ", ".join(roll_ups),
        "Limits": "; ".join(limits) or "none",
        "Source": metric.source,
        "Rests on": ", ".join(
            dict.fromkeys(f"{each.table}.{each.column}" for each in metric.inputs)
        )
        or "other figures",
    }
    st.markdown("  \n".join(f"{label}: {plain(text)}" for label, text in facts.items()))


def _tables(words: list[str]) -> None:
    found = [
        table
        for table in TABLES.values()
        if _holds(words, (table.name, table.grain, *(c.name for c in table.columns),
                          *(c.meaning for c in table.columns)))
    ]  # fmt: skip
    _count(len(found), len(TABLES), "tables")
    for table in found:
        body = st.expander(
            f"**{table.name}** · {plain(table.grain)}",
            key=f"table_{table.name}",
            on_change="rerun",
        )
        if body.open:
            with body:
                _table(table)


def _table(table: Table) -> None:
    key = ", ".join(table.key) or "none"
    st.caption(plain(f"{KINDS[table.kind]}. Key: {key}."))
    columns = table.all_columns if table.name in CANONICAL else table.columns
    st.dataframe(
        pl.DataFrame(
            {
                "Column": [column.name for column in columns],
                "Meaning": [column.meaning for column in columns],
                "Type": [column.type for column in columns],
                "Unit": [column.unit for column in columns],
                "Needed": [column.required for column in columns],
                "Headers that are understood": [", ".join(column.aliases) for column in columns],
            }
        ),
        hide_index=True,
        lazy=False,
        key=f"columns_{table.name}",
        alt=f"Columns of {table.name}.",
    )


def _limits(words: list[str]) -> None:
    today = _today()
    in_force = [limit for name in metrics() for limit in standards().limits_on(name, today)]
    found = [
        limit
        for limit in in_force
        if _holds(words, (limit.metric, limit.measure or "", limit.origin))
    ]
    _count(len(found), len(in_force), "limits")
    titles = {name: metric.title for name, metric in metrics().items()}
    st.dataframe(
        pl.DataFrame(
            {
                "Figure": [titles.get(limit.metric, limit.metric) for limit in found],
                "Value": [limit.measure or "" for limit in found],
                "For": [limit.limit_class or "all" for limit in found],
                "Green": [str(limit.green) for limit in found],
                "Amber": [str(limit.amber) for limit in found],
                "From": [limit.from_date for limit in found],
                "Origin": [limit.origin for limit in found],
            }
        ),
        hide_index=True,
        lazy=False,
        key="limits",
        alt="Limits that colour the figures; beyond amber is red.",
    )
    st.caption("Beyond amber is red. Shares are written as parts of one: 0.1 is 10 %.")


def _today() -> date:
    return datetime.now(UTC).date()


def _count(found: int, total: int, what: str) -> None:
    if found:
        st.caption(f"{found} of {total} {what}")
    else:
        st.info(f"None of the {total} {what} holds these words. Look for fewer or other words.")


PAGE = Page(
    title="Definitions",
    icon=":material/menu_book:",
    order=30,
    draw=draw,
    question="What every figure and every column means, and which limits hold.",
    has_filters=False,
)
