"""Rows of budget lines and transfers that a test states in one line each; amounts are cents."""

from datetime import date

PROJECT = "ALPHA"


def life(measure: str, amount: int, **row: object) -> dict[str, object]:
    """Return an amount of the whole life."""
    return _line(measure, amount, "life") | row


def month(measure: str, first_day: date, amount: int, **row: object) -> dict[str, object]:
    """Return the amount of a month."""
    return _line(measure, amount, "month") | {"period_start_date": first_day} | row


def year(measure: str, first_day: date, amount: int, **row: object) -> dict[str, object]:
    """Return the amount of a fiscal year that begins on that day."""
    last_day = date.fromordinal(first_day.replace(year=first_day.year + 1).toordinal() - 1)
    days = {"period_start_date": first_day, "period_end_date": last_day}
    return _line(measure, amount, "fiscal_year") | days | row


def _line(measure: str, amount: int, period_kind: str) -> dict[str, object]:
    return {
        "project_id": PROJECT,
        "measure": measure,
        "period_kind": period_kind,
        "amount": amount,
        "currency": "EUR",
    }


def transfer(giver: str | None, taker: str | None, amount: int, **row: object) -> dict[str, object]:
    """Return a transfer, approved on 15 October 2026 unless the row says something else."""
    return {
        "transfer_id": f"{giver}-{taker}-{amount}",
        "from_project_id": giver,
        "to_project_id": taker,
        "amount": amount,
        "currency": "EUR",
        "state": "approved",
        "requested_date": date(2026, 10, 1),
        "decided_date": date(2026, 10, 15),
    } | row
