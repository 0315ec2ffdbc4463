"""Mapping files: what intake understood of a file and what a person confirmed, as plain TOML.

Another group can take one over: the same file, and next month's, then load without a question::

    [answers]
    "year:plan" = "2026"

    [[tables]]
    sheet = "Plan"
    fills = ["projects", "budget_lines"]

    [[tables.columns]]
    header = "Start"
    fills = ["projects.baseline_start_date"]
    date_order = "day first"

A file of ``[answers]`` alone is a mapping file too.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from pipelines.answers import STATUS_DATE, lasting, question_id
from pipelines.intake import FileRecord
from pipelines.region import ROWS
from pipelines.remembered import PROVEN_ONCE, proven
from pmo.ledger import ColumnMatch, Question, RegionRecord

ENTRIES = ("answers", "tables")
OF_A_TABLE = ("sheet", "place", "orientation", "fills", "columns")
OF_A_COLUMN = ("header", "cell", "fills", *(kind for kind in PROVEN_ONCE if kind != "currency"))
INTRODUCTION = """\
# How Milepost reads {file}.
# Load next month's file with: python -m pipelines load FILE --mapping THIS_FILE
# A column is found by its header; "fills" is what it gives, and [] leaves it alone."""


def mapping_text(record: FileRecord) -> str:
    """Mapping file of what an inspection or a load understood, in the order of the sheets.

    The status date, and what holds for these bytes alone, is left out; open questions stand in
    it as comments.

    Args:
        record: of an inspected, examined or loaded file.

    Returns:
        TOML that ``pipelines.mapping_reading.read_mapping`` reads back.
    """
    tables = [region for region in record.regions if region.tables]
    of_columns = _of_columns(tables)
    answers = {key: answer for key, answer in _answers(record).items() if key not in of_columns}
    lines = [
        INTRODUCTION.format(file=toml_text(record.file)),
        "",
        "[answers]",
        *(f"{toml_text(key)} = {toml_text(answers[key])}" for key in sorted(answers)),
        *_open(record.questions),
    ]
    for region in tables:
        lines += ["", *_table_lines(region, _answers(record))]
    return "\n".join(lines) + "\n"


def toml_text(text: str) -> str:
    """Text as a TOML string on one line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _answers(record: FileRecord) -> dict[str, str]:
    """What was answered, and what the cells of the file prove of how they are written."""
    found: dict[str, str] = {}
    for region in record.regions:
        decisions = ({"id": each.id, "decision": each.decision} for each in region.decisions)
        found |= proven(decisions)
    return found | lasting(record.answers)


def _of_columns(regions: Sequence[RegionRecord]) -> set[str]:
    """Ids of questions whose answers stand beside the columns."""
    return {
        question_id(kind, region.sheet, column.header, place=region.place)
        for region in regions
        for column in region.columns
        for kind in OF_A_COLUMN
        if kind in PROVEN_ONCE
    }


def _open(questions: Sequence[Question]) -> Iterator[str]:
    """Open questions as lines that a person completes; the status date is of each file."""
    for question in questions:
        if question.id == STATUS_DATE:
            continue
        yield f"# {toml_text(question.text)}"
        yield f"# {toml_text(question.id)} = {toml_text(question.proposal or '')}"


def _table_lines(region: RegionRecord, answers: Mapping[str, str]) -> Iterator[str]:
    yield "[[tables]]"
    yield f"sheet = {toml_text(region.sheet)}"
    if region.place > 1:
        yield f"place = {region.place}"
    if region.orientation != ROWS:
        yield f"orientation = {toml_text(region.orientation)}"
    yield f"fills = {_list(region.tables)}"
    for column in region.columns:
        if column.header:
            yield ""
            yield "[[tables.columns]]"
            yield f"header = {toml_text(column.header)}"
            yield f"cell = {toml_text(column.cell)}"
            yield f"fills = {_list(column.columns)}"
            yield from _convention_lines(region, column, answers)


def _convention_lines(
    region: RegionRecord, column: ColumnMatch, answers: Mapping[str, str]
) -> Iterator[str]:
    for kind in PROVEN_ONCE:
        answer = answers.get(question_id(kind, region.sheet, column.header, place=region.place))
        if answer is not None:
            yield f"{kind} = {toml_text(answer)}"


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(toml_text, texts))}]"
