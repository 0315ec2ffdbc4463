"""Files to take away: a blank template to fill in, and the sent workbook with its cells marked."""

from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from pages.data._uploads import Upload

if TYPE_CHECKING:
    from pipelines.intake import FileRecord

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COMMON = ("projects", "milestones", "budget_lines", "people", "assignments", "time_entries",
          "service_requests", "risks")  # fmt: skip


def blank_template(key: str) -> None:
    """Offer an empty workbook that loads back without a question."""
    with st.expander("No file yet? Take a blank template", key=f"{key}_template"):
        table = st.selectbox(
            "What do you want to report?",
            COMMON,
            format_func=lambda name: name.replace("_", " ").capitalize(),
            key=f"{key}_template_table",
            width=320,
        )
        st.download_button(
            "Download the template",
            data=lambda: _template(table),
            file_name=f"{table}.xlsx",
            mime=SPREADSHEET,
            on_click="ignore",
            key=f"{key}_template_file",
            icon=":material/download:",
        )


def _template(table: str) -> bytes:
    from pipelines.templates import template

    return template(table)


def marked_workbook(upload: Upload, record: "FileRecord", key: str) -> None:
    """Offer the sender's own workbook with its issues marked, to correct and send again."""
    sent = PurePath(upload.name)
    suffix = ".xlsm" if sent.suffix.lower() in (".xlsm", ".xltm") else ".xlsx"
    st.download_button(
        "Download the file with its issues marked",
        data=lambda: _marked(upload, record),
        file_name=f"{sent.stem} marked{suffix}",
        mime=SPREADSHEET,
        on_click="ignore",
        key=f"{key}_marked",
        icon=":material/download:",
    )


def _marked(upload: Upload, record: "FileRecord") -> bytes:
    from pipelines.marked_copy import marked_copy

    return marked_copy(upload.path, record.regions, file=upload.name)
