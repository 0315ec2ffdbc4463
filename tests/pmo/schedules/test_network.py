"""What holds for every network: float by all its paths, whatever the order of the rows."""

from collections.abc import Iterator
from datetime import timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.calendars import calendar
from pmo.metrics import critical_path
from pmo.tables import CANONICAL, schema_of
from tests.networks import DAY, T

TIME = calendar("test", []).filter(
    pl.col("day_date").is_between(T - timedelta(days=400), T + timedelta(days=4000))
)
FEW = settings(max_examples=40)
Plan = tuple[list[int], list[tuple[int, int, str, int]]]  # durations; before, after, kind, lag


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw tasks and links that lead from a task to a later one."""
    durations = draw(st.lists(st.integers(0, 9), min_size=2, max_size=7))
    pairs = [(a, b) for b in range(len(durations)) for a in range(b)]
    linked = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=10, unique=True))
    kinds, lags = st.sampled_from(["FS", "SS", "FF", "SF"]), st.integers(0, 4)
    return durations, [(a, b, draw(kinds), draw(lags)) for a, b in linked]


def floats(plan: Plan, order: list[int] | None = None) -> dict[str, float]:
    """Float of each task in working days."""
    durations, links = plan
    tasks = [
        {"status_date": T, "project_id": "P", "task_id": f"{number}", "duration_minutes": n * DAY}
        for number, n in enumerate(durations)
    ]
    ties = [
        {"status_date": T, "project_id": "P", "predecessor_id": f"{a}", "successor_id": f"{b}",
         "link_kind": kind, "lag_minutes": lag * DAY}
        for a, b, kind, lag in links
    ]  # fmt: skip
    if order is not None:
        tasks, ties = [tasks[place] for place in order], ties[::-1]
    frames = (
        pl.DataFrame(rows, schema=schema_of(CANONICAL[name]))
        for rows, name in ((tasks, "tasks"), (ties, "task_links"))
    )
    rows = critical_path.rows(*frames, working_days=TIME)
    return dict(rows.select("task_id", "float_days").iter_rows())


def gap(durations: list[int], link: tuple[int, int, str, int]) -> int:
    """Least time from the start of the task before to the start of the task after."""
    before, after, kind, lag = link
    return {
        "FS": durations[before] + lag,
        "SS": lag,
        "FF": durations[before] + lag - durations[after],
        "SF": lag - durations[after],
    }[kind]


def paths(plan: Plan, start: int, *, ahead: bool) -> Iterator[int]:
    """Length of every path from a task: to a last finish, or back to the status date."""
    durations, links = plan
    yield durations[start] if ahead else 0
    for link in links:
        here, there = link[:2] if ahead else link[1::-1]
        if here == start:
            for rest in paths(plan, there, ahead=ahead):
                yield gap(durations, link) + rest


def slacks(plan: Plan) -> dict[str, int]:
    """Float by walking through every path there is."""
    tasks = range(len(plan[0]))
    early = [max(paths(plan, task, ahead=False)) for task in tasks]
    later = [max(paths(plan, task, ahead=True)) for task in tasks]
    finish = max(start + length for start, length in zip(early, plan[0], strict=True))
    return {f"{task}": finish - early[task] - later[task] for task in tasks}


@FEW
@given(plans())
def test_total_float_is_the_least_slack_of_all_paths_through_a_task(plan: Plan):
    assert floats(plan) == slacks(plan)


@FEW
@given(plans())
def test_something_holds_the_finish(plan: Plan):
    found = floats(plan)
    assert min(found.values()) == 0


@FEW
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_is_irrelevant(plan: Plan, random):
    order = list(range(len(plan[0])))
    random.shuffle(order)
    assert floats(plan, order) == floats(plan)


@FEW
@given(plans())
def test_a_task_that_takes_longer_by_its_float_does_not_move_the_finish(plan: Plan):
    durations, links = plan
    fs_only = durations, [(a, b, "FS", lag) for a, b, _, lag in links]
    found = floats(fs_only)
    name, spare = max(found.items(), key=lambda each: each[1])
    longer = [n + int(spare) * (f"{number}" == name) for number, n in enumerate(durations)]
    after = floats((longer, fs_only[1]))
    assert after[name] == 0
    assert all(after[other] <= value for other, value in found.items())


def test_a_hundred_thousand_tasks_in_one_chain_need_no_recursion():
    count = 100_000
    task = pl.int_range(count, eager=True).cast(pl.String)
    tasks = pl.DataFrame(schema=schema_of(CANONICAL["tasks"])).clear(count).with_columns(
        status_date=pl.lit(T), project_id=pl.lit("P"), task_id=task,
        duration_minutes=pl.lit(0, pl.Int64),
    )  # fmt: skip
    links = pl.DataFrame(
        {"project_id": "P", "predecessor_id": task[:-1], "successor_id": task[1:]}
    ).with_columns(status_date=pl.lit(T), link_kind=pl.lit("FS"), lag_minutes=pl.lit(0))
    rows = critical_path.rows(tasks, links, TIME)
    assert rows["float_days"].sum() == pytest.approx(0)
    assert rows["is_critical"].sum() == count
