"""Resource plans, time sheets and absences as files."""

import csv
from datetime import date
from io import StringIO
from itertools import groupby
from pathlib import Path

from data.sample.allocation import AHEAD, QUARTER, open_roles, plan, worked
from data.sample.capacity import absence_minutes, absences, base, days_away, days_there
from data.sample.chance import shared_out
from data.sample.months import label, months_between, next_month, status_dates
from data.sample.people import OVERUSED, PEOPLE, Person
from data.sample.projects import PROJECTS
from data.sample.reports import opening
from data.sample.schedule import is_started
from data.sample.tables import Cell, Sheet, write_workbook

WORK = {
    "Project manager": "Project",
    "Business analyst": "Analysis",
    "Test engineer": "Testing",
    "HR specialist": "Analysis",
    "Security analyst": "Analysis",
}
RUN = {"Infrastructure engineer": "Operations", "Developer": "Support", "Data engineer": "Support"}
REPORTING = 120  # minutes a month that a project manager spends on reports
SEMICOLONS = date(2025, 5, 31)  # a time sheet from a machine with decimal commas
Entry = tuple[str, date, str, int, str]  # person, day, project, minutes, activity


def write_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8", mark: str = ",") -> None:
    """Write rows as text; the first is the header."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=mark, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def write_plans(folder: Path) -> list[str]:
    """Write a resource plan for each status date; returns the names in order."""
    names = []
    for day in status_dates():
        name = f"Resource plan {day:%Y-%m}.xlsx"
        write_workbook(folder / name, (people_sheet(day), allocation_sheet(day)))
        names.append(name)
    return names


def people_sheet(day: date) -> Sheet:
    """One line for each person; leavers stay on the list."""
    header = (
        "Person ID", "Name", "Role", "Team", "Department", "FTE", "Joined", "Left", "Calendar",
    )  # fmt: skip
    rows = tuple(
        (p.person_id, p.name, p.role, p.team, p.department, p.fte, p.joined,
         p.left if p.left and p.left <= day else None, "weekdays")
        for p in PEOPLE
        if p.is_known(day)
    )  # fmt: skip
    return Sheet("People", header, rows, above=opening("People", day))


def allocation_sheet(day: date) -> Sheet:
    """Hours by person and project, months across; at the end roles without a person."""
    first = day.replace(day=1)
    months = months_between(first, next_month(first, AHEAD - 1))
    started = {project.project_id for project in PROJECTS if is_started(project, day)}
    rows: list[tuple[Cell, ...]] = [
        (p.person_id, p.role, key, "Firm" if key in started else "Tentative", *_hours(row, months))
        for p in PEOPLE
        if p.is_known(day)
        for key, row in plan(p, day).items()
    ]
    rows += [(None, role, key, "Firm", *_hours(row, months)) for key, role, row in open_roles(day)]
    header = ("Person ID", "Role", "Project ID", "Firmness", *(f"{label(m)} (h)" for m in months))
    above = opening("Allocations", day, "Hours per month. Lines without a person are not staffed.")
    return Sheet("Allocations", header, tuple(rows), above=above)


def _hours(row: dict[date, int], months: tuple[date, ...]) -> list[Cell]:
    return [row[month] // 60 if month in row else None for month in months]


def entries(person: Person, month: date) -> list[Entry]:
    """All bookings of the person in the month, by day."""
    return sorted(
        [*_project_entries(person, month), *_other_entries(person, month)], key=lambda e: e[1:3]
    )


def chunks(person: Person, month: date) -> list[tuple[date, ...]]:
    """Days there, three by three within a week; one booking stands for all of them.

    Overused people book every other day, since no day may have more than 24 hours.
    """
    length = 2 if person.person_id in OVERUSED else 3
    runs = []
    for _, week in groupby(days_there(person, month), key=lambda day: day.isocalendar()[:2]):
        days = tuple(week)
        runs += [days[n : n + length] for n in range(0, len(days), length)]
    return runs


def _project_entries(person: Person, month: date) -> list[Entry]:
    runs = chunks(person, month)
    left = worked(person, month)
    if not runs or not left:
        return []
    quarters = shared_out(sum(left.values()) // QUARTER, [len(run) for run in runs])
    booked: list[Entry] = []
    for run, part in zip(runs, quarters, strict=True):
        minutes = part * QUARTER
        while minutes:
            key = max(left, key=lambda project: left[project])
            taken = min(minutes, left[key])
            word = WORK.get(person.role, "Development")
            booked.append((person.person_id, run[-1], key, taken, word))
            left[key] -= taken
            minutes -= taken
    return booked


def _other_entries(person: Person, month: date) -> list[Entry]:
    booked: list[Entry] = [
        (person.person_id, day, "", round(480 * person.fte), "Training" if training else "Leave")
        for day, training in days_away(person, month).items()
    ]
    free = [run[0] for run in chunks(person, month) if len(run) > 1] or list(
        days_there(person, month)
    )
    if not free:
        return booked
    days = (free[0], free[len(free) // 2])
    run = RUN.get(person.role, "Administration")
    total = base(person, month)
    booked += [
        (person.person_id, day, "", part, word)
        for day, part, word in zip(
            days, (total // 2, total - total // 2), (run, "Service requests"), strict=True
        )
    ]
    if person.role == "Project manager":
        booked.append((person.person_id, free[-1], "", REPORTING, "Status reporting"))
    return booked


def write_timesheets(folder: Path) -> list[str]:
    """Write a time sheet for each month; returns the names in order."""
    names = []
    for day in status_dates():
        name = f"timesheets {day:%Y-%m}.csv"
        rows = [["Person ID", "Date", "Project ID", "Hours", "Activity"]]
        for person in PEOPLE:
            rows += [
                [key, day_of.isoformat(), project, hours(minutes), word]
                for key, day_of, project, minutes, word in entries(person, day.replace(day=1))
            ]
        if day == SEMICOLONS:
            rows = [[row[0], row[1], row[2], row[3].replace(".", ","), row[4]] for row in rows]
        write_csv(folder / name, rows, mark=";" if day == SEMICOLONS else ",")
        names.append(name)
    return names


def hours(minutes: int) -> str:
    """Minutes as hours with two decimals."""
    return f"{minutes / 60:.2f}"


def write_absences(folder: Path) -> list[str]:
    """Write all absences in one file as a German-speaking office would; returns its name."""
    rows = [["Person ID", "Name", "First day", "Last day", "Hours away", "Training"]]
    for person in PEOPLE:
        for span in absences(person):
            away = hours(absence_minutes(person, span)).replace(".", ",")
            days = [f"{day:%d.%m.%Y}" for day in span[:2]]
            rows.append([person.person_id, person.name, *days, away, "yes" if span[2] else "no"])
    write_csv(folder / "absences.csv", rows, encoding="cp1252", mark=";")
    return ["absences.csv"]
