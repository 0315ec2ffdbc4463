"""What the command line prints of intake: JSON for scripts, plain lines for people."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from pipelines.history import Entry
from pipelines.intake import FileRecord
from pmo.errors import MilepostError, UsageError
from pmo.ledger import Question, RegionRecord, RowCount, Sum

SHOWN_DATES = 3
SHOWN_OF_A_LIST = 12  # columns or answers that a person sees before "and n more"


def error_document(error: MilepostError) -> dict[str, object]:
    """Kind and message of a refusal; the kind is the error's class in small letters."""
    name = type(error).__name__.removesuffix("Error")
    return {"kind": re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(), "message": str(error)}


def file_document(record: FileRecord) -> dict[str, object]:
    """Record of one file as scripts read it."""
    document: dict[str, object] = {
        "file": record.file,
        "sha256": record.sha256,
        "organisation": record.organisation,
        "load": record.load,
        "already": record.already,
        "status_dates": list(record.status_dates),
        "snapshot": record.snapshot,
        "regions": [region_document(region, record.answers) for region in record.regions],
    }
    if record.error is not None:
        document["error"] = error_document(record.error)
    return document


def region_document(region: RegionRecord, answers: Mapping[str, str]) -> dict[str, object]:
    """Record of one region; a question that was answered carries its answer."""
    document = asdict(region)
    document["questions"] = [question_document(question, answers) for question in region.questions]
    return document


def question_document(question: Question, answers: Mapping[str, str]) -> dict[str, object]:
    """Question and, where one is in force, its answer."""
    document = asdict(question)
    if question.id in answers:
        document["answer"] = answers[question.id]
    return document


def file_lines(record: FileRecord) -> Iterator[str]:
    """Plain report of one file."""
    yield f"{record.file}: {_what_became(record)}"
    if record.error is not None:
        yield f"  {record.error}"
    if record.status_dates:
        yield f"  status date: {_listed([day.isoformat() for day in record.status_dates])}"
    for region in record.regions:
        yield from _region_lines(region, record.answers)


def one_line(record: FileRecord) -> str:
    """What became of one file, in a line: rows by table, or why nothing was loaded."""
    if record.error is not None:
        why = " ".join(str(record.error).removeprefix(f"{record.file}: ").split())
        return f"{record.file}: refused: {why}"
    written: Counter[str] = Counter()
    for region in record.regions:
        written.update(region.written)
    counts = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in written.items())
    return f"{record.file}: {_what_became(record)}{f': {counts}' if counts else ''}"


def _what_became(record: FileRecord) -> str:
    if record.error is not None:
        return "refused, nothing changed"
    if record.already:
        return f"already loaded, load {record.load} of {record.organisation}"
    if record.load is not None:
        return f"load {record.load} of {record.organisation}"
    return "inspected, nothing changed"


def _region_lines(region: RegionRecord, answers: Mapping[str, str]) -> Iterator[str]:
    place = f'sheet "{region.sheet}" {region.range}' if region.sheet else region.range
    why = next((f" ({each.why})" for each in region.decisions if each.id.startswith("table:")), "")
    if not region.tables:
        yield f"  {place}: no table was recognised{why}"
        for question in region.questions:
            yield from _question_lines(question, answers)
        return
    yield f"  {place}: {', '.join(region.tables)}{why}"
    yield f"    rows: {_row_words(region.rows)}"
    yield from _column_lines(region)
    for header, each in region.sums.items():
        yield f"    sum of {' '.join(header.split())}: {_sum_words(each)}"
    for rule, count in Counter(issue.rule for issue in region.issues).most_common():
        first = next(issue for issue in region.issues if issue.rule == rule)
        yield f"    {count} x {rule}, first in {first.cell or 'the file'}: {first.message}"
    for question in region.questions:
        yield from _question_lines(question, answers)


def _row_words(rows: RowCount) -> str:
    counts = asdict(rows)
    read = counts.pop("read")
    listed = [f"{n} {name.replace('_', ' ')}" for name, n in counts.items() if n]
    return f"{read} read = {' + '.join(listed) or '0 loaded'}"


def _column_lines(region: RegionRecord) -> Iterator[str]:
    for column in region.columns:
        if column.columns:
            fills = ", ".join(column.columns)
            header = " ".join(column.header.split())
            yield f"    {column.cell} {header} -> {fills} ({column.score:.2f}, {column.why})"
    unused = [" ".join(column.header.split()) for column in region.columns if not column.columns]
    if unused:
        yield f"    not loaded: {_few(unused, '; ')}"


def _few(texts: Sequence[str], mark: str) -> str:
    """The first texts of a list, and how many more there are."""
    more = len(texts) - SHOWN_OF_A_LIST
    return mark.join(texts[:SHOWN_OF_A_LIST]) + (f"{mark}and {more} more" if more > 0 else "")


def _sum_words(each: Sum) -> str:
    parts = {
        "loaded": each.loaded,
        "rejected": each.rejected,
        "totals": each.totals,
        "ignored": each.ignored,
        "rounding": each.rounding,
    }
    listed = [f"{value:,f} {name}" for name, value in parts.items() if value]
    unit = f" {each.unit}" if each.unit else ""
    return f"{each.read:,f}{unit} read = {' + '.join(listed) or '0 loaded'}"


def _question_lines(question: Question, answers: Mapping[str, str]) -> Iterator[str]:
    if question.id in answers:
        yield f'    {question.text} Answer in force: "{answers[question.id]}" ({question.id})'
        return
    yield f"    question {question.id}: {question.text}"
    if question.choices:
        yield f"      answers: {_few(question.choices, ', ')}"
    if question.proposal is not None:
        yield f"      proposal: {question.proposal}"


def history_line(entry: Entry) -> str:
    """One line of the history of loads."""
    who = f"{entry.load:>5}  {entry.when:%Y-%m-%d %H:%M}  {entry.organisation}  {entry.by}"
    if entry.kind == "undo":
        return f"{who}  took load {entry.undoes} back"
    if entry.kind != "load":
        return f"{who}  published {_listed(entry.status_dates)}"
    rows = ", ".join(f"{table} {count}" for table, count in entry.written.items()) or "no rows"
    return f"{who}  {entry.state}  {entry.file}  {_listed(entry.status_dates)}  {rows}"


def _listed(days: Sequence[str]) -> str:
    if len(days) <= SHOWN_DATES:
        return ", ".join(days) or "no status date"
    return f"{days[0]} to {days[-1]}, {len(days)} dates"


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet: what somebody filled in is never written over.

    Raises:
        UsageError: there is a file of that name, or its folder cannot be written.
    """
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise UsageError(f"{path} exists already. Name another file.") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}). Name another.") from error
