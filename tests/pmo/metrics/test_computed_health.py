"""Computed health: is the project healthy by the evidence."""

from datetime import date

import pytest

from pmo.readings.reading import Reading
from tests.project_rows import BUDGET, MONEY, SPENT, project, risk
from tests.readings import reading_of

T = date(2026, 11, 30)
DAYS = (date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31), T)
IN_TIME, LATE, VERY_LATE = date(2026, 12, 31), date(2027, 1, 29), date(2027, 3, 31)


def health(*, by: str = "project", **tables: list[dict[str, object]]) -> Reading:
    given = {"projects": [project()], "budget_lines": list(MONEY)} | tables
    return reading_of("computed_health", status_date=T, by=by, **given)


def over_time(*finishes: date | None, **tables: list[dict[str, object]]) -> Reading:
    """Read a project whose forecast finish is reported on DAYS."""
    lines = [line | {"status_date": day} for day in DAYS for line in MONEY]
    projects = [
        project(status_date=day, forecast_finish_date=finish)
        for day, finish in zip(DAYS, finishes, strict=False)
    ]
    days = DAYS[: len(finishes)]
    return reading_of("computed_health", *days, projects=projects, budget_lines=lines, **tables)


def test_a_project_without_a_bad_sign_is_green_and_says_on_how_much_that_rests():
    row = health().row()
    assert (row["colour"], row["word"]) == ("green", "green")
    assert row["detail"].startswith("On 3 of ")


def test_the_worst_dimension_is_the_colour_no_green_makes_up_for_a_red():
    row = health(risks=[risk("critical")]).row()
    assert row["colour"] == "red"
    assert row["detail"].startswith("Risk red: critical past due: R1 (90 days past due)")


def test_every_dimension_that_is_not_green_is_named_worst_first():
    row = health(projects=[project(forecast_finish_date=LATE)], risks=[risk("critical")]).row()
    detail = row["detail"]
    assert detail.index("Risk red") < detail.index("Schedule amber")
    assert "Cost" not in detail


def test_without_schedule_and_cost_a_project_is_grey_whatever_else_is_green():
    row = health(
        projects=[project(phase=None, baseline_finish_date=None)],
        budget_lines=[],
        risks=[risk("low")],
    ).row()
    assert (row["colour"], row["word"], row["reason"]) == ("grey", None, "not_assessable")


def test_cost_alone_is_enough_for_a_colour():
    assert health(projects=[project(phase=None, baseline_finish_date=None)]).row()["colour"] == (
        "green"
    )


def test_a_project_in_execution_without_a_baseline_is_red_not_grey():
    row = health(projects=[project(baseline_finish_date=None)], budget_lines=[]).row()
    assert row["colour"] == "red"
    assert "Governance red: no baseline of the finish in execution" in row["detail"]


def test_a_project_that_did_not_report_is_grey_and_not_carried_forward():
    before = date(2026, 10, 31)
    reading = reading_of(
        "computed_health",
        before,
        T,
        projects=[project(status_date=before)],
        budget_lines=[line | {"status_date": before} for line in MONEY],
    )
    row = reading.row("ALPHA")
    assert (row["colour"], row["reason"]) == ("grey", "no_report")


@pytest.mark.parametrize(
    ("phase", "state", "reason"),
    [
        ("Paused", "on hold", "on_hold"),
        ("Done", "complete", "complete"),
        ("Stopped", "cancelled", "not_applicable"),
        ("Pipeline", "not started", "not_started"),
    ],
)
def test_a_project_that_is_not_active_has_a_state_and_no_colour(
    phase: str, state: str, reason: str
):
    row = health(projects=[project(phase=phase)]).row()
    assert (row["word"], row["colour"], row["reason"]) == (state, None, reason)


def test_worse_at_once_better_only_after_two_reports_that_earned_it():
    reading = over_time(VERY_LATE, LATE, IN_TIME, IN_TIME)
    # Earned: red, amber, green, green.
    assert reading.rows["colour"].to_list() == ["red", "red", "amber", "green"]
    assert over_time(IN_TIME, VERY_LATE).rows["colour"].to_list() == ["green", "red"]


def test_what_was_earned_is_named_beside_what_is_shown():
    detail = over_time(VERY_LATE, IN_TIME).row()["detail"]
    assert detail.startswith("Earned green, shown red until the next report. ")


def test_through_grey_the_last_known_colour_is_remembered():
    unknown = [project(status_date=DAYS[1], phase=None, baseline_finish_date=None)]
    known = [
        project(status_date=DAYS[0], forecast_finish_date=VERY_LATE),
        project(status_date=DAYS[2]),
    ]
    reading = reading_of(
        "computed_health",
        *DAYS[:3],
        projects=known + unknown,
        budget_lines=[line | {"status_date": day} for day in (DAYS[0], DAYS[2]) for line in MONEY],
    )
    assert reading.rows["colour"].to_list() == ["red", "grey", "red"]


def override(**row: object) -> dict[str, object]:
    return {
        "project_id": "ALPHA",
        "dimension": "overall",
        "colour": "green",
        "author": "Ana Ruiz",
        "reason": "Contract signed after the report was sent",
        "from_date": date(2026, 11, 1),
        "expires_date": date(2026, 12, 31),
    } | row


def test_an_override_is_named_and_never_counted():
    reading = health(risks=[risk("critical")], overrides=[override()])
    row = reading.row()
    assert row["colour"] == "red"
    assert row["detail"].startswith(
        "Overruled as green by Ana Ruiz until 31 Dec 2026: Contract signed after"
    )


@pytest.mark.parametrize(
    "row",
    [
        override(expires_date=date(2026, 11, 29)),  # lapsed
        override(from_date=date(2026, 12, 1)),  # not yet
        override(expires_date=date(2027, 2, 2)),  # 93 days
        override(reason="Because I say so"),  # too short a reason
    ],
)
def test_an_override_lapses_and_needs_a_reason(row: dict[str, object]):
    assert "Overruled" not in health(risks=[risk("critical")], overrides=[row]).row()["detail"]


def test_grey_is_not_overruled_to_green():
    unknown = {"projects": [project(phase=None, baseline_finish_date=None)], "budget_lines": []}
    assert "Overruled" not in health(**unknown, overrides=[override()]).row()["detail"]
    amber = health(**unknown, overrides=[override(colour="amber")]).row()
    assert "Overruled as amber" in amber["detail"]


def test_a_group_counts_its_projects_by_colour_and_state():
    reading = health(
        by="organisation",
        projects=[
            project(),
            project(project_id="BETA", phase="Paused"),
            project(project_id="GAMMA", forecast_finish_date=VERY_LATE),
            project(project_id="DELTA", phase=None, baseline_finish_date=None),
        ],
    )
    counts = {row["measure"]: row["value"] for row in reading.rows.iter_rows(named=True)}
    assert {name: count for name, count in counts.items() if count} == {
        "green": 1, "on hold": 1, "red": 1, "grey": 1,
    }  # fmt: skip


def test_a_budget_without_a_forecast_leaves_cost_out_and_keeps_the_rest():
    row = health(budget_lines=[BUDGET, SPENT]).row()
    assert row["colour"] == "green"
    assert row["detail"].startswith("On 2 of ")
