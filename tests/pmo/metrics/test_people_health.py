"""People health: has the work of the next months a name."""

from datetime import date

import pytest

from pmo.readings.reading import Reading
from tests.project_rows import project
from tests.readings import reading_of

T = date(2026, 11, 30)
DECEMBER, FEBRUARY, MARCH = date(2026, 12, 1), date(2027, 2, 1), date(2027, 3, 1)


def planned(minutes: int, person: str | None = "P1", **row: object) -> dict[str, object]:
    return {
        "plan_id": "published",
        "project_id": "ALPHA",
        "person_id": person,
        "role": "Analyst",
        "month_date": DECEMBER,
        "planned_minutes": minutes,
    } | row


def people(*assignments: dict[str, object], **row: object) -> Reading:
    return reading_of(
        "people_health", status_date=T, projects=[project(**row)], assignments=assignments
    )


@pytest.mark.parametrize(
    ("without_name", "colour"),
    [(0, "green"), (500, "green"), (501, "amber"), (1_500, "amber"), (1_501, "red")],
)
def test_the_share_of_work_without_a_name_gives_the_colour(without_name: int, colour: str):
    reading = people(planned(10_000 - without_name), planned(without_name, person=None))
    assert reading.row()["colour"] == colour


def test_only_the_next_three_months_count():
    named = planned(9_000, month_date=FEBRUARY)
    assert people(named, planned(1_000, None, month_date=FEBRUARY)).row()["colour"] == "amber"
    assert people(named, planned(1_000, None, month_date=MARCH)).row()["colour"] == "green"
    november = planned(1_000, None, month_date=date(2026, 11, 1))
    assert people(named, november).row()["colour"] == "green"


def test_a_proposed_plan_is_no_plan_yet():
    proposed = planned(9_000, None, plan_id="proposal 2")
    assert people(planned(1_000), proposed).row()["colour"] == "green"


def test_the_roles_without_a_name_and_the_limits_are_named():
    detail = people(planned(900), planned(100, None)).row()["detail"]
    assert detail == (
        "10 % of the work of the next 3 months has no name: Analyst (green up to 5 %, red beyond"
        " 15 %)"
    )


def test_a_project_without_planned_work_is_grey_not_green():
    row = people().row()
    assert (row["colour"], row["word"], row["reason"]) == ("grey", None, "not_assessable")


def test_only_active_projects_are_judged():
    assert people(planned(900), phase="Closed").is_empty


def employed(person: str) -> dict[str, object]:
    # Full time; a month has at most 23 working days of 480 minutes: 11,040 minutes.
    return {"person_id": person, "role": "Analyst", "fte": 1.0}


def overbooked(*months: date, **row: object) -> Reading:
    """Read a project whose one person is planned for 20,000 minutes in these months."""
    return reading_of(
        "people_health",
        status_date=T,
        projects=[project()],
        people=[employed("P1")],
        assignments=[
            *(planned(20_000, month_date=day) | row for day in months),
            planned(100),
        ],
    )


def test_somebody_above_110_percent_in_two_months_running_is_amber():
    row = overbooked(DECEMBER, date(2027, 1, 1)).row()
    assert row["colour"] == "amber"
    assert row["detail"] == (
        "all work of the next 3 months has a name; 1 person is planned above 110 % of capacity in"
        " two months running"
    )


def test_a_plan_without_a_name_is_the_published_one():
    reading = reading_of(
        "people_health",
        status_date=T,
        projects=[project()],
        people=[employed("P1")],
        assignments=[
            planned(20_000, month_date=day, plan_id=None) for day in (DECEMBER, date(2027, 1, 1))
        ],
    )
    assert reading.row()["colour"] == "amber"


def test_one_hot_month_alone_is_no_strain():
    assert overbooked(DECEMBER).row()["colour"] == "green"
    assert overbooked(DECEMBER, FEBRUARY).row()["colour"] == "green"


def test_the_work_of_other_projects_strains_the_people_of_this_one():
    reading = overbooked(DECEMBER, date(2027, 1, 1), project_id="BETA")
    assert reading.row("ALPHA")["colour"] == "amber"


def test_who_joins_the_project_later_does_not_strain_it_now():
    reading = reading_of(
        "people_health",
        status_date=T,
        projects=[project()],
        people=[employed("P1"), employed("P2")],
        assignments=[
            planned(20_000, project_id="BETA"),
            planned(20_000, project_id="BETA", month_date=date(2027, 1, 1)),
            planned(5_000, month_date=MARCH),
            planned(100, person="P2"),
        ],
    )
    assert reading.row("ALPHA")["colour"] == "green"
