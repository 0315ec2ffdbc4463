"""Issue list of Redmine. The tracker names a process, not a kind of task."""

from pipelines.sources import Source, columns_of
from pmo.tables import TASKS

SOURCE = Source(
    name="Redmine issues",
    fills=(TASKS,),
    signs=("#", "Tracker", "Subject", "% Done|Done ratio"),
    headers=columns_of(
        TASKS,
        {
            "#": "task_id",
            "Project": "project_id",
            "Subject": "task_name",
            "Parent task": "parent_id",
            "Status": "state",
            "Assignee": "assignee",
            "Start date": "start_date",
            "Due date": "finish_date",
            "Closed": "actual_finish_date",
            "Estimated time": "planned_minutes",
            "Spent time": "actual_minutes",
            "% Done": "percent_complete_share",
            "Target version": "iterations",
        },
        left=(
            "Tracker",
            "Priority",
            "Author",
            "Updated",
            "Category",
            "Created",
            "Total estimated time",
            "Total spent time",
            "Related issues",
            "Private",
        ),
    ),
    units={"Estimated time": "h", "Spent time": "h"},
)
