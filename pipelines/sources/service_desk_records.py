"""Incident and request records of a service desk, exported under their field names."""

from pipelines.region import Target
from pipelines.sources import Source
from pmo.tables import SERVICE_REQUESTS

SECONDS = "s"


def _column(name: str) -> tuple[Target, ...]:
    return (Target("service_requests", name),)


SOURCE = Source(
    name="Service desk records",
    fills=(SERVICE_REQUESTS,),
    signs=("number", "short_description", "sys_created_on"),
    headers={
        "number": _column("request_id"),
        "short_description": _column("request_title"),
        "opened_at": _column("opened_datetime"),
        "sys_created_on": (),  # of the record; the request was opened at "opened_at"
        "resolved_at": _column("resolved_datetime"),
        "closed_at": _column("closed_datetime"),
        "due_date": _column("due_datetime"),
        "incident_state": _column("state"),
        "priority": _column("priority"),
        "urgency": (),
        "severity": (),
        "assignment_group": _column("group_id"),
        "assigned_to": _column("assignee"),
        "reopen_count": _column("reopen_count"),
        "business_stc": _column("worked_minutes"),
        "calendar_stc": (),  # elapsed, not worked
        "category": _column("request_kind"),
    },
    units={"business_stc": SECONDS, "calendar_stc": SECONDS},
)
