"""Periods of amounts that stand in the rows or follow from the status date."""

from datetime import date

import pytest

from tests.hand_made import checked, fills

COLUMNS = (
    "budget_lines.project_id",
    "budget_lines.measure",
    "budget_lines.period_start_date",
    fills("budget_lines.amount", unit="EUR"),
)


def line(period, **more):
    rows = (("Project", "Measure", "Period", "Amount"), ("A", "Actual", period, 5))
    result = checked(rows, COLUMNS, tables=("budget_lines",), **more)
    names = ("period_kind", "period_start_date", "period_end_date", "amount", "measure")
    return result.tables["budget_lines"].select(names).row(0)


@pytest.mark.parametrize("period", ["Feb-24", "February 2024", "2024-02", date(2024, 2, 17)])
def test_a_month_in_the_row_spans_its_first_to_its_last_day(period):
    expected = ("month", date(2024, 2, 1), date(2024, 2, 29), 500, "actual")
    assert line(period) == expected


@pytest.mark.parametrize("period", ["2025/26", "FY26", "FY 2026", 2026])
def test_a_fiscal_year_in_the_row_begins_in_the_month_that_the_region_knows(period):
    expected = ("fiscal_year", date(2025, 4, 1), date(2026, 3, 31), 500, "actual")
    assert line(period, fiscal_year_start_month=4) == expected


@pytest.mark.parametrize(
    ("status_date", "first_day"),
    [(date(2026, 3, 31), date(2025, 4, 1)), (date(2026, 4, 1), date(2026, 4, 1))],
)
def test_a_years_amount_without_a_year_belongs_to_the_fiscal_year_of_the_status_date(
    status_date, first_day
):
    fixed = (("measure", "forecast"), ("period_kind", "fiscal_year"))
    columns = ("projects.project_id", fills("budget_lines.amount", fixed=fixed, unit="EUR"))
    result = checked(
        (("Project", "Forecast"), ("A", 5)),
        columns,
        tables=("projects", "budget_lines"),
        status_date=status_date,
        fiscal_year_start_month=4,
    )
    lines = result.tables["budget_lines"]
    assert lines["period_start_date"].to_list() == [first_day]
    assert lines["period_end_date"].dt.month().to_list() == [3]


def test_months_across_take_their_measure_from_the_row():
    fixed = (("period_kind", "month"), ("period_start_date", "2026-01-01"),
             ("period_end_date", "2026-01-31"))  # fmt: skip
    columns = (
        "budget_lines.project_id",
        "budget_lines.measure",
        fills("budget_lines.amount", fixed=fixed, unit="EUR"),
    )
    rows = (("Project", "Line", "Jan 26"), ("A", "Spend", 5), ("A", "Plan", 7), ("A", "Mood", 9))
    result = checked(rows, columns, tables=("budget_lines",))
    lines = result.tables["budget_lines"].select("measure", "amount", "source_cell").rows()
    assert lines == [("actual", 500, "C2"), ("planned value", 700, "C3")]
    assert result.record.rows.rejected == 1
    assert result.record.sums["Jan 26"].rejected == 9
