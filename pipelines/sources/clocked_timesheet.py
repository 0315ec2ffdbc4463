"""Timesheet with clock times: the time booked is the time between in and out."""

from pipelines.region import Target
from pipelines.sources import Source
from pmo.tables import TIME_ENTRIES

SOURCE = Source(
    name="Clocked timesheet",
    fills=(TIME_ENTRIES,),
    signs=("date", "clock_in", "clock_out"),
    headers={
        "clock_in": (Target("time_entries", "booked_minutes", (("clock", "in"),)),),
        "clock_out": (Target("time_entries", "booked_minutes", (("clock", "out"),)),),
        "code": (Target("time_entries", "project_id"),),
        "notes": (Target("time_entries", "note"),),
        "tags": (),
    },
)
