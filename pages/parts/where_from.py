"""The way down from a figure: what it rests on, what it leaves out, and the cells behind it."""

import polars as pl
import streamlit as st

from pages.parts.links import go
from pages.parts.readings import contents_of, read, rows, trace
from pages.parts.text import plain
from pmo.readings.change import day_in_words
from pmo.readings.metric import WORST, Metric
from pmo.readings.read import LEVELS, UNIT_KEYS
from pmo.readings.words import REASONS, in_words, major_units
from pmo.selection import Selection
from pmo.tables import MINUTES, MONEY, column_of

MOST_CELLS = 500
ALL = "all"


@st.dialog("Where this figure comes from", width="large", position="right")
def where_from(
    selection: Selection, name: str, measure: str | None, label: str, unit: str | None = None
) -> None:
    """Show definition, coverage and cells of a figure, or of one of its units."""
    reading = read(name, selection)
    metric = reading.metric
    st.subheader(plain(label))
    st.caption(f"{plain(selection.organisation)} on {day_in_words(selection.status_date)}")
    st.markdown(plain(metric.definition))
    limit = reading.row(measure=measure)["limit"]
    if limit:
        st.markdown(f"Limits in force: {plain(limit)}.")
    units = _units(name, selection, measure or metric.headline.name)
    _cells(selection, metric, units, unit)
    _left_out(metric, units)


def _units(name: str, selection: Selection, measure: str | None) -> pl.DataFrame:
    """One row per unit that the figure rests on or lacks, the worst first."""
    found = rows(name, selection)
    if measure is not None and measure in found["measure"].unique():
        found = found.filter(pl.col("measure") == measure)
    return found.sort("value", descending=True, nulls_last=True)


def _cells(selection: Selection, metric: Metric, units: pl.DataFrame, unit: str | None) -> None:
    """Let the reader choose all of the figure or one of its units; show the cells of it."""
    names = _names(metric, units)
    options = [ALL, *names] if metric.grain in LEVELS else [ALL]
    first = unit or (next(iter(names), ALL) if metric.headline.roll_up == WORST else ALL)
    chosen = st.selectbox(
        "Rests on",
        options,
        index=options.index(first) if first in options else 0,
        format_func=lambda key: "everything below" if key == ALL else names[key],
        key=f"cells_{metric.name}",
    )
    if chosen == ALL:
        cells_of(selection, metric.name, by="organisation", key=selection.organisation)
    else:
        cells_of(selection, metric.name, by=metric.grain, key=chosen)
        if metric.grain == "project":
            _to_project(selection, chosen)


def _to_project(selection: Selection, key: str) -> None:
    """Offer the way to the page of a project."""
    is_reported = key in contents_of(selection).projects
    if is_reported and st.button("All about this project", icon=":material/assignment:"):
        at = selection.status_date.isoformat()
        go("project", {"organisation": selection.organisation, "at": at, "of": key})


def cells_of(selection: Selection, name: str, *, by: str, key: str, place: str = "") -> None:
    """Show the cells behind the figure of one key; ``place`` tells two such lists apart."""
    found = trace(name, selection, by=by, key=key)
    if found.is_empty():
        st.info("No cell stands behind it: nothing was reported, or the files do not say.")
        return
    shown = found.head(MOST_CELLS)
    rest = f", the first {MOST_CELLS} are shown" if found.height > MOST_CELLS else ""
    files = found["file"].n_unique()
    noun = "file" if files == 1 else "files"
    st.markdown(f"**{found.height} cells** of {files} {noun}{rest}")
    corrected = ["corrected"] if shown["corrected"].count() else []
    st.dataframe(
        shown.with_columns(value=_values(shown)).select(
            "file", "sheet", "cell", "raw", "column", "value", "load", *corrected
        ),
        key=f"trace_{name}{place}",
        placeholder="",
        hide_index=True,
        lazy=False,
        column_config={
            "file": "File",
            "sheet": "Sheet",
            "cell": "Cell",
            "raw": "As it stands in the file",
            "column": "Read as",
            "value": "Value",
            "load": "Load",
            "corrected": "Corrected",
        },
        alt="Cells that the figure rests on: file, sheet, cell, raw text, meaning and value.",
    )


def _values(cells: pl.DataFrame) -> pl.Series:
    """Value of each cell in its own unit, every digit of it: "GBP 12,131,500,000.00"."""
    rows = cells.select("table", "column", "value", "currency").iter_rows()
    return pl.Series("value", [_value(*row) for row in rows], pl.String)


def _value(table: str, column: str, value: str, currency: str | None) -> str:
    kind = column_of(f"{table}.{column}").type
    if kind == MONEY:
        return f"{currency or ''} {major_units(float(value), currency):,f}".strip()
    return f"{int(value):,} minutes" if kind == MINUTES else value


def _names(metric: Metric, units: pl.DataFrame) -> dict[str, str]:
    """Label of each unit by its key: its project, its name, its value in words."""
    key = UNIT_KEYS.get(metric.grain, metric.grain)
    if key not in units.columns:
        return {}
    labels = {}
    for row in units.iter_rows(named=True):
        named = [row.get("project_name"), row.get("unit_name"), row.get("person_name")]
        parts = list(dict.fromkeys(str(name) for name in named if name)) or [str(row[key])]
        value = row["word"] or in_words(
            metric,
            row["value"],
            measure=row["measure"],
            currency=row["currency"],
            reason=row["reason"],
        )
        labels.setdefault(str(row[key]), f"{' · '.join(parts)}: {value}")
    return labels


def _left_out(metric: Metric, units: pl.DataFrame) -> None:
    """Name what has no value, each with the reason."""
    missing = units.filter(pl.col("value").is_null() & pl.col("word").is_null())
    missing = missing.filter(pl.col("reason") != "not_applicable")
    if units.is_empty():
        return
    if missing.is_empty():
        st.caption("Nothing is left out: every unit has a value.")
        return
    named = [name for name in ("project_name", "unit_name", "person_name") if name in units.columns]
    with st.expander(f"Not known for {missing.height}", key=f"left_out_{metric.name}"):
        st.dataframe(
            missing.select(*named, reason=pl.col("reason").replace(REASONS)),
            hide_index=True,
            key=f"missing_{metric.name}",
            column_config={
                "project_name": "Project",
                "unit_name": "Name",
                "person_name": "Person",
                "reason": "Why there is no value",
            },
            alt="Units without a value, with the reason.",
        )
