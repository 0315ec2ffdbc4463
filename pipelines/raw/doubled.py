"""Workbooks with two sheets of one name, which the reader could not tell apart."""

import re
import zipfile
from collections import Counter
from pathlib import Path

from pipelines.raw import archive
from pipelines.raw.xml_parts import WORKBOOK
from pmo.ledger import Issue
from pmo.settings import Limits

_SHEET_NAME = re.compile(r"(<(?:[\w.-]+:)?sheet\s[^<>]*?\bname\s*=\s*)([\"'])([^<>\"']*)\2")


def with_distinct_names(path: Path, copy: Path, limits: Limits) -> list[Issue]:
    """Write a copy of the workbook in which a later sheet of a name is called "name (2)".

    Returns:
        An issue for each sheet that is called otherwise than in the file.
    """
    renamed: list[Issue] = []
    entries = archive.directory(path, limits)
    with (
        archive.mapped(path) as content,
        zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as file,
    ):
        for part in archive.parts(content, entries, limits):
            xml = part.content
            if part.name == WORKBOOK:
                xml, renamed = distinct(xml)
            file.writestr(part.name, xml)
    return renamed


def distinct(workbook: bytes) -> tuple[bytes, list[Issue]]:
    """The part that lists the sheets, with a name of its own for each, and what was renamed."""
    seen: Counter[str] = Counter()
    issues: list[Issue] = []

    def rename(found: re.Match[str]) -> str:
        opening, quote, name = found.groups()
        seen[name] += 1
        if seen[name] == 1:
            return found[0]
        other = f"{name} ({seen[name]})"
        issues.append(_issue(other, name))
        return f"{opening}{quote}{other}{quote}"

    text = _SHEET_NAME.sub(rename, workbook.decode("utf-8"))
    return text.encode("utf-8"), issues


def _issue(distinct: str, name: str) -> Issue:
    return Issue(
        sheet=distinct,
        cell="",
        rule="duplicate_sheet_name",
        value=name,
        message=f'More than one sheet is named "{name}"; this one is called "{distinct}" here. '
        "Rename it in the file.",
    )
