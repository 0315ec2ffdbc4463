"""Schedules that Primavera worked out: from links and durations the same floats come out.

The files are not part of Milepost: the tests skip where there is no folder of them.
"""

import polars as pl
import pytest

from pmo import metrics
from tests.loaded import figures_in, load_into

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("file", "floats", "critical"),
    [
        ("xer_p6mcp/demo.xer", 13, 8),
        ("xer_pyp6xer_mcp/cairo-alex-road.xer", 11, 9),
        ("xer_pyp6xer_mcp/hilal-oil-gas.xer", 31, 9),
    ],
)
def test_every_float_is_that_of_the_program_that_wrote_the_file(
    file, floats, critical, shared_data, tmp_path
):
    (record,) = load_into(tmp_path, shared_data / file, organisation="own")
    assert record.error is None, record.error
    (day,) = record.status_dates
    with figures_in(tmp_path, "own") as figures:
        found = metrics.rows("critical_path", figures.snapshot, figures.selection(day))
        by_task = figures.reading("critical_path", day, by="task")
        task = by_task.rows.drop_nulls("value")["key"][0]
        trace = figures.trace("critical_path", day, by="task", key=task)
    known = found.drop_nulls("float_days")
    assert known.filter(difference_days=0).height == known.height == floats
    both = known.filter("is_critical", "is_critical_in_file")
    assert both.height == known["is_critical"].sum() == critical
    assert trace.filter(column="duration_minutes")["raw"].null_count() == 0
    assert trace.filter(pl.col("raw").is_null()).is_empty()
