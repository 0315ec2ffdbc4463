"""Green outside, red inside: how far reports can be trusted."""

from datetime import date

from pmo.readings.reading import Reading
from tests.project_rows import project
from tests.readings import reading_of

T = date(2026, 11, 30)
LATE = date(2027, 6, 30)


def rate(*projects: dict[str, object], by: str = "organisation") -> Reading:
    named = [row | {"project_id": f"P{i}"} for i, row in enumerate(projects)]
    return reading_of("watermelon_rate", status_date=T, by=by, projects=named)


def says(word: str | None, **row: object) -> dict[str, object]:
    return project(health_overall=word, **row)


def test_of_the_projects_that_report_green_the_share_that_the_evidence_calls_red():
    reading = rate(
        says("Green", forecast_finish_date=LATE),
        says("Green"),
        says("Green"),
        says("Green"),
        says("Red", forecast_finish_date=LATE),
    )
    row = reading.row()
    assert (row["value"], row["numerator"], row["denominator"]) == (0.25, 1, 4)
    assert row["colour"] == "red"


def test_without_a_green_report_there_is_no_rate():
    reading = rate(says("Amber"), says("Red", forecast_finish_date=LATE))
    assert (reading.value, reading.reason) == (None, "zero_denominator")


def test_a_project_that_reports_nothing_or_cannot_be_assessed_is_missing():
    unknown = {"phase": None, "baseline_finish_date": None}
    row = rate(says("Green"), says(None), says("Green", **unknown)).row()
    assert (row["value"], row["denominator"], row["missing"]) == (0, 1, 2)


def test_the_evidence_is_named():
    row = rate(says("Green", forecast_finish_date=LATE), by="project").row("P0")
    assert row["value"] == 1
    assert row["detail"].startswith("Schedule red: finish ")


def test_the_evidence_of_the_date_alone_counts():
    before = date(2026, 10, 31)
    reading = reading_of(
        "watermelon_rate",
        before,
        T,
        projects=[
            says("Red", status_date=before, forecast_finish_date=LATE),
            says("Green", status_date=T),
        ],
    )
    assert reading.row("ALPHA")["value"] == 0
