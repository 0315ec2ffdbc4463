"""Incident and request lists of a service desk, exported under the labels that people see."""

from pipelines.sources import Source, columns_of
from pmo.tables import SERVICE_REQUESTS

SECONDS = "s"

SOURCE = Source(
    name="Service desk lists",
    fills=(SERVICE_REQUESTS,),
    signs=("Number", "Short description", "Assignment group", "Opened|Created"),
    headers=columns_of(
        SERVICE_REQUESTS,
        {
            "Number": "request_id",
            "Short description": "request_title",
            "Opened": "opened_datetime",
            "Resolved": "resolved_datetime",
            "Closed": "closed_datetime",
            "Due date": "due_datetime",
            "SLA due": "due_datetime",
            "State": "state",
            "Incident state": "state",
            "Priority": "priority",
            "Assignment group": "group_id",
            "Assigned to": "assignee",
            "Reopen count": "reopen_count",
            "Business duration": "worked_minutes",
            "Business resolve time": "worked_minutes",
            "Category": "request_kind",
        },
        left=("Caller", "Updated", "Updated by", "Duration", "Resolve time", "Urgency", "Severity"),
    ),
    units={"Business duration": SECONDS, "Business resolve time": SECONDS},
)
