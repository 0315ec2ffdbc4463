"""Risks and issues of the sample: most are looked after, three are not."""

from datetime import date, timedelta

from data.sample.chance import between, one_of
from data.sample.projects import Project
from data.sample.schedule import is_started, is_stopped
from data.sample.tables import Cell

HEADER = (
    "Risk ID", "Project ID", "RAID type", "Risk title", "Probability", "Severity", "Mitigation",
    "Risk owner", "Date raised", "Due", "State", "Date closed",
)  # fmt: skip
COMMON = (
    ("Supplier delivers late", "Agree penalties and check weekly"),
    ("Key people leave", "Name a deputy for each role"),
    ("Test data is not released in time", "Ask the data owner by letter"),
    ("Interfaces change during the project", "Freeze the interface list"),
    ("Users have no time for the acceptance test", "Plan the test with the department"),
)
OVERDUE = (  # project, kind, title, severity, raised, due: open and past due ever since
    ("HG118", "Issue", "Power contract ends before the move", "Critical", "2026-05-11 2026-08-15"),
    ("HG117", "Risk", "Cost of data transfer is unknown", "High", "2026-06-01 2026-09-15"),
    ("HG128", "Issue", "Room sensors are not approved", "High", "2026-07-20 2026-10-01"),
)


def lines(project: Project, status_date: date) -> list[tuple[Cell, ...]]:
    """Rows of the project's risks and issues that were raised by the status date."""
    if project.is_unplanned or not is_started(project, status_date):
        return []
    return [*_ordinary(project, status_date), *_overdue(project, status_date)]


def _ordinary(project: Project, status_date: date) -> list[tuple[Cell, ...]]:
    """Closed in time, or not yet due."""
    rows: list[tuple[Cell, ...]] = []
    for number in (1, 2):
        about = (project.project_id, number)
        title, answer = one_of(COMMON, "risk", *about)
        raised = project.start + timedelta(days=between(30, 200, "raised", *about))
        due = raised + timedelta(days=between(60, 240, "due", *about))
        closed = due - timedelta(days=between(5, 40, "closed", *about))
        if raised > status_date:
            continue
        is_closed = closed <= status_date or is_stopped(project, status_date)
        severity = one_of(("High", "Medium", "Medium", "Low"), "severity", *about)
        rows.append((
            f"{project.project_id}-R{number}", project.project_id, "Risk", title,
            between(1, 8, "likely", *about) / 10, severity, answer, project.manager, raised, due,
            "Closed" if is_closed else "Open", min(closed, status_date) if is_closed else None,
        ))  # fmt: skip
    return rows


def _overdue(project: Project, status_date: date) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for project_id, kind, title, severity, days in OVERDUE:
        raised, due = map(date.fromisoformat, days.split())
        if project_id == project.project_id and raised <= status_date:
            rows.append((
                f"{project_id}-R9", project_id, kind, title, None, severity, "To be decided",
                project.manager, raised, due, "Open", None,
            ))  # fmt: skip
    return rows


def overdue(status_date: date, severity: str) -> list[str]:
    """Projects with an open item of that severity past its due date."""
    return [
        project_id
        for project_id, _, _, stated, days in OVERDUE
        if stated == severity and date.fromisoformat(days.split()[1]) < status_date
    ]
