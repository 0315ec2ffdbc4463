"""Does the network carry a delay to the finish?

title: Critical path test
question: Does a delay of a critical task reach the finish, or is the path broken?
grain: project
unit: working days
roll-up: none
better: higher
definition: Working days by which the finish of the project moves when one critical task that is
    still open takes 600 working days longer; less than 600 means that links are missing, or that a
    date that must be kept stands in the way. The task is the first one that the file calls
    critical or without float, else the first one without float by our own count. The finish is
    worked out from links and work that is left, on one working calendar, as for the critical path;
    here a task that must start or finish on a date keeps it.
source: DCMA 14-point assessment, critical path test
input: tasks.duration_minutes where tasks.status_date = asked.status_date
input: tasks.remaining_minutes where tasks.status_date = asked.status_date
input: tasks.start_date where tasks.status_date = asked.status_date
input: tasks.finish_date where tasks.status_date = asked.status_date
input: tasks.constraint_kind where tasks.status_date = asked.status_date
input: tasks.total_float_minutes where tasks.status_date = asked.status_date
input: task_links.successor_id where task_links.status_date = asked.status_date
"""

import polars as pl

from pmo.calendars import MINUTES_PER_DAY
from pmo.schedules.floats import EXTRA_DAYS, floats_of, moves_of
from pmo.schedules.network import Network, networks_of
from pmo.schedules.working_time import WorkingTime

PROJECT = ["status_date", "project_id"]


def rows(
    tasks: pl.DataFrame, project_links: pl.DataFrame, working_days: pl.DataFrame
) -> pl.DataFrame:
    """One row per project with tasks: the move of its finish, the task that was made longer."""
    networks = networks_of(tasks, project_links, WorkingTime.of(working_days))
    return pl.concat([_of_network(network) for network in networks])


def _of_network(network: Network) -> pl.DataFrame:
    floats = floats_of(network)
    projects = floats.group_by(PROJECT).agg(reason=_reason())
    moved = pl.col("moved_minutes") / MINUTES_PER_DAY
    return (
        projects.join(moves_of(network, floats), on="project_id", how="left")
        .join(network.left_out, on="project_id", how="left")
        .select(
            *PROJECT,
            value=moved,
            moved_days=moved,
            delay_days=pl.when(moved.is_not_null()).then(EXTRA_DAYS),
            delayed_task_id="task_id",
            links_left_out=pl.col("links_left_out").fill_null(0),
            reason=pl.when(moved.is_null()).then("reason"),
            detail="task_id",
        )
    )


def _reason() -> pl.Expr:
    """Why a project has no critical task: that of its open tasks, if it has any."""
    reasons = pl.col("reason").drop_nulls()
    return pl.coalesce(reasons.filter(reasons != "complete").sort().first(), reasons.first())
