"""Work packages of OpenProject; its milestones are tasks of that kind."""

from pipelines.sources import Source, columns_of
from pmo.tables import TASKS

SOURCE = Source(
    name="OpenProject work packages",
    fills=(TASKS,),
    signs=("ID", "Subject", "Type", "Finish date|Due date", "Accountable|Remaining work|Work"),
    headers=columns_of(
        TASKS,
        {
            "ID": "task_id",
            "Project": "project_id",
            "Subject": "task_name",
            "Type": "task_kind",
            "Parent": "parent_id",
            "Status": "state",
            "Assignee": "assignee",
            "Start date": "start_date",
            "Finish date": "finish_date",
            "Due date": "finish_date",
            "Duration": "duration_minutes",
            "Work": "planned_minutes",
            "Remaining work": "remaining_minutes",
            "Spent time": "actual_minutes",
            "% Complete": "percent_complete_share",
            "Version": "iterations",
        },
        left=(
            "Accountable",
            "Priority",
            "Author",
            "Created on",
            "Updated on",
            "Description",
            "Category",
        ),
    ),
)
