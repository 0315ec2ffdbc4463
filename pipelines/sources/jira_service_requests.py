"""Requests of Jira Service Management: issues of a service desk with their request type."""

from pipelines import jira
from pipelines.sources import Source
from pmo.tables import SERVICE_REQUESTS

SOURCE = Source(
    name="Jira service requests",
    fills=(SERVICE_REQUESTS,),
    signs=(
        *(jira.sign(each) for each in jira.IDS),
        "Custom field (Request Type)|Custom field (Customer Request Type)",
    ),
    # An export of all fields has the request type of every project, with those of software.
    strangers=("Sprint", "Custom field (Epic Link)", "Custom field (Story Points)"),
    headers=jira.headers(
        SERVICE_REQUESTS,
        {
            "Issue key": "request_id",
            "Summary": "request_title",
            "Issue Type": "request_kind",
            "Status": "state",
            "Priority": "priority",
            "Created": "opened_datetime",
            "Resolved": "resolved_datetime",
            "Due Date": "due_datetime",
            "Assignee": "assignee",
            "Project key": "group_id",
            "Time Spent": "worked_minutes",
        },
        left=(
            "Issue id",
            "Project name",
            "Project type",
            "Project lead",
            "Reporter",
            "Updated",
            "Custom field (Request Type)",
            "Custom field (Customer Request Type)",
            "Custom field (Time to resolution)",
            "Custom field (Time to first response)",
            "Custom field (Satisfaction)",
            "Original Estimate",
            "Remaining Estimate",
        ),
    ),
    units=jira.seconds("Time Spent"),
)
