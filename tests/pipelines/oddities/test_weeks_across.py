"""Planned work by week: the weeks of a month add up to it, and none is left out."""

import pytest

from pmo.warehouse import open_warehouse


def hours(outcome):
    """Person, project, month and planned hours."""
    sql = (
        "select person_id, project_id, month_date::varchar, sum(planned_minutes)::bigint // 60 "
        "from main.assignments group by all order by all"
    )
    with open_warehouse(outcome.settings).snapshot() as snapshot:
        return snapshot.query(sql).rows()


def test_the_weeks_of_a_month_add_up_to_it(loaded):
    answers = {"unit::months": "hours", "status_date": "2026-09-30"}
    taken = loaded("o37_planned_work_by_week.csv", accept=True, answers=answers)
    assert hours(taken) == [
        ("Ann Moor", "P-1", "2026-10-01", 32),
        ("Ann Moor", "P-1", "2026-11-01", 40),
        ("Ann Moor", "P-2", "2026-10-01", 56),
        ("Bo Field", "P-1", "2026-10-01", 100),
        ("Bo Field", "P-1", "2026-11-01", 10),
    ]
    (region,) = taken.record.regions
    assert (region.rows.loaded, region.rows.rejected) == (3, 0)
    assert "duplicate_key" not in {rule for _, rule in taken.issues}


def test_full_time_people_of_a_week_are_counted_by_its_days(loaded):
    answers = {"unit::months": "FTE", "status_date": "2026-09-30"}
    taken = loaded("o37_planned_work_by_week.csv", accept=True, answers=answers)
    assert ("Bo Field", "P-1", "2026-11-01", 10 * 40) in hours(taken)


LABELS = {
    "numbers of the calendar": "KW 38/2026;KW 39/2026;KW 40/2026;KW 41/2026",
    "first days": "w/c 14 Sep 26;w/c 21 Sep 26;w/c 28 Sep 26;w/c 5 Oct 26",
    "days in numbers": "w/c 14/09/2026;w/c 21/09/2026;w/c 28/09/2026;w/c 05/10/2026",
    "dates as texts": "14-Sep-26;21-Sep-26;28-Sep-26;5-Oct-26",
}
HOURS = {"unit::months": "hours"}


def plan(folder, labels, numbers):
    path = folder / "plan.csv"
    path.write_text(f"Consultant;Project ID;{labels}\nAnn;P-1;{numbers}\nBo;P-2;{numbers}\n")
    return path


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
def test_weeks_add_up_to_the_months_of_their_first_days(loaded, tmp_path, labels):
    taken = loaded(plan(tmp_path, labels, "8;16;24;4"), accept=True, answers=HOURS)
    assert hours(taken) == [
        ("Ann", "P-1", "2026-09-01", 48),
        ("Ann", "P-1", "2026-10-01", 4),
        ("Bo", "P-2", "2026-09-01", 48),
        ("Bo", "P-2", "2026-10-01", 4),
    ]


def test_weeks_without_a_year_are_asked_for_it(loaded, tmp_path):
    taken = loaded(plan(tmp_path, "wk 36;wk 37;wk 38", "8;16;24"), answers=HOURS)
    assert "year" in {kind for kind, _ in taken.questions}
