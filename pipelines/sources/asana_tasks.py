"""Tasks of an Asana project. The parent is written as a name, which is no key."""

from pipelines.sources import Source, columns_of
from pmo.tables import TASKS

SOURCE = Source(
    name="Asana tasks",
    fills=(TASKS,),
    signs=("Task ID", "Created At", "Completed At", "Section/Column"),
    headers=columns_of(
        TASKS,
        {
            "Task ID": "task_id",
            "Name": "task_name",
            "Projects": "project_id",
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
            "Parent task",
            "Blocked By (Dependencies)",
            "Blocking (Dependencies)",
        ),
    ),
)
