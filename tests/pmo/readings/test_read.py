"""What is read of a status date, and of a day that is none."""

from datetime import date

import pytest

from pmo import metrics
from pmo.selection import Selection
from tests.readings import ORGANISATION, snapshot_of

MONTH_END, NEXT_MONTH_END = date(2026, 9, 30), date(2026, 10, 31)
BETWEEN = date(2026, 10, 15)


@pytest.mark.parametrize("name", metrics.metrics())
def test_of_a_day_that_no_file_speaks_for_nothing_is_known(name: str):
    snapshot = snapshot_of(
        MONTH_END,
        NEXT_MONTH_END,
        projects=[
            {"project_id": "A", "phase": "Build", "health_overall": "Green", "status_date": day,
             "baseline_finish_date": NEXT_MONTH_END, "forecast_finish_date": NEXT_MONTH_END}
            for day in (MONTH_END, NEXT_MONTH_END)
        ],
        budget_transfers=[
            {"transfer_id": "T1", "to_project_id": "A", "amount": 100, "currency": "EUR",
             "state": "requested", "requested_date": MONTH_END}
        ],
    )  # fmt: skip
    reading = metrics.read(name, snapshot, Selection(ORGANISATION, "test", BETWEEN))
    assert reading.rows.is_empty()
    assert (reading.value, reading.reason) == (None, "no_report")
