"""Projects and their amounts on two status dates, side by side, in one currency."""

from dataclasses import replace
from datetime import date

import polars as pl

from pmo.readings.levels import levels_of
from pmo.readings.metric import Metric
from pmo.readings.query import Catalogue
from pmo.readings.read import unit_rows
from pmo.selection import Selection
from pmo.warehouse import Snapshot

OVER = ("complete", "cancelled")


def compared(
    metric: Metric, catalogue: Catalogue, snapshot: Snapshot, selection: Selection, since: date
) -> tuple[str, bool, pl.DataFrame]:
    """Compare the amounts of a metric on ``since`` with those on the selection's status date.

    Returns:
        The commonest currency, empty where the files state none; whether the earlier date was
        published; and one row per project: ``earlier`` and ``later`` amounts in that currency,
        ``reported`` as the earlier one was published and ``as_of`` as today's definition gives it
        from the loads of that time, and whether it was known and inside the selection.
    """
    known = _known(metric, catalogue, snapshot, selection, since)
    currency = _commonest(known)
    load, reported = _reported(metric, snapshot, selection, since)
    is_whole = selection.group is None and not selection.projects
    projects = _amounts(known, reported, currency, is_whole=is_whole)
    if load is None:
        return currency, False, projects.with_columns(reported="earlier", as_of="earlier")
    if projects.filter(pl.col("was_inside") & (pl.col("reported") != pl.col("earlier"))).is_empty():
        return currency, True, projects.with_columns(as_of="reported")
    then = replace(selection, status_date=since, as_of=load)
    rows = unit_rows(metric, catalogue, snapshot, then, dates=(since,))
    return currency, True, _with_as_of(projects, rows, currency)


def _known(
    metric: Metric, catalogue: Catalogue, snapshot: Snapshot, selection: Selection, since: date
) -> pl.DataFrame:
    """One row per project known on one of the dates: its two values, and where it stood."""
    days = (since, selection.status_date)
    everything = replace(selection, group=None, projects=())
    of_all = unit_rows(metric, catalogue, snapshot, everything, dates=days)
    inside = unit_rows(metric, catalogue, snapshot, selection, dates=days)
    states = unit_rows(catalogue["active_projects"], catalogue, snapshot, everything, dates=days)
    names = levels_of(snapshot, selection).projects
    before = names.filter(pl.col("status_date") < since).select("project_id").unique()
    found = of_all.select("project_id").unique().sort("project_id")
    for side, day in zip(("earlier", "later"), days, strict=True):
        own = of_all.filter(status_date=day).select(
            "project_id",
            pl.col("value").round().cast(pl.Int64).alias(f"{side}_value"),
            pl.col("currency").fill_null("").alias(f"{side}_currency"),
            pl.lit(value=True).alias(f"is_{side}_known"),
        )
        place = inside.filter(status_date=day).select(
            "project_id",
            pl.lit(value=True).alias(f"is_{side}_inside"),
        )
        name = names.filter(status_date=day).select(
            "project_id", pl.col("project_name").alias(f"{side}_name")
        )
        for more in (own, place, name):
            found = found.join(more, on="project_id", how="left")
    over = states.filter((pl.col("status_date") == since) & pl.col("word").is_in(OVER))
    flags = [name for name in found.columns if name.startswith("is_")]
    return found.with_columns(
        pl.col(flags).fill_null(value=False),
        was_before=pl.col("project_id").is_in(before["project_id"].implode()),
        was_over=pl.col("project_id").is_in(over["project_id"].implode()),
        project_name=pl.coalesce("later_name", "earlier_name", "project_id"),
    )


def _commonest(known: pl.DataFrame) -> str:
    """Currency of most amounts inside the selection; empty where the files state none."""
    stated = pl.concat(
        [
            known.filter(pl.col(f"is_{side}_inside") & pl.col(f"{side}_value").is_not_null())[
                f"{side}_currency"
            ].alias("currency")
            for side in ("later", "earlier")
        ]
    )
    return next(iter(stated.mode().sort()), "")


def _reported(
    metric: Metric, snapshot: Snapshot, selection: Selection, since: date
) -> tuple[int | None, pl.DataFrame]:
    """Load that last published the earlier date, and what it stored of each project."""
    stored = snapshot.query(
        """
        select load_id, key as project_id, value, coalesce(currency, '') as currency
        from main.published_readings
        where
            organisation = $organisation
            and status_date = $since
            and metric = $metric
            and scope = 'project'
        qualify load_id = max(load_id) over ()
        """,
        {"organisation": selection.organisation, "since": since, "metric": metric.name},
    )
    if selection.as_of is not None or stored.is_empty():
        return None, stored.clear()
    return int(stored["load_id"][0]), stored


def _amounts(
    known: pl.DataFrame, reported: pl.DataFrame, currency: str, *, is_whole: bool
) -> pl.DataFrame:
    """Amounts of one currency, 0 where there is none; and projects that were reported alone."""
    told = reported.select(
        "project_id",
        reported=_amount("value", "currency", currency),
        is_reported=pl.lit(value=True),
    )
    joined = known.join(told, on="project_id", how="full" if is_whole else "left", coalesce=True)
    sides = ("earlier", "later")
    flags = [name for name in joined.columns if name.startswith(("is_", "was_"))]
    of_others = pl.any_horizontal(
        pl.col(f"is_{side}_inside")
        & pl.col(f"{side}_value").is_not_null()
        & (pl.col(f"{side}_currency") != currency)
        for side in sides
    )
    return joined.with_columns(
        pl.col(flags).fill_null(value=False),
        pl.col("reported").fill_null(0),
        pl.col("project_name").fill_null(pl.col("project_id")),
    ).with_columns(
        *(_amount(f"{side}_value", f"{side}_currency", currency).alias(side) for side in sides),
        *(
            (pl.col(f"{side}_value").is_not_null() & (pl.col(f"{side}_currency") == currency))
            .alias(f"has_{side}")
            for side in sides
        ),
        is_of_others=of_others,
        was_inside=pl.col("is_earlier_inside") | (pl.lit(is_whole) & pl.col("is_reported")),
        is_inside="is_later_inside",
    )  # fmt: skip


def _amount(value: str, of: str, currency: str) -> pl.Expr:
    own = pl.when(pl.col(of) == currency).then(pl.col(value).round().cast(pl.Int64))
    return own.fill_null(0)


def _with_as_of(projects: pl.DataFrame, rows: pl.DataFrame, currency: str) -> pl.DataFrame:
    """Earlier amounts by today's definition from the loads of the day of publication."""
    then = rows.with_columns(pl.col("currency").fill_null("")).select(
        "project_id", as_of=_amount("value", "currency", currency)
    )
    return projects.join(then, on="project_id", how="left").with_columns(
        pl.col("as_of").fill_null(0)
    )
