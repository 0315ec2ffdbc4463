"""What the command lines share: one JSON document, exit codes, and errors as one sentence."""

import json
import os
import sys
import uuid
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from traceback import extract_tb

from pmo.errors import MilepostError
from pmo.settings import ROOT, read_settings

BUG = 3


def run(command: Callable[[], int]) -> int:
    """Run a command; returns its exit code: an error of the user's its own, a bug 3."""
    try:
        return command()
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except MilepostError as error:
        say(str(error))
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the last line of defence: one sentence and an id
        say(f"Something went wrong that should not have. Quote {note(error)} to whoever runs this.")
        return BUG


def note(error: BaseException, folder: Path | None = None) -> str:
    """Write where an error arose to the log in the data folder; returns the id it stands under.

    Files, lines and the kind of error, never its message: that may quote figures or names.
    """
    data = folder or read_settings().data
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = uuid.uuid4().hex[:8]
    frames = [f"{_place(f.filename)}:{f.lineno} {f.name}" for f in extract_tb(error.__traceback__)]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    entry = {"id": name, "at": now, "error": type(error).__name__, "frames": frames}
    descriptor = os.open(data / "errors.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as log:
        log.write(json.dumps(entry) + "\n")
    return name


def _place(file: str) -> str:
    """File as the program names it: below its own folder, else below the packages."""
    path = Path(file)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def say(text: str) -> None:
    """Write a message for a person."""
    sys.stderr.write(f"{text}\n")


def write_json(document: object) -> None:
    """Write one JSON document to standard output; decimals keep every digit."""
    sys.stdout.write(f"{as_json(document)}\n")


def as_json(document: object) -> str:
    """JSON text: dates ISO, dataclasses as objects, decimals as exact numbers."""
    exact: dict[str, str] = {}

    def plain(value: object) -> object:
        if isinstance(value, Decimal):
            token = f"decimal-{uuid.uuid4().hex}"
            exact[f'"{token}"'] = format(value, "f")
            return token
        if isinstance(value, date | datetime):
            return value.isoformat()
        if is_dataclass(value) and not isinstance(value, type):
            return asdict(value)
        message = f"{type(value).__name__} cannot be written as JSON."
        raise TypeError(message)

    text = json.dumps(document, default=plain, ensure_ascii=False, indent=1)
    for token, digits in exact.items():
        text = text.replace(token, digits, 1)
    return text
