"""Total float of every task, and how far a delay of one of them is felt."""

from dataclasses import replace

import polars as pl

from pmo.calendars import MINUTES_PER_DAY
from pmo.schedules.network import KEY, Network

EXTRA_DAYS = 600  # so long that nothing else can hide it
FILE_FLOAT = pl.col("total_float_minutes")
REASON = (
    pl.when(~pl.col("has_links"))
    .then(pl.lit("no_links"))
    .when("is_complete")
    .then(pl.lit("complete"))
    .when("is_cyclic")
    .then(pl.lit("cyclic_links"))
    .when(~pl.col("has_length"))
    .then(pl.lit("no_dates"))
)


def floats_of(network: Network) -> pl.DataFrame:
    """Scheduled tasks with ``reason``, ``float_minutes`` and ``is_critical``.

    Beside them stands what the file says: ``is_critical_in_file``.
    """
    stated = network.links.filter("is_stated")["before"]
    linked = network.nodes["project_id"].gather(stated).unique()
    judged = network.scheduled().with_columns(
        has_links=pl.col("project_id").is_in(linked.implode()).fill_null(value=False),
        is_critical_in_file=pl.coalesce("is_critical", FILE_FLOAT <= 0),
    )
    judged = judged.with_columns(reason=REASON)
    spare = pl.col("late_start") - pl.col("early_start")
    return judged.with_columns(
        float_minutes=pl.when(pl.col("reason").is_null()).then(spare)
    ).with_columns(
        is_critical=pl.when(pl.col("reason") == "complete")
        .then(pl.lit(value=False))
        .otherwise(pl.col("float_minutes") <= 0)
    )


def moves_of(network: Network, floats: pl.DataFrame) -> pl.DataFrame:
    """Working minutes by which each project's finish moves when one critical task takes longer.

    The task is one that the file calls critical, if there is any, else one without float: the
    first to begin. Columns: project_id, task_id, moved_minutes, of projects with such a task.
    """
    delayed = _critical(floats)
    after = _delayed(network, floats, delayed).scheduled()
    finishes = after.select("project_id", later_finish="finish").unique()
    return delayed.join(finishes, on="project_id").select(
        "project_id", "task_id", moved_minutes=pl.col("later_finish") - pl.col("finish")
    )


def _critical(floats: pl.DataFrame) -> pl.DataFrame:
    """One critical task of each project; rather one that may move and that takes time."""
    by_file = pl.col("is_critical_in_file").fill_null(value=False)
    return (
        floats.filter(pl.col("reason").is_null(), by_file | pl.col("is_critical"))
        .sort(~by_file, "keeps_date", pl.col("remaining") == 0, "early_start", "task_id")
        .unique("project_id", keep="first", maintain_order=True)
    )


def _delayed(network: Network, floats: pl.DataFrame, delayed: pl.DataFrame) -> Network:
    """Return the network with the longer tasks; those that must keep their dates keep them."""
    starts = floats.select(*KEY, "early_start")
    longer = delayed.select(*KEY, extra=EXTRA_DAYS * MINUTES_PER_DAY)
    nodes = network.nodes.join(starts, on=KEY, how="left", maintain_order="left")
    nodes = nodes.join(longer, on=KEY, how="left", maintain_order="left").with_columns(
        remaining=pl.col("remaining") + pl.col("extra").fill_null(0),
        earliest=pl.when("keeps_date").then("early_start").otherwise("earliest"),
    )
    keeps_date = nodes["keeps_date"].gather(network.links["after"])
    links = network.links.filter(~keeps_date)
    return replace(network, nodes=nodes.drop("early_start", "extra"), links=links)
