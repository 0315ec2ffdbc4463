"""A Jira export of two projects, with the columns that it repeats."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from data.sample.chance import between, chance, one_of
from data.sample.months import DAYS_OF_WORK, SHORT_NAMES, status_dates
from data.sample.people import PEOPLE, TEAMS
from data.sample.projects import PROJECTS, Project
from data.sample.timesheets import write_csv

TRACKED = ("HG104", "HG106")
ISSUES = 70
HEADER = [
    "Summary", "Issue key", "Issue id", "Parent id", "Issue Type", "Status", "Project key",
    "Project name", "Priority", "Assignee", "Created", "Resolved", "Due Date", "Original Estimate",
    "Remaining Estimate", "Time Spent", "Labels", "Labels", "Sprint", "Sprint", "Sprint",
]  # fmt: skip
SUBJECTS = ("customer record", "address check", "matching rule", "load job", "access rights",
            "quality report", "archive", "search", "consent flag", "monitoring")  # fmt: skip
VERBS = ("Design", "Build", "Test", "Document", "Review")
LABELS = ("backend", "data", "frontend", "legal")


def write_tracker(folder: Path) -> list[str]:
    """Write the exports of the last two status dates; returns their names."""
    names = []
    for day in status_dates()[-2:]:
        name = f"Jira export {day.isoformat()}.csv"
        rows = [
            _row(project, number, day)
            for project in PROJECTS
            if project.project_id in TRACKED
            for number in range(1, ISSUES + 1)
        ]
        write_csv(folder / name, [HEADER, *(row for row in rows if row)])
        names.append(name)
    return names


def _row(project: Project, number: int, status_date: date) -> list[str]:
    """One issue as exported that day; nothing if it did not exist yet."""
    about = (project.project_id, number)
    created = project.start + timedelta(days=number * 4 + between(0, 5, "created", *about))
    if created > status_date:
        return []
    due = created + timedelta(days=between(20, 90, "due", *about))
    done = due + timedelta(days=between(-10, 25, "done", *about))
    done += timedelta(days=max(0, done.weekday() - DAYS_OF_WORK + 1) * 2)
    is_done = done <= status_date
    hours = between(2, 10, "estimate", *about) * 4
    share = 1.0 if is_done else chance("spent", status_date, *about) if due < status_date else 0.0
    left = 0 if is_done else round(hours * (1 - share))
    kind = "Epic" if number <= 5 else one_of(("Story", "Task", "Bug"), "kind", *about)  # noqa: PLR2004 - the first five
    parent = "" if kind == "Epic" else str(_numeric(project, 1 + number % 5))
    team = next(t for t, (_, _, keys) in TEAMS.items() if project.project_id in keys)
    names = [p.name for p in PEOPLE if p.team == team]
    last = between(1, 3, "sprints", *about)
    sprints = [f"Sprint {number // 4 + n}" if n < last else "" for n in range(3)]
    return [
        f"{one_of(VERBS, 'verb', *about)} {one_of(SUBJECTS, 'subject', *about)}",
        f"{project.project_id}-{number}", str(_numeric(project, number)), parent, kind,
        "Done" if is_done else "In Progress" if share else "To Do",
        project.project_id, project.name, one_of(("High", "Medium", "Low"), "prio", *about),
        one_of(names, "who", *about), _moment(created, 9), _moment(done, 16) if is_done else "",
        _moment(due, 0) if parent else "", str(hours * 3600), str(left * 3600),
        str(round(hours * share) * 3600), one_of(LABELS, "label", *about),
        "urgent" if number % 10 == 0 else "", *sprints,
    ]  # fmt: skip


def _numeric(project: Project, number: int) -> int:
    return int(project.project_id[2:]) * 1000 + number


def _moment(day: date, hour: int) -> str:
    """Day and time as Jira writes them, such as "30/Oct/26 5:00 PM"."""
    moment = datetime.combine(day, time(hour, 0))
    half = "AM" if moment.hour < 12 else "PM"  # noqa: PLR2004 - noon
    return (
        f"{moment.day:02}/{SHORT_NAMES[moment.month - 1]}/{moment:%y} "
        f"{moment.hour % 12 or 12}:{moment.minute:02} {half}"
    )
