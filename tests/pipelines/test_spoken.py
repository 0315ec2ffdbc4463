"""Canonical columns as a manager reads them."""

import pytest

from pipelines.spoken import spoken
from pmo.tables import CANONICAL

AMOUNT = "budget_lines.amount"


@pytest.mark.parametrize(
    ("name", "fixed", "words"),
    [
        ("projects.forecast_finish_date", {}, "Projects: forecast finish date"),
        ("projects.project_id", {}, "Projects: project key"),
        ("projects.percent_complete_share", {}, "Projects: percent complete"),
        ("service_requests.closed_datetime", {}, "Service requests: closed at"),
        ("project_groups.group_id", {}, "Group of the projects"),
        (
            "project_groups.group_id",
            {"axis": "owner", "level": "department"},
            "Department of the projects",
        ),
        (
            AMOUNT,
            {"measure": "approved_budget", "period_kind": "life"},
            "Budget lines: amount (approved budget, whole life)",
        ),
        (
            AMOUNT,
            {
                "measure": "actual",
                "period_kind": "month",
                "period_start_date": "2026-01-01",
                "period_end_date": "2026-01-31",
            },
            "Budget lines: amount (actual, Jan 2026)",
        ),
        (
            AMOUNT,
            {
                "measure": "forecast",
                "period_kind": "fiscal_year",
                "period_start_date": "2026-04-01",
                "period_end_date": "2027-03-31",
            },
            "Budget lines: amount (forecast, fiscal year, 1 Apr 2026 to 31 Mar 2027)",
        ),
        (
            "time_entries.booked_minutes",
            {"work_date": "2000-01-05"},
            "Time entries: booked minutes (Wednesday)",
        ),
        (
            "time_entries.booked_minutes",
            {"work_date": "2026-03-02"},
            "Time entries: booked minutes (2 Mar 2026)",
        ),
    ],
)
def test_a_column_is_said_with_what_its_header_says_besides(name, fixed, words):
    assert spoken(name, fixed).replace("\u00a0", " ") == words


def test_no_column_is_said_with_an_underscore_and_no_two_of_a_table_alike():
    for table in CANONICAL.values():
        said = [spoken(f"{table.name}.{column.name}") for column in table.columns]
        assert not [words for words in said if "_" in words]
        assert len(set(said)) == len(said)
