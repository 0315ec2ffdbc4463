"""The monthly portfolio report: register, milestones, budget and risks in one workbook."""

from datetime import date
from pathlib import Path

from data.sample import money, risks
from data.sample.health import percent_done, reported
from data.sample.months import label, month_end, next_month, status_dates, written
from data.sample.projects import PROJECTS, Project
from data.sample.schedule import (
    baseline_of,
    forecast_of,
    is_closed,
    is_started,
    milestones,
    phase,
    reached,
    slip_days,
)
from data.sample.tables import Cell, Sheet, write_workbook

TITLE = "Halden Group IT"
REGISTER = (
    "Project ID", "Project name", "Portfolio", "Programme", "Department", "Project type", "Phase",
    "Project manager", "Sponsor", "Priority", "Complexity", "Overall RAG", "Schedule RAG",
    "Cost RAG", "% complete", "Original baseline finish", "Baseline start", "Baseline finish",
    "Forecast finish", "Actual start", "Actual finish", "Commentary",
)  # fmt: skip
MILESTONES = (
    "Milestone ID", "Project ID", "Milestone", "Milestone type", "Importance", "Original baseline",
    "Baseline", "Forecast", "Actual", "Cancelled",
)  # fmt: skip
GUIDANCE = (
    ("How to fill in this workbook",),
    (),
    ("Project managers send their lines to the PMO by working day 3 of the month.",),
    ("Green: no help needed. Amber: watched. Red: help needed.",),
    ("Baselines are changed by the portfolio board only.",),
)
MERGED = date(2025, 2, 28)  # somebody merged the equal cells of the register
TEXT_DATES = date(2025, 3, 31)  # dates typed as text, day first
SHIFTED = date(2025, 4, 30)  # the register starts in column B
HEADER_AGAIN = date(2025, 6, 30)  # the header of a second printed page
HARD_SPACES = date(2025, 7, 31)  # no-break spaces in the header
AS_AT = date(2025, 9, 30)  # "As at" instead of "Status date"
DATE_HEADERS = date(2026, 1, 31)  # from here on the months above the budget are real dates


def write_reports(folder: Path) -> list[str]:
    """Write one workbook for each status date; returns the names in order."""
    names = []
    for day in status_dates():
        name = f"Portfolio report {day:%Y-%m}.xlsx"
        guidance = Sheet("Read me", (), (), above=GUIDANCE)
        sheets = (guidance, register(day), milestone_sheet(day), budget(day), risk_sheet(day))
        write_workbook(folder / name, sheets)
        names.append(name)
    return names


def on(day: date) -> tuple[Project, ...]:
    """Projects that the report of that day has."""
    return tuple(project for project in PROJECTS if project.is_reported(day))


def opening(what: str, day: date, *more: str) -> tuple[tuple[Cell, ...], ...]:
    """Lines above a table: title, status date, notes and a blank line."""
    stated = ("As at", day) if day == AS_AT else (f"Status date: {written(day)}",)
    return ((f"{TITLE} - {what}",), stated, *((line,) for line in more), ())


def register(day: date) -> Sheet:
    """One line for each project."""
    rows = tuple(register_line(project, day) for project in on(day))
    if day == TEXT_DATES:
        rows = tuple(tuple(_as_text(cell) for cell in row) for row in rows)
    notes = ("Colours as agreed with the project managers.", "Source: PMO") if day.month % 3 else ()
    spaced = tuple(name.replace(" ", "\u00a0", 1) for name in REGISTER)
    return Sheet(
        "Register",
        spaced if day == HARD_SPACES else REGISTER,
        rows,
        above=opening("Project register", day, "Prepared by the PMO"),
        below=notes,
        first_column=1 if day == SHIFTED else 0,
        merged=("Portfolio", "Programme", "Department") if day == MERGED else (),
        percent=("% complete", "%\u00a0complete"),
    )


def _as_text(cell: Cell) -> Cell:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell


def register_line(project: Project, day: date) -> tuple[Cell, ...]:
    """One project as its manager reports it."""
    overall, schedule, cost = reported(project, day)
    return (
        project.project_id, project.name, project.portfolio, project.programme,
        project.department, project.type, phase(project, day), project.manager, project.sponsor,
        project.priority, project.complexity, overall, schedule, cost,
        percent_done(project, day) / 100, *dates(project, day), commentary(project, day),
    )  # fmt: skip


