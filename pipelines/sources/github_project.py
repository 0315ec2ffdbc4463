"""Items of a GitHub project, as its table view exports them.

An issue is known by its repository and number, which stand in its address; a draft has no address
and is known by its title.
"""

from dataclasses import replace

import polars as pl

from pipelines.book import Book, Sheet
from pipelines.lists import ROW, headers_of
from pipelines.sources import Source, columns_of
from pmo.tables import TASKS

NEEDED = ("title", "url", "assignees", "status")
ADDRESS = r"/([^/]+)/([^/]+)/(?:issues|pull)/(\d+)"
KEY, PROJECT, LABELS = "Key of the item", "Repository of the items", "Labels, one per line"


def arrange(book: Book) -> Book:
    """Put beside each item its key and labels, and the repository where it is one."""
    return replace(book, sheets=tuple(_arranged(sheet) for sheet in book.sheets))


def _arranged(sheet: Sheet) -> Sheet:
    items, written = headers_of(sheet, NEEDED)
    if items is None:
        return sheet
    title, address = written["title"], written["url"]
    labels = [written[each] for each in ("labels",) if each in written]
    rows = items.frame(title, address, *labels)
    repository, number = (pl.col(address).str.extract(ADDRESS, group) for group in (2, 3))
    key = pl.coalesce(pl.concat_str(repository, number, separator="#"), title)
    repositories = rows.select(repository).to_series().drop_nulls().unique()
    added = rows.select(
        ROW,
        key.alias(KEY),
        *(pl.col(each).str.replace_all(r",\s*", "\n").alias(LABELS) for each in labels),
    )
    if repositories.len() == 1:
        added = added.with_columns(pl.lit(repositories[0]).alias(PROJECT))
    return items.widened(added)


SOURCE = Source(
    name="GitHub project",
    fills=(TASKS,),
    signs=("Title", "URL", "Assignees", "Status"),
    headers=columns_of(
        TASKS,
        {
            KEY: "task_id",
            PROJECT: "project_id",
            "Assignees": "assignee",
            LABELS: "labels",
            "Title": "task_name",
            "Status": "state",
            "Start date": "start_date",
            "Target date": "finish_date",
            "End date": "finish_date",
            "Due date": "finish_date",
            "Iteration": "iterations",
            "Sprint": "iterations",
        },
        left=("URL", "Labels", "Repository", "Milestone", "Linked pull requests", "Reviewers"),
    ),
    arrange=arrange,
)
