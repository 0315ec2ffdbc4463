"""Detailed time report of Harvest: hours of a person on a project and task."""

from pipelines.sources import Source, columns_of
from pmo.tables import TIME_ENTRIES

SOURCE = Source(
    name="Harvest time entries",
    fills=(TIME_ENTRIES,),
    signs=("Date", "Project", "Task", "Hours", "Billable?|Billable", "First Name", "Last Name"),
    headers=columns_of(
        TIME_ENTRIES,
        {
            "Date": "work_date",
            "Project Code": "project_id",
            "Hours": "booked_minutes",
            "Billable?": "is_billable",
            "Billable": "is_billable",
            "Notes": "note",
        },
        left=(
            "Client",
            "Task",
            "Hours Rounded",
            "Invoiced?",
            "Approved?",
            "Employee?",
            "Roles",
            "Department",
            "Currency",
            "Employee Id",
        ),
    ),
    units={"Hours": "h"},
)
