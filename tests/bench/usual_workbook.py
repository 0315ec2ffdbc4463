"""A workbook as a PMO keeps it: ten sheets of different kinds, 500 rows each, invented."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from openpyxl import Workbook

ROWS = 500  # of each sheet
START = date(2025, 1, 6)
MONTHS = tuple(date(2026, month, 1) for month in range(1, 13))
SYLLABLES = ("nor", "val", "ter", "bri", "lan", "mos", "dek", "sur", "fin", "gal")
Row = Sequence[object]


def write_usual_workbook(path: Path) -> None:
    """Write the workbook; the same one every time."""
    chance = Random(3)  # noqa: S311 - invented values
    workbook = Workbook(write_only=True)
    for name, (headers, row) in SHEETS.items():
        sheet = workbook.create_sheet(name)
        sheet.append([f"{name} of the portfolio"])
        sheet.append([])
        sheet.append(headers)
        for number in range(1, ROWS + 1):
            sheet.append(row(number, chance))
    workbook.save(path)


def _name(chance: Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)).title()


def _person(chance: Random) -> str:
    return f"{_name(chance)} {_name(chance)}"


def _day(chance: Random) -> date:
    return START + timedelta(days=chance.randrange(700))


def _text_day(chance: Random) -> str:
    return chance.choice((f"{_day(chance):%d/%m/%Y}", f"{_day(chance):%d/%m/%Y}", "TBC"))


def _money(chance: Random) -> str:
    return f"£{chance.randrange(1000, 900_000):,}"


def _prose(chance: Random) -> str:
    return " ".join(_name(chance) for _ in range(chance.randrange(3, 14)))


def _project(chance: Random) -> str:
    return f"P-{chance.randrange(1, ROWS):04}"


def _register(number: int, chance: Random) -> Row:
    days = sorted(_day(chance) for _ in range(5))
    money = [chance.randrange(10_000, 9_000_000) for _ in range(3)]
    rag = chance.choice(("Red", "Amber", "Green"))
    phase = chance.choice(("Initiation", "Delivery", "Closed"))
    return [
        *(f"P-{number:04}", _name(chance), _name(chance), _person(chance), _person(chance)),
        *(phase, rag, *days, *money, chance.random(), _prose(chance), _prose(chance)),
    ]


def _milestone(number: int, chance: Random) -> Row:
    return [
        *(f"M{number}", _project(chance), _name(chance), _person(chance)),
        *(_text_day(chance), _text_day(chance), _text_day(chance), _text_day(chance)),
        *(chance.choice(("Red", "Amber", "Green")), chance.choice(("Yes", "No"))),
        *(_prose(chance), _person(chance)),
    ]


def _costs(number: int, chance: Random) -> Row:
    return [f"P-{number:04}", _name(chance), "Budget", *(_money(chance) for _ in MONTHS)]


def _risk(number: int, chance: Random) -> Row:
    return [
        *(f"R{number}", _project(chance), _name(chance), _prose(chance), _person(chance)),
        *(chance.randrange(1, 6), chance.randrange(1, 6), chance.choice(("Open", "Closed"))),
        *(_day(chance), _day(chance), _prose(chance), _money(chance)),
    ]


def _task(number: int, chance: Random) -> Row:
    return [
        *(f"T{number}", _project(chance), _name(chance), _person(chance), _day(chance)),
        *(_day(chance), _day(chance), _day(chance), chance.randrange(1, 90), chance.random()),
        *(chance.randrange(4, 400), chance.randrange(4, 400), _prose(chance)),
    ]


def _hours(_: int, chance: Random) -> Row:
    return [
        *(f"E{chance.randrange(1, 60):03}", _person(chance), _name(chance), _day(chance)),
        *(_project(chance), _name(chance), chance.randrange(1, 16) / 2, "Yes", _prose(chance)),
        *(chance.choice(("Approved", "Draft")), _person(chance), _day(chance)),
    ]


def _request(number: int, chance: Random) -> Row:
    return [
        *(f"REQ{number:06}", _prose(chance), chance.choice(("Access", "Report", "Fault"))),
        *(chance.randrange(1, 5), chance.choice(("New", "Resolved", "Closed"))),
        *(_person(chance), _person(chance), _name(chance), _day(chance), _day(chance)),
        *(_day(chance), _day(chance), chance.choice(("Yes", "No"))),
    ]


def _allocation(_: int, chance: Random) -> Row:
    return [
        *(_person(chance), _name(chance), _project(chance)),
        *(chance.randrange(0, 160) for _ in MONTHS),
    ]


def _change(number: int, chance: Random) -> Row:
    return [
        *(f"CR-{number}", _project(chance), _name(chance), _prose(chance), _person(chance)),
        *(_day(chance), _day(chance), chance.choice(("Approved", "Rejected", "Pending"))),
        *(_money(chance), chance.randrange(0, 60), _prose(chance), _person(chance)),
    ]


def _person_row(number: int, chance: Random) -> Row:
    return [
        *(f"E{number:03}", _person(chance), _name(chance), _name(chance), "Engineer"),
        *(chance.choice((0.5, 0.8, 1)), _day(chance), None, 37.5, "London", _person(chance)),
        _prose(chance),
    ]


SHEETS: dict[str, tuple[Row, Callable[[int, Random], Row]]] = {
    "Projects": (
        ("Project ID", "Project name", "Programme", "Project manager", "Sponsor", "Stage", "RAG",
         "Start date", "Baseline finish", "Forecast finish", "Approved", "Last review",
         "Approved budget", "Actual to date", "Forecast at completion", "% complete",
         "Description", "Comments"),
        _register,
    ),
    "Milestones": (
        ("Milestone ID", "Project ID", "Milestone", "Owner", "Original baseline",
         "Current baseline", "Forecast", "Actual", "RAG", "Critical", "Comments", "Approver"),
        _milestone,
    ),
    "Costs": (
        ("Project ID", "Project name", "Type", *(f"{month:%b %Y}" for month in MONTHS)),
        _costs,
    ),
    "Risks": (
        ("Risk ID", "Project ID", "Risk", "Description", "Owner", "Probability", "Impact",
         "Status", "Raised", "Due", "Mitigation", "Cost of impact"),
        _risk,
    ),
    "Tasks": (
        ("Task ID", "Project ID", "Task name", "Assigned to", "Baseline start",
         "Baseline finish", "Start", "Finish", "Duration (days)", "% complete",
         "Planned hours", "Actual hours", "Notes"),
        _task,
    ),
    "Timesheets": (
        ("Employee ID", "Employee", "Team", "Date", "Project ID", "Task", "Hours", "Billable",
         "Comment", "Status", "Approved by", "Approved on"),
        _hours,
    ),
    "Requests": (
        ("Number", "Short description", "Category", "Priority", "State", "Caller",
         "Assigned to", "Assignment group", "Opened", "Resolved", "Closed", "Due date",
         "Made SLA"),
        _request,
    ),
    "Allocations": (
        ("Person", "Team", "Project ID", *(f"{month:%b %Y}" for month in MONTHS)),
        _allocation,
    ),
    "Changes": (
        ("Change ID", "Project ID", "Title", "Description", "Requested by", "Requested",
         "Decided", "Decision", "Cost impact", "Schedule impact (days)", "Reason", "Approver"),
        _change,
    ),
    "People": (
        ("Employee ID", "Name", "Team", "Department", "Role", "FTE", "Start date", "End date",
         "Hours per week", "Location", "Manager", "Notes"),
        _person_row,
    ),
}  # fmt: skip
