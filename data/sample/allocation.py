"""Who works on what: planned for the months ahead, and as it came."""

from datetime import date, timedelta
from functools import cache

from data.sample.capacity import net, net_before_leave
from data.sample.chance import chance, shared_out
from data.sample.months import month_end, months_between, next_month
from data.sample.people import FULL, OVERUSED, OVERUSED_FROM, PEOPLE, TEAMS, UNDERUSED, Person
from data.sample.projects import PROJECTS, Project
from data.sample.schedule import finish_date, is_stopped, reached, slip_days

AHEAD = 8  # months of the plan, the month of the status date included
SHARES = {0: (), 1: (1.0,), 2: (0.6, 0.4), 3: (0.5, 0.3, 0.2)}
QUARTER = 15  # minutes
OPEN_ROLES = (  # project, role, hours a month that nobody is named for, from which report on
    ("HG124", "Test engineer", 300, date(2026, 6, 30)),
    ("HG106", "Data engineer", 12, date(2026, 3, 31)),
)


@cache
def is_running(project: Project, month: date, known_on: date) -> bool:
    """Whether the project needs people in that month, as seen on the day."""
    if project.is_unplanned or not project.is_reported(known_on):
        return False
    if is_stopped(project, known_on) or known_on >= project.held_from:
        return False
    start = project.start + timedelta(days=slip_days(project, known_on))
    if reached(project, project.start) <= known_on:
        start = reached(project, project.start)
    return start <= month_end(month) and finish_date(project, known_on) >= month


@cache
def projects_of(person: Person, month: date, known_on: date) -> tuple[str, ...]:
    """Up to three projects, the main one first."""
    own = [p for p in PROJECTS if p.manager == person.name]
    team = [p for p in PROJECTS if p.project_id in TEAMS[person.team][2]]
    department = [p for p in PROJECTS if p.department == person.department]
    for pool in (own, team, department):
        running = [p.project_id for p in pool if is_running(p, month, known_on)]
        if running:
            running.sort(key=lambda key: chance("likes", person.person_id, key))
            return tuple(running[: max(SHARES)])
    return ()


def wanted_share(person: Person, month: date) -> float:
    """Share of the net capacity that projects want of the person."""
    about = (person.person_id, month)
    if person.person_id in OVERUSED and month >= OVERUSED_FROM:
        return 1.20 + 0.08 * chance("over", *about)
    if person.person_id in UNDERUSED:
        return UNDERUSED[person.person_id]
    if int(person.person_id[1:]) % FULL == 0:
        return 0.88 + 0.08 * chance("full", *about)
    usual = 0.65 + 0.13 * chance("usual", person.person_id)
    return usual + 0.04 * chance("month", *about)


@cache
def plan(person: Person, status_date: date) -> dict[str, dict[date, int]]:
    """Whole hours by project and month, in minutes."""
    hours: dict[str, dict[date, int]] = {}
    first = status_date.replace(day=1)
    for month in months_between(first, next_month(first, AHEAD - 1)):
        keys = projects_of(person, month, status_date)
        total = round(wanted_share(person, month) * net_before_leave(person, month) / 60)
        if total == 0 or not keys:
            continue
        for key, part in zip(keys, shared_out(total, SHARES[len(keys)]), strict=True):
            hours.setdefault(key, {})[month] = part * 60
    return hours


def worked(person: Person, month: date) -> dict[str, int]:
    """Minutes booked on each project in the month, in quarters of an hour."""
    keys = projects_of(person, month, month_end(month))
    mood = 1 + (chance("worked", person.person_id, month) - 0.5) * 0.04
    quarters = round(wanted_share(person, month) * mood * net(person, month) / QUARTER)
    if not keys or quarters == 0:
        return {}
    parts = shared_out(quarters, SHARES[len(keys)])
    return {key: part * QUARTER for key, part in zip(keys, parts, strict=True) if part}


def open_roles(status_date: date) -> list[tuple[str, str, dict[date, int]]]:
    """Work without a name: project, role, minutes by month, from the next month on."""
    first = next_month(status_date.replace(day=1))
    months = months_between(first, next_month(first, 5))
    return [
        (project, role, dict.fromkeys(months, hours * 60))
        for project, role, hours, from_date in OPEN_ROLES
        if status_date >= from_date
    ]


def planned_minutes(status_date: date, months: tuple[date, ...]) -> dict[tuple[str, date], int]:
    """Minutes planned for each person and month."""
    return {
        (person.person_id, month): sum(
            row.get(month, 0) for row in plan(person, status_date).values()
        )
        for person in PEOPLE
        if person.is_known(status_date)
        for month in months
    }
