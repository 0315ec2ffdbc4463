"""What changed since the status date before, in words."""

from datetime import date

from pmo.readings.metric import RECOUNT, Metric
from pmo.readings.words import NBSP, amount, unit_of

BETTER, WORSE = "better", "worse"
MONTHS = (  # of our own, so that no setting of the machine changes what a reader sees
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def day_in_words(day: date) -> str:
    """A date in text: "31 Oct 2026"."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def month_in_words(day: date) -> str:
    """The month of a date in text: "Oct 2026"."""
    return f"{MONTHS[day.month - 1]}{NBSP}{day.year}"


def short_month(day: date) -> str:
    """The month of a date in a narrow head: "Oct 26"."""
    return f"{MONTHS[day.month - 1]} {day.year % 100:02}"


def change_in_words(
    metric: Metric,
    now: float,
    before: float,
    *,
    measure: str | None = None,
    currency: str | None = None,
) -> str:
    """Say how much a value moved: "EUR 0.2 m worse", "2 more", "unchanged"."""
    unit = unit_of(metric, measure)
    size = amount(abs(now - before), unit, currency)
    if not any(digit in size for digit in "123456789"):
        return "unchanged"
    if unit in ("share", "part"):
        size = size.replace("%", "points")
    judgement = judged(metric, now, before, measure=measure)
    if judgement and unit != "count":
        return f"{size} {judgement}"
    direction = "more" if now > before else "fewer" if unit == "count" else "less"
    return f"{size} {direction}, {judgement}" if judgement else f"{size} {direction}"


def judged(metric: Metric, now: float, before: float, *, measure: str | None = None) -> str:
    """Whether the move is better or worse; empty where the metric does not say."""
    if metric.headline.roll_up == RECOUNT and measure is not None:
        return ""  # a count of one category; the metric's direction is that of its values
    if now == before or metric.better not in ("higher", "lower"):
        return ""
    return BETTER if (now > before) == (metric.better == "higher") else WORSE
