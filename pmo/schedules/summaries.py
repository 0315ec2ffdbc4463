"""Links that are tied to summaries: they hold for the tasks inside.

What follows the finish of a summary waits for all its tasks; what precedes its start holds all of
them. The start of a summary that others wait for, and its finish that waits, depend on which of
its tasks is first or last: such links are left out, as are those of a summary without tasks.
"""

import polars as pl

TASK, START, FINISH = "task", "start", "finish"  # roles of a node
ENDS = (
    "project_id", "before_id", "before_role", "after_id", "after_role", "link_kind", "lag",
    "is_stated",
)  # fmt: skip
OF = ["project_id", "task_id"]


def ends_of(tasks: pl.DataFrame, links: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Nodes of summaries, and all links by the nodes at both ends.

    ``is_stated`` tells the links of the files from those between a summary and its tasks. An end
    that names no node is one to which nothing can be tied.
    """
    stated = _stated(links, tasks.filter(task_kind="summary").select(*OF, is_summary=True))
    children = tasks.select(*OF, "parent_id", is_summary=pl.col("task_kind") == "summary")
    children = children.with_columns(pl.col("is_summary").fill_null(value=False))
    on_summary = stated.filter((pl.col("before_role") != TASK) | (pl.col("after_role") != TASK))
    children = children.join(on_summary, on="project_id", how="semi")
    finishes = _filled(children)
    starts = _reached(children, stated).join(finishes, on=OF, how="semi")
    hubs = pl.concat(
        [starts.with_columns(role=pl.lit(START)), finishes.with_columns(role=pl.lit(FINISH))]
    )
    inside = [_inside(children, starts, START), _inside(children, finishes, FINISH)]
    return hubs, pl.concat([stated, *inside])


def _stated(links: pl.DataFrame, summaries: pl.DataFrame) -> pl.DataFrame:
    """Links with a role at each end; a summary's start or finish by the kind of the link."""
    kind = pl.col("link_kind").fill_null("FS")
    named = links.select(
        "project_id",
        before_id="predecessor_id",
        after_id="successor_id",
        link_kind=kind,
        lag=pl.col("lag_minutes").fill_null(0).cast(pl.Int64),
        is_stated=True,
    )
    for side, role in (("before", FINISH), ("after", START)):
        known = summaries.rename({"task_id": f"{side}_id", "is_summary": "of_summary"})
        # A link to the other end of a summary gets a role that no node has.
        fits = pl.col("link_kind").is_in(["FS", "FF"] if side == "before" else ["FS", "SS"])
        named = (
            named.join(known, on=["project_id", f"{side}_id"], how="left")
            .with_columns(
                pl.when(pl.col("of_summary").is_null())
                .then(pl.lit(TASK))
                .when(fits)
                .then(pl.lit(role))
                .otherwise(pl.lit("none"))
                .alias(f"{side}_role")
            )
            .drop("of_summary")
        )
    return named.select(*ENDS)


def _filled(children: pl.DataFrame) -> pl.DataFrame:
    """Summaries that hold a task, at any depth."""
    summaries = children.filter("is_summary").select(*OF)
    found = children.filter(~pl.col("is_summary") & pl.col("parent_id").is_not_null())
    found = (
        found.select("project_id", task_id="parent_id").unique().join(summaries, on=OF, how="semi")
    )
    return _spread(found, children.filter("is_summary"), child="task_id", parent="parent_id")


def _reached(children: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """Summaries whose start waits for something, and those inside them."""
    found = stated.filter(after_role=START).select("project_id", task_id="after_id").unique()
    return _spread(found, children.filter("is_summary"), child="parent_id", parent="task_id")


def _spread(
    found: pl.DataFrame, summaries: pl.DataFrame, *, child: str, parent: str
) -> pl.DataFrame:
    """What was found, and all that is linked to it from ``child`` to ``parent``, step by step."""
    steps = summaries.select("project_id", task_id=child, next_id=parent).drop_nulls()
    known = steps.select("project_id", task_id="next_id").join(
        summaries.select(*OF), on=OF, how="semi"
    )
    newest = found
    while newest.height:
        newest = (
            steps.join(newest, on=OF, how="semi")
            .select("project_id", task_id="next_id")
            .unique()
            .join(known, on=OF, how="semi")
            .join(found, on=OF, how="anti")
        )
        found = pl.concat([found, newest])
    return found


def _inside(children: pl.DataFrame, hubs: pl.DataFrame, role: str) -> pl.DataFrame:
    """Links between each summary's node and the nodes of what it holds."""
    held = children.join(
        hubs.rename({"task_id": "parent_id"}), on=["project_id", "parent_id"], how="semi"
    ).with_columns(own=pl.when("is_summary").then(pl.lit(role)).otherwise(pl.lit(TASK)))
    summary = {"id": pl.col("parent_id"), "role": pl.lit(role)}
    child = {"id": pl.col("task_id"), "role": pl.col("own")}
    before, after = (summary, child) if role == START else (child, summary)
    return held.select(
        "project_id",
        before_id=before["id"],
        before_role=before["role"],
        after_id=after["id"],
        after_role=after["role"],
        link_kind=pl.lit("FS"),
        lag=pl.lit(0, pl.Int64),
        is_stated=False,
    ).select(*ENDS)
