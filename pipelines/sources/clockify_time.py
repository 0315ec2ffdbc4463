"""Detailed report of Clockify: the decimal duration is loaded, its twin is left."""

from pipelines.sources import Source, columns_of
from pmo.tables import TIME_ENTRIES

SOURCE = Source(
    name="Clockify time entries",
    fills=(TIME_ENTRIES,),
    signs=("User", "Project", "Start Date", "Duration (decimal)", "Billable"),
    headers=columns_of(
        TIME_ENTRIES,
        {
            "User": "person_id",
            "Project": "project_id",
            "Start Date": "work_date",
            "Duration (decimal)": "booked_minutes",
            "Billable": "is_billable",
            "Description": "note",
        },
        left=(
            "Client",
            "Task",
            "Group",
            "Email",
            "Tags",
            "Start Time",
            "End Date",
            "End Time",
            "Duration (h)",
        ),
    ),
    units={"Duration (decimal)": "h"},
)
