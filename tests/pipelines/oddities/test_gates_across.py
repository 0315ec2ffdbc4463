"""What becomes of registers whose gates go across, with one date each or with several."""

from datetime import date

import pytest

from pipelines.recognise.gates import gates_across
from pmo.warehouse import open_warehouse


def milestones(outcome):
    """Baseline, forecast and actual of each gate of each project."""
    sql = (
        "select project_id, milestone_name, original_baseline_date, baseline_date, forecast_date, "
        "actual_date from main.milestones order by project_id, milestone_name"
    )
    with open_warehouse(outcome.settings).snapshot() as snapshot:
        return snapshot.query(sql).rows()


def test_each_gate_above_its_dates_is_one_milestone_with_all_of_them(loaded):
    outcome = loaded("o04_dates_of_gates_across.csv", accept=True)
    first, second = milestones(outcome)[:2]
    assert first == (
        *("P1", "Design freeze", None),
        *(date(2026, 4, 1), date(2026, 5, 12), None),
    )
    assert second[1:] == (
        *("Kick-off", None),
        *(date(2025, 10, 1), date(2025, 10, 5), date(2025, 10, 6)),
    )
    assert outcome.record.regions[0].written == {"projects": 2, "milestones": 4}


def test_a_line_of_plan_and_actual_belongs_to_the_gates_above_it(loaded):
    outcome = loaded("o04_gates_over_plan_and_actual.csv", accept=True)
    (region,) = outcome.record.regions
    assert region.written == {"projects": 3, "milestones": 9}
    assert (region.rows.loaded, region.rows.rejected) == (3, 0)
    assert milestones(outcome)[0] == (
        *("P-1", "G1 Survey", None),
        *(date(2026, 1, 14), None, date(2026, 1, 16)),
    )


def test_a_gate_and_its_date_may_stand_in_one_line(loaded):
    outcome = loaded("o04_dates_of_gates_in_one_line.csv", accept=True)
    assert milestones(outcome)[:2] == [
        ("P1", "G1", None, date(2025, 10, 1), None, date(2025, 10, 6)),
        ("P1", "Tender", date(2026, 4, 1), None, date(2026, 5, 12), None),
    ]


def test_dates_of_gates_that_lie_ahead_are_proposed_as_forecasts(loaded):
    outcome = loaded("o04_gates_ahead.csv")
    assert outcome.questions["milestone_dates", ""] == "forecast"


@pytest.mark.parametrize(
    "headers",
    [
        ("Start Plan", "Start Actual", "Finish Plan", "Finish Actual"),
        ("Go-live (baseline)", "Go-live (current view)"),
        ("Milestone", "Milestone baseline", "Milestone forecast", "Milestone actual"),
        ("Planned start date", "Actual start date", "Planned end date", "Actual end date"),
        ("Tender plan", "Owner"),
    ],
)
def test_dates_of_the_row_itself_are_no_gates(headers):
    assert gates_across(headers) == {}


def test_a_start_of_a_project_beside_gates_stays_its_own_but_a_kick_off_is_a_gate():
    pairs = ("Start", "Kick-off", "Design", "Tender")
    headers = [f"{event} {plan}" for event in pairs for plan in ("Plan", "Act")]
    events = {found.event for found in gates_across(headers).values()}
    assert events == {"Kick-off", "Design", "Tender"}
