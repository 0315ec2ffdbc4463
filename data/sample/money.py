"""Budgets, plans, actuals, commitments and forecasts of the sample, in cents."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from data.sample.chance import chance, shared_out
from data.sample.months import FIRST_MONTH, LAST_MONTH, month_end, months_between, next_month
from data.sample.projects import PROJECTS, Project
from data.sample.schedule import (
    at,
    curve,
    finish_date,
    is_closed,
    is_stopped,
    slip_days,
    stage_as_planned,
    stage_of_work,
)

MEASURES = (
    "Original budget", "Approved budget", "Planned value", "Earned value", "Actual", "Commitment",
    "Forecast",
)  # fmt: skip
MONTHS = months_between(FIRST_MONTH, LAST_MONTH)


@dataclass(frozen=True)
class Transfer:
    """Budget moved from one project to another, or asked for."""

    transfer_id: str
    giver: str
    taker: str
    amount: int  # cents
    state: str
    requested: date
    decided: date | None
    requested_by: str
    reason: str
    flaw: str = ""  # the rule that its approval breaks


ONE_SIDED, OWN_REQUEST = "one_sided", "own_request"
FLAWS = {8: ONE_SIDED, 12: OWN_REQUEST}  # by number: the rule that an approval breaks


def transfer(number: int, way: str, euros: int, decision: str, why: str) -> Transfer:
    """Return a transfer; its decision is a word, the day of asking and the day of deciding."""
    giver, taker = way.split(" > ")
    state, requested, decided = f"{decision} ".split(" ")[:3]
    return Transfer(
        transfer_id=f"BT-{number:03}",
        giver=giver,
        taker=taker,
        amount=euros * 100,
        state=state,
        requested=date.fromisoformat(requested),
        decided=date.fromisoformat(decided) if decided else None,
        requested_by=next(p.manager for p in PROJECTS if p.project_id == taker),
        reason=why,
        flaw=FLAWS.get(number, ""),
    )


TRANSFERS = (
    transfer(1, "HG102 > HG101", 180_000, "Approved 2025-02-10 2025-03-05", "Interfaces"),
    transfer(2, "HG111 > HG101", 120_000, "Approved 2025-02-12 2025-03-05", "Licences"),
    transfer(3, "HG118 > HG101", 350_000, "Approved 2025-07-21 2025-08-14", "Data migration"),
    transfer(4, "HG105 > HG104", 60_000, "Rejected 2025-09-01 2025-09-24", "Extra storage"),
    transfer(5, "HG108 > HG101", 150_000, "Approved 2025-12-08 2026-01-15", "Test environment"),
    transfer(6, "HG118 > HG101", 250_000, "Approved 2025-12-08 2026-01-15", "External advice"),
    transfer(7, "HG115 > HG117", 120_000, "Approved 2026-02-16 2026-03-11", "Storage on hold"),
    transfer(8, "HG115 > HG119", 40_000, "Approved 2026-03-20 2026-04-09", "Storage on hold"),
    transfer(9, "HG120 > HG121", 40_000, "Approved 2025-11-24 2025-12-10", "Pilot was stopped"),
    transfer(10, "HG107 > HG127", 15_000, "Approved 2026-02-23 2026-03-18", "Shared component"),
    transfer(11, "HG114 > HG112", 50_000, "Rejected 2026-05-11 2026-06-08", "Overtime"),
    transfer(12, "HG124 > HG101", 200_000, "Approved 2026-05-18 2026-06-17", "Second rollout"),
    transfer(13, "HG121 > HG101", 250_000, "Approved 2026-05-18 2026-06-17", "Second rollout"),
    transfer(14, "HG106 > HG109", 45_000, "Cancelled 2026-08-03 2026-08-12", "Not needed"),
    transfer(15, "HG108 > HG122", 140_000, "Pending 2026-09-28", "Connectors"),
    transfer(16, "HG127 > HG128", 20_000, "Pending 2026-10-19", "Late start"),
)


def changes(project: Project, day: date) -> tuple[tuple[date, int], ...]:
    """Approved transfers up to that day: when decided, cents in (positive) or out."""
    moves = []
    for move in TRANSFERS:
        if move.state == "Approved" and move.decided is not None and move.decided <= day:
            sign = (move.taker == project.project_id) - (move.giver == project.project_id)
            if sign:
                moves.append((move.decided, sign * move.amount))
    return tuple(moves)


def current_budget(project: Project, status_date: date) -> int:
    """Original budget with all approved transfers."""
    return project.budget * 100 + sum(amount for _, amount in changes(project, status_date))


def worth(project: Project, stage: float, status_date: date) -> int:
    """Budgeted value of the work up to that stage, changes spread over what then lay ahead."""
    done = curve(stage)
    value = project.budget * 100 * done
    for day, amount in changes(project, status_date):
        before = curve(stage_as_planned(project, day, day))
        if before < 1:
            value += amount * max(0.0, (done - before) / (1 - before))
        elif stage >= 1:
            value += amount
    return round(value)


def monthly(cumulative: list[int]) -> list[int]:
    """Amount of each month from the amounts up to each month end."""
    return [here - before for here, before in zip(cumulative, [0, *cumulative[:-1]], strict=True)]


def whole_euros(cents: int) -> int:
    """Cents rounded to whole euros, still in cents."""
    return round(cents / 100) * 100


def planned(project: Project, status_date: date) -> list[int]:
    """Approved budget by month, by the baseline in force."""
    stages = [stage_as_planned(project, month_end(month), status_date) for month in MONTHS]
    upto = [whole_euros(worth(project, stage, status_date)) for stage in stages]
    last = next((n for n, stage in enumerate(stages) if stage >= 1), len(upto) - 1)
    upto[last:] = [current_budget(project, status_date)] * (len(upto) - last)
    return monthly(upto)


def original(project: Project) -> list[int]:
    """Budget as first approved, by month of the first baseline."""
    long_ago = FIRST_MONTH
    stages = [stage_as_planned(project, month_end(month), long_ago) for month in MONTHS]
    return monthly([whole_euros(round(project.budget * 100 * curve(stage))) for stage in stages])


def earned(project: Project, status_date: date) -> list[int]:
    """Value of the work done in each month up to the status date."""
    ends = [month_end(month) for month in MONTHS if month <= status_date]
    return monthly([whole_euros(worth(project, stage_of_work(project, end), end)) for end in ends])


@cache
def actual(project: Project, month: date) -> int:
    """What the month has cost; a booked month never changes."""
    end = month_end(month)
    before = next_month(month, -1)
    share = curve(stage_of_work(project, end)) - curve(stage_of_work(project, month_end(before)))
    mood = 1 + (chance("cost", project.project_id, month) - 0.5) * 0.04
    return round(project.budget * 100 * share * cost_share(project, end) * mood)


def cost_share(project: Project, day: date) -> float:
    """Real cost of the work done on that day, as share of what was first budgeted for it.

    Honest work costs a little less than what the project has in the end.
    """
    if project.cost:
        return at(project.cost, day, 1.0)
    has_in_the_end = current_budget(project, month_end(LAST_MONTH)) / (project.budget * 100)
    return has_in_the_end * (0.955 + 0.035 * chance("honest cost", project.project_id))


def actuals(project: Project, status_date: date) -> list[int]:
    """Cost of each month up to the status date."""
    return [actual(project, month) for month in MONTHS if month <= status_date]


def to_go(project: Project, status_date: date) -> int:
    """Cost still to come, as the manager reports it; whole euros in cents."""
    if is_closed(project, status_date) or is_stopped(project, status_date):
        return 0
    spent = sum(actuals(project, status_date))
    if project.says_cost is not None:
        wanted = current_budget(project, status_date) * project.says_cost
        return whole_euros(round(max(0.0, wanted - spent)))
    left = 1 - curve(stage_of_work(project, status_date))
    return whole_euros(round(project.budget * 100 * left * cost_share(project, status_date)))


def forecast(project: Project, status_date: date) -> dict[date, int]:
    """Cost to come by month up to the forecast finish; a stated zero where nothing is to come."""
    total = to_go(project, status_date)
    first = next_month(status_date.replace(day=1))
    if total == 0:
        return {first: 0}
    last = min(max(finish_date(project, status_date).replace(day=1), first), LAST_MONTH)
    months = months_between(first, last)
    slip = slip_days(project, status_date)
    span = (project.finish - project.start).days
    upto = [
        curve(min(1.0, max(0.0, ((month_end(m) - project.start).days - slip) / span)))
        for m in (status_date.replace(day=1), *months)
    ]
    weights = [max(high - low, 0.0) + 0.002 for low, high in pairwise(upto)]
    parts = shared_out(total // 100, weights)
    return {month: part * 100 for month, part in zip(months, parts, strict=True)}


def commitment(project: Project, status_date: date) -> int:
    """Open orders; part of what is to come, unless somebody ordered more than there is."""
    if status_date >= project.orders_over_budget_from:
        budget = current_budget(project, status_date)
        return whole_euros(round(budget * 1.06)) - whole_euros(sum(actuals(project, status_date)))
    share = 0.20 + 0.25 * chance("orders", project.project_id, status_date.year)
    return whole_euros(round(to_go(project, status_date) * share))


def amounts(project: Project, measure: str, status_date: date) -> dict[date, int]:
    """Amount of each month that a line of the budget sheet shows, in cents."""
    if measure == "Forecast":
        return forecast(project, status_date)
    if measure == "Commitment":
        return {status_date.replace(day=1): commitment(project, status_date)}
    months = {
        "Original budget": lambda: original(project),
        "Approved budget": lambda: planned(project, status_date),
        "Planned value": lambda: planned(project, status_date),
        "Earned value": lambda: earned(project, status_date),
        "Actual": lambda: actuals(project, status_date),
    }[measure]()
    shown = {month: cents for month, cents in zip(MONTHS, months, strict=False) if cents}
    return shown or {status_date.replace(day=1): 0}
