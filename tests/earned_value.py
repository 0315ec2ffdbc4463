"""The published example of a late project, as rows: its weeks stand as months here.

Source: Vanhoucke, PM Knowledge Center, "Earned Value Management: Forecasting time", table 2:
planned and earned value of eleven weeks, and the earned schedule of the first six. The earned
schedule of weeks 7 to 11 follows from the same formulas. Planned duration 9, finished in week 11.
"""

from datetime import date, timedelta

from tests.readings import Row

PLANNED = (5, 10, 25, 55, 85, 120, 130, 140, 150)  # cumulative
EARNED = (3.33, 6.67, 10, 22.5, 70, 82.5, 90, 120, 130, 140, 150)  # cumulative
EARNED_SCHEDULE_PUBLISHED = (0.67, 1.33, 2.00, 2.83, 4.50, 4.92)
EARNED_SCHEDULE = (0.666, 1.334, 2, 2.8333, 4.5, 4.9167, 5.1429, 6, 7, 8, 9)
SCHEDULE_INDEX = (
    0.666, 0.667, 0.4, 0.409091, 0.823529, 0.6875, 0.692308, 0.857143, 0.866667, 0.933333, 1,
)  # fmt: skip
TIME_INDEX = (
    0.666, 0.667, 0.666667, 0.708325, 0.9, 0.81945, 0.7347, 0.75, 0.777778, 0.8, 0.818182,
)  # fmt: skip
AT_PLANNED_PACE = (
    9.334, 9.666, 10, 10.1667, 9.5, 10.0833, 10.8571, 11, 11, 11, 11,
)  # fmt: skip
AT_THIS_PACE = (
    13.513514, 13.493253, 13.5, 12.706032, 10, 10.982976, 12.249898, 12, 11.571429, 11.25, 11,
)  # fmt: skip
WEEKS = range(1, 12)


def month_end(number: int) -> date:
    """Last day of the month that stands for a week; the first is January 2026."""
    return date(2026 + number // 12, number % 12 + 1, 1) - timedelta(days=1)


def lines(
    measure: str, cumulative: tuple[float, ...], *, status_date: date, project: str = "ALPHA"
) -> list[Row]:
    """Monthly budget lines of a cumulative curve, in minor units."""
    steps = zip((0, *cumulative), cumulative, strict=False)
    return [
        {
            "status_date": status_date,
            "project_id": project,
            "measure": measure,
            "period_kind": "month",
            "period_start_date": month_end(number).replace(day=1),
            "period_end_date": month_end(number),
            "amount": round((after - before) * 100),
            "currency": "EUR",
        }
        for number, (before, after) in enumerate(steps, start=1)
    ]


def example() -> tuple[list[date], list[Row]]:
    """Status dates and budget lines of the example, a full report for each week."""
    dates = [month_end(week) for week in WEEKS]
    rows = [
        row
        for week, day in zip(WEEKS, dates, strict=True)
        for row in (
            *lines("planned value", PLANNED, status_date=day),
            *lines("earned value", EARNED[:week], status_date=day),
        )
    ]
    return dates, rows
