"""Microsoft Project's XML (MSPDI), as Project, ProjectLibre and others write it.

``UID`` is the key, ``ID`` the line that a reader sees. Baseline 0 is the current one; which of the
others was the first is asked, since nothing says when each was kept. Programs
that set no flag for milestones and summaries have them by duration zero and by outline.
Source: Microsoft's schema of the Project XML data interchange format.
"""

from dataclasses import replace

from pipelines.book import Book
from pipelines.lists import List
from pipelines.schedules import OF_LINKS, OF_PROJECTS, OF_TASKS, PROJECT, STATUS, WORK_OF_MONTH
from pipelines.sources import Source, columns_of
from pipelines.sources.microsoft_project_xml.plan import KEPT, Plan
from pmo.tables import ASSIGNMENTS, MILESTONES, PEOPLE, PROJECTS, TASK_LINKS, TASKS

KINDS = ("project xml", "plan")  # a plan was turned into the same XML


def arrange(book: Book) -> Book:
    """Put beside tasks and people what a reader of the plan sees."""
    if book.kind not in KINDS:
        return book
    plan = Plan({sheet.name: List(sheet, 1) for sheet in book.sheets}, book.file)
    arranged = {
        "Project": plan.project,
        "Task": plan.tasks,
        "PredecessorLink": plan.links,
        "Resource": plan.people,
        "Assignment": plan.assignments,
    }
    sheets = (
        arranged[sheet.name]() if sheet.name in arranged else plan.left(sheet.name)
        for sheet in book.sheets
    )
    notes = (*book.notes, *plan.on_summaries(), *plan.troubled_links())
    return replace(book, sheets=tuple(sheets), notes=notes)


SOURCE = Source(
    name="Microsoft Project tasks",
    fills=(TASKS,),
    is_coded=True,
    signs=("UID", "Kind"),
    headers=OF_TASKS
    | columns_of(
        TASKS,
        {
            "UID": "task_id",
            "ID": "task_code",
            "Name": "task_name",
            "OutlineLevel": "outline_level",
            "Place in the breakdown": "wbs",
            "Duration": "duration_minutes",
            "RemainingDuration": "remaining_minutes",
            "Work": "planned_minutes",
            "ActualWork": "actual_minutes",
            "Total slack (minutes)": "total_float_minutes",
            "Critical": "is_critical",
        },
    ),
    asked=dict.fromkeys(KEPT.values(), f"{MILESTONES.name}.original_baseline_date"),
    parts=(
        Source(
            name="Microsoft Project plan",
            fills=(PROJECTS,),
            is_secondary=True,
            is_coded=True,
            signs=(PROJECT, "Project name"),
            headers=OF_PROJECTS | columns_of(PROJECTS, {"Project manager": "manager"}),
        ),
        Source(
            name="Microsoft Project links",
            fills=(TASK_LINKS,),
            is_coded=True,
            signs=("PredecessorUID", "TaskUID", "Link type"),
            headers=OF_LINKS
            | columns_of(
                TASK_LINKS,
                {
                    "PredecessorUID": "predecessor_id",
                    "TaskUID": "successor_id",
                    "Lag (minutes)": "lag_minutes",
                },
            ),
        ),
        Source(
            name="Microsoft Project assignments",
            fills=(ASSIGNMENTS,),
            is_coded=True,
            months=WORK_OF_MONTH,
            signs=("TaskUID", "ResourceUID", PROJECT, "Person"),
            headers=columns_of(
                ASSIGNMENTS,
                {PROJECT: "project_id", STATUS: "status_date", "Person": "person_id"},
            ),
        ),
        Source(
            name="Microsoft Project resources",
            fills=(PEOPLE,),
            is_secondary=True,
            is_coded=True,
            signs=("UID", "Person", PROJECT),
            strangers=("TaskUID",),
            headers=columns_of(
                PEOPLE,
                {"Person": "person_name", STATUS: "status_date", "MaxUnits": "fte"},
            ),
        ),
    ),
    arrange=arrange,
)
