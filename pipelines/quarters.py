"""Quarters as senders label them: "Q1 26/27", "FY26 Q3", "2026 Q3", "Jul-Sep 26"."""

import re
from dataclasses import dataclass

from pipelines.months import NAMES, month_of

MONTHS_OF_QUARTER, MONTHS_OF_YEAR = 3, 12
MONTH = "|".join(sorted(" ".join(NAMES).split(), key=len, reverse=True))
FULL_YEAR = r"(?:19|20)\d\d"
PLACE = r"(?:(?:q|quarter|t|trim(?:estre)?\.?) ?(?P<place>[1-4])|(?P<first_place>[1-4]) ?[qt])"
YEAR = (
    rf"(?P<fiscal>fy ?|gj ?)?'?(?P<year>{FULL_YEAR}|\d\d)"
    rf"(?:[/-](?P<second>{FULL_YEAR}|\d\d)(?!\d))?(?!\d)"
)
BARE = r"(?:q|quarter) ?[1-4]|[1-4] ?q"
AFTER = re.compile(rf"\b{PLACE}[ \-/']*(?:of )?{YEAR}")
BEFORE = re.compile(rf"\b{YEAR}[ \-/]*{PLACE}\b")
ALONE = re.compile(rf"\b(?:{BARE})\b")
NAMED = re.compile(
    rf"\b(?P<first>{MONTH})\b\.? ?(?:-|/|to|bis|\u00e0|a) ?(?P<last>{MONTH})\b\.?"
    rf"[ \-/']*(?P<year>{FULL_YEAR}|\d\d)\b(?![/-]\d)"
)


@dataclass(frozen=True)
class Quarter:
    """One quarter as a label names it, and the part of the label that does."""

    text: str
    year: str = ""  # digits as written: of a fiscal year those in which it ends
    place: int = 0  # first to fourth of its year; 0 where the months are named
    last_month: int = 0  # of the calendar, where the months are named
    is_fiscal: bool = False
    spans_two_years: bool = False


def named_quarter(name: str) -> Quarter | None:
    """Quarter whose first and last month a normalised label names; other spans are none."""
    for found in NAMED.finditer(name):
        first, last = month_of(found["first"]) or 0, month_of(found["last"]) or 0
        if (last - first) % MONTHS_OF_YEAR == MONTHS_OF_QUARTER - 1:
            return Quarter(found[0], found["year"], last_month=last)
    return None


def counted_quarter(name: str) -> Quarter | None:
    """Quarter that a normalised label counts, with its year where it says one."""
    found = AFTER.search(name) or BEFORE.search(name)
    if found is None:
        alone = ALONE.search(name)
        if alone is None:
            return None
        return Quarter(alone[0], place=int(re.sub(r"\D", "", alone[0])))
    place = int(found["place"] or found["first_place"])
    spans = found["second"] is not None
    if spans and (int(found["second"]) - int(found["year"])) % 100 != 1:
        return None
    year = found["second"] or found["year"]
    return Quarter(found[0], year, place, 0, spans or bool(found["fiscal"]), spans)
