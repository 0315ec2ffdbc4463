"""The money of each project, in one currency and in several."""

from datetime import date

import pytest

from pages.parts.readings import warehouse
from tests.pages import small
from tests.pages.conftest import draw, said

OCTOBER = date(2026, 10, 31)


def table_of(*currencies):
    """Budgets of 2.4 million, one project per currency."""
    lines = [
        {
            "status_date": OCTOBER,
            "project_id": f"P{n:02}",
            "measure": measure,
            "period_kind": "life",
            "amount": 240_000_000,
            "currency": currency,
        }
        for n, currency in enumerate(currencies)
        for measure in ("approved budget", "forecast")
    ]
    transfer = {
        "transfer_id": "T1",
        "from_project_id": "P00",
        "to_project_id": "P01",
        "amount": 30_000_000,
        "currency": "EUR",
        "state": "approved",
        "requested_date": date(2026, 9, 1),
        "decided_date": date(2026, 9, 2),
    }
    projects = [small.project(n, OCTOBER, 0) for n in range(len(currencies))]
    tables = {"projects": projects, "budget_lines": lines, "budget_transfers": [transfer]}
    small.write(warehouse(), tables, [OCTOBER])
    app = draw("budget_variance")
    assert not app.exception
    return app, next(d.value for d in app.dataframe if "Budget" in d.value)


@pytest.mark.usefixtures("empty")
def test_amounts_of_one_currency_share_a_scale():
    app, table = table_of("EUR", "EUR")
    assert "Amounts in EUR m." in said(app)
    assert table["Budget"].to_list() == [2.4, 2.4]


@pytest.mark.usefixtures("empty")
def test_amounts_of_several_currencies_keep_their_own():
    app, table = table_of("EUR", "JPY")
    assert "Each amount is in its own currency and scale." in said(app)
    assert table["Budget"].to_list() == ["EUR\u00a02.4\u00a0m", "JPY\u00a0240.0\u00a0m"]


@pytest.mark.usefixtures("empty")
def test_what_was_given_and_received_is_said_in_words():
    _, table = table_of("EUR", "EUR")
    assert table["Transfers, net"].to_list() == [
        "EUR\u00a0300.0\u00a0k given", "EUR\u00a0300.0\u00a0k received",
    ]  # fmt: skip
