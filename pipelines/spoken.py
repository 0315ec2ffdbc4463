"""Canonical columns as people say them: "Department of the projects", not "group_id"."""

from collections.abc import Mapping
from datetime import date

from pipelines.recognise.week_days import UNKNOWN_WEEK
from pmo.readings.change import day_in_words, month_in_words

NOTHING: Mapping[str, str] = {}
ENDINGS = {"_share": "", "_datetime": " at", "_id": " key"}
GROUP = "project_groups.group_id"
SPANS = {"life": "whole life"}  # others are said as they are written
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def spoken(name: str, fixed: Mapping[str, str] = NOTHING) -> str:
    """What a canonical column holds, as a manager says it.

    Args:
        name: dotted, such as "budget_lines.amount".
        fixed: what the sender's header says of all its cells, such as the measure of amounts.

    Returns:
        Words such as "Budget lines: amount (actual, Jan 2026)".
    """
    if name == GROUP:
        return f"{fixed.get('level', 'group').capitalize()} of the projects"
    table, _, column = name.partition(".")
    for ending, said in ENDINGS.items():
        column = f"{column.removesuffix(ending)}{said}" if column.endswith(ending) else column
    words = f"{table.replace('_', ' ').capitalize()}: {column.replace('_', ' ')}"
    besides = ", ".join(_besides(fixed))
    return f"{words} ({besides})" if besides else words


def _besides(fixed: Mapping[str, str]) -> list[str]:
    """What a header says besides, its dates last and as one span."""
    first, last = fixed.get("period_start_date"), fixed.get("period_end_date")
    kind = fixed.get("period_kind", "")
    is_month = kind == "month" and first is not None
    dated = ("period_start_date", "period_end_date", *(["period_kind"] if is_month else ()))
    words = [SPANS.get(text, _text(text)) for name, text in fixed.items() if name not in dated]
    if first and is_month:
        words.append(month_in_words(date.fromisoformat(first)))
    elif first and last:
        days = (date.fromisoformat(each) for each in (first, last))
        words.append(" to ".join(day_in_words(day) for day in days))
    return words


def _text(text: str) -> str:
    """A fixed text; a day is said as one."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text.replace("_", " ")
    is_day_of_week = 0 <= (day - UNKNOWN_WEEK).days < len(DAYS)
    return DAYS[day.weekday()] if is_day_of_week else day_in_words(day)
