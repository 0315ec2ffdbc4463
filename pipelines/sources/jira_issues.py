"""Jira issue export: every issue is a task of its project."""

from pipelines.sources import Source, columns_of
from pmo.tables import TASKS

SECONDS = "s"

SOURCE = Source(
    name="Jira issue export",
    fills=(TASKS,),
    signs=("Issue key", "Issue id", "Issue Type"),  # no other export that we know has all three
    headers=columns_of(
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
            *("Issue id", "Project name", "Project type", "Project lead", "Work Ratio"),
            *("Parent", "Parent id"),  # the number of an issue, while the key is the task's id
            # Sums of the children, who are rows of their own.
            *("Σ Original Estimate", "Σ Remaining Estimate", "Σ Time Spent"),
        ),
    ),
    units={
        "Original Estimate": SECONDS,
        "Remaining Estimate": SECONDS,
        "Time Spent": SECONDS,
    },
)
