"""What happens when a page fails: one sentence for the user, the whereabouts for the log.

The log names files, lines and the kind of error, never the message, which may quote figures.
"""

import json
import os
import traceback
import uuid
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from pages.parts.text import plain
from pmo.errors import MilepostError
from pmo.settings import read_settings

LOG = "log/errors.jsonl"  # in the data folder


def show(error: Exception) -> bool:
    """Show the error as a sentence; returns that nothing else is to be shown."""
    if isinstance(error, MilepostError):
        st.error(plain(str(error)))
    else:
        number = note(error)
        st.error(
            "This page could not be drawn, and nothing was changed. Reload it; if it fails again, "
            f"give the number {number} to whoever runs Milepost."
        )
    return True


def note(error: BaseException) -> str:
    """Write the whereabouts of an error to the log; returns its number."""
    number = uuid.uuid4().hex[:8]
    steps = traceback.extract_tb(error.__traceback__)
    entry = {
        "id": number,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "error": type(error).__qualname__,
        "trace": [f"{Path(step.filename).name}:{step.lineno} {step.name}" for step in steps],
    }
    log = read_settings().data / LOG
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")
    return number
