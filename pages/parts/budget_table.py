"""Money of each project in one table: budget, actual, forecast, variance, transfers."""

import polars as pl
import streamlit as st

from pages.parts.readings import contents_of, read
from pages.parts.where_from import where_from
from pmo.charts.variance_by_project import scale
from pmo.currencies import minor_digits
from pmo.readings.words import in_words
from pmo.selection import Selection

MONEY = {  # heading, metric, measure
    "Budget": ("current_budget", None),
    "Actual": ("actual_to_date", None),
    "Forecast": ("forecast_at_completion", None),
    "Transfers, net": ("net_transfers", "net"),
    "Transfers waiting": ("pending_transfers", "incoming"),
}
WORDS = {
    "At completion": ("variance_at_completion", "amount"),
    "This fiscal year": ("fiscal_year_variance", "amount"),
}


def budget_table(selection: Selection) -> None:
    """Show one row per project, the most over budget first; a chosen row leads to its cells."""
    order = read("variance_at_completion", selection, by="project").at(measure="amount")
    names = contents_of(selection).projects
    table = order.sort("value", nulls_last=True).select(
        "key", pl.col("key").replace(names).alias("Project"), pl.col("currency").alias("Currency")
    )
    for heading, (metric, measure) in MONEY.items():
        table = table.join(_amounts(selection, metric, measure, heading), on="key", how="left")
    for heading, (metric, measure) in WORDS.items():
        table = table.join(_words(selection, metric, measure, heading), on="key", how="left")
    currency = next(iter(table["Currency"].drop_nulls().mode().sort()), None)
    size, letter = scale(table["Budget"].median(), currency)
    places = minor_digits(currency)
    table = table.with_columns(pl.col(*MONEY) / (size * 10**places))
    st.caption(f"Amounts in {letter or 'units'} of the currency. Select a row to see its cells.")
    number = st.column_config.NumberColumn(format="%.1f" if letter else "%.0f")
    chosen = st.dataframe(
        table.drop("key"),
        key="budget_rows",
        placeholder="",
        hide_index=True,
        lazy=False,
        on_select="rerun",
        selection_mode="single-row",
        column_config=dict.fromkeys(MONEY, number),
        alt="Budget, actual, forecast, variance and transfers of each project.",
    )
    for row in chosen.selection.rows:
        where_from(
            selection,
            "variance_at_completion",
            "amount",
            f"Variance at completion of {table['Project'][row]}",
            unit=table["key"][row],
        )


def _amounts(selection: Selection, metric: str, measure: str | None, heading: str) -> pl.DataFrame:
    rows = read(metric, selection, by="project").at(measure=measure)
    return rows.select("key", pl.col("value").alias(heading))


def _words(selection: Selection, metric: str, measure: str, heading: str) -> pl.DataFrame:
    reading = read(metric, selection, by="project")
    rows = reading.at(measure=measure)
    words = [
        in_words(reading.metric, row["value"], measure=measure, currency=row["currency"],
                 reason=row["reason"])
        for row in rows.iter_rows(named=True)
    ]  # fmt: skip
    return rows.select("key").with_columns(pl.Series(heading, words, dtype=pl.String))
