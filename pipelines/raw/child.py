"""The child's errand: read one file, leave raw cells and a report in the job folder."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import polars as pl

from pipelines import preflight
from pipelines.book import CELL_SCHEMA, address
from pipelines.lists import sheet_of
from pipelines.raw import delimited, json_lists, mpxj, project_xml, spreadsheet, xer
from pipelines.raw.clean import clean
from pipelines.raw.doubled import with_distinct_names
from pipelines.raw.marks import Dress, Marks, marks_of
from pipelines.raw.refusal import Refusal
from pipelines.raw.unvalued import put_in
from pipelines.raw.widths import Widths
from pmo.ledger import Issue
from pmo.settings import Limits

REPORT = "report.json"
CELLS = "cells.parquet"  # cleaned, as the book holds them; only where that differs
RAW = "raw.parquet"  # as they stood
MARKS = "marks.parquet"
COPY = "stretches.xlsx"
STRAY_ROWS = 10_000
XER_ENCODING = (
    "The text is not UTF-8; it was read as Windows Western European (cp1252). If letters look "
    "wrong, the plan comes from a computer with another code page: save it as UTF-8 in a text "
    "editor that knows that code page, and load it again."
)


@dataclass(frozen=True)
class Page:
    """One sheet as read."""

    name: str
    cells: pl.DataFrame
    merged: tuple[spreadsheet.Merged, ...] = ()
    is_hidden: bool = False
    marks: Marks = field(default_factory=Marks)
    widths: tuple[int, dict[int, int]] = (0, {})


def run(job: Path, *, path: Path, file: str, limits: Limits) -> None:
    """Read the file; what cannot be read is reported, not raised."""
    try:
        report = _read(job, path, file, limits)
    except Refusal as refusal:
        report = {"refused": refusal.reason}
    (job / REPORT).write_text(json.dumps(report), encoding="utf-8")


def _read(job: Path, path: Path, file: str, limits: Limits) -> dict[str, object]:
    examined = preflight.examine(path, file, limits, job / COPY)
    noticed: list[Issue] = []
    pages = list(_pages(job, path, examined, limits, noticed))
    notes = [*examined.seen().notes, *examined.notes, *noticed]
    if all(page.cells.is_empty() for page in pages):
        raise Refusal("The file is empty.")
    cleaned = []
    with ThreadPoolExecutor(
        1
    ) as pool:  # the cells are cleaned while they are written as they stood
        written = pool.submit(_write, job / RAW, pages)
        for page in pages:
            cells, issues = clean(page.cells, page.name)
            notes += issues
            cleaned.append(replace(page, cells=cells))
        written.result()
    is_clean = all(page.cells is own.cells for page, own in zip(pages, cleaned, strict=True))
    if not is_clean:
        _write(job / CELLS, cleaned)
    pl.concat(page.marks.marks for page in cleaned).write_parquet(job / MARKS)
    return {
        "kind": examined.kind,
        "is_clean": is_clean,
        "notes": [asdict(note) for note in notes],
        "sheets": [
            {
                "name": page.name,
                "cells": page.cells.height,
                "merged": page.merged,
                "is_hidden": page.is_hidden,
                "marks": page.marks.marks.height,
                "hidden_rows": page.marks.hidden_rows,
                "hidden_columns": page.marks.hidden_columns,
                "outline": list(page.marks.outline.items()),
                "usual_width": page.widths[0],
                "unusual_widths": list(page.widths[1].items()),
            }
            for page in cleaned
        ],
    }


def _pages(
    job: Path, path: Path, examined: preflight.Examined, limits: Limits, notes: list[Issue]
) -> Iterator[Page]:
    if examined.kind == "plan":
        content, note = mpxj.as_project_xml(path, job)
        notes.append(note)
        yield from _project_xml(content, limits, notes)
        return
    if examined.kind in LISTS:
        yield from LISTS[examined.kind](path.read_bytes(), limits, notes)
        return
    if examined.kind == "csv":
        decoded = delimited.decode(path.read_bytes())
        notes += decoded.notes
        widths = Widths()
        batches = [*delimited.cells(decoded.text, limits, widths)]
        cells = pl.concat([pl.DataFrame(schema=CELL_SCHEMA), *batches])
        yield Page("", cells, widths=(widths.usual, widths.unusual))
        return
    readable, stretches = path, examined.stretches
    if examined.has_doubled_names:
        readable, stretches = job / "distinct.xlsx", None
        notes += with_distinct_names(path, readable, limits)
    for sheet in spreadsheet.sheets(readable, stretches):
        valued = pl.concat(spreadsheet.cells(sheet, kind=examined.kind))
        seen = examined.seen()  # until now its parts were looked at while a reader read
        cells = put_in(valued, seen.unvalued.get(sheet.index, ()))
        notes += _stray(cells, sheet.name)
        marks = marks_of(cells, seen.dresses.get(sheet.index, Dress()), sheet.name)
        notes += marks.issues
        yield Page(sheet.name, cells, sheet.merged, sheet.is_hidden, marks)


def _xer(content: bytes, limits: Limits, notes: list[Issue]) -> Iterator[Page]:
    decoded = delimited.decode(content)
    plan = xer.read_plan(decoded.text, limits)
    notes += [replace(note, message=XER_ENCODING) for note in decoded.notes]
    notes += plan.issues
    for table in plan.tables:
        yield Page(table.name, table.cells())


def _project_xml(content: bytes, limits: Limits, notes: list[Issue]) -> Iterator[Page]:
    lists = project_xml.read_lists(content, limits)
    notes += lists.notes()
    for name in lists.records:
        yield Page(name, sheet_of(name, lists.frame(name)).cells)


def _trello(content: bytes, limits: Limits, notes: list[Issue]) -> Iterator[Page]:
    del limits, notes  # the child's memory and time hold; nothing is noticed
    lists = json_lists.read_lists(content, names=("cards", "lists"))
    for name, records in lists.items():
        yield Page(name or "board", sheet_of(name, records).cells)


LISTS = {"xer": _xer, "project xml": _project_xml, "trello json": _trello}


def _stray(cells: pl.DataFrame, sheet: str) -> Iterator[Issue]:
    """A last row that stands alone, far below everything else: a common accident."""
    rows = cells["row"]  # in order
    if cells.is_empty():
        return
    row, column, _, text = cells.row(-1)
    alone = int(rows.search_sorted(row, side="left"))
    if alone and row - rows[alone - 1] > STRAY_ROWS:
        yield Issue(
            sheet=sheet,
            cell=address(row, column),
            rule="stray_cell",
            value=text,
            message=f"This cell stands {row - rows[alone - 1]:,} rows below all others. "
            "Delete it, if it is there by accident.",
        )


def _write(target: Path, pages: list[Page]) -> None:
    """Cells of all sheets in one Parquet file."""
    pl.concat(
        page.cells.select(
            pl.lit(page.name, pl.Categorical).alias("sheet"),  # a text for each cell takes long
            pl.lit(index, pl.Int32).alias("sheet_index"),
            "row",
            "column",
            "kind",
            "text",
        )
        for index, page in enumerate(pages)
    ).write_parquet(target, compression_level=1, statistics=False)
