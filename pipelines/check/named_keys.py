"""Keys that the sender does not write and names stand for: said once per table of a region."""

from collections.abc import Sequence

from pipelines.check.inquiry import Inquiry
from pipelines.check.rows import Filled
from pmo.tables import TABLES

# Names of projects and people are compared with the known ones; these are not.
NAMED = {
    "task_id": "tasks",
    "risk_id": "risks",
    "project_request_id": "project_requests",
    "document_id": "documents",
}


def note_named_keys(kept: Sequence[Filled], inquiry: Inquiry) -> None:
    """List each table whose loaded rows are known by their names alone, at the names' header."""
    for each in kept:
        table = each.block.table
        key = next((name for name in TABLES[table].key if NAMED.get(name) == table), None)
        columns = each.block.columns.get(key, ()) if key else ()
        is_named = columns and all(
            target.column != key for column in columns for target in column.targets
        )
        if not is_named or each.rows.is_empty():
            continue
        noun = table.replace("_", " ")
        message = (
            f"The names stand for the missing keys of {each.rows.height} {noun}. One that is "
            "renamed counts as new. Add a column of keys to follow it."
        )
        inquiry.note("id_from_name", columns[0], columns[0].header, message)
