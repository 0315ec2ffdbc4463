"""The network of all projects on one status date: its nodes, its links, its dates.

Every task is a node. A summary to which links are tied has two more, of no length: its start, for
which all its tasks wait, and its finish, which waits for all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from pmo.schedules.activities import NEVER, activities_of
from pmo.schedules.passes import UNREACHED, Ties, early_starts, late_starts, places
from pmo.schedules.summaries import ends_of
from pmo.schedules.working_time import WorkingTime

KEY = ["project_id", "task_id", "role"]
OF_FINISH_BEFORE = pl.col("link_kind").is_in(["FS", "FF"])  # else of the start of the first task
TO_FINISH_AFTER = pl.col("link_kind").is_in(["FF", "SF"])
STATE = ("is_complete", "has_begun", "remaining", "begun_at", "done_at")


@dataclass(frozen=True)
class Network:
    """Nodes by number, in the order of the frame, and the links between them."""

    nodes: pl.DataFrame
    links: pl.DataFrame  # before, after (numbers of nodes), link_kind, lag
    left_out: pl.DataFrame  # project_id, links_left_out

    def scheduled(self) -> pl.DataFrame:
        """Tasks with ``early_start``, ``late_start``, ``is_cyclic`` and ``finish`` of the project.

        All are minutes; late starts are null for what is complete.
        """
        links = _with_states(self.links, self.nodes)
        ties = _open_ties(links)
        place = places(self.nodes.height, ties["before"], ties["after"])
        nodes = self.nodes.with_columns(
            is_cyclic=pl.Series(place, dtype=pl.Int64) == UNREACHED, bound=_earliest(self, links)
        )
        ties = ties.with_columns(place=pl.Series(place, dtype=pl.Int64).gather(ties["before"]))
        reached = pl.Series(place, dtype=pl.Int64).gather(ties["after"]) != UNREACHED
        ordered = _ties(ties.filter(reached).sort("place"))
        early = pl.Series(early_starts(nodes["bound"].to_list(), ordered), dtype=pl.Int64)
        nodes = _with_finish(nodes.with_columns(early_start=early))
        latest = nodes.select(pl.col("finish").fill_null(0) - pl.col("remaining"))
        late = pl.Series(late_starts(latest.to_series().to_list(), ordered), dtype=pl.Int64)
        is_open = ~pl.col("is_complete") & ~pl.col("is_cyclic")
        return nodes.with_columns(late_start=pl.when(is_open).then(late)).filter(role="task")


def networks_of(tasks: pl.DataFrame, links: pl.DataFrame, time: WorkingTime) -> Iterator[Network]:
    """Networks of each status date; an empty one where there are no tasks at all."""
    for rows in tasks.partition_by("status_date") or [tasks]:
        yield network_of(rows, links.join(rows, on="status_date", how="semi"), time)


def network_of(tasks: pl.DataFrame, links: pl.DataFrame, time: WorkingTime) -> Network:
    """Return the network of the tasks of one status date and the links between them."""
    activities = activities_of(tasks, time).with_columns(role=pl.lit("task"))
    hubs, ends = ends_of(tasks, links)
    nodes = pl.concat([activities, hubs], how="diagonal_relaxed").with_columns(
        pl.col("is_complete", "has_begun", "keeps_date").fill_null(value=False),
        pl.col("earliest", "earliest_finish").fill_null(NEVER),
        has_length=pl.col("remaining").is_not_null(),
        remaining=pl.col("remaining").fill_null(0),
    )
    numbers = nodes.select(*KEY).with_row_index("node")
    numbered = ends
    for side in ("before", "after"):
        numbered = numbered.join(
            numbers.rename({"node": side, "task_id": f"{side}_id", "role": f"{side}_role"}),
            on=["project_id", f"{side}_id", f"{side}_role"],
            how="left",
        )
    is_tied = pl.col("before").is_not_null() & pl.col("after").is_not_null()
    return Network(
        nodes,
        numbered.filter(is_tied).select("before", "after", "link_kind", "lag", "is_stated"),
        numbered.filter(~is_tied, "is_stated").group_by("project_id").agg(links_left_out=pl.len()),
    )


def _with_states(links: pl.DataFrame, nodes: pl.DataFrame) -> pl.DataFrame:
    """Links that bind, with the state of both tasks: what has begun waits with its finish alone."""
    states = nodes.select(*STATE).with_row_index("node")
    for side in ("before", "after"):
        states_of_side = states.rename({name: f"{name}_{side}" for name in STATE} | {"node": side})
        links = links.join(states_of_side, on=side, how="left")
    is_waiting = ~pl.col("has_begun_after") | TO_FINISH_AFTER
    return links.filter(~pl.col("is_complete_after"), is_waiting).with_columns(
        is_known=pl.col("is_complete_before") | (pl.col("has_begun_before") & ~OF_FINISH_BEFORE),
        back=pl.when(TO_FINISH_AFTER).then("remaining_after").otherwise(0),
    )


def _open_ties(links: pl.DataFrame) -> pl.DataFrame:
    """Links whose first task may still move, with the gap between the two starts."""
    ahead = pl.when(OF_FINISH_BEFORE).then("remaining_before").otherwise(0)
    return links.filter(~pl.col("is_known")).select(
        "before", "after", gap=pl.col("lag") + ahead - pl.col("back")
    )


def _earliest(network: Network, links: pl.DataFrame) -> pl.Series:
    """Earliest start that a task's own dates, and what has already happened, allow."""
    happened = pl.when(OF_FINISH_BEFORE).then("done_at_before").otherwise("begun_at_before")
    bounds = (
        links.with_columns(
            start=pl.when("is_known").then(happened + pl.col("lag") - pl.col("back"))
        )
        .group_by(node="after")
        .agg(pl.col("start").max())
    )
    waiting = network.links.select(node="after", waits=pl.lit(value=True)).unique()
    nodes = network.nodes.with_row_index("node")
    return (
        nodes.join(bounds, on="node", how="left", maintain_order="left")
        .join(waiting, on="node", how="left", maintain_order="left")
        .select(
            pl.max_horizontal(
                "earliest",
                "start",
                pl.col("earliest_finish") - pl.col("remaining"),
                pl.when(pl.col("waits").is_null()).then("planned"),
            )
        )
        .to_series()
    )


def _ties(links: pl.DataFrame) -> Ties:
    return Ties(*(links[name].to_list() for name in ("before", "after", "gap")))


def _with_finish(nodes: pl.DataFrame) -> pl.DataFrame:
    """Nodes with the finish of their project: the latest early finish of its open tasks."""
    is_open = (pl.col("role") == "task") & ~pl.col("is_complete") & ~pl.col("is_cyclic")
    finish = (pl.col("early_start") + pl.col("remaining")).filter(is_open).max()
    return nodes.with_columns(finish=finish.over("project_id"))