def dates(project: Project, day: date) -> tuple[Cell, ...]:
    """Original finish, baseline start and finish, forecast, actual start and finish."""
    if project.is_unplanned:
        return (None, None, None, "TBC", None, None)
    start = reached(project, project.start)
    closed = is_closed(project, day)
    stopped = day >= project.cancelled_from
    return (
        project.finish,
        project.start,
        baseline_of(project, project.finish, day),
        None if closed or stopped else forecast_of(project, project.finish, day),
        start if is_started(project, day) else None,
        reached(project, project.finish) if closed else None,
    )


def commentary(project: Project, day: date) -> str:
    """What the manager writes."""
    word = phase(project, day)
    fixed = {
        "Initiation": "Business case in preparation.",
        "Planning": "Team is being set up.",
        "On hold": "On hold until the storage strategy is decided.",
        "Cancelled": "Stopped by the portfolio board; cards stay in use.",
        "Closed": "Handed over to operations.",
    }
    before = month_end(next_month(day.replace(day=1), -1))
    moved = slip_days(project, day) - slip_days(project, before)
    if word in fixed:
        return fixed[word]
    if project.says == "Green" or moved <= 0:
        return "On track. Next steps as planned."
    return f"Finish moved by {moved} days; measures agreed with the sponsor."


def milestone_sheet(day: date) -> Sheet:
    """All milestones of the reported projects."""
    rows = tuple(
        (
            milestone.milestone_id, milestone.project_id, milestone.name, milestone.kind,
            milestone.importance, milestone.original, milestone.baseline, milestone.forecast,
            milestone.actual, "yes" if milestone.is_cancelled else "no",
        )
        for project in on(day)
        for milestone in milestones(project, day)
    )  # fmt: skip
    again = (48, 96) if day == HEADER_AGAIN else ()
    above = opening("Milestones", day)
    return Sheet("Milestones", MILESTONES, rows, above=above, header_again=again)


def budget(day: date) -> Sheet:
    """A block for each measure with months across, closed by its subtotal."""
    months = money.MONTHS
    labels = months if day >= DATE_HEADERS else tuple(label(month) for month in months)
    rows: list[tuple[Cell, ...]] = []
    for measure in money.MEASURES:
        lines = [line for project in on(day) for line in budget_lines(project, measure, day)]
        rows += [*lines, subtotal(measure, lines)]
    return Sheet(
        "Budget",
        ("Project ID", "Cost type", "Capex/Opex", "Measure", *labels, "Total"),
        tuple(rows),
        above=opening("Budget by month", day, "All amounts in EUR"),
        below=("Actuals include accruals.",),
    )


def budget_lines(project: Project, measure: str, day: date) -> list[tuple[Cell, ...]]:
    """One line or, where hardware and services are kept apart, two."""
    if project.is_unplanned:
        return _unplanned(project, measure, day)
    shown = money.amounts(project, measure, day)
    if not project.splits_cost:
        return [_line(project, "Services", "Opex", measure, shown)]
    hardware = {month: round(cents * 0.4 / 100) * 100 for month, cents in shown.items()}
    services = {month: cents - hardware[month] for month, cents in shown.items()}
    return [
        _line(project, "Hardware", "Capex", measure, hardware),
        _line(project, "Services", "Opex", measure, services),
    ]


def _line(
    project: Project, kind: str, nature: str, measure: str, shown: dict[date, int]
) -> tuple[Cell, ...]:
    cells = [shown[month] / 100 if month in shown else None for month in money.MONTHS]
    total = sum(shown.values()) / 100
    return (project.project_id, kind, nature, measure, *cells, total)


def _unplanned(project: Project, measure: str, day: date) -> list[tuple[Cell, ...]]:
    if measure not in ("Approved budget", "Forecast"):
        return []
    coming = next_month(day.replace(day=1))
    cells = ["TBC" if month == coming else None for month in money.MONTHS]
    return [(project.project_id, "Services", "Opex", measure, *cells, None)]


def subtotal(measure: str, lines: list[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """Sum of each column of the block."""
    sums = [
        round(sum(cell for cell in column if isinstance(cell, float)), 2)
        for column in list(zip(*lines, strict=True))[4:]
    ]
    return ("Subtotal", None, None, measure, *sums)


def risk_sheet(day: date) -> Sheet:
    """Risks and issues of the reported projects."""
    rows = tuple(line for project in on(day) for line in risks.lines(project, day))
    return Sheet("Risks", risks.HEADER, rows, above=opening("Risks and issues", day))
