"""Jira issue export: every issue is a task of its project.

A sub-task names the number of the issue above it, while people and links use its key: where the
export holds both, a column of ours says the key. An export of chosen fields may lack the project,
which stands in every key.

An epic with a due date is a milestone of its project too. A fix version is none: the export names
it without its release date.
"""

from dataclasses import replace

import polars as pl

from pipelines import jira
from pipelines.book import Book, Sheet
from pipelines.headers import normalise
from pipelines.lists import ROW, List
from pipelines.schedules import OF_MILESTONES, promises
from pipelines.sources import Source, columns_of
from pmo.tables import TASKS

PARENT = "Key of the issue above"
PROJECT = "Project of the key"
KEY = r"^([A-Z][A-Z0-9_]*)-\d+$"
NUMBERS = ("Parent id", "Parent")
EPICS = {"epic", "epos", "épica", "épico", "épopée"}
DATED = ("Issue Type", "Due Date", "Summary")  # what tells an epic that is promised for a day
SEARCHED = 10  # rows in which the header is looked for


def arrange(book: Book) -> Book:
    """Put beside each issue what its numbers and keys say."""
    return replace(book, sheets=tuple(_arranged(sheet) for sheet in book.sheets))


def _arranged(sheet: Sheet) -> Sheet:
    issues, names = _issues(sheet)
    if issues is None:
        return sheet
    return issues.widened(_added(issues, names))


def _added(issues: List, names: dict[str, str]) -> pl.DataFrame:
    """Columns of ours: the key of the issue above, and the project where only keys name it."""
    numbers = [names[each] for each in NUMBERS if each in names]
    further = [names[each] for each in (*DATED, "Resolved") if each in names]
    rows = issues.frame(names["Issue key"], names["Issue id"], *numbers, *further)
    added = [pl.col(ROW)]
    if numbers and "Parent key" not in names:
        keys = rows.select(names["Issue id"], names["Issue key"]).drop_nulls()
        known = dict(keys.iter_rows())
        above = [pl.col(name).replace_strict(known, default=None) for name in numbers]
        added.append(pl.coalesce(above).alias(PARENT))
    if not {"Project key", "Project name"} & set(names):
        added.append(pl.col(names["Issue key"]).str.extract(KEY).alias(PROJECT))
    if all(each in names for each in DATED):
        added += _milestones(names)
    return rows.select(added)


def _milestones(names: dict[str, str]) -> list[pl.Expr]:
    """Columns of the epics with a due date; blank for other issues."""
    return promises(
        pl.col(names["Issue Type"]).str.to_lowercase().is_in(EPICS),
        key=pl.col(names["Issue key"]),
        name=pl.col(names["Summary"]),
        due=pl.col(names["Due Date"]),
        met=pl.col(names["Resolved"]) if "Resolved" in names else pl.lit(None, pl.String),
    )


def _issues(sheet: Sheet) -> tuple[List | None, dict[str, str]]:
    """List of issues on a sheet, and the sheet's headers by their English names."""
    top = sheet.cells.filter(pl.col(ROW) <= SEARCHED)
    for (row,), cells in top.group_by(ROW, maintain_order=True):
        texts = {normalise(text): text for text in reversed(cells["text"].to_list())}
        names = {jira.KNOWN[word]: text for word, text in texts.items() if word in jira.KNOWN}
        if all(each in names for each in jira.IDS):
            return List(sheet, int(str(row))), names
    return None, {}


SOURCE = Source(
    name="Jira issue export",
    fills=(TASKS,),
    signs=tuple(jira.sign(each) for each in jira.IDS),
    headers=jira.headers(
        TASKS,
        {
            "Issue key": "task_id",
            "Issue Type": "task_kind",
            "Summary": "task_name",
            "Status": "state",
            "Project key": "project_id",
            "Parent key": "parent_id",
            "Custom field (Epic Link)": "parent_id",
            "Due Date": "finish_date",
            "Resolved": "actual_finish_date",
            "Original Estimate": "planned_minutes",
            "Remaining Estimate": "remaining_minutes",
            "Time Spent": "actual_minutes",
            "Sprint": "iterations",
            "Labels": "labels",
            "Assignee": "assignee",
        },
        left=(
            *("Issue id", "Project name", "Project type", "Project lead", "Work Ratio", "Reporter"),
            *("Parent", "Parent id", "Created", "Updated", "Priority"),
        ),
    )
    | columns_of(TASKS, {PARENT: "parent_id", PROJECT: "project_id"})
    | OF_MILESTONES,
    units=jira.seconds("Original Estimate", "Remaining Estimate", "Time Spent"),
    arrange=arrange,
)
