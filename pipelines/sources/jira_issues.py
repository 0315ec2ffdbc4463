"""Jira issue export: every issue is a task of its project."""

from pipelines.region import Target
from pipelines.sources import Source
from pmo.tables import TASKS

SECONDS = "s"

SOURCE = Source(
    name="Jira issue export",
    fills=(TASKS,),
    signs=("Issue key", "Issue id", "Issue Type"),  # no other export that we know has all three
    headers={
        "Issue key": (Target("tasks", "task_id"),),
        "Issue id": (),
        "Issue Type": (Target("tasks", "task_kind"),),
        "Summary": (Target("tasks", "task_name"),),
        "Status": (Target("tasks", "state"),),
        "Project key": (Target("tasks", "project_id"),),
        "Project name": (),
        "Project type": (),
        "Project lead": (),
        "Parent": (),
        "Parent id": (),  # the number of an issue, while the key is the task's id
        "Parent key": (Target("tasks", "parent_id"),),
        "Custom field (Epic Link)": (Target("tasks", "parent_id"),),
        "Due Date": (Target("tasks", "finish_date"),),
        "Resolved": (Target("tasks", "actual_finish_date"),),
        "Original Estimate": (Target("tasks", "planned_minutes"),),
        "Remaining Estimate": (Target("tasks", "remaining_minutes"),),
        "Time Spent": (Target("tasks", "actual_minutes"),),
        "Σ Original Estimate": (),  # sums of the children, who are rows of their own
        "Σ Remaining Estimate": (),
        "Σ Time Spent": (),
        "Work Ratio": (),
        "Sprint": (Target("tasks", "iterations"),),
        "Labels": (Target("tasks", "labels"),),
        "Assignee": (Target("tasks", "assignee"),),
    },
    units={
        "Original Estimate": SECONDS,
        "Remaining Estimate": SECONDS,
        "Time Spent": SECONDS,
    },
)
