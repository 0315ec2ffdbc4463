"""Schedule health: will the date hold."""

from datetime import date

import pytest

from pmo.readings.reading import Reading
from tests.project_rows import project
from tests.readings import reading_of

T = date(2026, 11, 30)


def schedule(*milestones: dict[str, object], **row: object) -> Reading:
    return reading_of(
        "schedule_health", status_date=T, projects=[project(**row)], milestones=milestones
    )


def missed(**row: object) -> dict[str, object]:
    return {
        "milestone_id": "M1",
        "milestone_name": "Design agreed",
        "project_id": "ALPHA",
        "milestone_kind": "gate",
        "baseline_date": date(2026, 11, 13),  # Friday, 11 working days before the 30th
    } | row


@pytest.mark.parametrize(
    ("finish", "colour"),
    [
        # The baseline is Thursday 31 December 2026 and lasts 260 working days: 5 % are 13.
        (date(2026, 12, 31), "green"),
        (date(2027, 1, 7), "green"),  # 5 working days
        (date(2027, 1, 14), "green"),  # 10, and less than 5 %
        (date(2027, 1, 15), "amber"),  # 11
        (date(2027, 2, 11), "red"),  # 30, and more than 10 %
    ],
)
def test_the_finish_against_its_baseline_gives_the_colour(finish: date, colour: str):
    assert schedule(forecast_finish_date=finish).row()["colour"] == colour


def test_a_long_project_is_red_only_beyond_thirty_working_days():
    long = {"baseline_start_date": date(2020, 1, 1)}
    assert schedule(forecast_finish_date=date(2027, 2, 11), **long).row()["colour"] == "amber"
    assert schedule(forecast_finish_date=date(2027, 2, 12), **long).row()["colour"] == "red"


def test_ten_days_are_amber_where_they_are_more_than_a_twentieth_of_the_project():
    # 1 September to 31 December 2026 are 87 working days; 10 of them are 11 %.
    short = {"baseline_start_date": date(2026, 9, 1)}
    assert schedule(forecast_finish_date=date(2027, 1, 14), **short).row()["colour"] == "amber"


def test_without_a_baseline_start_only_five_days_are_green():
    unknown = {"baseline_start_date": None}
    assert schedule(forecast_finish_date=date(2027, 1, 7), **unknown).row()["colour"] == "green"
    assert schedule(forecast_finish_date=date(2027, 1, 14), **unknown).row()["colour"] == "amber"


def test_an_open_gate_more_than_ten_working_days_past_its_baseline_is_red():
    assert schedule(missed()).row()["colour"] == "red"
    assert schedule(missed(baseline_date=date(2026, 11, 16))).row()["colour"] == "green"
    assert schedule(missed(milestone_kind="delivery")).row()["colour"] == "green"
    assert schedule(missed(milestone_kind=None, importance="key")).row()["colour"] == "red"
    assert schedule(missed(is_cancelled=True)).row()["colour"] == "green"


def test_a_finish_that_keeps_moving_later_is_amber_while_it_is_still_small():
    dates = (date(2026, 9, 30), date(2026, 10, 31), T)
    finishes = (date(2026, 12, 31), date(2027, 1, 4), date(2027, 1, 6))
    reading = reading_of(
        "schedule_health",
        *dates,
        projects=[
            project(status_date=day, forecast_finish_date=finish)
            for day, finish in zip(dates, finishes, strict=True)
        ],
    )
    assert reading.rows["colour"].to_list() == ["green", "green", "amber"]
    assert "moved later in each of the last two reports" in reading.row()["detail"]


def test_the_reasons_name_values_and_limits():
    detail = schedule(missed(), forecast_finish_date=date(2027, 1, 15)).row()["detail"]
    assert detail == (
        "finish 11 working days after its baseline, 4 % of its duration (green up to 5, red beyond"
        " 30); Design agreed open 11 working days after its baseline (red beyond 10)"
    )


def test_without_a_baseline_or_a_forecast_the_schedule_is_grey_not_green():
    for missing, reason in (
        ("baseline_finish_date", "no_baseline"),
        ("forecast_finish_date", "no_forecast"),
    ):
        row = schedule(**{missing: None}).row()
        assert (row["colour"], row["word"], row["reason"]) == ("grey", None, reason)


def test_only_active_projects_have_a_schedule_to_judge():
    assert schedule(phase="On hold").is_empty


def test_a_group_counts_its_projects_by_colour():
    reading = reading_of(
        "schedule_health",
        status_date=T,
        by="organisation",
        projects=[project(), project(project_id="BETA", baseline_finish_date=None)],
    )
    counts = {row["measure"]: row["value"] for row in reading.rows.iter_rows(named=True)}
    assert counts == {"green": 1, "amber": 0, "red": 0, "grey": 1}
