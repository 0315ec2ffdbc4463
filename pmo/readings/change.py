"""What changed since the status date before, in words."""

from datetime import date

from pmo.readings.metric import RECOUNT, Metric
from pmo.readings.words import NBSP, amount, unit_of

BETTER, WORSE = "better", "worse"


def day_in_words(day: date) -> str:
    """A date in text: "31 Oct 2026"."""
    return f"{day.day}{NBSP}{day:%b}{NBSP}{day:%Y}"


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
    if unit == "share":
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
