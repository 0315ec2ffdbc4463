"""Primavera P6 export (XER): projects with their activities, relationships and assignments.

A project that another one names as its baseline is no project of its own: its dates are the
baseline of the other's activities. Its activities are loaded under its own short name.
Source: the fields of Oracle's XER data map; durations and quantities are hours.
"""

from dataclasses import replace

from pipelines.book import Book, Listed
from pipelines.lists import List
from pipelines.schedules import OF_LINKS, OF_PROJECTS, OF_TASKS, PROJECT, STATUS, WORK_OF_MONTH
from pipelines.sources import Source, columns_of
from pipelines.sources.primavera_xer.plan import Plan
from pmo.tables import ASSIGNMENTS, MILESTONES, PEOPLE, PROJECTS, TASK_LINKS, TASKS

KIND = "xer"
HOURS = "h"


def arrange(book: Book) -> Book:
    """Put beside the activities what Primavera shows and the file says elsewhere."""
    if book.kind != KIND:
        return book
    lists = {sheet.name: List.first_of(sheet) for sheet in book.sheets}
    plan = Plan(lists)
    arranged = {
        "PROJECT": plan.projects,
        "TASK": plan.activities,
        "TASKPRED": plan.relationships,
        "TASKRSRC": plan.assignments,
        "RSRC": plan.resources,
    }
    sheets = (
        arranged[sheet.name]()
        if sheet.name in arranged
        else replace(sheet, lists=(Listed(lists[sheet.name].header_row),))
        for sheet in book.sheets
    )
    notes = (*book.notes, *plan.troubled_links())
    return replace(book, sheets=tuple(sheets), notes=notes)


SOURCE = Source(
    name="Primavera activities",
    fills=(TASKS, MILESTONES),
    is_coded=True,
    signs=("task_id", "task_code", "task_type", "proj_id"),
    headers=OF_TASKS
    | columns_of(
        TASKS,
        {
            "task_id": "task_id",
            "task_code": "task_code",
            "task_name": "task_name",
            "WBS": "wbs",
            "State": "state",
            "target_drtn_hr_cnt": "duration_minutes",
            "remain_drtn_hr_cnt": "remaining_minutes",
            "Work (h)": "planned_minutes",
            "act_work_qty": "actual_minutes",
            "total_float_hr_cnt": "total_float_minutes",
            "Critical": "is_critical",
        },
    ),
    units={
        "target_drtn_hr_cnt": HOURS,
        "remain_drtn_hr_cnt": HOURS,
        "act_work_qty": HOURS,
        "total_float_hr_cnt": HOURS,
    },
    parts=(
        Source(
            name="Primavera projects",
            fills=(PROJECTS,),
            is_secondary=True,
            is_coded=True,
            signs=("proj_id", "proj_short_name", PROJECT),
            headers=OF_PROJECTS,
        ),
        Source(
            name="Primavera relationships",
            fills=(TASK_LINKS,),
            is_coded=True,
            signs=("task_pred_id", "pred_task_id", "pred_type"),
            headers=OF_LINKS
            | columns_of(
                TASK_LINKS,
                {
                    "pred_task_id": "predecessor_id",
                    "task_id": "successor_id",
                    "lag_hr_cnt": "lag_minutes",
                },
            ),
            units={"lag_hr_cnt": HOURS},
        ),
        Source(
            name="Primavera assignments",
            fills=(ASSIGNMENTS,),
            is_coded=True,
            months=WORK_OF_MONTH,
            signs=("taskrsrc_id", "task_id", "rsrc_id"),
            headers=columns_of(
                ASSIGNMENTS,
                {
                    PROJECT: "project_id",
                    STATUS: "status_date",
                    "Person": "person_id",
                    "Role": "role",
                },
            ),
        ),
        Source(
            name="Primavera resources",
            fills=(PEOPLE,),
            is_secondary=True,
            is_coded=True,
            signs=("rsrc_id", "rsrc_name", "rsrc_short_name"),
            headers=columns_of(
                PEOPLE,
                {
                    "rsrc_name": "person_name",
                    "rsrc_title_name": "role",
                    STATUS: "status_date",
                },
            ),
        ),
    ),
    arrange=arrange,
)
