"""What 25 people at once wait for: each a tab over the server's own websocket, clicking."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter, sleep

from tests.bench.asked import PAGES
from tests.bench.measure import Result
from tests.bench.portfolio import month_ends
from tests.bench.served import ROOT, serving, visiting

USERS = 25
CLICKS = 10
PAUSE_SECONDS = 3.0
MOST = 1000


def measured(folder: Path) -> list[Result]:
    """Two results: the time within which 95 of 100 clicks are drawn, and the middle one."""
    with serving(ROOT / "app.py", folder, folder / "server.log") as server:
        with visiting(server.port) as first:  # the figures of the newest date are known
            for page in PAGES[1:]:
                first.open(page)
        with ThreadPoolExecutor(USERS) as users:
            waits = sorted(
                wait
                for found in users.map(lambda user: _clicks(server.port, user), range(USERS))
                for wait in found
            )
    worst, middle = waits[int(0.95 * len(waits))], waits[len(waits) // 2]
    note = f"{USERS} websocket sessions, {len(waits)} clicks, one every {PAUSE_SECONDS:g} s each"
    return [
        Result("25 users, 95 of 100 clicks within", worst, "ms", MOST, note=note),
        Result("25 users, median click", middle, "ms", MOST),
    ]


def _clicks(port: int, user: int) -> list[float]:
    """Milliseconds of each click of one user: another page, date or group."""
    chance = random.Random(user)  # noqa: S311 - the same clicks in every run
    days = [day.isoformat() for day in month_ends()[-4:]]
    sleep(chance.uniform(0, PAUSE_SECONDS))
    waits = []
    with visiting(port) as visitor:
        for _ in range(CLICKS):
            sleep(chance.uniform(0.5, 1.5) * PAUSE_SECONDS)
            began = perf_counter()
            kind = chance.choice(("page", "page", "at", "group"))
            if kind == "page":
                visitor.open(chance.choice(("", *PAGES[1:])))
            elif kind == "at":
                visitor.choose("at", chance.choice(days))
            else:
                visitor.choose("group", chance.choice(("all", "PRT0", "PRT1", "DEP0")))
            waits.append(1000 * (perf_counter() - began))
    return waits
