"""Readings computed when a snapshot is published, so that no reader waits for them."""

from datetime import date

import polars as pl

from pmo.readings.contents import organisations, status_dates
from pmo.readings.levels import PEOPLE, PROJECTS, levels_of
from pmo.readings.query import Catalogue, forget_rows, rows_of, shelf_name
from pmo.readings.read import everyone, read
from pmo.readings.shelf import READINGS, Put, filling, shelf_of
from pmo.selection import Selection
from pmo.warehouse import Snapshot

DATES = 24  # the newest ones: two years of months
FEW_ROWS = 10_000  # below, an organisation's readings take no time that is worth saving


def compute_ahead(catalogue: Catalogue, snapshot: Snapshot) -> None:
    """Put the readings of each organisation's newest status dates on its shelf."""
    for organisation in organisations(snapshot):
        days = status_dates(snapshot, organisation)
        selection = Selection(organisation, snapshot.name, days[-1])
        if _rows_loaded(snapshot, organisation) > FEW_ROWS and not shelf_of(snapshot, selection):
            with filling(snapshot, organisation) as put:
                _fill(put, catalogue, snapshot, selection, days)


def _rows_loaded(snapshot: Snapshot, organisation: str) -> int:
    counted = snapshot.query(
        "select sum(row_count) from main.load_parts where organisation = $organisation",
        {"organisation": organisation},
    )
    return counted.item() or 0


def _fill(
    put: Put,
    catalogue: Catalogue,
    snapshot: Snapshot,
    selection: Selection,
    days: tuple[date, ...],
) -> None:
    levels = levels_of(snapshot, selection)
    put(PROJECTS, levels.projects, days)
    put(PEOPLE, levels.people, days)
    newest = days[-DATES:]
    readings = []
    for name, metric in catalogue.items():
        rows = read(metric, catalogue, snapshot, selection, dates=newest).rows
        readings.append(rows.with_columns(metric=pl.lit(name)))
        months = None if metric.is_kept else metric.months
        of_all = everyone(selection)
        pooled = rows_of(metric, catalogue, snapshot, of_all, newest, pooled=True)
        put(shelf_name(name, months), pooled, newest)
        if months is not None:
            rows = rows_of(metric, catalogue, snapshot, of_all, newest)
            put(shelf_name(name, None), rows, newest)
        forget_rows(metric, snapshot, of_all)
    put(READINGS, pl.concat(readings), newest)
