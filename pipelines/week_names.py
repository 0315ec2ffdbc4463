"""Weeks as senders label them: by a day of theirs, or by their number in the calendar."""

import re
from datetime import date, timedelta

from pipelines.months import NAMES, full_year, month_of

WEEK = timedelta(7)
ANY_YEAR = 2000  # will do to tell a week
FIRST_DAYS, LAST_DAYS = ({0}, {6}), ({4, 6}, {5})  # of a week, the likelier ones first; 0: Monday
ANY_MONTH = "|".join(sorted(" ".join(NAMES).split(), key=len, reverse=True))
BEGINS = (
    r"w/c|wc|w/b|wb|w/commencing|(?:week|wk) ?(?:comm(?:encing)?|beg(?:inning)?|starting|start|of|"
    r"from)?|woche (?:vom|ab)|semaine (?:du|de)|semana (?:del|do|de)|settimana (?:del|dal)|"
    r"week van|veckan? från|uke fra"
)
ENDS = r"w/e|we|(?:week|wk) ?end(?:ing|s)?|woche bis|semaine au"
DAY = (
    rf"(?:(?P<day>\d\d?)(?:st|nd|rd|th)?[ ./-]*(?P<month>{ANY_MONTH})\.?"
    rf"|(?P<month_first>{ANY_MONTH})\.?[ ./-]*(?P<day_last>\d\d?)(?:st|nd|rd|th)?)"
    r"(?:[ ,./'-]+(?P<year>20\d\d|\d\d))?"
    r"|(?P<first>\d\d?)[./-](?P<second>\d\d?)[./-](?P<year_of_numbers>20\d\d|\d\d)"
    r"|(?P<iso>20\d\d-\d\d-\d\d)(?: 00:00:00)?"
)
OF_DAY = re.compile(rf"(?:(?P<ends>{ENDS})|{BEGINS}|(?P<bare>))[ .:-]*(?:{DAY})")
NUMBERED = re.compile(
    r"(?:(?P<year>20\d\d)[ -]?(?:w|wk|kw|cw|week)[ .-]?(?P<week>[0-5]?\d)"
    r"|(?:wk|kw|cw|week|woche|semaine|sem|semana|settimana|sett|vecka|uke|tydzień|tydz)[ .-]*"
    r"(?P<week_first>[0-5]?\d)(?:[ ,/'-]+(?P<year_last>20\d\d|\d\d))?)"
    rf"(?:[ /(-]+\d\d?[ ./-]*(?:{ANY_MONTH})\.?\)?)?"
)


def week_named(name: str, year: int | None) -> date | None:
    """First day of the week that a normalised header names and nothing besides.

    A bare day with its year, "6 Apr 26", names its own week.

    Args:
        name: header as ``pipelines.headers.normalise`` gives it.
        year: that of labels which name none themselves, such as "w/c 5 Oct" and "KW 40".
    """
    name = " ".join(name.split())
    if found := NUMBERED.fullmatch(name):
        return _numbered(found, year)
    found = OF_DAY.fullmatch(name)
    if found and (found["bare"] is None or found["year"]):
        day = _day(found, year)
        is_last = day is not None and found["ends"] is not None
        return day - WEEK + timedelta(1) if day and is_last else day
    return None


def _numbered(found: re.Match[str], year: int | None) -> date | None:
    own = found["year"] or found["year_last"]
    number = full_year(own) if own else year
    try:
        week = int(found["week"] or found["week_first"])
        return date.fromisocalendar(number, week, 1) if number else None
    except ValueError:
        return None


def _day(found: re.Match[str], year: int | None) -> date | None:
    if found["iso"]:
        return _date(*(int(part) for part in found["iso"].split("-")))
    if found["first"]:
        return _ordered(found)
    own = found["year"]
    number = full_year(own) if own else year
    month = month_of(found["month"] or found["month_first"])
    return _date(number, month, int(found["day"] or found["day_last"])) if number else None


def _ordered(found: re.Match[str]) -> date | None:
    """Day in numbers, of which only one order begins or ends a week."""
    first, second = int(found["first"]), int(found["second"])
    year = full_year(found["year_of_numbers"])
    days = [day for day in {_date(year, second, first), _date(year, first, second)} if day]
    edges = LAST_DAYS if found["ends"] else FIRST_DAYS
    ranked = [[day for day in days if day.weekday() in edge] for edge in edges]
    proven = next((found for found in ranked if found), []) if len(days) > 1 else days
    return proven[0] if len(proven) == 1 else None


def _date(year: int, month: int | None, day: int) -> date | None:
    try:
        return date(year, month or 0, day)
    except ValueError:
        return None
