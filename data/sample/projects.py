"""The 30 projects of the invented Halden Group IT and the story planted in each."""

from dataclasses import dataclass
from datetime import date

from data.sample.months import month_end, next_month, status_dates

PORTFOLIOS = {
    "ERP renewal": "IT programmes",
    "Data and analytics": "IT programmes",
    "Digital services": "IT programmes",
    "Network and sites": "Technical infrastructure",
    "Cloud and platforms": "Technical infrastructure",
    "Security": "Technical infrastructure",
    "HR systems": "HR",
    "Workplace and learning": "HR",
}
DEPARTMENTS = {
    "IT programmes": "Group IT",
    "Technical infrastructure": "Technical Services",
    "HR": "Human Resources",
}
SPONSORS = {
    "Group IT": "Ingrid Halvorsen",
    "Technical Services": "Marek Dvorsky",
    "Human Resources": "Beatriz Fontes",
}
NEVER = date(2100, 1, 1)


@dataclass(frozen=True)
class Project:
    """One project as it really goes, and what its manager makes of it.

    Knots are (day, value) pairs, straight lines between them.
    """

    project_id: str
    name: str
    programme: str
    type: str
    start: date  # as first approved
    finish: date
    budget: int  # as first approved, whole euros
    manager: str
    slip: tuple[tuple[date, float], ...] = ()  # days later than first approved
    cost: tuple[tuple[date, float], ...] = ()  # real cost of the work, share of the first budget
    rebaselined: tuple[tuple[date, int], ...] = ()  # from that status date: days added by then
    says: str | None = None  # colour reported whatever happens
    forecasts_frozen: bool = False  # open dates are never touched
    says_cost: float | None = None  # forecast at completion reported, share of current budget
    orders_over_budget_from: date = NEVER
    held_from: date = NEVER
    cancelled_from: date = NEVER
    not_reported: tuple[date, ...] = ()
    is_unplanned: bool = False  # neither baseline nor budget yet
    splits_cost: bool = False  # hardware and services on lines of their own
    priority: str = "Medium"
    complexity: str = "Medium"

    @property
    def portfolio(self) -> str:
        """Portfolio of its programme."""
        return PORTFOLIOS[self.programme]

    @property
    def department(self) -> str:
        """Department that owns it."""
        return DEPARTMENTS[self.portfolio]

    @property
    def sponsor(self) -> str:
        """Executive of its department."""
        return SPONSORS[self.department]

    def is_reported(self, status_date: date) -> bool:
        """Whether the report of that date has it: from about three months before its start."""
        first = month_end(next_month(self.start.replace(day=1), -3))
        return first <= status_date and status_date not in self.not_reported


def monthly(first: date, days: int) -> tuple[tuple[date, float], ...]:
    """Knots of a date that moves by the same days at every month end from the first."""
    moves = [day for day in status_dates() if day >= first]
    before = month_end(next_month(moves[0].replace(day=1), -1))
    return ((before, 0.0), *((day, float(days * n)) for n, day in enumerate(moves, start=1)))


def steps(*knots: tuple[date, float]) -> tuple[tuple[date, float], ...]:
    """Knots as they stand; a word to read them by."""
    return knots


