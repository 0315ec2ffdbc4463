"""Tasks of Asana projects.

A sub-task names the task above it by its name and leaves the project empty; a task may belong to
several projects, and counts in the first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from pipelines.book import Book, Sheet, address
from pipelines.lists import ROW, List, headers_of
from pipelines.sources import Source, columns_of
from pmo.ledger import Issue
from pmo.tables import TASKS

NEEDED = ("task id", "name", "completed at", "section/column")
PARENT, PROJECT = "Task above", "First project"
DEEPEST = 10  # levels of sub-tasks; more than the program allows


def arrange(book: Book) -> Book:
    """Put beside each task the key of the one above, and the project where it counts."""
    notes: list[Issue] = []
    sheets = tuple(_arranged(sheet, notes) for sheet in book.sheets)
    return replace(book, sheets=sheets, notes=(*book.notes, *notes))


def _arranged(sheet: Sheet, notes: list[Issue]) -> Sheet:
    tasks, written = headers_of(sheet, NEEDED)
    if tasks is None or "projects" not in written:
        return sheet
    above = written.get("parent task")
    rows = tasks.frame(*(written[each] for each in ("task id", "name", "projects")), above or "")
    rows.columns = [ROW, "id", "name", "projects", "above"]
    first = pl.col("projects").str.split(",").list.first().str.strip_chars()
    rows = rows.with_columns(project=first)
    rows = rows.with_columns(parent=_parents(rows))
    notes += _notes(tasks, rows, written)
    return tasks.widened(
        rows.select(ROW, _inherited(rows).alias(PROJECT), pl.col("parent").alias(PARENT))
    )


def _parents(rows: pl.DataFrame) -> pl.Expr:
    """Key of the task with the name above, where only one has that name."""
    alone = rows.drop_nulls("name").unique("name", keep="none")
    return pl.col("above").replace_strict(_pairs(alone, "name", "id"), default=None)


def _inherited(rows: pl.DataFrame) -> pl.Series:
    """Project of each task: its own, else that of the task above, however deep it lies."""
    projects, parents = _pairs(rows, "id", "project"), _pairs(rows, "id", "parent")

    def of(task: str | None) -> str | None:
        for _ in range(DEEPEST):
            if task is None or projects.get(task):
                break
            task = parents.get(task)
        return projects.get(task) if task else None

    return pl.Series([of(task) for task in rows["id"]], dtype=pl.String)


def _pairs(rows: pl.DataFrame, key: str, value: str) -> Mapping[str, str]:
    return dict(rows.select(key, value).drop_nulls().iter_rows())


def _notes(tasks: List, rows: pl.DataFrame, written: Mapping[str, str]) -> Iterator[Issue]:
    sheet = tasks.sheet.name
    several = rows.filter(pl.col("projects").str.contains(","))
    for row, text, first in several.select(ROW, "projects", "project").iter_rows():
        cell = address(row, tasks.places[written["projects"]])
        message = f'The task belongs to several projects. It counts in the first, "{first}".'
        yield Issue(sheet, cell, "multi_home", text, message)
    unclear = rows.filter(pl.col("above").is_not_null() & pl.col("parent").is_null())
    for row, text in unclear.select(ROW, "above").iter_rows():
        cell = address(row, tasks.places[written["parent task"]])
        message = (
            "No task, or more than one, has this name, so that the task above is not known. "
            "Give it a name of its own."
        )
        yield Issue(sheet, cell, "parent_not_known", text, message)


SOURCE = Source(
    name="Asana tasks",
    fills=(TASKS,),
    signs=("Task ID", "Created At", "Completed At", "Section/Column"),
    headers=columns_of(
        TASKS,
        {
            "Task ID": "task_id",
            "Name": "task_name",
            PROJECT: "project_id",
            PARENT: "parent_id",
            "Section/Column": "state",
            "Assignee": "assignee",
            "Start Date": "start_date",
            "Due Date": "finish_date",
            "Completed At": "actual_finish_date",
            "Tags": "labels",
        },
        left=(
            "Created At",
            "Last Modified",
            "Assignee Email",
            "Notes",
            "Projects",
            "Parent task",
            "Blocked By (Dependencies)",
            "Blocking (Dependencies)",
        ),
    ),
    arrange=arrange,
)
