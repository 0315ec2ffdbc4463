"""Dates of a project: what was promised, what is forecast on a status date, what happened."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from data.sample.months import DAYS_OF_WORK
from data.sample.projects import Project

STAGES = (  # name, kind, importance, share of the way from start to finish
    ("Kick-off", "Start", "Normal", 0.0),
    ("Design approved", "Gate", "Key", 0.22),
    ("Build complete", "Delivery", "Normal", 0.50),
    ("Test complete", "Delivery", "Normal", 0.70),
    ("Go-live", "Delivery", "Key", 0.88),
    ("Project closed", "Finish", "Normal", 1.0),
)
PILOT = ("Pilot site live", "Delivery", "Normal", 0.60)  # only larger projects have one


@dataclass(frozen=True)
class Milestone:
    """One milestone as a report of a status date shows it."""

    milestone_id: str
    project_id: str
    name: str
    kind: str
    importance: str
    original: date
    baseline: date
    forecast: date | None
    actual: date | None
    is_cancelled: bool

    @property
    def effective(self) -> date:
        """Actual date or, while it is open, the forecast."""
        return self.actual or self.forecast or self.baseline


def at(knots: tuple[tuple[date, float], ...], day: date, default: float) -> float:
    """Value on the straight line between the knots; flat before the first and after the last."""
    if not knots:
        return default
    if day <= knots[0][0]:
        return knots[0][1]
    for (left, low), (right, high) in pairwise(knots):
        if day <= right:
            return low + (high - low) * (day - left).days / (right - left).days
    return knots[-1][1]


def slip_days(project: Project, day: date) -> int:
    """Days by which all open dates are later than first approved, as it is on that day."""
    return int(at(project.slip, day, 0.0))


def promised(project: Project, share: float) -> date:
    """Original baseline of a date at that share of the way; a weekend moves to Monday."""
    if share == 1.0:
        return project.finish
    day = project.start + timedelta(days=round((project.finish - project.start).days * share))
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= DAYS_OF_WORK else day


@cache
def reached(project: Project, original: date) -> date:
    """Day on which a date first promised for `original` is really met."""
    day = original - timedelta(days=10)  # nothing is more than ten days early
    while original + timedelta(days=slip_days(project, day)) > day:
        day += timedelta(days=1)
    return day


def baseline_of(project: Project, original: date, status_date: date) -> date:
    """Baseline in force: re-baselining moves what was open at the time, and only that."""
    baseline = original
    for day, added in project.rebaselined:
        if day <= status_date and reached(project, original) > day:
            baseline = original + timedelta(days=added)
    return baseline


def forecast_of(project: Project, original: date, status_date: date) -> date:
    """Forecast of an open date as the manager reports it."""
    if project.forecasts_frozen:
        return original
    return original + timedelta(days=slip_days(project, status_date))


def is_stopped(project: Project, status_date: date) -> bool:
    """Whether it was cancelled by then."""
    return status_date >= project.cancelled_from


def is_closed(project: Project, status_date: date) -> bool:
    """Whether it was finished by then."""
    return not is_stopped(project, status_date) and reached(project, project.finish) <= status_date


def is_started(project: Project, status_date: date) -> bool:
    """Whether work had begun by then."""
    return reached(project, project.start) <= status_date


def milestones(project: Project, status_date: date) -> tuple[Milestone, ...]:
    """Milestones as reported on the status date."""
    if project.is_unplanned:
        return ()
    stages = sorted((*STAGES, *([PILOT] if project.budget >= 10**6 else [])), key=lambda s: s[3])
    return tuple(
        _milestone(project, stage, number, status_date)
        for number, stage in enumerate(stages, start=1)
    )


def _milestone(
    project: Project, stage: tuple[str, str, str, float], number: int, status_date: date
) -> Milestone:
    name, kind, importance, share = stage
    original = promised(project, share)
    day = reached(project, original)
    is_met = day <= min(status_date, project.cancelled_from)
    return Milestone(
        milestone_id=f"{project.project_id}-M{number}",
        project_id=project.project_id,
        name=name,
        kind=kind,
        importance=importance,
        original=original,
        baseline=baseline_of(project, original, status_date),
        forecast=None if is_met else forecast_of(project, original, status_date),
        actual=day if is_met else None,
        is_cancelled=is_stopped(project, status_date) and not is_met,
    )


def finish_date(project: Project, status_date: date) -> date:
    """Finish as it happened or, while it is open, as forecast."""
    if is_closed(project, status_date):
        return reached(project, project.finish)
    return forecast_of(project, project.finish, status_date)


def phase(project: Project, status_date: date) -> str:
    """Lifecycle word that the report uses."""
    if is_stopped(project, status_date):
        return "Cancelled"
    if status_date >= project.held_from:
        return "On hold"
    if is_closed(project, status_date):
        return "Closed"
    if project.is_unplanned or (project.start - status_date).days > 45:  # noqa: PLR2004 - six weeks
        return "Initiation"
    if not is_started(project, status_date):
        return "Planning"
    is_live = reached(project, promised(project, 0.88)) <= status_date
    return "Closing" if is_live else "Execution"


def stage_of_work(project: Project, day: date) -> float:
    """How far the work really is on that day, 0 to 1, before the curve of spending."""
    day = min(day, project.cancelled_from)
    gone = (day - project.start).days - slip_days(project, day)
    return min(1.0, max(0.0, gone / (project.finish - project.start).days))


def stage_as_planned(project: Project, day: date, status_date: date) -> float:
    """How far the work should be by the baseline in force on the status date.

    A new baseline takes what was done by then as its plan and goes on from there.
    """
    moves = [(when, added) for when, added in project.rebaselined if when <= status_date]
    if moves and day <= moves[-1][0]:
        return stage_of_work(project, day)
    gone = (day - project.start).days - (moves[-1][1] if moves else 0)
    return min(1.0, max(0.0, gone / (project.finish - project.start).days))


def curve(stage: float) -> float:
    """Share of the money at that stage: slow, fast, slow."""
    return stage * stage * (3 - 2 * stage)
