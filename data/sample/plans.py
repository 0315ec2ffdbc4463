"""Plans of five projects as Microsoft Project writes them: tasks, links, baselines, progress.

They name no people, whose time stands in the resource plan, and have no milestones, which the
report lists.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

from data.sample.months import DAYS_OF_WORK, status_dates, working_days
from data.sample.projects import PROJECTS, Project
from data.sample.schedule import baseline_of, forecast_of, promised, reached

PHASES = (  # name, tasks with the share of the way at which each ends
    ("Design", (("Requirements", 0.08), ("Solution design", 0.17), ("Design review", 0.22))),
    ("Build", (("Interfaces", 0.32), ("Core build", 0.42), ("Data migration", 0.50))),
    ("Test", (("Test cases", 0.56), ("System test", 0.64), ("Acceptance test", 0.70))),
    ("Rollout", (("Training", 0.77), ("Cutover rehearsal", 0.83), ("Go-live work", 0.88))),
    ("Close", (("Hypercare", 0.95), ("Handover to operations", 1.0))),
)
HOURS = 8
TENTHS_OF_A_DAY = HOURS * 60 * 10  # lag counts tenths of a minute
FINISH_TO_START, START_TO_START = 1, 3
MUST_FINISH_ON = 3
UNTIED = {"HG128": ("Core build", "Test cases", "Training")}  # nothing waits for them
LAGS = {"HG110": {"Acceptance test": -3, "System test": 10, "Go-live work": 10}}  # working days
STARTS_TOGETHER = {"HG124": ("Core build", "Training", "Test cases")}
HELD = {"HG121": ("Acceptance test", "Go-live work")}
PLANNED = ("HG101", "HG110", "HG121", "HG124", "HG128")


@dataclass(frozen=True)
class Task:
    """One task of a plan on a status date."""

    number: int
    name: str
    baseline: tuple[date, date]
    expected: tuple[date, date]  # as it happened or is forecast
    percent: int
    waits_for: int | None

    @property
    def hours(self) -> int:
        """Working time from the first day to the last."""
        return max(1, working_days(self.expected[0], self.expected[1]) + 1) * HOURS


def write_plans(folder: Path) -> list[str]:
    """Write the plans of the last two status dates; returns their names."""
    names = []
    for day in status_dates()[-2:]:
        for project in PROJECTS:
            if project.project_id in PLANNED:
                name = f"Plan {project.project_id} {day.isoformat()}.xml"
                (folder / name).write_text(_plan(project, day), encoding="utf-8", newline="\n")
                names.append(name)
    return names


def _plan(project: Project, status_date: date) -> str:
    numbers = count(1)
    tasks, outline = [], []
    before: Task | None = None
    for phase, steps in PHASES:
        outline.append(_summary(next(numbers), phase))
        for name, share in steps:
            task = _task(project, status_date, next(numbers), (name, share), before)
            outline.append(_element(project, task, status_date))
            tasks.append(task)
            if name not in UNTIED.get(project.project_id, ()):
                before = task
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<Project xmlns="http://schemas.microsoft.com/project">\n'
        f"<Title>{escape(project.name)}</Title>\n"
        f"<StatusDate>{status_date.isoformat()}T17:00:00</StatusDate>\n"
        f"<Tasks>\n{''.join(outline)}</Tasks>\n</Project>\n"
    )


def _task(
    project: Project, status_date: date, number: int, step: tuple[str, float], before: Task | None
) -> Task:
    name, share = step
    original = promised(project, share)
    done = reached(project, original)
    is_done = done <= status_date
    finish = done if is_done else forecast_of(project, original, status_date)
    baseline_finish = baseline_of(project, original, status_date)
    first = (project.start, project.start)
    after = before or Task(0, "", first, first, 0, None)
    start = min(_day_after(after.expected[1]) if before else project.start, finish)
    planned = _day_after(after.baseline[1]) if before else project.start
    return Task(
        number,
        name,
        (min(planned, baseline_finish), baseline_finish),
        (start, finish),
        100 if is_done else _percent(start, finish, status_date),
        before.number if before else None,
    )


def _percent(start: date, finish: date, status_date: date) -> int:
    """Progress of an open task: the days gone, never all of them."""
    if start > status_date:
        return 0
    gone = working_days(start, status_date)
    return min(95, 100 * gone // max(1, working_days(start, finish) + 1))


def _day_after(day: date) -> date:
    """First working day after a day."""
    day += timedelta(days=1)
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= DAYS_OF_WORK else day


def _summary(number: int, phase: str) -> str:
    return (
        f"<Task><UID>{number}</UID><ID>{number}</ID><Name>{phase}</Name>"
        "<OutlineLevel>1</OutlineLevel><Summary>1</Summary></Task>\n"
    )


def _element(project: Project, task: Task, status_date: date) -> str:
    key = project.project_id
    start, finish = (_moment(day, hour) for day, hour in zip(task.expected, (8, 17), strict=True))
    is_held = task.name in HELD.get(key, ())
    parts = [
        f"<UID>{task.number}</UID><ID>{task.number}</ID><Name>{task.name}</Name>",
        "<OutlineLevel>2</OutlineLevel><Summary>0</Summary><Milestone>0</Milestone>",
        f"<Start>{start}</Start><Finish>{finish}</Finish><Duration>PT{task.hours}H0M0S</Duration>",
        f"<PercentComplete>{task.percent}</PercentComplete>",
        f"<ConstraintType>{MUST_FINISH_ON if is_held else 0}</ConstraintType>",
        f"<ConstraintDate>{finish}</ConstraintDate>" if is_held else "",
        f"<ActualStart>{start}</ActualStart>" if task.expected[0] <= status_date else "",
        f"<ActualFinish>{finish}</ActualFinish>" if task.percent == 100 else "",  # noqa: PLR2004
        f"<RemainingDuration>PT{_hours_left(task)}H0M0S</RemainingDuration>",
        _link(key, task) if task.waits_for else "",
        f"<Baseline><Number>0</Number><Start>{_moment(task.baseline[0], 8)}</Start>",
        f"<Finish>{_moment(task.baseline[1], 17)}</Finish></Baseline>",
    ]
    return f"<Task>{''.join(parts)}</Task>\n"


def _hours_left(task: Task) -> int:
    return task.hours * (100 - task.percent) // 100


def _link(project_id: str, task: Task) -> str:
    together = task.name in STARTS_TOGETHER.get(project_id, ())
    lag = LAGS.get(project_id, {}).get(task.name, 0) * TENTHS_OF_A_DAY
    return (
        f"<PredecessorLink><PredecessorUID>{task.waits_for}</PredecessorUID>"
        f"<Type>{START_TO_START if together else FINISH_TO_START}</Type>"
        f"<LinkLag>{lag}</LinkLag></PredecessorLink>"
    )


def _moment(day: date, hour: int) -> str:
    return f"{day.isoformat()}T{hour:02}:00:00"
