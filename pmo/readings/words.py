"""Values as a reader says them: words instead of signs, one scale, a reason instead of nothing."""

from decimal import ROUND_HALF_UP, Decimal

from pmo.currencies import minor_digits
from pmo.readings.metric import RECOUNT, Measure, Metric

NBSP = "\u00a0"
REASONS = {
    "no_report": "no report on this date",
    "no_previous": "no earlier status date",
    "no_baseline": "no baseline",
    "no_dates": "no dates",
    "no_forecast": "no forecast",
    "no_budget": "no budget",
    "no_phasing": "budget not by month",
    "no_actuals": "no actual cost",
    "no_progress": "no progress data",
    "no_plan": "no plan",
    "not_started": "not started",
    "complete": "complete",
    "on_hold": "on hold",
    "future_period": "still ahead",
    "zero_denominator": "nothing to divide by",
    "budget_exhausted": "budget is used up",
    "no_capacity": "no capacity",
    "allocated_without_capacity": "planned without capacity",
    "no_hours": "no time booked",
    "no_calendar": "no calendar",
    "no_links": "no links",
    "no_schedule": "no plan of tasks",
    "cyclic_links": "links run in a circle",
    "no_target": "no target",
    "no_rate": "no currency rate",
    "mixed_currency": "several currencies",
    "too_few": "too few cases",
    "outside_range": "not reliable at this progress",
    "beyond_curve": "past the last event",
    "unproven": "not proven",
    "not_assessable": "not in the files",
    "not_applicable": "does not apply",
    "bad_data": "the files contradict each other",
    "low_coverage": "too few are known",
    "hidden": "not for this reader",
}
SCALES = ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"), (Decimal(10) ** 3, "k"))
NUMBERS = {  # factor, decimal places and noun of each unit; others have two places and no noun
    "days": (1, 0, "days"),
    "working days": (1, 0, "working days"),
    "periods": (1, 1, "periods"),
    "minutes": (1 / 60, 0, "hours"),
    "fte": (1, 1, "FTE"),
    "count": (1, 0, ""),
}


def in_words(
    metric: Metric,
    value: float | None,
    *,
    measure: str | None = None,
    currency: str | None = None,
    reason: str | None = None,
) -> str:
    """Say a value, for example "12 days late", "EUR 0.4 m under" or "not known: no baseline"."""
    if value is None:
        return f"not known: {REASONS.get(reason or 'no_report', reason)}"
    unit = unit_of(metric, measure)
    words = _measure(metric, measure).words
    if not words or unit == "count":
        return amount(value, unit, currency)
    positive, negative, nothing = words
    size = amount(abs(value), unit, currency)
    if not any(digit in size for digit in "123456789"):
        return nothing
    return f"{size} {positive if value > 0 else negative}"


def unit_of(metric: Metric, measure: str | None) -> str:
    """Unit of a measure; the number late, beside a worst value, is a count."""
    if measure is not None and measure.split(" ")[-1] == "late":
        return "count"
    own = _measure(metric, measure)
    return "count" if own.roll_up == RECOUNT else own.unit


def _measure(metric: Metric, name: str | None) -> Measure:
    """Measure of that name, or of which it is a percentile; else the headline."""
    named = [m for m in metric.measures if m.name and name and name.startswith(m.name)]
    return max(named, key=lambda m: len(m.name or ""), default=metric.headline)


def amount(value: float, unit: str, currency: str | None = None) -> str:
    """Say a number with its unit, rounded half away from zero."""
    if unit == "money":
        return money(value, currency)
    if unit in ("share", "part"):
        return percent(value)
    factor, places, noun = NUMBERS.get(unit, (1, 2, ""))
    number = rounded(value * factor, places)
    if not noun:
        return grouped(number)
    return f"{grouped(number)}{NBSP}{noun.removesuffix('s') if number == '1' else noun}"


def money(minor_units: float, currency: str | None) -> str:
    """Money with one decimal in k, m or bn, such as "EUR 61.4 m"."""
    major = major_units(minor_units, currency)
    sign = "\u2212" if major < 0 else ""
    size = abs(major)
    for scale, letter in SCALES:
        if size >= scale:
            text = f"{_round(size / scale, 1)}{NBSP}{letter}"
            break
    else:
        text = str(_round(size, 0))
    return f"{currency}{NBSP}{sign}{text}" if currency else f"{sign}{text}"


def scale(largest: object, currency: str | None) -> tuple[float, str]:
    """Divisor of major units and letter (k, m, bn) that suit the largest amount."""
    size = abs(major_units(float(str(largest or 0)), currency))
    for divisor, letter in SCALES:
        if size >= divisor:
            return float(divisor), letter
    return 1.0, ""


def signed_money(minor_units: float, currency: str | None) -> str:
    """Money that a step adds to a total or takes from it, such as "+0.4 m"."""
    number = money(minor_units, currency).removeprefix(f"{currency}{NBSP}")
    return number if minor_units < 0 else f"+{number}"


def major_units(minor_units: float, currency: str | None) -> Decimal:
    """Exact amount in the currency's own unit."""
    places = minor_digits(currency)
    return Decimal(round(minor_units)).scaleb(-places)


def percent(share: float) -> str:
    """Whole percent; one decimal below ten."""
    places = 0 if abs(share) >= 0.1 or share == 0 else 1  # noqa: PLR2004 - ten percent
    return f"{rounded(share * 100, places)}{NBSP}%"


def rounded(value: float, places: int) -> str:
    """Decimal text, rounded half away from zero, with a true minus sign."""
    text = str(_round(Decimal(repr(float(value))), places))
    return text.replace("-", "\u2212") if text.strip("-0.") else text.lstrip("-")


def grouped(digits: str) -> str:
    """Digits with a thin gap between thousands."""
    head, point, tail = digits.partition(".")
    return (
        f"{int(head.replace(chr(0x2212), '-')):,}".replace(",", "\u202f").replace("-", "\u2212")
        + point
        + tail
    )


def _round(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
