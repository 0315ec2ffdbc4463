"""What is true of the invented worlds, from their own model and never from Milepost."""

import json
from collections import Counter
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from data.sample import allocation, capacity, health, money, risks, works
from data.sample.ledgers import service_requests
from data.sample.months import months_between, next_month, status_dates, working_days
from data.sample.people import PEOPLE
from data.sample.projects import PROJECTS, Project
from data.sample.publications import status_date
from data.sample.schedule import Milestone, baseline_of, finish_date, is_closed, milestones, phase

TRUTH_DATES = (date(2025, 10, 31), *status_dates()[-3:])
OVER = 0.10
CENTS = 10_000 * 100  # works count in ten thousands of euros
UNDER = 0.60  # of net capacity
HOT = 1.10
UNSTAFFED = (0.05, 0.15)


def write_truth(path: Path) -> None:
    """Write the known truth as JSON: money in cents, time in minutes, dates in ISO form."""
    truth = {
        "sample": {"status_dates": {str(day): of_date(day) for day in TRUTH_DATES}},
        "sample-works": {
            "status_dates": {str(status_date(year)): of_year(year) for year in works.YEARS}
        },
    }
    text = json.dumps(truth, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def of_date(day: date) -> dict[str, object]:
    """Everything known on one status date."""
    reported = [project for project in PROJECTS if project.is_reported(day)]
    planned = [project for project in reported if not project.is_unplanned]
    due, met = hit_rate(day)
    computed = {project.project_id: colours(project, day) for project in planned}
    green = [p.project_id for p in planned if health.reported(p, day)[0] == "Green"]
    reds = [key for key, colour in computed.items() if "Red" in colour.values()]
    return {
        "projects": {project.project_id: of_project(project, day) for project in planned},
        "phases": dict(Counter(phase(project, day) for project in reported)),
        "reported": dict(Counter(health.reported(p, day)[0] or "None" for p in reported)),
        "hit_rate": {"due": due, "met": met},
        "milestones_overdue": overdue(day),
        "pending_transfers": [
            move.transfer_id
            for move in money.TRANSFERS
            if move.requested <= day and (move.decided is None or move.decided > day)
        ],
        "transfer_breaches": {
            move.transfer_id: move.flaw
            for move in money.TRANSFERS
            if move.flaw and move.decided is not None and move.decided <= day
        },
        "computed": computed,
        "computed_red": reds,
        "green_but_red": [key for key in green if key in reds],
        "slipping": [p.project_id for p in planned if is_late(p, day)],
        "overrun": [p.project_id for p in planned if overrun(p, day) > OVER],
        "totals": totals(planned, day),
        "overdue_critical": risks.overdue(day, "Critical"),
        "overdue_high": risks.overdue(day, "High"),
        "net_transfers": net_transfers(day),
        "people": people(day),
        "unstaffed": unstaffed(day),
        "service_requests": requests(day),
    }


def is_active(project: Project, day: date) -> bool:
    """Whether it is neither on hold nor over."""
    return phase(project, day) not in health.IDLE


def late_days(project: Project, day: date) -> int:
    """Calendar days of the finish against the current baseline."""
    return (finish_date(project, day) - baseline_of(project, project.finish, day)).days


def is_late(project: Project, day: date) -> bool:
    """Whether it is active and its forecast finish is after its baseline."""
    return is_active(project, day) and late_days(project, day) > 0


def overrun(project: Project, day: date) -> float:
    """Expected cost above the current budget, as share of it; 0 for what is not active."""
    budget = money.current_budget(project, day)
    return (health.expected_cost(project, day) - budget) / budget if is_active(project, day) else 0


def colours(project: Project, day: date) -> dict[str, str | None]:
    """Computed colours of the dimensions that the files allow to assess."""
    if phase(project, day) in health.IDLE:
        return {"schedule": None, "cost": None, "people": None, "risk": None}
    is_critical = project.project_id in risks.overdue(day, "Critical")
    is_high = project.project_id in risks.overdue(day, "High")
    quiet = "Green" if risks.lines(project, day) else None
    return {
        "schedule": at_best(
            health.schedule_colour(project, day), health.keeps_moving(project, day)
        ),
        "cost": at_best(health.cost_colour(project, day), health.is_idle(project, day)),
        "people": people_colour(project, day),
        "risk": "Red" if is_critical else "Amber" if is_high else quiet,
    }


def at_best(colour: str | None, is_warned: bool) -> str | None:  # noqa: FBT001 - read as a clause
    """Amber instead of green where something warns."""
    return "Amber" if colour == "Green" and is_warned else colour


def of_project(project: Project, day: date) -> dict[str, object]:
    """Dates and money of one project."""
    budget = money.current_budget(project, day)
    finish = finish_date(project, day)
    is_dated = is_closed(project, day) or phase(project, day) != "Cancelled"
    is_stopped = phase(project, day) in ("On hold", "Cancelled")  # nobody waits for its milestones
    open_ones = (
        []
        if is_stopped
        else [m for m in milestones(project, day) if m.actual is None and not m.is_cancelled]
    )
    return {
        "phase": phase(project, day),
        "reported": health.reported(project, day)[0] or None,
        "finish_slippage_days": late_days(project, day) if is_dated else None,
        "finish_slippage_original_days": (finish - project.finish).days if is_dated else None,
        "finish_slippage_working_days": working_days(
            baseline_of(project, project.finish, day), finish
        ) if is_dated else None,
        "worst_open_milestone": worst(open_ones),
        "original_budget": project.budget * 100,
        "current_budget": budget,
        "planned_value": sum(money.planned(project, day)[: health.months_so_far(day)]),
        "earned_value": sum(money.earned(project, day)),
        "actual_to_date": sum(money.actuals(project, day)),
        "open_commitments": money.commitment(project, day),
        "forecast_at_completion": health.forecast_at_completion(project, day),
        "variance_at_completion": budget - health.expected_cost(project, day),
    }  # fmt: skip


def worst(open_ones: list[Milestone]) -> dict[str, object] | None:
    """Latest open milestone against the current baseline; ties go to the first by key."""
    if not open_ones:
        return None
    latest = max(open_ones, key=lambda m: (m.effective - m.baseline).days)
    return {
        "slippage_days": (latest.effective - latest.baseline).days,
        "slippage_original_days": max((m.effective - m.original).days for m in open_ones),
        "slippage_working_days": max(working_days(m.baseline, m.effective) for m in open_ones),
    }


def hit_rate(day: date) -> tuple[int, int]:
    """Milestones due in the month by the baseline of the month before, and how many were met."""
    dates = status_dates()
    if day == dates[0]:
        return (0, 0)
    before = dates[dates.index(day) - 1]
    due = met = 0
    for project in PROJECTS:
        if not (project.is_reported(before) and is_active(project, before)):
            continue
        now = {m.milestone_id: m.actual for m in milestones(project, day)}
        for milestone in milestones(project, before):
            if before < milestone.baseline <= day:
                due += 1
                actual = now[milestone.milestone_id]
                met += actual is not None and actual <= milestone.baseline
    return due, met


def overdue(day: date) -> dict[str, int]:
    """Open milestones of active projects past their baseline; those whose forecast is past too."""
    open_ones = [
        milestone
        for project in PROJECTS
        if project.is_reported(day) and is_active(project, day)
        for milestone in milestones(project, day)
        if milestone.actual is None
    ]
    late = [milestone for milestone in open_ones if milestone.baseline < day]
    return {
        "overdue": len(late),
        "stale_forecast": sum(milestone.effective < day for milestone in late),
    }


def totals(projects: list[Project], day: date) -> dict[str, dict[str, int]]:
    """Money of each portfolio and of the organisation, all reported projects."""
    sums: dict[str, Counter[str]] = {}
    for project in projects:
        for group in ("sample", project.portfolio, project.programme, project.department):
            counter = sums.setdefault(group, Counter())
            for key, value in of_project(project, day).items():
                if isinstance(value, int) and not key.startswith("finish"):
                    counter[key] += value
    return {group: dict(counter) for group, counter in sums.items()}


def net_transfers(day: date) -> dict[str, int]:
    """Approved transfers in less out, of each project that had any, in cents."""
    moves = {p.project_id: [amount for _, amount in money.changes(p, day)] for p in PROJECTS}
    return {key: sum(amounts) for key, amounts in moves.items() if amounts}


def coming(day: date) -> tuple[date, ...]:
    """The three months after the status date."""
    first = next_month(day.replace(day=1))
    return months_between(first, next_month(first, 2))


def people(day: date) -> dict[str, object]:
    """Use of people in the month of the status date, and bookings of the three months after it."""
    month = day.replace(day=1)
    used = {}
    for person in PEOPLE:
        if person.is_known(day) and capacity.net(person, month):
            minutes = sum(allocation.worked(person, month).values())
            used[person.person_id] = {
                "project_minutes": minutes,
                "net_capacity_minutes": capacity.net(person, month),
            }
    share = {key: u["project_minutes"] / u["net_capacity_minutes"] for key, u in used.items()}
    return {
        "utilization": used,
        "under_used": [key for key, value in share.items() if value < UNDER],
        "over_used": [key for key, value in share.items() if value > HOT],
        "over_allocated": over_allocated(day),
    }


def over_allocated(day: date) -> dict[str, dict[str, int]]:
    """Minutes planned beyond net capacity, by coming month and person; nobody's leave is known."""
    planned = allocation.planned_minutes(day, coming(day))
    over: dict[str, dict[str, int]] = {}
    for person in PEOPLE:
        for month in coming(day):
            extra = planned.get((person.person_id, month), 0)
            extra -= capacity.net_before_leave(person, month)
            if extra > 0:
                over.setdefault(f"{month:%Y-%m}", {})[person.person_id] = extra
    return over


def unstaffed(day: date) -> dict[str, dict[str, int]]:
    """Minutes without a name and all minutes of the projects that have such, three months."""
    open_rows = allocation.open_roles(day)
    return {
        project: {
            "unstaffed_minutes": sum(row[month] for month in coming(day)),
            "demand_minutes": sum(row[month] for month in coming(day)) + named(project, day),
        }
        for project, _, row in open_rows
    }


def named(project_id: str, day: date) -> int:
    """Minutes planned with a name on the project in the three coming months."""
    plans = (allocation.plan(person, day) for person in PEOPLE if person.is_known(day))
    rows = (plan.get(project_id, {}) for plan in plans)
    return sum(row.get(month, 0) for row in rows for month in coming(day))


def people_colour(project: Project, day: date) -> str | None:
    """Colour of unstaffed work and of people booked above 110 % for two months."""
    demand = unstaffed(day).get(project.project_id)
    share = demand["unstaffed_minutes"] / demand["demand_minutes"] if demand else 0.0
    if share > UNSTAFFED[1]:
        return "Red"
    if share > UNSTAFFED[0] or strained(project.project_id, day):
        return "Amber"
    return "Green" if named(project.project_id, day) else None


@cache
def strained(project_id: str, day: date) -> bool:
    """Whether somebody who works on it in those months is booked above 110 % two months running."""
    for person in PEOPLE:
        plan = allocation.plan(person, day) if person.is_known(day) else {}
        if not any(plan.get(project_id, {}).get(month) for month in coming(day)):
            continue
        hot = [
            sum(row.get(month, 0) for row in plan.values())
            > HOT * capacity.net_before_leave(person, month)
            for month in coming(day)
        ]
        if (hot[0] and hot[1]) or (hot[1] and hot[2]):
            return True
    return False


def requests(day: date) -> dict[str, int]:
    """Service requests opened and resolved up to the end of the status date, and the open rest."""
    end = datetime.combine(day, time.max)
    opened = [request for request in service_requests() if request.opened <= end]
    resolved = sum(r.resolved is not None and r.resolved <= end for r in opened)
    return {"opened": len(opened), "resolved": resolved, "open": len(opened) - resolved}


def of_year(year: int) -> dict[str, object]:
    """Counts and sums of one publication; withheld and failed cells are in no sum."""
    projects = works.published(year)
    open_money = [p for p in projects if not works.withholds_money(p)]
    forecast = [p for p in open_money if not works.has_error(p, year)]
    ratings = Counter(p.rating(year) for p in projects)
    return {
        "projects": len(projects),
        "departments": dict(Counter(p.department for p in projects)),
        "ratings": dict(ratings),
        "at_risk": ratings["Amber/Red"] + ratings["Red"],
        "ends_known": sum(not works.lacks_end(p, year) for p in projects),
        "ratings_withheld": ratings[works.WITHHELD],
        "money_withheld": len(projects) - len(open_money),
        "forecasts_failed": len(open_money) - len(forecast),
        "year_budget": sum(p.budget(year) for p in open_money) * CENTS,
        "year_forecast": sum(p.forecast(year) for p in forecast) * CENTS,
        "whole_life": sum(p.whole_life(year) for p in open_money) * CENTS,
    }
