"""A healthy project that a test changes in one place; amounts are cents."""

from datetime import date

from tests.money_rows import life, month

PROJECT = {
    "project_id": "ALPHA",
    "project_name": "Alpha",
    "phase": "Execution",
    "baseline_start_date": date(2026, 1, 1),
    "baseline_finish_date": date(2026, 12, 31),  # 260 working days, holidays not counted
    "forecast_finish_date": date(2026, 12, 31),
}
BUDGET = life("approved budget", 100_00)
SPENT = month("actual", date(2026, 9, 1), 40_00)
FORECAST = life("forecast", 95_00)
MONEY = (BUDGET, SPENT, FORECAST)


def project(**row: object) -> dict[str, object]:
    """Return the healthy project with these values instead."""
    return PROJECT | row


def risk(severity: str, **row: object) -> dict[str, object]:
    """Return an open risk that was due on 1 September 2026."""
    return {
        "risk_id": "R1",
        "project_id": "ALPHA",
        "risk_kind": "risk",
        "severity": severity,
        "state": "open",
        "due_date": date(2026, 9, 1),
    } | row
