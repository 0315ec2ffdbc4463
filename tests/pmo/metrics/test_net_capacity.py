"""Capacity: what is left for projects of the working days of a month."""

from datetime import date

import pytest

from pmo import metrics
from pmo.readings.reading import Reading
from pmo.selection import Selection
from tests.readings import ORGANISATION, Row, reading_of, snapshot_of
from tests.staffing import DAY, GROUPS, OCTOBER, T, person


def capacity(*absences: Row, **more: object) -> Reading:
    return reading_of("net_capacity", status_date=T, people=[person(**more)], absences=absences)


def away(first: date, last: date | None, **more: object) -> Row:
    return {"person_id": "P1", "start_date": first, "end_date": last, **more}


def test_a_full_time_person_has_every_working_day_less_the_base_load():
    assert capacity().value == 22 * 480 * 0.85


def test_a_part_time_person_has_the_contracted_share():
    assert capacity(fte=0.5).value == 22 * 240 * 0.85


def test_a_joiner_counts_from_the_first_working_day():
    # Thursday 15 to Friday 30 October: 12 working days.
    assert capacity(start_date=date(2026, 10, 15)).value == 12 * DAY


def test_a_leaver_counts_up_to_the_last_working_day():
    # Thursday 1 to Wednesday 14 October: 10 working days.
    assert capacity(end_date=date(2026, 10, 14)).value == 10 * DAY


def test_who_has_left_has_none_and_it_is_said():
    reading = reading_of("net_capacity", status_date=T, people=[person(end_date=date(2026, 9, 30))])
    assert reading.value == 0


def test_who_comes_later_has_none_yet():
    assert capacity(start_date=date(2026, 11, 2)).value == 0


def test_leave_takes_its_stated_minutes():
    assert (
        capacity(away(date(2026, 10, 5), date(2026, 10, 6), absence_minutes=720)).value
        == (22 * 480 - 720) * 0.85
    )


def test_leave_without_minutes_takes_its_working_days():
    # Friday 9 to Monday 12 October: two working days.
    assert capacity(away(date(2026, 10, 9), date(2026, 10, 12))).value == 20 * DAY
    assert capacity(away(date(2026, 10, 9), None)).value == 21 * DAY


def test_leave_over_a_month_end_is_split_by_working_days():
    # Friday 30 October to Tuesday 3 November: one of three working days lies in October.
    leave = away(date(2026, 10, 30), date(2026, 11, 3), absence_minutes=3 * 480)
    assert capacity(leave).value == 21 * DAY


def test_leave_never_takes_more_than_there_is():
    assert capacity(away(OCTOBER, T, absence_minutes=99999)).value == 0


def test_leave_that_begins_after_the_status_date_is_not_counted():
    snapshot = snapshot_of(
        T, people=[person()], absences=[away(date(2026, 11, 2), date(2026, 11, 6))]
    )
    rows = metrics.rows("net_capacity", snapshot, Selection(ORGANISATION, snapshot.name, T))
    months = dict(rows.select("month_date", "value").iter_rows())
    assert len(months) == 12
    assert months[date(2026, 11, 1)] == 21 * DAY


def test_a_public_holiday_of_the_own_calendar_is_no_working_day():
    # 25 and 28 December 2026 (26 falls on a Saturday) are bank holidays in England.
    day = date(2026, 12, 31)
    people = [person(calendar_id="England"), person("P2"), person("P3", calendar_id="Atlantis")]
    reading = reading_of("net_capacity", status_date=day, people=people)
    values = {key: reading.row(key)["value"] for key in ("P1", "P2", "P3")}
    assert values == {"P1": 21 * DAY, "P2": 23 * DAY, "P3": 23 * DAY}


def test_without_a_contracted_share_capacity_is_unknown():
    reading = capacity(fte=None)
    assert (reading.value, reading.reason) == (None, "no_capacity")


@pytest.mark.parametrize(
    ("by", "values"),
    [
        ("organisation", {ORGANISATION: 3}),
        ("department", {"IT": 3}),
        ("team", {"Data": 2, "Web": 1}),
        ("role", {"Analyst": 1, "Developer": 2}),
        ("portfolio", {}),  # people belong to teams, not to portfolios
    ],
)
def test_groups_add_their_people_up_for_one_month(by: str, values: dict[str, int]):
    people = [person(), person("P2", role="Analyst"), person("P3", group_id="Web")]
    reading = reading_of("net_capacity", status_date=T, by=by, people=people, groups=GROUPS)
    found = dict(reading.rows.select("key", "value").iter_rows())
    assert found == {key: count * 22 * DAY for key, count in values.items()}
