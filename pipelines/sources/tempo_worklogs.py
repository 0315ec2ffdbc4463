"""Worklogs of Tempo Timesheets: time on an issue, booked on the project of its key."""

from pipelines.sources import Source, columns_of
from pmo.tables import TIME_ENTRIES

SOURCE = Source(
    name="Tempo worklogs",
    fills=(TIME_ENTRIES,),
    signs=("Issue Key", "Hours", "Work date", "Full name", "Project Key"),
    headers=columns_of(
        TIME_ENTRIES,
        {
            "Full name": "person_id",
            "Project Key": "project_id",
            "Work date": "work_date",
            "Hours": "booked_minutes",
            "Activity Name": "time_kind",
            "Work Description": "note",
        },
        left=(
            "Issue Key",
            "Issue summary",
            "Username",
            "Period",
            "Issue Type",
            "Issue Status",
            "Project Name",
            "Epic",
            "Epic Link",
            "Parent Key",
            "Reporter",
            "External Hours",
            "Billed Hours",
            "Issue Original Estimate",
            "Issue Remaining Estimate",
        ),
    ),
    units={"Hours": "h"},
)
