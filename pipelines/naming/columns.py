"""Which canonical columns name projects and people."""

PROJECT_KEYS = ("project_id", "from_project_id", "to_project_id")
PERSON_KEYS = ("person_id",)
SURELY_PEOPLE = ("manager", "assignee")
ANSWERABLE = ("sponsor", "owner", "requested_by", "approver", "from_approver", "to_approver")
PERSON_NAME = "person_name"
PEOPLE = (*SURELY_PEOPLE, *ANSWERABLE)  # besides their own register
STAND_INS = {"project_id": "project_name", "person_id": PERSON_NAME}
