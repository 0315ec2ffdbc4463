"""What is true of the invented worlds, from their own model and never from Milepost."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

from data.sample import health, money, risks
from data.sample.months import status_dates, working_days
from data.sample.projects import PROJECTS, Project
from data.sample.schedule import Milestone, baseline_of, finish_date, is_closed, milestones, phase

TRUTH_DATES = (date(2025, 10, 31), *status_dates()[-3:])
IDLE = ("On hold", "Closed", "Cancelled")
OVER = 0.10


def write_truth(path: Path) -> None:
    """Write the known truth as JSON: money in cents, time in minutes, dates in ISO form."""
    truth = {"sample": {"status_dates": {str(day): of_date(day) for day in TRUTH_DATES}}}
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
        "computed": computed,
        "computed_red": reds,
        "green_but_red": [key for key in green if key in reds],
        "slipping": [p.project_id for p in planned if is_late(p, day)],
        "overrun": [p.project_id for p in planned if overrun(p, day) > OVER],
        "totals": totals(planned, day),
        "overdue_critical": risks.overdue(day, "Critical"),
        "overdue_high": risks.overdue(day, "High"),
        "net_transfers": net_transfers(day),
    }


def is_active(project: Project, day: date) -> bool:
    """Whether it is neither on hold nor over."""
    return phase(project, day) not in IDLE


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
        return {"schedule": None, "cost": None, "risk": None}
    is_critical = project.project_id in risks.overdue(day, "Critical")
    is_high = project.project_id in risks.overdue(day, "High")
    return {
        "schedule": health.schedule_colour(project, day),
        "cost": health.cost_colour(project, day),
        "risk": "Red" if is_critical else "Amber" if is_high else "Green",
    }


def of_project(project: Project, day: date) -> dict[str, object]:
    """Dates and money of one project."""
    budget = money.current_budget(project, day)
    finish = finish_date(project, day)
    is_dated = is_closed(project, day) or phase(project, day) != "Cancelled"
    open_ones = [m for m in milestones(project, day) if m.actual is None and not m.is_cancelled]
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
