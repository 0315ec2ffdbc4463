"""The registry: what moves each sum between two status dates.

A bridge is ``<metric>.sql``, whose header names the metric's own causes. The causes that hold for
every sum, such as a new project, are those of ``pmo.readings.bridge``. To add one, add the file.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from pmo.errors import UnknownNameError
from pmo.metrics import metric, metrics
from pmo.readings import bridge as building
from pmo.readings.bridge import Bridge, Plan, parse_plan
from pmo.selection import Selection
from pmo.warehouse import Snapshot

__all__ = ["Bridge", "bridge", "plans"]

FOLDER = Path(__file__).parent


@cache
def plans() -> Mapping[str, Plan]:
    """Every bridge by the name of its metric, in their order."""
    found = [
        parse_plan(metric(each.stem), each.read_text("utf-8")) for each in FOLDER.glob("*.sql")
    ]
    return {each.metric.name: each for each in sorted(found, key=lambda each: each.order)}


def bridge(name: str, snapshot: Snapshot, selection: Selection, *, since: date) -> Bridge:
    """What moved a sum from ``since`` to the selection's status date.

    Raises:
        UnknownNameError: no such bridge; carries the nearest names.
    """
    if name not in plans():
        raise UnknownNameError("bridge", name, tuple(plans()))
    return building.bridge(plans()[name], metrics(), snapshot, selection, since=since)
