"""Processor time that one rerun costs a real server: with figures seen before, and with new ones.

A visitor over the server's own websocket; the time is that of the server's process.
"""

from collections.abc import Callable
from pathlib import Path
from statistics import mean

from tests.bench.asked import PAGES
from tests.bench.measure import Result
from tests.bench.portfolio import DEPARTMENTS, month_ends
from tests.bench.served import ROOT, Server, Visitor, serving, visiting

MEASURED = (*PAGES, "what_changed", "project", "transfers")
WARM, NEW = 50, 300
WARM_REPETITIONS = 12
GROUPS = [f"DEP{i}" for i in range(DEPARTMENTS)]  # of projects and of people


def measured(folder: Path, *, repetitions: int) -> list[Result]:
    """Three results per page: nothing new, a new group, a new status date."""
    with (
        serving(ROOT / "app.py", folder, folder / "server.log") as server,
        visiting(server.port) as visitor,
    ):
        return [
            result for page in MEASURED for result in _of_page(page, server, visitor, repetitions)
        ]


def _of_page(page: str, server: Server, visitor: Visitor, repetitions: int) -> list[Result]:
    newest_first = [day.isoformat() for day in reversed(month_ends())]
    visitor.choose("group", "all")
    visitor.choose("at", newest_first[0])
    visitor.open("" if page == PAGES[0] else page)
    visitor.run()
    warm = _mean(server, visitor.run, [()] * WARM_REPETITIONS)
    groups = _mean(server, visitor.choose, [("group", group) for group in GROUPS])
    visitor.choose("group", "all")
    dates = _mean(
        server, visitor.choose, [("at", day) for day in newest_first[1 : 1 + repetitions]]
    )
    return [
        Result(f"Rerun of {page}, nothing new", warm, "ms", WARM, note="CPU of the server"),
        Result(f"Rerun of {page}, a new group", groups, "ms", NEW, note="CPU of the server"),
        Result(f"Rerun of {page}, a new date", dates, "ms", NEW, note="CPU of the server"),
    ]


def _mean(server: Server, click: Callable[..., None], arguments: list[tuple[str, ...]]) -> float:
    spent = []
    for given in arguments:
        before = server.cpu
        click(*given)
        spent.append(server.cpu - before)
    return mean(spent)
