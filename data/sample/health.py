"""Colours: by the evidence, for the known truth, and as the managers report them."""

from datetime import date
from itertools import pairwise

from data.sample.money import (
    MONTHS,
    actuals,
    commitment,
    current_budget,
    earned,
    planned,
    to_go,
)
from data.sample.months import status_dates, working_days
from data.sample.projects import Project
from data.sample.schedule import baseline_of, finish_date, milestones, phase

ORDER = ("Green", "Amber", "Red")
SILENT = ("Initiation", "Planning", "On hold", "Closed", "Cancelled")  # managers say no colour
IDLE = ("On hold", "Closed", "Cancelled")
LATE = (5, 10, 30)  # working days
LATE_SHARE = (0.05, 0.10)  # of the baseline's working days
KEY_LATE = 10
OVER = (0.02, 0.10)  # of the current budget
EFFICIENCY = (0.95, 0.90)
TRUSTED = (0.15, 0.85)  # share of the budget earned between which efficiency can turn it red
UNDERSPENT = 0.10  # of the plan to date, while the finish is late


def worst(*colours: str | None) -> str | None:
    """Worst of the colours that are known."""
    known = [colour for colour in colours if colour]
    return max(known, key=ORDER.index) if known else None


def schedule_colour(project: Project, status_date: date) -> str | None:
    """Colour of the finish against the baseline, and of key dates that were passed."""
    if project.is_unplanned or phase(project, status_date) in IDLE:
        return None
    finish = baseline_of(project, project.finish, status_date)
    late = working_days(finish, finish_date(project, status_date))
    share = late / working_days(project.start, finish)
    missed = any(
        working_days(milestone.baseline, status_date) > KEY_LATE
        for milestone in milestones(project, status_date)
        if milestone.importance == "Key" and milestone.actual is None
    )
    if late > LATE[2] or (late > LATE[1] and share > LATE_SHARE[1]) or missed:
        return "Red"
    is_small = late <= LATE[0] or (late <= LATE[1] and share <= LATE_SHARE[0])
    return "Green" if is_small else "Amber"


def keeps_moving(project: Project, status_date: date) -> bool:
    """Whether each of the last two reports of the project moved its finish to a later day."""
    days = [day for day in status_dates() if day <= status_date and project.is_reported(day)]
    dates = [finish_date(project, day) for day in days]
    later = [before < after for before, after in pairwise(dates)]
    return len(later) > 1 and all(later[-2:])


def is_idle(project: Project, status_date: date) -> bool:
    """Whether far less than planned is spent while the finish is late."""
    planned_so_far = sum(planned(project, status_date)[: months_so_far(status_date)])
    left = planned_so_far - sum(actuals(project, status_date))
    late = working_days(
        baseline_of(project, project.finish, status_date), finish_date(project, status_date)
    )
    return late > LATE[0] and left > UNDERSPENT * planned_so_far


def forecast_at_completion(project: Project, status_date: date) -> int:
    """Cost in the end as reported, in cents."""
    return sum(actuals(project, status_date)) + to_go(project, status_date)


def expected_cost(project: Project, status_date: date) -> int:
    """Cost in the end, in cents; never below what was spent and ordered."""
    bound = sum(actuals(project, status_date)) + commitment(project, status_date)
    return max(forecast_at_completion(project, status_date), bound)


def cost_colour(project: Project, status_date: date) -> str | None:
    """Colour of the cost in the end and of what a euro has earned."""
    if project.is_unplanned or phase(project, status_date) in IDLE:
        return None
    budget = current_budget(project, status_date)
    spent = sum(actuals(project, status_date))
    over = (expected_cost(project, status_date) - budget) / budget
    value = sum(earned(project, status_date))
    efficiency = value / spent if spent else 1.0
    is_trusted = TRUSTED[0] <= value / budget <= TRUSTED[1]
    if over > OVER[1] or spent + commitment(project, status_date) > budget:
        return "Red"
    if efficiency < EFFICIENCY[1] and is_trusted:
        return "Red"
    return "Amber" if over > OVER[0] or efficiency < EFFICIENCY[0] else "Green"


def reported(project: Project, status_date: date) -> tuple[str, str, str]:
    """Overall, schedule and cost colour in the report; empty while there is nothing to say."""
    if phase(project, status_date) in SILENT:
        return ("", "", "")
    schedule = schedule_colour(project, status_date) or ""
    cost = cost_colour(project, status_date) or ""
    if project.says == "Green":
        return ("Green", "Green", "Green")
    return (project.says or worst(schedule, cost) or "", schedule, cost)


def percent_done(project: Project, status_date: date) -> int:
    """Whole percent of the current budget that is earned."""
    budget = current_budget(project, status_date)
    return round(100 * sum(earned(project, status_date)) / budget) if budget else 0


def months_so_far(status_date: date) -> int:
    """Months of the budget sheet up to the status date."""
    return sum(month <= status_date for month in MONTHS)
