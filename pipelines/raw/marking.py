"""The child's second errand: give a workbook back with its issues marked in it."""

import json
from dataclasses import replace
from pathlib import Path

from pipelines.raw.marked.book import mark
from pipelines.raw.marked.rewriting import renamed, rewritten
from pipelines.raw.marked.wanted import Seen
from pipelines.raw.refusal import Refusal
from pmo.ledger import Issue
from pmo.settings import Limits

ERRAND = "pipelines.raw.marking"
REPORT = "report.json"
ISSUES = "issues.json"
SHEETS = "sheets.json"
CELLS = "rewritten.parquet"  # raw cells of a file that is no .xlsx, to be written anew
MARKED = "marked.xlsx"


def run(job: Path, *, path: Path, file: str, limits: Limits) -> None:
    """Write the marked workbook into the job folder; what cannot be is reported, not raised."""
    _ = file  # the name is for messages, and those are the reader's
    try:
        _run(job, path, limits)
    except Refusal as refusal:
        report = {"refused": refusal.reason}
    else:
        report = {}
    (job / REPORT).write_text(json.dumps(report), encoding="utf-8")


def _run(job: Path, path: Path, limits: Limits) -> None:
    """Mark a file that was read just now, and so has passed the checks."""
    issues = [Issue(**issue) for issue in json.loads((job / ISSUES).read_text(encoding="utf-8"))]
    sheets = json.loads((job / SHEETS).read_text(encoding="utf-8"))
    seen = [Seen(each["name"], each["merged"], each["is_list"]) for each in sheets]
    if (job / CELLS).is_file():
        shown = [(each["name"], each["is_hidden"]) for each in sheets]
        names = rewritten(job / CELLS, job / "plain.xlsx", sheets=shown)
        seen = renamed(seen, names)
        issues = [replace(each, sheet=names.get(each.sheet, each.sheet)) for each in issues]
        path = job / "plain.xlsx"
    mark(path, job / MARKED, issues=issues, seen=seen, limits=limits)
