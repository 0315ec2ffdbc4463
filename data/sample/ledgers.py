"""Budget transfers, service requests and project requests as files."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from data.sample.chance import between, chance, one_of
from data.sample.money import ONE_SIDED, OWN_REQUEST, TRANSFERS, Transfer
from data.sample.months import next_month, status_dates
from data.sample.people import PEOPLE
from data.sample.projects import PROJECTS
from data.sample.reports import opening
from data.sample.tables import Cell, Sheet, write_workbook
from data.sample.timesheets import write_csv

REQUESTS = 600
KINDS = (  # short description, kind, team that answers
    ("Password does not work", "Incident", "Cloud operations"),
    ("New laptop for a colleague", "Service request", "Networks"),
    ("Access to a shared drive", "Service request", "Cloud operations"),
    ("Report shows old figures", "Incident", "Data and integration"),
    ("VPN drops every hour", "Incident", "Networks"),
    ("Suspicious message received", "Incident", "Security operations"),
    ("Invoice cannot be posted", "Incident", "ERP delivery"),
    ("Wrong leave balance", "Incident", "HR systems team"),
    ("Change of bank account", "Service request", "People services"),
)
HOURS_ALLOWED = {"1 - Critical": 8, "2 - High": 24, "3 - Moderate": 72, "4 - Low": 240}
PRIORITIES = ("1 - Critical", "2 - High", "3 - Moderate", "3 - Moderate", "4 - Low")
OPENING_HOURS = (7, 17)


@dataclass(frozen=True)
class ServiceRequest:
    """One request and how it went; unresolved ones have no end."""

    number: str
    about: tuple[str, str, str]
    priority: str
    opened: datetime
    answered: datetime | None
    resolved: datetime | None
    reopened: int
    assignee: str
    worked_minutes: int

    @property
    def due(self) -> datetime:
        """End of the time that its priority allows."""
        return self.opened + timedelta(hours=HOURS_ALLOWED[self.priority])

    @property
    def state(self) -> str:
        """State in the words of the tool."""
        if self.resolved is None:
            return "In Progress" if self.answered else "New"
        return "Closed" if self.resolved < last_moment() - timedelta(days=5) else "Resolved"


def last_moment() -> datetime:
    """Moment of the export: the evening of the last status date."""
    return datetime.combine(status_dates()[-1], time(18, 0))


def service_requests() -> tuple[ServiceRequest, ...]:
    """All requests in the order in which they were opened."""
    first = datetime.combine(status_dates()[0].replace(day=1), time())
    days = (last_moment() - first).days
    opened = sorted(
        first + timedelta(
            days=between(0, days - 1, "request day", n),
            hours=between(*OPENING_HOURS, "request hour", n),
            minutes=between(0, 59, "request minute", n),
        )
        for n in range(REQUESTS)
    )  # fmt: skip
    return tuple(_service_request(number, moment) for number, moment in enumerate(opened))


def _service_request(number: int, opened: datetime) -> ServiceRequest:
    about = one_of(KINDS, "request kind", number)
    priority = one_of(PRIORITIES, "request priority", number)
    allowed = HOURS_ALLOWED[priority]
    answered = opened + timedelta(minutes=between(5, allowed * 6, "answer", number))
    needed = allowed * (0.2 + 1.4 * chance("needed", number) ** 2)
    if about[2] == "Networks" and opened.year == status_dates()[-1].year:
        needed *= 12  # the team that could not keep up
    resolved = opened + timedelta(minutes=round(needed * 60))
    team = [p.name for p in PEOPLE if p.team == about[2] and p.left is None]
    return ServiceRequest(
        number=f"REQ{10_001 + number:07}",
        about=about,
        priority=priority,
        opened=opened,
        answered=answered if answered <= last_moment() else None,
        resolved=max(resolved, answered) if max(resolved, answered) <= last_moment() else None,
        reopened=int(chance("reopened", number) > 0.95),  # noqa: PLR2004 - one in twenty
        assignee=one_of(team, "assignee", number),
        worked_minutes=between(1, 16, "worked", number) * 15,
    )


def write_service_requests(folder: Path) -> list[str]:
    """Write the export of the service desk; returns its name."""
    header = [
        "Number", "Short description", "Request type", "Priority", "State", "Assignment group",
        "Assigned to", "Opened", "First response", "Resolved", "Closed", "Due date", "Reopen count",
        "Time worked (s)",
    ]  # fmt: skip
    rows = [header]
    for request in service_requests():
        title, kind, team = request.about
        closed = request.resolved if request.state == "Closed" else None
        rows.append([
            request.number, title, kind, request.priority, request.state, team, request.assignee,
            _moment(request.opened), _moment(request.answered), _moment(request.resolved),
            _moment(closed and closed + timedelta(days=5)), _moment(request.due),
            str(request.reopened), str(request.worked_minutes * 60 if request.answered else 0),
        ])  # fmt: skip
    write_csv(folder / "Service requests.csv", rows)
    return ["Service requests.csv"]


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment else ""


def _taker_side(move: Transfer, sponsors: dict[str, str]) -> str:
    return move.requested_by if move.flaw == OWN_REQUEST else sponsors[move.taker]


def write_transfers(folder: Path) -> list[str]:
    """Write the register of budget transfers; returns its name."""
    header = [
        "Transfer ID", "From project", "To project", "Amount (EUR)", "State", "Requested on",
        "Decided on", "Requested by", "From approver", "To approver", "Reason",
    ]  # fmt: skip
    sponsors = {project.project_id: project.sponsor for project in PROJECTS}
    rows = [header]
    for move in TRANSFERS:
        signed = move.decided is not None
        rows.append([
            move.transfer_id, move.giver, move.taker, f"{move.amount / 100:,.2f}", move.state,
            move.requested.isoformat(), move.decided.isoformat() if move.decided else "",
            move.requested_by, sponsors[move.giver] if signed and move.flaw != ONE_SIDED else "",
            _taker_side(move, sponsors) if signed else "", move.reason,
        ])  # fmt: skip
    write_csv(folder / "Budget transfers.csv", rows, encoding="utf-8-sig")
    return ["Budget transfers.csv"]


PROJECT_REQUESTS = (  # title, department, score, euros, size, state, gate, submitted, decided
    ("Contract archive", "Group IT", 62, 240_000, "Medium", "Approved", "2025-11-10 2025-12-15"),
    ("Chat assistant for staff", "Group IT", 71, 380_000, "High", "Under review", "2026-07-06"),
    ("Warehouse scanners", "Technical Services", 55, 310_000, "Medium", "Rejected",
     "2026-02-02 2026-03-20"),
    ("Second internet line", "Technical Services", 68, 150_000, "Low", "Approved",
     "2026-04-13 2026-05-11"),
    ("Skills marketplace", "Human Resources", 58, 290_000, "Medium", "Approved",
     "2026-04-20 2026-06-08"),
    ("Travel booking", "Human Resources", 41, 120_000, "Low", "Withdrawn",
     "2026-01-19 2026-02-16"),
    ("Supplier portal", "Group IT", 74, 640_000, "High", "Under review", "2026-08-17"),
    ("Endpoint protection", "Technical Services", 80, 420_000, "Medium", "Submitted",
     "2026-09-21"),
    ("Printing service", "Technical Services", 38, 90_000, "Low", "Rejected",
     "2026-05-25 2026-06-29"),
    ("Exit interviews", "Human Resources", 35, 60_000, "Low", "Submitted", "2026-10-05"),
    ("Data catalogue", "Group IT", 66, 350_000, "Medium", "Under review", "2026-09-07"),
    ("Price calculator", "Group IT", 59, 210_000, "Medium", "Submitted", "2026-10-12"),
)  # fmt: skip
NEEDED = (("Business analyst", 80), ("Developer", 160), ("Project manager", 40))


def write_project_requests(folder: Path) -> list[str]:
    """Write the list of wanted projects and the roles that they need; returns its name."""
    day = status_dates()[-1]
    sheets = (requests_sheet(day), demand_sheet(day))
    write_workbook(folder / "Project requests.xlsx", sheets)
    return ["Project requests.xlsx"]


def requests_sheet(day: date) -> Sheet:
    """One line for each request."""
    header = (
        "Project request ID", "Request title", "Requested by", "Requesting department",
        "Value score", "Estimated cost (EUR)", "Complexity", "Wanted start", "Wanted finish",
        "State", "Gate", "Submitted on", "Decided on",
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for number, (title, department, score, euros, size, state, days) in enumerate(
        PROJECT_REQUESTS, start=1
    ):
        submitted, _, decided = days.partition(" ")
        start = wanted_start(number)
        sponsor = next(p.sponsor for p in PROJECTS if p.department == department)
        rows.append((
            request_id(number), title, sponsor, department, score, float(euros), size, start,
            next_month(start, 10), state, "Gate 1" if decided else "Gate 0",
            date.fromisoformat(submitted), date.fromisoformat(decided) if decided else None,
        ))  # fmt: skip
    return Sheet("Requests", header, tuple(rows), above=opening("Project requests", day))


def request_id(number: int) -> str:
    """Key of the request."""
    return f"PR-{number:02}"


def wanted_start(number: int) -> date:
    """First of the month in which the request wants to start."""
    return next_month(date(2026, 12, 1), number % 4)


def demand_sheet(day: date) -> Sheet:
    """Hours by request, role and month, one line each."""
    header = ("Project request ID", "Role needed", "Month", "Hours needed")
    rows = tuple(
        (request_id(number), role, next_month(wanted_start(number), later), hours)
        for number, request in enumerate(PROJECT_REQUESTS, start=1)
        if request[5] in {"Approved", "Under review", "Submitted"}
        for role, hours in NEEDED
        for later in range(3)
    )
    return Sheet("Role demand", header, rows, above=opening("Role demand", day))
