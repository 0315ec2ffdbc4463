"""Money of each project in one table: budget, actual, forecast, variance, transfers."""

import polars as pl
import streamlit as st

from pages.parts.readings import contents_of, kept, read
from pages.parts.table import choosable
from pages.parts.where_from import where_from
from pmo.currencies import minor_digits
from pmo.readings.words import in_words, scale
from pmo.selection import Selection

MONEY = {  # heading, metric, measure
    "Budget": ("current_budget", None),
    "Actual": ("actual_to_date", None),
    "Forecast": ("forecast_at_completion", None),
    "Transfers waiting": ("pending_transfers", "incoming"),
}
WORDS = {
    "At completion": ("variance_at_completion", "amount"),
    "This fiscal year": ("fiscal_year_variance", "amount"),
    "Transfers, net": ("net_transfers", "net"),
}


def budget_table(selection: Selection) -> None:
    """One row per project, by currency, the most over budget first; a row leads to its cells."""
    caption, table = _table(selection)
    st.caption(f"{caption} Select a row to see its cells.")
    number = st.column_config.NumberColumn(format="%.1f")
    chosen = choosable(
        table.drop("key"),
        key="budget_rows",
        columns={name: number for name in MONEY if table.schema[name].is_numeric()},
        alt="Budget, actual, forecast, variance and transfers of each project.",
    )
    for row in chosen:
        where_from(
            selection,
            "variance_at_completion",
            "amount",
            f"Variance at completion of {table['Project'][row]}",
            unit=table["key"][row],
        )


@kept
def _table(selection: Selection) -> tuple[str, pl.DataFrame]:
    """The rows, and in what their amounts are."""
    order = read("variance_at_completion", selection, by="project").at(measure="amount")
    names = contents_of(selection).projects
    table = order.sort("currency", "value", nulls_last=True).select(
        "key", pl.col("key").replace(names).alias("Project")
    )
    caption, amounts = _amounts(selection)
    words = [
        _words(selection, metric, measure, heading) for heading, (metric, measure) in WORDS.items()
    ]
    for column in (*amounts, *words):
        table = table.join(column, on="key", how="left")
    return caption, table


def _amounts(selection: Selection) -> tuple[str, list[pl.DataFrame]]:
    """Amounts in one scale, or each in words where currencies differ; and which of these it is."""
    amounts = {
        heading: read(metric, selection, by="project").at(measure=measure)
        for heading, (metric, measure) in MONEY.items()
    }
    known = pl.concat(amounts.values()).filter(pl.col("value") != 0)
    currencies = known["currency"].unique().to_list()
    if len(currencies) > 1:
        return "Each amount is in its own currency and scale.", [
            _words(selection, metric, measure, heading)
            for heading, (metric, measure) in MONEY.items()
        ]
    currency = next(iter(currencies), None)
    size, letter = scale(amounts["Budget"]["value"].median(), currency)
    unit = " ".join(part for part in (currency, letter) if part)
    major = pl.col("value") / (size * 10 ** minor_digits(currency))
    return f"Amounts in {unit or 'units of the currency'}.", [
        rows.select("key", major.alias(heading)) for heading, rows in amounts.items()
    ]


def _words(selection: Selection, metric: str, measure: str | None, heading: str) -> pl.DataFrame:
    reading = read(metric, selection, by="project")
    rows = reading.at(measure=measure)
    words = [
        in_words(reading.metric, row["value"], measure=measure, currency=row["currency"],
                 reason=row["reason"])
        for row in rows.iter_rows(named=True)
    ]  # fmt: skip
    return rows.select("key").with_columns(pl.Series(heading, words, dtype=pl.String))
