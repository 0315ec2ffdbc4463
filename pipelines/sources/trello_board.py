"""Board of Trello as JSON: a card is a task of the board, its list the state.

Archived cards are loaded and say so. Names of members are read where cards have them, nothing
else about people.
"""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from pipelines.book import Book, Listed, Sheet
from pipelines.lists import ROW, List
from pipelines.schedules import PROJECT, day
from pipelines.sources import Source, columns_of
from pmo.tables import TASKS

KIND = "trello json"
ARCHIVED = "archived"


def arrange(book: Book) -> Book:
    """Put the names of lists, labels and members beside the cards."""
    if book.kind != KIND:
        return book
    lists = {sheet.name: List(sheet, 1) for sheet in book.sheets}
    sheets = (
        _cards(sheet, lists) if sheet.name == "cards" else replace(sheet, lists=(Listed(1),))
        for sheet in book.sheets
    )
    return replace(book, sheets=tuple(sheets))


def _cards(sheet: Sheet, lists: Mapping[str, List]) -> Sheet:
    board = lists["board"].frame("name")["name"].head(1).to_list()
    name = str(board[0]) if board and board[0] else ""
    cards = List(sheet, 1).frame(
        "id", "idList", "idMembers", "idLabels", "due", "start", "dueComplete", "closed"
    )
    is_done = pl.col("dueComplete") == "true"
    added = cards.select(
        ROW,
        pl.lit(name or None, pl.String).alias(PROJECT),
        pl.col("idList").replace_strict(_names(lists, "lists"), default=None).alias("List"),
        _first(cards, "idMembers").replace_strict(_names(lists, "members", "fullName"),
                                                  default=None).alias("Member"),
        _labels(cards, _names(lists, "labels")),
        day(pl.col("start")).alias("Start date"),
        day(pl.col("due")).alias("Due date"),
        pl.when(is_done).then(pl.lit("100%")).alias("Progress"),
        pl.when(pl.col("closed") == "true").then(pl.lit(ARCHIVED)).alias("Archived"),
    )  # fmt: skip
    return List(sheet, 1).beside(added, subject=name)


def _names(lists: Mapping[str, List], name: str, field: str = "name") -> dict[str, str]:
    """Names by id of the records of one list."""
    if name not in lists:
        return {}
    named = lists[name].frame("id", field).drop_nulls()
    return dict(named.select("id", field).iter_rows())


def _first(cards: pl.DataFrame, field: str) -> pl.Series:
    return cards[field].str.split("\n").list.first()


def _labels(cards: pl.DataFrame, names: Mapping[str, str]) -> pl.Series:
    """Names of the labels of each card, one per line."""
    found = [
        "\n".join(names.get(each, each) for each in text.split("\n")) if text else None
        for text in cards["idLabels"]
    ]
    return pl.Series("Labels", found, pl.String)


SOURCE = Source(
    name="Trello cards",
    fills=(TASKS,),
    is_coded=True,
    signs=("id", "idList", "List"),
    headers=columns_of(
        TASKS,
        {
            "id": "task_id",
            "idShort": "task_code",
            "name": "task_name",
            PROJECT: "project_id",
            "List": "state",
            "Member": "assignee",
            "Labels": "labels",
            "Archived": "labels",
            "Start date": "start_date",
            "Due date": "finish_date",
            "Progress": "percent_complete_share",
        },
    ),
    arrange=arrange,
)
