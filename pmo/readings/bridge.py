"""What moved a sum between two status dates: parts by project that add up to the difference.

Each difference goes to the first cause that fits: first what changed in the earlier figure itself,
then projects that came, left or moved, and last the metric's own causes, in SQL.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from pmo.readings.compared import compared
from pmo.readings.metric import COMMENT, SOURCE_NAMES, Metric
from pmo.readings.query import Catalogue, with_relations
from pmo.selection import Selection
from pmo.warehouse import Snapshot

ORDER = re.compile(r"^-- order: (\d+)$", re.MULTILINE)
CAUSE = re.compile(r"^-- cause: (.+?) \| (.+?) \| (.+)$", re.MULTILINE)
MOVEMENT_SCHEMA = pl.Schema(
    {
        "cause": pl.String(),
        "project_id": pl.String(),
        "project_name": pl.String(),
        "earlier_amount": pl.Int64(),  # minor units; null where nothing was stated
        "later_amount": pl.Int64(),
        "amount": pl.Int64(),  # what the cause adds to the sum
    }
)


@dataclass(frozen=True)
class Cause:
    """One reason for which a sum moves."""

    name: str
    title: str
    meaning: str


FIRST = (
    Cause("definition", "Definition changed",
          "The earlier figure by today's definition, less the figure as it was reported."),
    Cause("corrected", "Corrected later",
          "What files that were loaded since then changed in the earlier figure."),
    Cause("moved", "Moved between groups",
          "Projects that came from another group or went to one, with their earlier amount."),
    Cause("new", "New projects", "Projects that no earlier status date knows."),
    Cause("closed", "Closed projects",
          "Projects that were complete or cancelled and are reported no more."),
    Cause("not_reported", "Not reported, or again",
          "Projects, or their amounts, that are missing on one of the two dates."),
    Cause("currency", "Other currency", "Projects whose amount is stated in another currency."),
)  # fmt: skip
UNEXPLAINED = Cause("unexplained", "Unexplained", "A part that no cause explains.")


@dataclass(frozen=True)
class Plan:
    """A bridge as its file declares it."""

    metric: Metric
    order: int
    text: str  # SQL over ``comparable`` projects, stated on both dates, and the ``span``
    causes: tuple[Cause, ...]

    @property
    def relations(self) -> tuple[str, ...]:
        """Names that it reads from besides: tables, shared steps, metrics."""
        return tuple(dict.fromkeys(SOURCE_NAMES.findall(COMMENT.sub("", self.text))))


@dataclass(frozen=True)
class Bridge:
    """From the sum on one date to that on another; ``before`` and the movements give ``after``."""

    metric: Metric
    selection: Selection
    since: date
    currency: str | None  # of all amounts; projects in other currencies are left out
    before: int  # as reported where the date was published, else as known now
    after: int
    is_as_reported: bool
    causes: tuple[Cause, ...]
    movements: pl.DataFrame  # MOVEMENT_SCHEMA, no zero amounts
    projects: int  # inside the selection on one of the dates
    others: int  # of these, in other currencies
    is_known: bool  # whether any project inside states the sum on one of the dates

    @property
    def bars(self) -> tuple[tuple[Cause, int], ...]:
        """Causes that moved something, in order, with what each adds."""
        sums = dict(self.movements.group_by("cause").agg(pl.col("amount").sum()).iter_rows())
        return tuple((cause, sums[cause.name]) for cause in self.causes if cause.name in sums)

    def behind(self, cause: str) -> pl.DataFrame:
        """Movements of a cause, the largest first."""
        return self.movements.filter(cause=cause).sort(
            pl.col("amount").abs(), "project_id", descending=[True, False]
        )


def parse_plan(metric: Metric, text: str) -> Plan:
    """Read the header of a bridge's file.

    Raises:
        ValueError: it names no order or no cause.
    """
    order = ORDER.search(text)
    causes = tuple(Cause(*found) for found in CAUSE.findall(text))
    if not causes or not order:
        message = f'The bridge of "{metric.name}" lacks its order or its causes in its header.'
        raise ValueError(message)
    return Plan(metric, int(order[1]), text, causes)


def bridge(
    plan: Plan, catalogue: Catalogue, snapshot: Snapshot, selection: Selection, *, since: date
) -> Bridge:
    """Build the bridge from ``since`` to the selection's status date, in the commonest currency."""
    currency, is_published, projects = compared(plan.metric, catalogue, snapshot, selection, since)
    asked = replace(selection, group=None, projects=(), status_date=date.max)
    days = frozenset({since, selection.status_date})
    statement = with_relations(
        plan.text,
        relations=plan.relations,
        catalogue=catalogue,
        snapshot=snapshot,
        selection=asked,
        days=days,
    )
    stayed = _stayed(projects, currency)
    span = pl.DataFrame({"since_date": [since], "until_date": [selection.status_date]})
    frames = {**statement.frames, "comparable": stayed, "span": span}
    own = snapshot.query(statement.sql, statement.parameters, frames)
    parts = pl.concat([_first(projects), _with_rest(own, stayed)]).filter(pl.col("amount") != 0)
    return Bridge(
        metric=plan.metric,
        selection=selection,
        since=since,
        currency=currency or None,
        before=_sum(projects, "reported", "was_inside"),
        after=_sum(projects, "later", "is_inside"),
        is_as_reported=is_published,
        causes=(*FIRST, *plan.causes, UNEXPLAINED),
        movements=_movements(parts, projects),
        projects=projects.filter(pl.col("was_inside") | pl.col("is_inside")).height,
        others=projects.filter("is_of_others").height,
        is_known=not projects.filter(
            (pl.col("was_inside") & pl.col("has_earlier"))
            | (pl.col("is_inside") & pl.col("has_later"))
        ).is_empty(),
    )


