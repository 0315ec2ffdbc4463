"""Detailed report of Toggl Track: one row per time entry, with its duration."""

from pipelines.sources import Source, columns_of
from pmo.tables import TIME_ENTRIES

SOURCE = Source(
    name="Toggl time entries",
    fills=(TIME_ENTRIES,),
    signs=("User", "Project", "Start date", "Duration", "Billable"),
    headers=columns_of(
        TIME_ENTRIES,
        {
            "User": "person_id",
            "Project": "project_id",
            "Start date": "work_date",
            "Duration": "booked_minutes",
            "Billable": "is_billable",
            "Description": "note",
        },
        left=("Email", "Client", "Task", "Start time", "End date", "End time", "Tags"),
    ),
)
