"""Float of every task, worked out again from links and durations.

title: Float and critical path
question: Which tasks hold the finish, by links and durations and not by the file's own word?
grain: task
unit: working days
roll-up: none
better: higher
definition: Working days by which a task may finish later without moving the finish of its project,
    worked out from the links and the work that is left; a task without any is critical. Beside it
    stands the float that the file states, and the difference. Finished tasks stay where they were;
    a task that has begun goes on from the status date with its remaining duration, whatever comes
    before it; one that has not begins when its predecessors allow and not before the status date,
    the date from which a constraint lets it start or finish, or, under a hard constraint or
    without a predecessor, its own start. Summaries and level of effort are left out; links on a
    summary hold for the tasks inside. All days are those of one working calendar, of eight hours:
    calendars of single tasks are not known here. Late dates come from the project's finish alone,
    so float is never negative. Tasks in a circle of links, or behind one, have no float, and what
    precedes them may have less than is shown.
source: Kelley and Walker (1959), critical path method; precedence diagram with lags; GAO Schedule
    Assessment Guide
input: tasks.duration_minutes where tasks.status_date = asked.status_date
input: tasks.remaining_minutes where tasks.status_date = asked.status_date
input: tasks.percent_complete_share where tasks.status_date = asked.status_date
input: tasks.start_date where tasks.status_date = asked.status_date
input: tasks.finish_date where tasks.status_date = asked.status_date
input: tasks.actual_finish_date where tasks.status_date = asked.status_date
input: tasks.total_float_minutes where tasks.status_date = asked.status_date
input: task_links.successor_id where task_links.status_date = asked.status_date
"""

import polars as pl

from pmo.calendars import MINUTES_PER_DAY
from pmo.schedules.floats import floats_of
from pmo.schedules.network import networks_of
from pmo.schedules.working_time import WorkingTime

LAST_MINUTE = 1  # work that ends with a day ends in it, not at the start of the next


def rows(
    tasks: pl.DataFrame, project_links: pl.DataFrame, working_days: pl.DataFrame
) -> pl.DataFrame:
    """One row per task that is worked on itself: its float, early and late dates."""
    time = WorkingTime.of(working_days)
    networks = networks_of(tasks, project_links, time)
    floats = pl.concat([floats_of(network) for network in networks])
    return _dated(floats, time).select(
        "status_date",
        "project_id",
        "task_id",
        value=_days("float_minutes"),
        float_days=_days("float_minutes"),
        file_float_days=_days("total_float_minutes"),
        difference_days=_days("float_minutes") - _days("total_float_minutes"),
        is_critical="is_critical",
        is_critical_in_file="is_critical_in_file",
        early_start_date="early_start_date",
        early_finish_date="early_finish_date",
        late_start_date="late_start_date",
        late_finish_date="late_finish_date",
        reason="reason",
        unit_name="task_name",
    )


def _days(minutes: str) -> pl.Expr:
    return pl.col(minutes) / MINUTES_PER_DAY


def _dated(floats: pl.DataFrame, time: WorkingTime) -> pl.DataFrame:
    """Tasks with early and late dates; what has happened keeps its own."""
    is_known = pl.col("float_minutes").is_not_null()
    last = pl.col("remaining") - pl.when(pl.col("remaining") > 0).then(LAST_MINUTE).otherwise(0)
    # A milestone behind the end of a day's work belongs to that day, not to the next.
    waits = (pl.col("remaining") == 0) & (pl.col("early_start") > pl.col("earliest"))
    waits &= pl.col("early_start").ne_missing(pl.col("planned"))
    back = pl.when(waits).then(LAST_MINUTE).otherwise(0)
    for side in ("early", "late"):
        start = pl.when(is_known).then(pl.col(f"{side}_start") - back)
        floats = time.with_date(floats, f"{side}_start_date", start)
        floats = time.with_date(floats, f"{side}_finish_date", start + last)
    begun = pl.when("has_begun").then(pl.coalesce("actual_start_date", "start_date"))
    return floats.with_columns(
        early_start_date=pl.coalesce(begun, "early_start_date"),
        early_finish_date=pl.coalesce("actual_finish_date", "early_finish_date"),
        late_start_date=pl.when(~pl.col("has_begun")).then("late_start_date"),
    )
