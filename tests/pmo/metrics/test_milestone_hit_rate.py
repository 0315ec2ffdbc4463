"""Hit rate: were the promises of the month kept, as they stood before the month?"""

from datetime import date

from pmo.readings.reading import Reading
from tests.readings import Row, reading_of

BEFORE, T = date(2026, 10, 31), date(2026, 11, 30)


def report(day: date, key: str = "M1", project: str = "ALPHA", **milestone: object) -> Row:
    return {"status_date": day, "milestone_id": key, "project_id": project, **milestone}


def hits(*rows: Row, by: str = "milestone", projects: tuple[Row, ...] = ()) -> Reading:
    return reading_of(
        "milestone_hit_rate", BEFORE, status_date=T, by=by, milestones=rows, projects=projects
    )


def test_a_promise_met_on_its_day_is_kept():
    promise = date(2026, 11, 20)
    reading = hits(
        report(BEFORE, baseline_date=promise),
        report(T, baseline_date=promise, actual_date=date(2026, 11, 20)),
    )
    assert (reading.value, reading.colour) == (1, "green")


def test_a_promise_met_a_day_late_is_broken():
    promise = date(2026, 11, 20)
    reading = hits(
        report(BEFORE, baseline_date=promise),
        report(T, baseline_date=promise, actual_date=date(2026, 11, 21)),
    )
    assert (reading.value, reading.colour) == (0, "red")


def test_moving_the_baseline_within_the_month_turns_no_miss_into_a_hit():
    reading = hits(
        report(BEFORE, baseline_date=date(2026, 11, 20)),
        report(T, baseline_date=date(2027, 2, 1)),
    )
    assert reading.value == 0


def test_a_milestone_that_vanished_is_missing_not_met():
    reading = hits(
        report(BEFORE, baseline_date=date(2026, 11, 20)),
        report(BEFORE, "M2", baseline_date=date(2026, 11, 20)),
        report(T, "M2", baseline_date=date(2026, 11, 20), actual_date=date(2026, 11, 19)),
        by="organisation",
    )
    row = reading.row()
    assert (row["value"], row["used"], row["missing"]) == (1, 1, 1)


def test_a_group_divides_all_that_were_met_by_all_that_were_due():
    due = date(2026, 11, 10)
    later = date(2027, 1, 10)
    rows = [
        *(report(BEFORE, key, "ALPHA", baseline_date=due) for key in ("A1", "A2", "A3")),
        report(BEFORE, "B1", "BETA", baseline_date=due),
        report(BEFORE, "B2", "BETA", baseline_date=later),
        *(report(T, key, "ALPHA", baseline_date=due) for key in ("A1", "A2", "A3")),
        report(T, "B1", "BETA", baseline_date=due, actual_date=date(2026, 11, 9)),
        report(T, "B2", "BETA", baseline_date=later),
    ]
    row = hits(*rows, by="organisation").row()
    assert (row["value"], row["numerator"], row["denominator"]) == (0.25, 1, 4)
    assert row["used"] == 4
    by_project = hits(*rows, by="project")
    assert [by_project.row(key)["value"] for key in ("ALPHA", "BETA")] == [0, 1]


def test_with_nothing_due_there_is_no_rate():
    later = date(2027, 1, 10)
    reading = hits(
        report(BEFORE, baseline_date=later), report(T, baseline_date=later), by="organisation"
    )
    assert (reading.value, reading.reason) == (None, "zero_denominator")


def test_the_first_status_date_has_no_earlier_promise():
    rows = [report(T, baseline_date=date(2026, 11, 10))]
    reading = reading_of("milestone_hit_rate", T, by="organisation", milestones=rows)
    assert (reading.value, reading.reason) == (None, "no_previous")


def test_promises_of_a_project_that_was_on_hold_do_not_count():
    promise = date(2026, 11, 20)
    held = {"status_date": BEFORE, "project_id": "ALPHA", "phase": "On hold"}
    reading = hits(
        report(BEFORE, baseline_date=promise), report(T, baseline_date=promise), projects=(held,)
    )
    assert reading.is_empty


def test_each_of_several_dates_looks_at_the_report_before_it():
    days = (date(2026, 9, 30), BEFORE, T)
    due = {"M1": date(2026, 10, 15), "M2": date(2026, 11, 15)}
    rows = [
        report(day, key, baseline_date=baseline, actual_date=date(2026, 10, 14))
        for day in days
        for key, baseline in due.items()
    ]
    reading = reading_of("milestone_hit_rate", *days, by="organisation", milestones=rows)
    assert reading.series()["value"].to_list() == [None, 1, 1]
    assert reading.series()["reason"].to_list() == ["no_previous", None, None]
