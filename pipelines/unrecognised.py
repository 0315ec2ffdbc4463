"""Sheets that recognition makes nothing of, and of which a template knows what they are.

Names that nobody knows here, in another language or of one organisation, say nothing by
themselves. Where they stand side by side in one line as the template has them, they say as much as
its columns said.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from pipelines.answers import question_id, subject
from pipelines.book import Book, Sheet
from pipelines.recalled import SEVERAL
from pipelines.recognise.layout import SEARCHED
from pipelines.recognise.questions import IGNORE
from pipelines.region import ROWS, Region
from pipelines.remembered import LEAST_ALIKE, Template, alike, is_lasting, lasting_name
from pmo.ledger import ColumnMatch

BY_HEADER = ("amount", "group_id")  # columns whose meaning is more than their name


def answers_of_templates(
    book: Book,
    regions: Sequence[Region],
    templates: Sequence[Template],
    answers: Mapping[str, str],
) -> dict[str, str]:
    """What a sheet without a table is, where its line of headers is that of a template.

    Args:
        book: the file as read.
        regions: of the file, as recognised.
        templates: those that are no table of the file yet, in the order in which they count.
        answers: in force; of a sheet of which one says what it is, nothing more is said.

    Returns:
        Answers by question id: table, header line and meaning of the columns.
    """
    names = {lasting_name(sheet.name) for sheet in book.sheets}
    found: dict[str, str] = {}
    known = {region.sheet for region in regions if region.tables}
    undecided = (
        sheet
        for sheet in book.sheets
        if sheet.name not in known and question_id("table", sheet.name) not in answers
    )
    for sheet in undecided:
        for template in templates:
            name = lasting_name(template.sheet)
            may_be = name == lasting_name(sheet.name) or name not in names
            line = _line_of(sheet, template) if may_be and template.orientation == ROWS else None
            if line is not None and not (sheet.is_hidden and not _says_table(template)):
                found |= dict(_said(sheet, template, line))
                break
    return found


def _says_table(template: Template) -> bool:
    """Whether a person said which table it is: a hidden sheet is read for nothing less."""
    said = (subject(key, template.sheet) for key in template.answers)
    return any(each and (each.kind, each.place) == ("table", template.place) for each in said)


def _line_of(sheet: Sheet, template: Template) -> int | None:
    """Row near the top that holds most headers of the template and hardly any other text."""
    wanted = Counter(_last_line(column.header) for column in template.columns)
    is_near_top = pl.col("row") <= pl.col("row").min() + SEARCHED
    top = sheet.cells.filter(is_near_top).filter(kind="text")
    found = {
        row: alike(wanted, Counter(lasting_name(text) for text in texts if is_lasting(text)))
        for row, texts in top.group_by("row", maintain_order=True).agg("text").iter_rows()
    }
    best = max(found, key=lambda row: found[row], default=None)
    return best if best is not None and found[best] >= LEAST_ALIKE else None


def _last_line(header: str) -> str:
    """Header as it stands in its last line, which is where the line of headers is looked for."""
    return lasting_name(header.rpartition(" / ")[2])


def _said(sheet: Sheet, template: Template, line: int) -> Iterator[tuple[str, str]]:
    """Answers that make of the sheet what the template says."""
    yield question_id("table", sheet.name), template.tables[0]
    yield question_id("header_row", sheet.name), str(line)
    columns = {_last_line(column.header): column for column in template.columns}
    for header in sheet.cells.filter(row=line, kind="text")["text"]:
        column = columns.get(lasting_name(header))
        meaning = _meaning(template, column) if column else None
        if meaning:
            yield question_id("column", sheet.name, header), meaning


def _meaning(template: Template, column: ColumnMatch) -> str | None:
    """What a column was said to be, or else what it filled; a mapping file leaves others alone."""
    id_ = question_id("column", template.sheet, column.header, place=template.place)
    if id_ in template.answers:
        return template.answers[id_]
    if not column.columns:
        return IGNORE if template.is_stated else None
    is_plain = column.columns[0].rpartition(".")[2] not in BY_HEADER
    return column.columns[0] if is_plain and len(column.columns) < SEVERAL else None
