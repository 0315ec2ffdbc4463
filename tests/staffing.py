"""People, plans and bookings of a small team, as rows, for metrics of people.

October 2026 has 22 working days from Monday to Friday, November 21, December 23, January 2027 21.
A full-time person has 480 minutes a day, of which 15 % run the business: 408 are for projects.
"""

from datetime import date

from tests.readings import Row

T = date(2026, 10, 31)
OCTOBER, NOVEMBER, DECEMBER, JANUARY = (
    date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1),
)  # fmt: skip
AHEAD = (NOVEMBER, DECEMBER, JANUARY)
DAY = 408  # minutes for projects
DAYS = {OCTOBER: 22, NOVEMBER: 21, DECEMBER: 23, JANUARY: 21}
GROUPS: tuple[Row, ...] = (
    {"group_id": "IT", "group_name": "IT", "level": "department"},
    {"group_id": "Data", "group_name": "Data", "level": "team", "parent_id": "IT"},
    {"group_id": "Web", "group_name": "Web", "level": "team", "parent_id": "IT"},
)


def person(key: str = "P1", /, **more: object) -> Row:
    """A full-time developer of the data team."""
    return {"person_id": key, "role": "Developer", "group_id": "Data", "fte": 1.0, **more}


def planned(month: date, minutes: int, key: str | None = "P1", **more: object) -> Row:
    """Firm work of a person on a project."""
    return {
        "person_id": key,
        "project_id": "ALPHA",
        "month_date": month,
        "planned_minutes": minutes,
        "certainty": "firm",
        **more,
    }


def full_load(share: float = 1.0, key: str = "P1", months: tuple[date, ...] = AHEAD) -> list[Row]:
    """Work that takes this share of a full-time person in each month."""
    return [planned(month, round(share * DAYS[month] * DAY), key) for month in months]


def booked(day: int, minutes: int, key: str = "P1", **more: object) -> Row:
    """Project time on a day of October."""
    return {
        "person_id": key,
        "project_id": "ALPHA",
        "work_date": date(2026, 10, day),
        "booked_minutes": minutes,
        "time_kind": "project",
        **more,
    }
