"""The registry: every metric in this folder, found by its file.

A metric is ``<name>.sql`` with its definition as header; what a query cannot say well is
``<name>.py``, its definition the docstring. To add one, add the file.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path

import polars as pl

from pmo.errors import UnknownNameError
from pmo.readings import ahead
from pmo.readings import read as readings
from pmo.readings import trace as traces
from pmo.readings.in_python import metric_of
from pmo.readings.metric import Metric, parse_metric
from pmo.readings.reading import Reading
from pmo.selection import Selection
from pmo.warehouse import Snapshot, Warehouse

FOLDER = Path(__file__).parent


@cache
def metrics() -> Mapping[str, Metric]:
    """Every metric by its name."""
    found = [
        parse_metric(file.stem, file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.sql")
    ]
    found += [
        metric_of(import_module(f"{__name__}.{file.stem}")) for file in FOLDER.glob("[!_]*.py")
    ]
    return {each.name: each for each in sorted(found, key=lambda each: each.name)}


def metric(name: str) -> Metric:
    """Return the metric of that name.

    Raises:
        UnknownNameError: there is none; carries the nearest names.
    """
    if name not in metrics():
        raise UnknownNameError("metric", name, tuple(metrics()))
    return metrics()[name]


def read(
    name: str,
    snapshot: Snapshot,
    selection: Selection,
    *,
    by: str = "organisation",
    dates: Sequence[date] = (),
) -> Reading:
    """Read a metric at a level: on the selection's status date, or on several.

    Levels are organisation, portfolio, programme, department, team, project, milestone, task,
    person and role.

    Raises:
        UnknownNameError: no such metric or level.
    """
    return readings.read(metric(name), metrics(), snapshot, selection, by=by, dates=dates)


def rows(
    name: str, snapshot: Snapshot, selection: Selection, *, dates: Sequence[date] = ()
) -> pl.DataFrame:
    """Rows at the metric's own grain, inside the selection, with their groups: for lists."""
    days = tuple(dates) or (selection.status_date,)
    return readings.unit_rows(metric(name), metrics(), snapshot, selection, dates=days)


def trace(  # noqa: PLR0913 - what is traced, and where the raw cells lie
    name: str, snapshot: Snapshot, selection: Selection, *, by: str, key: str, cells: Path
) -> pl.DataFrame:
    """Input values of one reading with file, sheet, cell and raw text (``TRACE_SCHEMA``)."""
    return traces.trace(metric(name), metrics(), snapshot, selection, by=by, key=key, cells=cells)


def compute_ahead(warehouse: Warehouse) -> None:
    """Compute what readers of the newest snapshot will ask for, and keep it beside it."""
    with warehouse.snapshot() as snapshot:
        ahead.compute_ahead(metrics(), snapshot)
