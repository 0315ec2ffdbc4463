"""Rows whose key stands before: a further amount of it, as in a list of orders, or a slip."""

import re
from collections.abc import Sequence

import polars as pl

from pipelines.check.inquiry import Inquiry
from pipelines.check.meaning import quoted
from pipelines.check.rows import Filled
from pipelines.headers import normalise
from pipelines.region import COLUMNS
from pipelines.weeks import weeks_across

ADDED_UP = {  # numbers of these tables, and what two rows of one key have in common
    "budget_lines": ("amount", "project, category and period"),
    "assignments": ("planned_minutes", "person, project and month"),
}
FURTHER = "further amounts"
ONCE_MORE = "the same once more"
POSTED = re.compile(r"date|datum|fecha|\bdata\b|dato")  # above days, not months
OF_PERIODS = re.compile(r"period|month|start|from|begin|monat|mois|\bmes\b")
MOSTLY = 0.5  # share of the later rows with another number, from which they are proposed as further


def without_further(
    later: pl.DataFrame, filled: Sequence[Filled], table: str, inquiry: Inquiry
) -> pl.DataFrame:
    """Later rows of a key that are not to be loaded, once each column of numbers is decided.

    Args:
        later: ``position``, ``block`` and ``first``, the record in which the key stands first.
        filled: the blocks of the table, in the order of their numbers.
        table: one of ``ADDED_UP``.
        inquiry: asked once for each of the sender's columns.
    """
    number, common = ADDED_UP[table]
    weeks = weeks_across(inquiry.region.columns)
    within = [
        block
        for block, each in enumerate(filled)
        if any(column.position in weeks for column in each.block.columns.get(number, ()))
    ]  # the weeks of one record add up to its months
    is_week = pl.col("block").is_in(within) & (pl.col("position") == pl.col("first"))
    later = later.filter(~is_week)
    word = "column" if inquiry.region.orientation == COLUMNS else "row"
    for block, each in enumerate(filled):
        own = later.filter(pl.col("block") == block, pl.col("position") != pl.col("first"))
        columns = each.block.columns.get(number)
        if own.is_empty() or not columns:
            continue
        if inquiry.region.is_listed or _are_postings(each):
            later = _without_block(later, own)
            continue
        header = columns[0].header
        first = own.row(0, named=True)
        answer = inquiry.ask(
            "repeated",
            header,
            f"{_count(own.height, word)} the {common} of an earlier one, such as {word} "
            f"{first['position']} those of {word} {first['first']}. What are the numbers under "
            f"{quoted(header)} there?",
            choices=(FURTHER, ONCE_MORE),
            proposal=FURTHER if _share_of_others(own, each.rows, number) > MOSTLY else ONCE_MORE,
        )
        if answer == FURTHER:
            later = _without_block(later, own)
    return later


def _without_block(later: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    return later.join(own.select("position", "block"), on=["position", "block"], how="anti")


def _are_postings(filled: Filled) -> bool:
    """Whether each row has a day of its own, as invoices have, so that they add up to months."""
    columns = filled.block.columns.get("period_start_date", ())
    names = [normalise(column.header) for column in columns]
    return any(POSTED.search(name) and not OF_PERIODS.search(name) for name in names)


def _count(rows: int, word: str) -> str:
    return f"One {word} repeats" if rows == 1 else f"{rows:,} {word}s repeat"


def _share_of_others(later: pl.DataFrame, rows: pl.DataFrame, number: str) -> float:
    """Share of the later rows whose number is another one than that of the first."""
    numbers = rows.select("position", number)
    pairs = later.select("position", "first").join(numbers, on="position")
    pairs = pairs.join(numbers.rename({"position": "first", number: "before"}), on="first")
    others = pairs.filter(pl.col(number) != pl.col("before")).height
    return others / max(1, pairs.height)
