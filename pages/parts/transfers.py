"""The register of budget transfers, and what flowed from group to group."""

import polars as pl
import streamlit as st

from pages.parts.readings import contents_of, kept, levels, record_rows, rows
from pages.parts.table import DAY, choosable, table
from pages.parts.text import counted
from pages.parts.where_from import where_from
from pmo.metrics import metric
from pmo.readings.words import in_words, money
from pmo.selection import Selection

WAITING, APPROVED, OTHERS, BROKEN, ALL = (
    "Waiting", "Approved", "Rejected or cancelled", "Against the rules", "All",
)  # fmt: skip
NO_GROUP = "no group"
OUTSIDE = "outside the projects"
LEVELS = {"portfolio": "Portfolios", "programme": "Programmes", "department": "Departments"}


def register(selection: Selection) -> None:
    """List the transfers of the selection; a chosen row leads to its cells."""
    every = _transfers(selection)
    asked = st.segmented_control(
        "Transfers", [WAITING, APPROVED, OTHERS, BROKEN, ALL], default=ALL, required=True,
        key="transfers", bind="query-params", label_visibility="collapsed",
    )  # fmt: skip
    shown = _asked(every, str(asked))
    if shown.is_empty():
        st.caption(f"No transfer here: {str(asked).lower()}.")
        return
    st.caption(
        f"{shown.height} of {counted(every.height, 'transfer')}. Select a row to see its cells."
    )
    chosen = choosable(
        shown.select(
            "Transfer", "From", "To", "Amount", "State", "Requested", "Decided", "Took",
            "Reason", "Against the rules",
        ),
        key="transfer_rows",
        columns=dict.fromkeys(("Requested", "Decided"), DAY)
        | {"Against the rules": st.column_config.TextColumn(width="medium")},
        alt="Transfers: giver, receiver, amount, state, days, and which rule was broken.",
    )  # fmt: skip
    for row in chosen:
        key, state = shown["Transfer"][row], shown["State"][row]
        name = "transfer_breaches" if state == "Approved" else "pending_transfers"
        where_from(selection, name, None, f"Transfer {key}", key)


@kept
def _transfers(selection: Selection) -> pl.DataFrame:
    """One row per transfer, the newest first, as it stands on the status date."""
    names = contents_of(selection).projects
    found = record_rows("budget_transfers", selection)
    is_open = pl.col("decided_date").is_null() | (pl.col("decided_date") > selection.status_date)
    waits = (pl.col("state") == "requested") | (is_open & pl.col("decided_date").is_not_null())
    state = pl.when(waits).then(pl.lit("requested")).otherwise(pl.col("state"))
    rules = rows("transfer_breaches", selection).filter(measure="all")
    took = rows("transfer_days", selection).select("transfer_id", took="value")
    judged = rules.select("transfer_id", broken="detail", is_broken=pl.col("value") > 0)
    listed = found.with_columns(state=state).join(judged, on="transfer_id", how="left").join(
        took, on="transfer_id", how="left"
    )  # fmt: skip
    amounts = [money(a, c) for a, c in listed.select("amount", "currency").iter_rows()]
    days = metric("transfer_days")
    waited = ["" if each is None else in_words(days, each) for each in listed["took"]]
    sides = {
        label: pl.col(column).replace(names).fill_null(OUTSIDE)
        for label, column in (("From", "from_project_id"), ("To", "to_project_id"))
    }
    return listed.select(
        "is_broken",
        pl.col("transfer_id").alias("Transfer"),
        *(side.alias(label) for label, side in sides.items()),
        pl.Series("Amount", amounts, pl.String),
        pl.col("state").str.to_titlecase().alias("State"),
        pl.col("requested_date").alias("Requested"),
        pl.when(~is_open).then("decided_date").alias("Decided"),
        pl.Series("Took", waited, pl.String),
        pl.col("broken").fill_null("").alias("Against the rules"),
        pl.col("reason").fill_null("").alias("Reason"),
    ).sort("Requested", "Transfer", descending=True, nulls_last=True)


def _asked(found: pl.DataFrame, asked: str) -> pl.DataFrame:
    is_asked = {
        WAITING: pl.col("State") == "Requested",
        APPROVED: pl.col("State") == "Approved",
        OTHERS: ~pl.col("State").is_in(["Requested", "Approved"]),
        BROKEN: pl.col("is_broken"),
        ALL: pl.lit(value=True),
    }
    return found.filter(is_asked[asked])


def between_groups(selection: Selection) -> None:
    """List what approved transfers took from one group to another."""
    level = st.segmented_control(
        "Level", list(LEVELS), default="portfolio", required=True, key="flow_level",
        format_func=LEVELS.__getitem__, bind="query-params", label_visibility="collapsed",
    )  # fmt: skip
    found = _flows(selection, str(level))
    if found.is_empty():
        st.caption("No transfer was approved by this date.")
        return
    crossed = found.filter(pl.col("From") != pl.col("To")).height
    st.caption(f"{counted(crossed, 'flow')} crossed a border; the others stayed inside a group.")
    table(
        found,
        key="flows",
        alt="Approved transfers by giving and receiving group: amount and number.",
    )


@kept
def _flows(selection: Selection, level: str) -> pl.DataFrame:
    """Approved amounts by giving group, receiving group and currency, the largest first."""
    known = levels(selection)
    place = known.projects.filter(status_date=selection.status_date).select("project_id", level)
    named = place.with_columns(pl.col(level).replace(known.group_names).fill_null(NO_GROUP))
    decided = pl.coalesce("decided_date", "requested_date") <= selection.status_date
    approved = record_rows("budget_transfers", selection).filter(
        (pl.col("state") == "approved") & decided
    )
    for label, column in (("From", "from_project_id"), ("To", "to_project_id")):
        side = named.rename({"project_id": column, level: label})
        approved = approved.join(side, on=column, how="left").with_columns(
            pl.col(label).fill_null(OUTSIDE)
        )
    summed = (
        approved.group_by("From", "To", "currency")
        .agg(amount=pl.col("amount").sum(), Transfers=pl.len())
        .sort("amount", "From", "To", descending=[True, False, False])
    )
    amounts = [money(a, c) for a, c in summed.select("amount", "currency").iter_rows()]
    return summed.select("From", "To", pl.Series("Amount", amounts, pl.String), "Transfers")
