"""Utilization by month: who is overbooked, who has time, and when?"""

from datetime import date

import polars as pl

from pmo.charts import GREY, PLAN, Chart, Grid, Mark, source_line
from pmo.readings.change import month_in_words, short_month
from pmo.readings.reading import Reading
from pmo.readings.words import REASONS, percent

MOST_ROWS = 40
FULL = 1.0
BANDS = ("under 60 %", "60 to 85 %", "85 to 100 %", "100 to 110 %", "over 110 %", "not known")
COLUMNS = {"key": pl.String, "name": pl.String, "month": pl.Date, "share": pl.Float64}


def describe(booked: Reading, planned: pl.DataFrame, *, by: str, units: str) -> Grid:
    """One row per person, role or team; booked months first, then planned ones.

    Args:
        booked: utilization at the level, on the last status dates.
        planned: rows by person and month ahead, with planned and capacity minutes.
        by: column of ``planned`` that holds the key.
        units: what a row is: "people", "roles" or "teams".
    """
    cells = pl.concat([_booked(booked), _planned(planned, booked, by)])
    reasons = dict(booked.at().select("key", "reason").iter_rows())
    names = dict(cells.select("key", pl.coalesce("name", "key")).iter_rows())
    months = sorted(cells["month"].unique())
    shares = {(key, month): share for key, _, month, share in cells.iter_rows()}
    order = sorted(names, key=lambda key: _strain(shares, key, months))
    shown = order[:MOST_ROWS]
    title = _title(shares, names, months, order, units)
    marks = tuple(
        tuple(_mark(shares.get((key, month)), reasons.get(key)) for month in months)
        for key in shown
    )
    status_date = booked.selection.status_date
    return Grid(
        title=title,
        subtitle=f"Project time as % of net capacity: booked until "
        f"{month_in_words(status_date)}, planned (firm and tentative) after it",
        source=source_line(booked.selection, shown=len(shown), total=len(order), units=units),
        alt=f"Grid of {len(shown)} {units} by {len(months)} months. {title}.",
        table=_table(shown, names, marks, months),
        rows=tuple(names[key] for key in shown),
        columns=tuple(short_month(month) for month in months),
        cells=marks,
        legend=tuple((f"band {n}", band) for n, band in enumerate(BANDS)),
    )


def _booked(booked: Reading) -> pl.DataFrame:
    return booked.rows.select(
        "key", "name", pl.col("status_date").dt.month_start().alias("month"), share="value"
    ).cast(pl.Schema(COLUMNS))


def _planned(planned: pl.DataFrame, booked: Reading, by: str) -> pl.DataFrame:
    """Months after the status date: sums of minutes over sums of capacity."""
    start = booked.selection.status_date.replace(day=1)
    has_both = pl.col("planned_minutes").is_not_null() & pl.col("capacity_minutes").is_not_null()
    name = pl.col("person_name").first() if by == "person_id" else pl.lit(None, pl.String)
    sums = (
        planned.filter((pl.col("month_date") > start) & has_both & pl.col(by).is_not_null())
        .group_by(by, "month_date")
        .agg(pl.col("planned_minutes", "capacity_minutes").sum(), name.alias("name"))
    )
    share = pl.when(pl.col("capacity_minutes") > 0).then(
        pl.col("planned_minutes") / pl.col("capacity_minutes")
    )
    return sums.select(key=by, name="name", month="month_date", share=share).cast(
        pl.Schema(COLUMNS)
    )


def _strain(
    shares: dict[tuple[str, date], float | None], key: str, months: list[date]
) -> tuple[int, float]:
    """Longest above capacity first, then the fullest."""
    known = [share for month in months if (share := shares.get((key, month))) is not None]
    return -sum(share > FULL for share in known), -sum(known) / max(1, len(known))


def _mark(share: float | None, reason: str | None) -> Mark:
    if share is None:
        return Mark(None, f"not known: {REASONS.get(reason or 'no_report', 'no report')}", GREY)
    return Mark(share, percent(share), PLAN)


def _title(
    shares: dict[tuple[str, date], float | None],
    names: dict[str, str],
    months: list[date],
    order: list[str],
    units: str,
) -> str:
    if not order:
        return f"No {units} in the files"
    over = [key for key in names if any((shares.get((key, m)) or 0) > FULL for m in months)]
    if not over:
        return f"None of the {len(names)} {units} is above capacity"
    count = sum((shares.get((order[0], month)) or 0) > FULL for month in months)
    return (
        f"{len(over)} of {len(names)} {units} are above capacity at some time; "
        f"{names[order[0]]} in {count} of {len(months)} months"
    )


def _table(
    shown: list[str],
    names: dict[str, str],
    marks: tuple[tuple[Mark, ...], ...],
    months: list[date],
) -> pl.DataFrame:
    columns: dict[str, list[str]] = {"Name": [names[key] for key in shown]}
    for n, month in enumerate(months):
        columns[month_in_words(month)] = [row[n].words for row in marks]
    return pl.DataFrame(columns)


CHART = Chart(
    question="Who is overbooked, who has time, and when?",
    reads=("utilization_actual", "utilization_forecast"),
    describe=describe,
)
