"""Time that people have: gross, away, running the business, and what is left for projects.

All in minutes. A full day has 480; running the business takes 15 % of the time that a person is
there, which is 72 minutes of a full day, so that every capacity is a whole number.
"""

from datetime import date, timedelta
from functools import cache

from data.sample.chance import between
from data.sample.months import (
    DAYS_OF_WORK,
    STATUS_MONTHS,
    month_end,
    status_dates,
    workdays_of,
)
from data.sample.people import Person

DAY = 480
BASE_OF_DAY = 72
TOMORROW = timedelta(days=1)
YEARS = (2024, 2025, 2026)
Span = tuple[date, date, bool]  # first day, last day, whether it is training


@cache
def absences(person: Person) -> tuple[Span, ...]:
    """Spans away that ended by the last status date, cut at month ends."""
    spans: list[Span] = []
    for year in YEARS:
        for name, month, weeks, most in (
            ("spring", 2, 8, 5),
            ("training", 4, 10, 3),
            ("summer", 7, 7, 12),
            ("autumn", 10, 3, 5),
        ):
            days = between(most - 2, most, "days away", name, person.person_id, year)
            first = date(year, month, 1) + timedelta(
                days=7 * between(0, weeks - 1, name, person.person_id, year)
            )
            first += timedelta(days=-first.weekday() % 7)
            spans.append((first, first + timedelta(days=days - 1), name == "training"))
        spans.append((date(year, 12, 24), date(year, 12, 31), False))
    last_day = status_dates()[-1]
    cut = [part for span in spans for part in at_month_end(span)]
    return tuple(
        sorted(
            span
            for span in cut
            if STATUS_MONTHS[0] <= span[0] <= span[1] <= last_day
            and person.is_employed(span[0])
            and person.is_employed(span[1])
        )
    )


def at_month_end(span: Span) -> list[Span]:
    """Return the span, or its two parts if it reaches into the next month; no weekend alone."""
    first, last, is_training = span
    end = month_end(first)
    parts = [(first, min(last, end), is_training), (end + TOMORROW, last, is_training)]
    return [part for part in parts if any(is_workday(day) for day in days_of(part))]


def days_of(span: Span) -> tuple[date, ...]:
    """Calendar days of the span."""
    return tuple(span[0] + timedelta(days=n) for n in range((span[1] - span[0]).days + 1))


def is_workday(day: date) -> bool:
    """Whether it is a Monday to Friday."""
    return day.weekday() < DAYS_OF_WORK


@cache
def days_away(person: Person, month: date) -> dict[date, bool]:
    """Working days of the month on which the person is away; true for training."""
    return {
        day: span[2]
        for span in absences(person)
        for day in days_of(span)
        if day.replace(day=1) == month and is_workday(day)
    }


def absence_minutes(person: Person, span: Span) -> int:
    """Working time away in the span."""
    return round(sum(map(is_workday, days_of(span))) * DAY * person.fte)


@cache
def gross(person: Person, month: date) -> int:
    """Contracted minutes of the month."""
    days = sum(person.is_employed(day) for day in workdays_of(month))
    return round(days * DAY * person.fte)


@cache
def days_there(person: Person, month: date) -> tuple[date, ...]:
    """Working days of the month on which the person is there."""
    away = days_away(person, month)
    return tuple(day for day in workdays_of(month) if person.is_employed(day) and day not in away)


def base(person: Person, month: date) -> int:
    """Minutes that running the business takes."""
    return round(len(days_there(person, month)) * BASE_OF_DAY * person.fte)


def net(person: Person, month: date) -> int:
    """Minutes for projects: gross less away less base."""
    return round(len(days_there(person, month)) * (DAY - BASE_OF_DAY) * person.fte)


def net_before_leave(person: Person, month: date) -> int:
    """Minutes for projects as planned ahead, when nobody knows who will be away."""
    return round(gross(person, month) * (DAY - BASE_OF_DAY) / DAY)
