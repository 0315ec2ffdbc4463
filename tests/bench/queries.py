"""What the queries of a page cost, against the same figures by hand on a bare DuckDB file.

Beside them, what they cost where nothing was computed when the snapshot was published: for dates
long past, and for a reader who may not see everything.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl

from pmo.warehouse import Warehouse
from tests.bench import by_hand
from tests.bench.asked import PAGES, Ask, asked_by
from tests.bench.measure import Cost, Result, cost, middle, side_by_side
from tests.bench.portfolio import month_ends

MOST = 1.5
IDENTIFIES = ("status_date", "key", "measure", "project_id", "milestone_id", "person_id", "role",
              "month_date")  # fmt: skip


def measured(warehouse: Warehouse, folder: Path, *, repetitions: int) -> list[Result]:
    """One result per page; figures that differ stop the run."""
    published = warehouse.folder / "published" / f"{warehouse.current()}.duckdb"
    bare = by_hand.bare_file(published, folder)
    return [_of_page(page, warehouse, bare, repetitions) for page in PAGES]


def _of_page(page: str, warehouse: Warehouse, bare: Path, repetitions: int) -> Result:
    asks = asked_by(page)
    given = by_hand.parameters(tuple(month_ends()))

    def ours() -> Cost:
        with warehouse.snapshot() as snapshot:
            return cost(lambda: [ask.answer(snapshot) for ask in asks])

    def at_once() -> Cost:
        with warehouse.snapshot() as snapshot:
            snapshot.beside = None
            return cost(lambda: [ask.answer(snapshot) for ask in asks])

    def theirs() -> Cost:
        with _bare(bare) as connection:
            return cost(lambda: by_hand.run(connection, page, given))

    with _bare(bare) as connection:
        figures = by_hand.run(connection, page, given)
    for beside in (warehouse.folder / "computed", None):
        with warehouse.snapshot() as snapshot:
            snapshot.beside = beside
            compare(page, asks, [ask.answer(snapshot) for ask in asks], figures)
    mine, other = side_by_side(ours, theirs, repetitions=repetitions)
    live = middle([at_once() for _ in range(repetitions)])
    equal = sum(rows.height for rows in figures.values())
    note = (
        f"{equal:,} figures equal; CPU {mine.cpu:,.0f} : {other.cpu:,.0f} ms;"
        f" nothing computed ahead {live.wall:,.0f} ms"
    )
    return Result(f"Queries of {page}", mine.wall, "ms", MOST, other.wall, note)


def _bare(path: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(path, read_only=True, config={"threads": by_hand.THREADS})


def compare(
    page: str,
    asks: Sequence[Ask],
    answers: Sequence[pl.DataFrame],
    figures: Mapping[str, pl.DataFrame],
) -> None:
    """Compare every figure by hand with the page's own.

    Raises:
        ValueError: a question is not written by hand, or the figures differ.
    """
    for ask, answer in zip(asks, answers, strict=True):
        what = f"{page}: {ask.metric} by {ask.level}"
        if ask.metric not in figures:
            message = f"{what} is not written by hand."
            raise ValueError(message)
        rows = figures[ask.metric].filter(pl.col("level") == ask.level)
        _compare(what, rows.drop("level"), answer)


def _compare(what: str, by_hand_rows: pl.DataFrame, ours: pl.DataFrame) -> None:
    days = ours["status_date"].unique().implode()
    theirs = _filled(by_hand_rows.filter(pl.col("status_date").is_in(days)))
    columns = [name for name in theirs.columns if theirs[name].null_count() < theirs.height]
    mine = _filled(ours)
    if "measure" in columns:
        mine = mine.filter(pl.col("measure").is_in(theirs["measure"].unique().implode()))
    if not theirs.is_empty():
        mine = mine.select(pl.col(name).cast(theirs.schema[name]) for name in columns)
    found, expected = (
        rows.select(mine.columns).sort(mine.columns).with_columns(pl.col(pl.Float64).round(6))
        for rows in (mine, theirs.select(columns) if columns else mine.clear())
    )
    if not found.equals(expected):
        message = f"{what} differs:\n{_difference(found, expected)}"
        raise ValueError(message)


def _filled(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows that say something; both sides may leave out what is 0 or not known."""
    says = pl.lit(value=False)
    if "value" in rows.columns:
        says |= pl.col("value").cast(pl.Float64).fill_null(0.0) != 0
    if "word" in rows.columns:
        says |= pl.col("word").is_not_null()
    return rows.filter(says)


def _difference(found: pl.DataFrame, expected: pl.DataFrame) -> str:
    keys = found.columns
    only_ours = found.join(expected, on=keys, how="anti", nulls_equal=True)
    only_theirs = expected.join(found, on=keys, how="anti", nulls_equal=True)
    return f"ours {only_ours}\nby hand {only_theirs}"
