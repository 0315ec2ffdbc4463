"""Health changes: who turned since last time."""

from datetime import date

from pmo.readings.reading import Reading
from tests.project_rows import project
from tests.readings import reading_of

BEFORE, THEN, NOW = date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)
IN_TIME, LATE = date(2026, 12, 31), date(2027, 6, 30)


def changes(*projects: dict[str, object], by: str = "organisation") -> Reading:
    return reading_of("health_changes", BEFORE, THEN, NOW, by=by, projects=projects)


def on(day: date, finish: date, name: str = "ALPHA", **row: object) -> dict[str, object]:
    return project(project_id=name, status_date=day, forecast_finish_date=finish) | row


def counts(reading: Reading) -> dict[str, float | None]:
    measures = ("worse", "better", "to grey", "from grey")
    return {measure: reading.row(measure=measure)["value"] for measure in measures}


def test_a_project_that_turned_red_is_worse_and_another_stays():
    reading = changes(
        on(THEN, IN_TIME), on(NOW, LATE), on(THEN, IN_TIME, "BETA"), on(NOW, IN_TIME, "BETA")
    )
    assert counts(reading) == {"worse": 1, "better": 0, "to grey": 0, "from grey": 0}


def test_better_counts_when_the_shown_colour_gets_better():
    reading = changes(on(BEFORE, LATE), on(THEN, IN_TIME), on(NOW, IN_TIME))
    assert counts(reading)["better"] == 1
    assert reading.at(THEN, measure="better")["value"].to_list() == [0]


def test_turns_to_and_from_grey_are_counted_apart():
    unknown = {"phase": None, "baseline_finish_date": None}
    reading = changes(on(BEFORE, IN_TIME), on(THEN, IN_TIME, **unknown), on(NOW, IN_TIME))
    assert counts(reading) == {"worse": 0, "better": 0, "to grey": 0, "from grey": 1}
    assert reading.at(THEN, measure="to grey")["value"].to_list() == [1]


def test_on_the_first_status_date_nothing_can_have_turned():
    reading = reading_of("health_changes", status_date=NOW, projects=[on(NOW, IN_TIME)])
    assert (reading.value, reading.reason) == (None, "no_previous")


def test_a_new_project_is_not_a_change():
    reading = changes(on(THEN, IN_TIME), on(NOW, IN_TIME), on(NOW, LATE, "BETA"))
    assert counts(reading) == {"worse": 0, "better": 0, "to grey": 0, "from grey": 0}


def test_the_turn_is_named():
    reading = changes(on(THEN, IN_TIME), on(NOW, LATE), by="project")
    assert reading.row("ALPHA")["detail"] == "green to red"
