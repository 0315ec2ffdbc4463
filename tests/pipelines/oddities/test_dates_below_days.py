"""The line of dates below the days of a week belongs to the header."""

import pytest

from pmo.warehouse import open_warehouse

GRIDS = {
    "day and month": "Week of 7 September 2026\nEmployee;Project;Mon;Tue;Wed\n;;7-Sep;8-Sep;9-Sep",
    "whole dates": "Employee;Project;Mon;Tue;Wed\n;;2026-09-07;2026-09-08;2026-09-09",
    "names beside the dates": ";;Mon;Tue;Wed\nEmployee;Project;07/09/2026;08/09/2026;09/09/2026",
}


@pytest.mark.parametrize("header", GRIDS.values(), ids=GRIDS)
def test_each_day_has_its_date(loaded, tmp_path, header):
    path = tmp_path / "grid.csv"
    path.write_text(f"{header}\nAnn;P-1;8;7;6\nBo;P-2;2;2;1\n")
    taken = loaded(path, accept=True)
    sql = (
        "select person_id, work_date::varchar, booked_minutes // 60 from main.time_entries "
        "order by all"
    )
    with open_warehouse(taken.settings).snapshot() as snapshot:
        assert snapshot.query(sql).rows() == [
            ("Ann", "2026-09-07", 8), ("Ann", "2026-09-08", 7), ("Ann", "2026-09-09", 6),
            ("Bo", "2026-09-07", 2), ("Bo", "2026-09-08", 2), ("Bo", "2026-09-09", 1),
        ]  # fmt: skip
    (region,) = taken.record.regions
    assert (region.rows.loaded, region.rows.rejected) == (2, 0)
