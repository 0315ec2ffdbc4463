"""The family of a template: the same for next month's file, though dates and counts move on."""

import re
from collections.abc import Iterable
from hashlib import sha256

from pipelines.headers import normalise
from pipelines.months import month_of

LENGTH = 16  # hexadecimal characters


def family(
    *,
    sheet: str,
    tables: Iterable[str],
    orientation: str,
    headers: Iterable[str],
    subject: str = "",
) -> str:
    """Fingerprint of a region: its sheet, tables, orientation and the headers that are mapped.

    Lists of one format that a program writes for each project have its name as ``subject``.
    """
    names = sorted({timeless(header) for header in headers})
    parts = (timeless(sheet), *tables, orientation, *names, *([subject] if subject else ()))
    return sha256("\n".join(parts).encode()).hexdigest()[:LENGTH]


def of_project(template: str, project: str) -> str:
    """Family of the rows of a file that speaks of one project alone.

    Thirty projects that report in one template give thirty families: none replaces another.
    """
    return sha256(f"{template}\n{project}".encode()).hexdigest()[:LENGTH]


def timeless(text: str) -> str:
    """Text without digits and names of months: "Budget Mar-26" and "Budget Apr-26" are equal."""
    words = re.findall(r"[^\W\d_]+|%", normalise(text))
    return " ".join(word for word in words if month_of(word) is None and word != "fy")
