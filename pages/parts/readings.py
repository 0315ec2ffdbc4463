"""The warehouse as pages see it: one connection per snapshot, readings kept by what was asked.

A snapshot never changes, so its name is the key of everything kept here and nothing expires.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import polars as pl
import streamlit as st

from pmo import bridges, metrics, restatements
from pmo.bridges import Bridge
from pmo.publication import catch_up
from pmo.readings import contents, register
from pmo.readings.contents import Contents
from pmo.readings.levels import Levels, levels_of
from pmo.readings.reading import Reading
from pmo.selection import Selection
from pmo.settings import read_settings
from pmo.warehouse import Snapshot, Warehouse, open_warehouse

SPARKLINE_DATES = 12
Arguments = ParamSpec("Arguments")
Made = TypeVar("Made")


def warehouse() -> Warehouse:
    """Return the warehouse of this process."""
    return _warehouse(str(read_settings().data))


@st.cache_resource(max_entries=1, show_spinner=False)
def _warehouse(data: str) -> Warehouse:  # noqa: ARG001 - the key
    return open_warehouse(read_settings())


def open_newest() -> None:
    """Open the warehouse, repair it where it must be, and the newest snapshot if there is one."""
    newest = warehouse().current()
    if newest is not None:
        organisations(newest)


def prepare() -> None:
    """Compute what was not computed when the snapshot was published, as after an upgrade."""
    catch_up(warehouse())


def has_figures() -> bool:
    """Whether anything in force speaks for a status date."""
    newest = warehouse().current()
    return newest is not None and bool(organisations(newest))


@st.cache_resource(max_entries=3, show_spinner=False, on_release=Snapshot.close)
def snapshot(name: str) -> Snapshot:
    """Return the open snapshot of that name."""
    return warehouse().snapshot(name)


@st.cache_data(max_entries=20, show_spinner=False)
def organisations(name: str) -> tuple[str, ...]:
    """Organisations that the snapshot holds."""
    return contents.organisations(snapshot(name))


def status_dates(name: str, organisation: str) -> tuple[date, ...]:
    """Status dates of an organisation, oldest first."""
    held = snapshot(name)
    return held.once(
        ("status dates", organisation), lambda: contents.status_dates(held, organisation)
    )


def contents_of(selection: Selection) -> Contents:
    """Groups and projects that a reader can choose from on the status date."""
    held = snapshot(selection.snapshot)
    return held.once(("contents", selection), lambda: contents.contents_of(held, selection))


def dates_so_far(selection: Selection, count: int = SPARKLINE_DATES) -> tuple[date, ...]:
    """The last ``count`` status dates up to the selection's own, oldest first."""
    known = status_dates(selection.snapshot, selection.organisation)
    return tuple(day for day in known if day <= selection.status_date)[-count:]


def kept(
    make: Callable[Concatenate[Selection, Arguments], Made],
) -> Callable[Concatenate[Selection, Arguments], Made]:
    """Keep what a function makes of readings, by the selection and its other arguments."""

    @wraps(make)
    def made(selection: Selection, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Made:
        key = (make, selection, args, tuple(kwargs.items()))
        return snapshot(selection.snapshot).once(key, lambda: make(selection, *args, **kwargs))

    return made


def read(
    name: str, selection: Selection, *, by: str = "organisation", dates: tuple[date, ...] = ()
) -> Reading:
    """Read a metric at a level, on the selection's status date or on several."""
    held = snapshot(selection.snapshot)
    return held.once(
        ("reading", name, selection, by, dates),
        lambda: metrics.read(name, held, selection, by=by, dates=dates),
    )


def rows(name: str, selection: Selection, *, dates: tuple[date, ...] = ()) -> pl.DataFrame:
    """Rows at a metric's own grain, for lists."""
    held = snapshot(selection.snapshot)
    return held.once(
        ("unit rows", name, selection, dates),
        lambda: metrics.rows(name, held, selection, dates=dates),
    )


def bridge(name: str, selection: Selection, *, since: date) -> Bridge:
    """What moved a sum from an earlier status date to the selection's own."""
    held = snapshot(selection.snapshot)
    return held.once(
        ("bridge", name, selection, since),
        lambda: bridges.bridge(name, held, selection, since=since),
    )


def restated(selection: Selection) -> pl.DataFrame:
    """Readings of the status date that differ from what was published of it."""
    held = snapshot(selection.snapshot)
    asked = replace(selection, group=None, projects=())
    return held.once(("restated", asked), lambda: restatements.restatements(held, asked))


def loaded_since(selection: Selection) -> pl.DataFrame:
    """Loads that speak of the status date and came after its publication."""
    held = snapshot(selection.snapshot)
    asked = replace(selection, group=None, projects=())
    return held.once(("loaded since", asked), lambda: restatements.loaded_since(held, asked))


def publication(selection: Selection) -> tuple[datetime, str] | None:
    """When the status date was last published, and by whom; None where it never was."""
    return contents.publication(
        snapshot(selection.snapshot), selection.organisation, selection.status_date
    )


def levels(selection: Selection) -> Levels:
    """Groups of each project and person on each status date."""
    return levels_of(snapshot(selection.snapshot), selection)


def record_rows(table: str, selection: Selection) -> pl.DataFrame:
    """Rows of a canonical table as they were reported on the status date, inside the selection."""
    held = snapshot(selection.snapshot)
    return held.once(
        ("record rows", table, selection), lambda: register.rows_of(table, held, selection)
    )


def files_of(selection: Selection) -> pl.DataFrame:
    """Files that speak of the selected projects on the status date."""
    held = snapshot(selection.snapshot)
    return held.once(("files", selection), lambda: register.files_of(held, selection))


@st.cache_data(max_entries=50, max_size="50MB", show_spinner=False)
def trace(name: str, selection: Selection, *, by: str, key: str) -> pl.DataFrame:
    """Cells that one reading rests on."""
    cells = read_settings().cells
    return metrics.trace(name, snapshot(selection.snapshot), selection, by=by, key=key, cells=cells)
