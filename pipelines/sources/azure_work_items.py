"""Work items of Azure DevOps, as a query exports them.

A tree query writes each title in the column of its level, and the hierarchy nowhere else. People
stand with their mail address, and the project is the first part of the area. An epic
with a target date is a milestone of its project too.
"""

from dataclasses import replace

import polars as pl

from pipelines.book import Book, Sheet
from pipelines.headers import normalise
from pipelines.lists import ROW, List, headers_of
from pipelines.schedules import OF_MILESTONES, parents, promises
from pipelines.sources import Source, columns_of
from pmo.ledger import Issue
from pmo.tables import TASKS

NEEDED = ("id", "work item type", "state")
TITLES = [f"Title {level}" for level in range(1, 11)]  # deeper than any process goes
NAME, PARENT, PERSON = "Name of the item", "Parent of the item", "Person assigned"
PROJECT, TAGS = "Project of the area", "Tags, one per line"
NAME_BEFORE_MAIL = r"^\s*(.*?)\s*(?:<[^<>]*>)?\s*$"
EPIC = "epic"
HOURS = "h"
EFFORT = {
    "Original Estimate": "planned_minutes",
    "Remaining Work": "remaining_minutes",
    "Completed Work": "actual_minutes",
}
FLAT = (
    "The items are a flat list, so that which belongs to which is not known. "
    'Add the column "Parent" to the query, or export a tree of work items.'
)


def arrange(book: Book) -> Book:
    """Put beside each item its name, its parent, its project and the person without the mail."""
    notes: list[Issue] = []
    sheets = tuple(_arranged(sheet, notes) for sheet in book.sheets)
    return replace(book, sheets=sheets, notes=(*book.notes, *notes))


def _arranged(sheet: Sheet, notes: list[Issue]) -> Sheet:
    items, written = headers_of(sheet, NEEDED)
    if items is None:
        return sheet
    titles = [written[normalise(each)] for each in TITLES if normalise(each) in written]
    if not titles and "title" not in written:
        return sheet
    if not titles and "parent" not in written:
        notes.append(Issue(sheet.name, "", "hierarchy_not_exported", "", FLAT))
    return items.widened(_added(items, written, titles))


def _added(items: List, written: dict[str, str], titles: list[str]) -> pl.DataFrame:
    def present(*names: str) -> list[str]:
        return [written[each] for each in names if each in written]

    key, kind = written["id"], written["work item type"]
    names = titles or present("title")
    areas, people = present("team project", "area path"), present("assigned to")
    tags, due, met = present("tags"), present("target date"), present("closed date")
    rows = items.frame(key, kind, *names, *areas, *people, *tags, *due, *met)
    name = pl.coalesce(names).str.strip_chars()
    project = pl.coalesce(areas).str.split("\\").list.first() if areas else pl.lit(None, pl.String)
    milestones = promises(
        pl.col(kind).str.to_lowercase() == EPIC,
        key=pl.concat_str(project, key, separator="/", ignore_nulls=True),
        name=name,
        due=pl.col(due[0]) if due else pl.lit(None, pl.String),
        met=pl.col(met[0]) if met else pl.lit(None, pl.String),
    )
    added = rows.select(
        ROW,
        *(name.alias(NAME) for _ in titles[:1]),
        project.alias(PROJECT),
        *(pl.col(each).str.extract(NAME_BEFORE_MAIL).alias(PERSON) for each in people),
        *(pl.col(each).str.replace_all(r";\s*", "\n").alias(TAGS) for each in tags),
        *milestones,
    )
    if not titles:
        return added
    levels = [_level(row) for row in rows.select(titles).iter_rows()]
    return added.with_columns(pl.Series(PARENT, parents(rows[key], levels), pl.String))


def _level(titles: tuple[str | None, ...]) -> int | None:
    """Level of the title that is filled."""
    return next((level for level, title in enumerate(titles, 1) if title), None)


SOURCE = Source(
    name="Azure DevOps work items",
    fills=(TASKS,),
    signs=("ID", "Work Item Type", "State"),
    headers=columns_of(
        TASKS,
        {
            "ID": "task_id",
            "Work Item Type": "task_kind",
            "Title": "task_name",
            NAME: "task_name",
            "Parent": "parent_id",
            PARENT: "parent_id",
            PROJECT: "project_id",
            PERSON: "assignee",
            "State": "state",
            TAGS: "labels",
            "Iteration Path": "iterations",
            "Start Date": "start_date",
            "Target Date": "finish_date",
            "Finish Date": "finish_date",
            "Due Date": "finish_date",
            "Closed Date": "actual_finish_date",
        }
        | EFFORT,
        left=(*TITLES, "Assigned To", "Area Path", "Team Project", "Tags", "Priority", "Rev"),
    )
    | OF_MILESTONES,
    units=dict.fromkeys(EFFORT, HOURS),
    arrange=arrange,
)