def _first(projects: pl.DataFrame) -> pl.DataFrame:
    """Parts of the causes that hold for every sum: ``cause``, ``project_id`` and ``amount``."""
    earlier, later = pl.col("earlier"), pl.col("later")
    was, now = pl.col("was_inside"), pl.col("is_inside")
    had, has = pl.col("has_earlier"), pl.col("has_later")
    known_then, known_now = pl.col("is_earlier_known"), pl.col("is_later_known")
    other_then = ~had & pl.col("earlier_value").is_not_null()
    other_now = ~has & pl.col("later_value").is_not_null()
    gone, came = was & had & ~known_now, now & has & ~known_then
    stayed = now & known_then & known_now
    parts = [
        ("definition", was, pl.col("as_of") - pl.col("reported")),
        ("corrected", was, earlier - pl.col("as_of")),
        ("moved", was & ~now & had & known_now, -earlier),
        ("moved", now & ~was & had & known_then, earlier),
        ("new", came & ~pl.col("was_before"), later),
        ("closed", gone & pl.col("was_over"), -earlier),
        ("not_reported", gone & ~pl.col("was_over"), -earlier),
        ("not_reported", came & pl.col("was_before"), later),
        ("not_reported", stayed & had & ~has & ~other_now, -earlier),
        ("not_reported", stayed & has & ~had & ~other_then, later),
        ("currency", stayed & had & other_now, -earlier),
        ("currency", stayed & has & other_then, later),
    ]
    return pl.concat(
        projects.filter(which).select(pl.lit(cause).alias("cause"), "project_id", amount=amount)
        for cause, which, amount in parts
    )


def _sum(projects: pl.DataFrame, amount: str, inside: str) -> int:
    return int(projects.filter(inside)[amount].sum())


def _stayed(projects: pl.DataFrame, currency: str) -> pl.DataFrame:
    """Projects that state the sum on both dates, and count on the later one."""
    return projects.filter("is_inside", "has_earlier", "has_later").select(
        "project_id",
        earlier_amount="earlier",
        later_amount="later",
        currency=pl.lit(currency or None, pl.String),
    )


def _with_rest(own: pl.DataFrame, stayed: pl.DataFrame) -> pl.DataFrame:
    """Parts of the metric's own causes, and what they leave unexplained."""
    rows = own.select("cause", "project_id", pl.col("amount").round().cast(pl.Int64))
    explained = rows.group_by("project_id").agg(explained=pl.col("amount").sum())
    rest = stayed.join(explained, on="project_id", how="left").select(
        pl.lit(UNEXPLAINED.name).alias("cause"),
        "project_id",
        amount=pl.col("later_amount") - pl.col("earlier_amount") - pl.col("explained").fill_null(0),
    )
    return pl.concat([rows, rest])


def _movements(parts: pl.DataFrame, projects: pl.DataFrame) -> pl.DataFrame:
    told = projects.select(
        "project_id",
        "project_name",
        earlier_amount=pl.when("has_earlier").then("earlier"),
        later_amount=pl.when("has_later").then("later"),
    )
    summed = parts.group_by("cause", "project_id", maintain_order=True).agg(pl.col("amount").sum())
    return (
        summed.join(told, on="project_id", how="left")
        .select(MOVEMENT_SCHEMA.names())
        .cast(dict(MOVEMENT_SCHEMA))
        .sort("cause", "project_id")
    )
