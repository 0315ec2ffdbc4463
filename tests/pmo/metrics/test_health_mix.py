"""Health mix: how much of the portfolio is red."""

from datetime import date

from pmo.readings.reading import Reading
from tests.money_rows import life
from tests.project_rows import project
from tests.readings import reading_of

T = date(2026, 11, 30)
LATE = date(2027, 6, 30)


def mix(*projects: dict[str, object], **tables: list[dict[str, object]]) -> Reading:
    return reading_of("health_mix", status_date=T, by="organisation", projects=projects, **tables)


def test_red_is_a_share_of_the_active_projects_grey_ones_included():
    reading = mix(
        project(forecast_finish_date=LATE),
        project(project_id="BETA"),
        project(project_id="GAMMA"),
        project(project_id="DELTA", phase=None, baseline_finish_date=None),
        project(project_id="EPSILON", phase="Closed"),
    )
    shares = [reading.row(measure=m)["value"] for m in ("red", "amber", "green", "grey")]
    assert shares == [0.25, 0, 0.5, 0.25]


def test_red_money_is_a_share_of_the_budget():
    reading = mix(
        project(forecast_finish_date=LATE),
        project(project_id="BETA"),
        budget_lines=[
            life("approved budget", 20_00),
            life("approved budget", 80_00, project_id="BETA"),
        ],
    )
    red = reading.row(measure="red budget")
    assert (red["value"], red["colour"]) == (0.2, "amber")


def test_only_the_red_share_of_the_money_has_a_limit():
    reading = mix(
        project(forecast_finish_date=LATE),
        budget_lines=[life("approved budget", 20_00)],
    )
    colours = [reading.row(measure=name)["colour"] for name in ("red", "red budget")]
    assert colours == [None, "red"]


def test_projects_without_a_budget_count_as_projects_and_are_missing_from_the_money():
    reading = mix(project(forecast_finish_date=LATE), project(project_id="BETA"))
    red = reading.row(measure="red budget")
    assert (red["value"], red["reason"], red["missing"]) == (None, "no_budget", 2)
    assert reading.row(measure="red")["value"] == 0.5


def test_without_an_active_project_there_is_no_mix():
    assert mix(project(phase="Closed")).is_empty


def test_budgets_in_two_currencies_have_no_common_share():
    reading = mix(
        project(),
        project(project_id="BETA"),
        budget_lines=[
            life("approved budget", 20_00),
            life("approved budget", 80_00, project_id="BETA", currency="USD"),
        ],
    )
    assert reading.row(measure="red budget")["reason"] == "mixed_currency"


def test_a_budget_of_0_has_no_share():
    reading = mix(project(), budget_lines=[life("approved budget", 0)])
    assert reading.row(measure="red budget")["reason"] == "zero_denominator"


def test_where_most_is_grey_no_red_is_no_reason_for_green():
    grey = {"phase": None, "baseline_finish_date": None}
    budgets = [life("approved budget", 20_00, project_id=name) for name in ("ALPHA", "B")]
    reading = mix(project(), project(project_id="B", **grey), budget_lines=budgets)
    red = reading.row(measure="red budget")
    assert (red["value"], red["reason"], red["colour"]) == (0, "low_coverage", "grey")
    assert (red["used"], red["missing"]) == (1, 1)
