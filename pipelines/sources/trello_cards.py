"""Cards of a Trello board: the list that a card is on says where it stands."""

from pipelines.sources import Source, columns_of
from pmo.tables import TASKS

SOURCE = Source(
    name="Trello cards",
    fills=(TASKS,),
    signs=("Card ID", "Card Name", "List Name", "Board Name"),
    headers=columns_of(
        TASKS,
        {
            "Card ID": "task_id",
            "Card Name": "task_name",
            "Board Name": "project_id",
            "List Name": "state",
            "Members": "assignee",
            "Start Date": "start_date",
            "Due Date": "finish_date",
            "Labels": "labels",
        },
        left=(
            "Card URL",
            "Card Description",
            "Attachment Count",
            "Attachment Links",
            "Checklist Item Total Count",
            "Checklist Item Completed Count",
            "Vote Count",
            "Comment Count",
            "Last Activity Date",
            "List ID",
            "Board ID",
            "Archived",
            "Due Complete",
        ),
    ),
)