PROJECTS = (
    Project(
        "HG101", "ERP finance core", "ERP renewal", "Software",
        date(2024, 9, 2), date(2027, 2, 26), 5_200_000, "Aino Virtanen",
        cost=steps((date(2024, 9, 2), 1.30)), says="Amber", says_cost=1.015,
        priority="High", complexity="High",
    ),
    Project(
        "HG102", "ERP procurement", "ERP renewal", "Software",
        date(2025, 2, 3), date(2026, 8, 28), 1_900_000, "Aino Virtanen",
        slip=steps((date(2026, 5, 31), 0), (date(2026, 6, 30), 3)), priority="High",
    ),
    Project(
        "HG103", "ERP master data clean-up", "ERP renewal", "Data",
        date(2025, 5, 5), date(2026, 12, 18), 900_000, "Tomasz Zielinski",
        slip=steps((date(2026, 3, 31), 0), (date(2026, 6, 30), 18)),
    ),
    Project(
        "HG104", "Customer data platform", "Data and analytics", "Data",
        date(2025, 1, 6), date(2026, 9, 25), 2_400_000, "Leopold Brandt",
        slip=monthly(date(2025, 8, 31), 15), says="Green", priority="High", complexity="High",
    ),
    Project(
        "HG105", "Reporting self-service", "Data and analytics", "Data",
        date(2025, 6, 2), date(2026, 11, 27), 650_000, "Leopold Brandt", priority="Low",
        slip=steps((date(2026, 2, 28), 0), (date(2026, 3, 31), 2)),
    ),
    Project(
        "HG106", "Master customer index", "Data and analytics", "Data",
        date(2026, 1, 12), date(2027, 3, 26), 1_100_000, "Tomasz Zielinski",
    ),
    Project(
        "HG107", "E-signature rollout", "Digital services", "Software",
        date(2025, 3, 3), date(2026, 5, 29), 480_000, "Salma Haddad",
    ),
    Project(
        "HG108", "Customer portal", "Digital services", "Software",
        date(2025, 9, 1), date(2027, 1, 29), 1_600_000, "Salma Haddad", priority="High",
        slip=steps((date(2026, 4, 30), 0), (date(2026, 5, 31), 4)), complexity="High",
    ),
    Project(
        "HG109", "Mobile field service", "Digital services", "Software",
        date(2025, 10, 6), date(2026, 12, 18), 850_000, "Salma Haddad",
        slip=steps((date(2026, 5, 31), 0), (date(2026, 8, 31), 21)),
    ),
    Project(
        "HG110", "Online order desk", "Digital services", "Software",
        date(2026, 5, 4), date(2027, 4, 30), 700_000, "Aino Virtanen",
    ),
    Project(
        "HG111", "Site network upgrade", "Network and sites", "Infrastructure",
        date(2024, 11, 4), date(2026, 6, 26), 1_300_000, "Pieter Vos", splits_cost=True,
        slip=steps((date(2025, 9, 30), 0), (date(2025, 11, 30), 3)),
    ),
    Project(
        "HG112", "Branch network refresh", "Network and sites", "Infrastructure",
        date(2025, 1, 13), date(2026, 4, 24), 2_100_000, "Pieter Vos", splits_cost=True,
        slip=steps(
            (date(2025, 2, 28), 0), (date(2025, 6, 30), 70), (date(2026, 3, 31), 190),
            (date(2026, 6, 30), 190), (date(2026, 8, 31), 193),
        ),
        rebaselined=((date(2025, 6, 30), 70), (date(2026, 3, 31), 190)), priority="High",
    ),
    Project(
        "HG113", "VPN replacement", "Network and sites", "Infrastructure",
        date(2026, 2, 2), date(2026, 12, 18), 350_000, "Nadia Rahman", says="Red", priority="Low",
        complexity="Low",
    ),
    Project(
        "HG114", "Wireless renewal", "Network and sites", "Infrastructure",
        date(2026, 3, 2), date(2027, 2, 26), 800_000, "Nadia Rahman", splits_cost=True,
    ),
    Project(
        "HG115", "Storage consolidation", "Cloud and platforms", "Infrastructure",
        date(2025, 8, 4), date(2026, 7, 31), 950_000, "Nadia Rahman",
        slip=steps((date(2026, 1, 31), 0), (date(2027, 1, 31), 365)), held_from=date(2026, 2, 28),
    ),
    Project(
        "HG116", "Database upgrade", "Cloud and platforms", "Infrastructure",
        date(2025, 4, 7), date(2026, 9, 30), 600_000, "Jonas Ekberg",
        slip=steps((date(2026, 1, 31), 0), (date(2026, 7, 31), 26)),
    ),
    Project(
        "HG117", "Cloud landing zone", "Cloud and platforms", "Infrastructure",
        date(2025, 11, 3), date(2026, 12, 18), 1_200_000, "Jonas Ekberg", complexity="High",
        slip=steps((date(2026, 2, 28), 0), (date(2026, 9, 30), 35)), splits_cost=True,
    ),
    Project(
        "HG118", "Data centre exit", "Cloud and platforms", "Infrastructure",
        date(2025, 2, 3), date(2026, 10, 30), 3_100_000, "Jonas Ekberg", splits_cost=True,
        slip=steps((date(2025, 12, 31), 0), (date(2026, 6, 30), 60)), priority="High",
        complexity="High",
    ),
    Project(
        "HG119", "Backup modernisation", "Cloud and platforms", "Infrastructure",
        date(2025, 9, 1), date(2026, 11, 27), 700_000, "Pieter Vos",
        not_reported=(date(2026, 3, 31),),
    ),
    Project(
        "HG120", "Smartcard pilot", "Security", "Security",
        date(2025, 3, 3), date(2026, 3, 27), 400_000, "Katarina Horvat", priority="Low",
        slip=steps((date(2025, 6, 30), 0), (date(2025, 10, 31), 40), (date(2027, 10, 31), 770)),
        cancelled_from=date(2025, 11, 30),
    ),
    Project(
        "HG121", "Security monitoring centre", "Security", "Security",
        date(2026, 1, 5), date(2027, 3, 31), 1_400_000, "Katarina Horvat", priority="High",
    ),
    Project(
        "HG122", "Identity management", "Security", "Security",
        date(2025, 9, 1), date(2026, 12, 11), 1_250_000, "Katarina Horvat", says="Green",
        cost=steps((date(2025, 12, 31), 0.99), (date(2026, 8, 31), 1.26)), complexity="High",
    ),
    Project(
        "HG123", "Firewall replacement", "Security", "Security",
        date(2025, 12, 1), date(2026, 12, 4), 900_000, "Katarina Horvat", says="Green",
        orders_over_budget_from=date(2026, 7, 31), splits_cost=True,
    ),
    Project(
        "HG124", "Payroll replacement", "HR systems", "HR system",
        date(2025, 10, 6), date(2027, 3, 26), 1_700_000, "Oskar Lindqvist", says="Amber",
        priority="High", complexity="High",
    ),
    Project(
        "HG125", "Learning platform", "HR systems", "HR system",
        date(2025, 8, 4), date(2026, 12, 4), 550_000, "Oskar Lindqvist", says="Green",
        slip=steps((date(2026, 2, 28), 0), (date(2026, 10, 31), 96)), forecasts_frozen=True,
    ),
    Project(
        "HG126", "Time recording", "HR systems", "HR system",
        date(2024, 12, 2), date(2025, 12, 19), 300_000, "Oskar Lindqvist", complexity="Low",
        slip=steps((date(2025, 8, 31), 0), (date(2025, 11, 30), -4)),
    ),
    Project(
        "HG127", "Recruiting portal", "HR systems", "HR system",
        date(2026, 2, 2), date(2026, 12, 18), 450_000, "Miriam Okafor",
    ),
    Project(
        "HG128", "Workplace booking", "Workplace and learning", "HR system",
        date(2026, 3, 2), date(2026, 12, 18), 380_000, "Miriam Okafor", complexity="Low",
        slip=steps(
            (date(2026, 1, 31), 0), (date(2026, 2, 28), 10), (date(2026, 3, 31), 60),
            (date(2026, 5, 31), 110), (date(2026, 6, 30), 133),
        ),
    ),
    Project(
        "HG129", "Onboarding redesign", "Workplace and learning", "HR system",
        date(2025, 12, 1), date(2026, 11, 27), 250_000, "Miriam Okafor", priority="Low",
        slip=steps((date(2026, 7, 31), 0), (date(2026, 8, 31), 4)), complexity="Low",
    ),
    Project(
        "HG130", "Skills marketplace", "Workplace and learning", "HR system",
        date(2026, 9, 7), date(2027, 6, 25), 0, "Miriam Okafor", is_unplanned=True, priority="Low",
    ),
)  # fmt: skip
