"""What the formats of schedules have in common: headers of ours beside those of the sender.

A schedule says in several fields what a reader of the plan sees as one. Its source puts that
under these headers, and they fill the same columns in every format.
"""

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from pipelines.book import address
from pipelines.lists import List
from pipelines.region import Target
from pmo.ledger import Issue
from pmo.tables import ASSIGNMENTS, MILESTONES, PROJECTS, TASK_LINKS, TASKS, Table

PROJECT, STATUS = "Project", "Status date"
DATES = {  # header, and the column of a source's frame that stands under it
    "Start date": "start",
    "Finish date": "finish",
    "Actual start": "actual_start",
    "Actual finish": "actual_finish",
    "Baseline start": "baseline_start",
    "Baseline finish": "baseline_finish",
}
MILESTONE = "milestone"
WORK_OF_MONTH = Target(ASSIGNMENTS.name, ASSIGNMENTS["planned_minutes"].name)
_OF_MILESTONE = (("importance", "normal"),)  # of each date, so that other tasks make no milestone


def _filled(table: Table, named: Mapping[str, str]) -> dict[str, tuple[Target, ...]]:
    return {header: (Target(table.name, table[name].name),) for header, name in named.items()}


OF_MILESTONES = {
    "Milestone id": (Target(MILESTONES.name, "milestone_id"),),
    "Milestone name": (Target(MILESTONES.name, "milestone_name"),),
    "Milestone baseline": (Target(MILESTONES.name, "baseline_date", _OF_MILESTONE),),
    "Milestone forecast": (Target(MILESTONES.name, "forecast_date", _OF_MILESTONE),),
    "Milestone actual": (Target(MILESTONES.name, "actual_date", _OF_MILESTONE),),
}
OF_TASKS = (
    _filled(
        TASKS,
        {
            PROJECT: "project_id",
            STATUS: "status_date",
            "Parent": "parent_id",
            "Kind": "task_kind",
            "Start date": "start_date",
            "Finish date": "finish_date",
            "Baseline start": "baseline_start_date",
            "Baseline finish": "baseline_finish_date",
            "Actual start": "actual_start_date",
            "Actual finish": "actual_finish_date",
            "Percent complete": "percent_complete_share",
            "Constraint": "constraint_kind",
            "Constraint date": "constraint_date",
            "Assignee": "assignee",
        },
    )
    | OF_MILESTONES
)
OF_PROJECTS = _filled(
    PROJECTS,
    {
        PROJECT: "project_id",
        "Project name": "project_name",
        STATUS: "status_date",
        "Start date": "forecast_start_date",
        "Finish date": "forecast_finish_date",
        "Baseline start": "baseline_start_date",
        "Baseline finish": "baseline_finish_date",
        "Actual start": "actual_start_date",
        "Actual finish": "actual_finish_date",
    },
)
OF_LINKS = _filled(
    TASK_LINKS, {PROJECT: "project_id", STATUS: "status_date", "Link type": "link_kind"}
)


def dates() -> list[pl.Expr]:
    """Dates of a frame under their headers."""
    return [pl.col(name).alias(header) for header, name in DATES.items()]


def milestones(is_milestone: pl.Expr, *, project: pl.Expr) -> list[pl.Expr]:
    """Columns of the tasks that are milestones; blank for all others.

    Every plan numbers its tasks from one: a milestone's key says its project too.
    Read ``id``, ``name``, ``finish``, ``actual_finish`` and ``baseline_finish`` of the frame.
    """
    forecast = pl.when(pl.col("actual_finish").is_null()).then("finish")
    values = {
        "Milestone id": pl.concat_str(project, "id", separator="/"),
        "Milestone name": pl.col("name"),
        "Milestone baseline": pl.col("baseline_finish"),
        "Milestone forecast": forecast,
        "Milestone actual": pl.col("actual_finish"),
    }
    return [pl.when(is_milestone).then(value).alias(header) for header, value in values.items()]


