"""Incident and request records of a service desk, exported under their field names."""

from pipelines.sources import Source, columns_of
from pmo.tables import SERVICE_REQUESTS

SECONDS = "s"

SOURCE = Source(
    name="Service desk records",
    fills=(SERVICE_REQUESTS,),
    signs=("number", "short_description", "sys_created_on"),
    headers=columns_of(
        SERVICE_REQUESTS,
        {
            "number": "request_id",
            "short_description": "request_title",
            "opened_at": "opened_datetime",
            "resolved_at": "resolved_datetime",
            "closed_at": "closed_datetime",
            "due_date": "due_datetime",
            "incident_state": "state",
            "priority": "priority",
            "assignment_group": "group_id",
            "assigned_to": "assignee",
            "reopen_count": "reopen_count",
            "business_stc": "worked_minutes",
            "category": "request_kind",
        },
        left=(
            "sys_created_on",  # of the record; the request was opened at "opened_at"
            "calendar_stc",  # elapsed, not worked
            "urgency",
            "severity",
        ),
    ),
    units={"business_stc": SECONDS, "calendar_stc": SECONDS},
)
