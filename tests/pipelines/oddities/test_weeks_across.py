"""Planned work by week: the weeks of a month add up to it, and none is left out."""

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
