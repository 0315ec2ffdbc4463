"""What a load would change against what is known, before anything is changed."""

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import streamlit as st

from pmo.currencies import minor_digits
from pmo.readings.change import day_in_words

if TYPE_CHECKING:
    from pipelines.changes import Changes, ProjectChange, SumChange

HOUR_MINUTES = 60


def changes(found: "Changes", key: str) -> None:
    """Show new, changed and gone projects, and the sums before and after."""
    st.caption(_compared(found))
    if found.projects or found.unchanged:
        counts = {kind: found.count(kind) for kind in ("new", "changed", "gone")}
        with st.container(horizontal=True):
            for kind, count in counts.items():
                st.metric(f"{kind.capitalize()} projects", f"{count:,}", width=150)
            st.metric("Unchanged", f"{found.unchanged:,}", width=150)
    if found.sums:
        _sums(found.sums, key)
    if found.projects:
        _projects(found.projects, key)
    if not (found.projects or found.unchanged or found.sums):
        st.caption("No project, amount or booked time changes.")


def _compared(found: "Changes") -> str:
    day = f"Rows of {day_in_words(found.status_date)}" if found.status_date else "Rows of the file"
    if found.compared_with:
        return f"{day}, compared with what is known of {day_in_words(found.compared_with)}."
    return f"{day}. Nothing was known before."


def _sums(sums: tuple["SumChange", ...], key: str) -> None:
    rows = [
        (
            _what(each),
            each.currency if each.currency is not None else "hours",
            _major(each, each.before),
            _major(each, each.after),
            _moved(each),
        )
        for each in sums
    ]
    schema = {
        "Sum of": pl.String,
        "Unit": pl.String,
        "Before": pl.Float64,
        "After": pl.Float64,
        "Change": pl.String,
    }
    st.dataframe(
        pl.DataFrame(rows, schema=schema, orient="row"),
        hide_index=True,
        lazy=False,
        key=f"{key}_sums",
        placeholder="not known",
        column_config={
            name: st.column_config.NumberColumn(format="localized") for name in ("Before", "After")
        },
        alt="Sums of money and effort before and after the load.",
    )


def _what(each: "SumChange") -> str:
    return each.what.replace("_", " ").capitalize()


def _major(each: "SumChange", value: int | None) -> float | None:
    """Amount in major units, or hours; for the screen only."""
    if value is None:
        return None
    if each.currency is None:
        return round(value / HOUR_MINUTES, 2)
    return float(Decimal(value).scaleb(-minor_digits(each.currency)))


def _moved(each: "SumChange") -> str | None:
    """How much a sum grows or falls, in words; unknown where nothing was known before."""
    if each.before is None:
        return None
    difference = (each.after or 0) - each.before
    size = f"{_major(each, abs(difference)):,.2f}".removesuffix(".00")
    return f"{size} {'more' if difference > 0 else 'less'}" if difference else "unchanged"


def _projects(projects: tuple["ProjectChange", ...], key: str) -> None:
    rows = [(each.kind, each.key, each.name, _values(each)) for each in projects]
    names = ("Project is", "Key", "Name", "What changes")
    frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    st.dataframe(
        frame if any(frame["What changes"]) else frame.drop("What changes"),
        hide_index=True,
        lazy=False,
        key=f"{key}_projects",
        height=min(400, 38 + 35 * len(rows)),
        column_config={"What changes": st.column_config.TextColumn(width="large")},
        alt="Projects that the load adds, changes or no longer names.",
    )


def _values(each: "ProjectChange") -> str:
    return "; ".join(
        f"{column.replace('_', ' ')}: {before or 'not known'} to {after or 'not known'}"
        for column, before, after in each.values
    )
