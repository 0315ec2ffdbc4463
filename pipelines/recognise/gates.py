"""Gates and milestones across: which event a header names, and which of its dates."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.headers import LINE_BREAK, REMEMBERED, normalise, read_header
from pipelines.recognise.vocabulary import all_meanings, meaning_words

LEAST_DATES = 2  # of one event, without which its headers are no event across
LEAST_EVENTS = 2
COLUMN_OF = {
    "original": "original_baseline_date",
    "baseline": "baseline_date",
    "forecast": "forecast_date",
    "actual": "actual_date",
}
SHORT = {  # how people cut the words short where many columns must fit
    **dict.fromkeys(("bl", "b/l", "p", "pl", "tgt", "target", "base"), "baseline"),
    **dict.fromkeys(("f", "fc", "f/c", "rev", "exp", "due"), "forecast"),
    **dict.fromkeys(("a", "act", "ac"), "actual"),
    "orig": "original",
}
NO_EVENTS = frozenset(  # ends of a project, and what a row of a list is by itself
    ("start", "finish", "due", "complete", "project", "milestone", "task", "gate", "event", "phase")
)
PLAIN_ENDS = re.compile(
    r"(?:project )?(?:start|end|finish|begin|completion|due|anfang|ende|début|fin|inicio|"
    r"início|término)(?: date)?"
)
EDGES = " -\u2013\u2014/:|,.()[]\n"


@dataclass(frozen=True)
class NamedDate:
    """One date of an event, as a header names it."""

    event: str  # as the sender writes it: "Design freeze"
    column: str  # of the milestones: "baseline_date"


def gates_across(headers: Iterable[str]) -> dict[str, NamedDate]:
    """Dates by header, where several columns hold the dates of one event; else none.

    Start and finish of a project are no gates, unless they stand among others and are called
    otherwise, such as "Kick-off".
    """
    named = {header: found for header in headers if (found := _named_date(header))}
    columns: dict[str, set[str]] = {}
    for found in named.values():
        columns.setdefault(found.event, set()).add(found.column)
    events = [event for event, dates in columns.items() if len(dates) >= LEAST_DATES]
    own = [event for event in events if not meaning_words(normalise(event)) <= NO_EVENTS]
    if not _are_events(own, columns):
        return {}
    kept = {*own, *(each for each in events if not PLAIN_ENDS.fullmatch(normalise(each)))}
    return {header: found for header, found in named.items() if found.event in kept}


def _are_events(own: Sequence[str], columns: dict[str, set[str]]) -> bool:
    """Whether there are several events, or one with more than a pair of dates."""
    return len(own) >= LEAST_EVENTS or any(len(columns[event]) > LEAST_DATES for event in own)


@lru_cache(REMEMBERED)
def _named_date(header: str) -> NamedDate | None:
    """Event and plan that a header names: "PPAP / Fcst", "Filing target (original)"."""
    upper, line_break, lower = header.rpartition(LINE_BREAK)
    if line_break:
        plan = _plan(lower)
        return NamedDate(_bare(upper), COLUMN_OF[plan]) if plan and _bare(upper) else None
    read = read_header(header)
    if read.remark:
        plan = _plan(read.remark)
        event = _bare(re.sub(r"[(\[][^()\[\]]*[)\]]", " ", header))
    else:
        plan, event = _parted(header)
    return NamedDate(event, COLUMN_OF[plan]) if plan and event else None


def _plan(text: str) -> str:
    """Plan that a whole text names, such as "Fcst date" or "current view"; else nothing."""
    name = normalise(text).strip(EDGES)
    if name in SHORT:
        return SHORT[name]
    words = name.removesuffix(" date").removesuffix(" view")
    found = all_meanings(words)
    (plan,) = found if len(found) == 1 else ("",)
    return plan if plan in COLUMN_OF else SHORT.get(words, "")


def _parted(header: str) -> tuple[str, str]:
    """Plan and event of one line: "Design freeze actual", "Planned design freeze date"."""
    words = [word for word in header.split() if normalise(word).strip(EDGES) not in ("date", "")]
    for at in (len(words) - 1, 0):
        if len(words) > 1 and (plan := _plan(words[at])):
            return plan, _bare(" ".join(words[:at] + words[at + 1 :]))
    return "", ""


def _bare(text: str) -> str:
    """Text on one line, without marks at its edges."""
    return " ".join(text.replace(LINE_BREAK, " ").split()).strip("-\u2013\u2014/:|, \n")