def promises(
    is_promise: pl.Expr, *, key: pl.Expr, name: pl.Expr, due: pl.Expr, met: pl.Expr
) -> list[pl.Expr]:
    """Columns of a tracker's items that are promised for a day, as its sender writes the days.

    Args:
        is_promise: whether an item is one where it has a day.
        key: its key, of which the tracker has one for all its projects.
        name: what is promised.
        due: the day.
        met: the day on which it was done; null while it is open.
    """
    values = {
        "Milestone id": key,
        "Milestone name": name,
        "Milestone forecast": pl.when(met.is_null()).then(due),
        "Milestone actual": met,
    }
    is_dated = is_promise & due.is_not_null()
    return [pl.when(is_dated).then(value).alias(header) for header, value in values.items()]


def spans(tasks: pl.DataFrame, by: str) -> pl.DataFrame:
    """Dates of whole projects from those of their tasks, by the column that names the project."""
    is_done = pl.col("actual_finish").is_not_null().all()
    return tasks.group_by(by).agg(
        start=pl.col("start").min(),
        finish=pl.col("finish").max(),
        actual_start=pl.col("actual_start").min(),
        actual_finish=pl.when(is_done).then(pl.col("actual_finish").max()),
        baseline_start=pl.col("baseline_start").min(),
        baseline_finish=pl.col("baseline_finish").max(),
    )


def parents(keys: Iterable[str | None], levels: Iterable[int | None]) -> list[str | None]:
    """Parent of each task: the last one before it that stands higher in the outline."""
    above: list[tuple[int, str]] = []
    found: list[str | None] = []
    for key, level in zip(keys, levels, strict=True):
        while above and above[-1][0] >= (level or 0):
            above.pop()
        found.append(above[-1][1] if above else None)
        if key is not None:
            above.append((level or 0, key))
    return found


LINK_TROUBLES = {
    "link_to_nowhere": 'No task of the file has the key "{}". The link is loaded; it ties nothing.',
    "link_to_itself": 'The task "{}" waits for itself. The link is loaded; remove it in the plan.',
    "circular_link": 'The links lead back to the task "{}". They are loaded; break the circle.',
}


def troubled_links(links: List, ends: tuple[str, str], tasks: pl.Series) -> Iterator[Issue]:
    """List the links that lead to no task of the file, to the task itself, or round in a circle.

    Args:
        links: the list of links.
        ends: headers of the task before and of the task that waits.
        tasks: keys of the tasks in the file.
    """
    before, after = ends
    pairs = links.frame(before, after).drop_nulls()
    known = set(tasks.drop_nulls())
    in_circles = _in_circles((a, b) for a, b in pairs.select(ends).iter_rows() if a != b)
    for row, first, second in pairs.iter_rows():
        missing = next((end for end, key in zip(ends, (first, second), strict=True)
                        if key not in known), None)  # fmt: skip
        if missing:
            rule, end = "link_to_nowhere", missing
        elif first == second:
            rule, end = "link_to_itself", before
        elif {first, second} <= in_circles:
            rule, end = "circular_link", before
        else:
            continue
        key = first if end == before else second
        cell = address(row, links.places[end])
        yield Issue(links.sheet.name, cell, rule, key, LINK_TROUBLES[rule].format(key))


def _in_circles(pairs: Iterable[tuple[str, str]]) -> set[str]:
    """Tasks that are left when those without one before or without one after go, time and again."""
    after: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    for first, second in pairs:
        after.setdefault(first, set()).add(second)
        before.setdefault(second, set()).add(first)
    for ahead, behind in ((after, before), (before, after)):
        loose = [task for task in ahead if not behind.get(task)]
        while loose:
            task = loose.pop()
            for other in ahead.pop(task, ()):
                behind[other].discard(task)
                if not behind[other] and other in ahead:
                    loose.append(other)
    return after.keys() & before.keys()


def percent(points: pl.Expr) -> pl.Expr:
    """Progress of 0 to 100 as a text with its sign, so that nobody takes it for a share."""
    text = points.round(2).cast(pl.String).str.strip_suffix(".0") + "%"
    return pl.when(points.is_not_null()).then(text)


def day(moment: pl.Expr) -> pl.Expr:
    """Day of a moment such as "2024-02-05 08:00"; null where it is none."""
    return moment.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
