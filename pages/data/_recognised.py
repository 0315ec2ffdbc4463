"""What intake understood of a file: tables, columns, ledger, issues; the same before and after."""

from collections.abc import Iterable, Sequence

import polars as pl
import streamlit as st

from pages.data._columns import column_table, table_in_words
from pages.parts.rules import rule_in_words
from pages.parts.text import plain
from pmo.ledger import Issue, RegionRecord, RowCount

MOST_ISSUES = 500
ROW_LABELS = {
    "read": "read",
    "loaded": "loaded",
    "rejected": "rejected",
    "totals": "totals",
    "repeated_headers": "repeated headers",
    "blank": "blank",
    "ignored": "ignored",
}


def recognised(regions: Sequence[RegionRecord], key: str) -> None:
    """Show each table that was found, and name what was left alone."""
    for n, region in enumerate(region for region in regions if region.tables):
        with st.expander(plain(titled(region)), expanded=n == 0, key=f"{key}_region_{n}"):
            st.caption(counts(region))
            column_table(region.columns, f"{key}_columns_{n}")
            sums(region, f"{key}_sums_{n}")
    alone = [region for region in regions if not region.tables]
    if alone:
        places = ", ".join(f"{region.sheet or 'the file'} {region.range}" for region in alone)
        st.caption(f"Left alone, for it is no table that Milepost knows: {plain(places)}.")


def issues(found: Iterable[Issue], key: str) -> None:
    """List cells and rows that cannot be used as they stand."""
    rows = [
        (issue.sheet, issue.cell, rule_in_words(issue.rule), issue.value, issue.message)
        for issue in found
    ]
    if not rows:
        st.caption("No cell needed attention.")
        return
    schema = ["Sheet", "Cell", "What it is", "As it stands", "What belongs there"]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(schema, pl.String), orient="row")
    shown = frame.head(MOST_ISSUES)
    rest = f" The first {MOST_ISSUES} are shown." if frame.height > MOST_ISSUES else ""
    with st.expander(f"{frame.height:,} cells or rows that need attention", key=f"{key}_issues"):
        st.caption(
            f"Each is left out or read as unknown, never as zero; the rest of the row counts.{rest}"
        )
        st.dataframe(
            shown,
            hide_index=True,
            lazy=False,
            key=f"{key}_issue_rows",
            alt="Cells that could not be used: sheet, cell, rule, text and remedy.",
        )


def titled(region: RegionRecord) -> str:
    """Place of a table and what it is a list of: "Sheet Plan, A1:F9: projects, with groups"."""
    sheet = f"Sheet {region.sheet}, " if region.sheet else ""
    across = ", one record per column" if region.orientation == "columns" else ""
    first, *besides = (table_in_words(table) for table in region.tables)
    *some, last = (table.lower() for table in besides) if besides else ("",)
    names = f"{', '.join(some)} and {last}" if some else last
    return f"{sheet}{region.range}{across}: {first}{f', with {names}' if names else ''}"


def counts(region: RegionRecord) -> str:
    """Records of the sender's by what became of them, and rows by table."""
    return f"{_counts(region.rows)}. Rows written: {_written(region)}."


def _counts(rows: RowCount) -> str:
    counted = [(label, getattr(rows, name)) for name, label in ROW_LABELS.items()]
    return "Records: " + ", ".join(
        f"{n:,} {label}" for label, n in counted if n or label == "loaded"
    )


def _written(region: RegionRecord) -> str:
    written = region.written.items()
    return ", ".join(f"{count:,} {table.replace('_', ' ')}" for table, count in written) or "none"


def sums(region: RegionRecord, key: str) -> None:
    """Amounts read, loaded and listed: nothing may be lost between them."""
    if not region.sums:
        return
    parts = ("read", "loaded", "rejected", "totals", "ignored", "rounding")
    frame = pl.DataFrame(
        {
            "Column": list(region.sums),
            "Unit": [each.unit for each in region.sums.values()],
            **{
                part: [float(getattr(each, part)) for each in region.sums.values()]
                for part in parts
            },
        }
    )
    st.caption("Amounts under each header: what was read is loaded or listed, to the last unit.")
    st.dataframe(
        frame,
        hide_index=True,
        lazy=False,
        key=key,
        column_config={
            part: st.column_config.NumberColumn(part.capitalize(), format="localized")
            for part in parts
        },
        alt="Sums of each column of numbers: read, loaded, rejected, totals, ignored, rounding.",
    )
