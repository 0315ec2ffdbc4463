"""Writes the golden workbooks beside it: the same bytes at every run.

python tests/golden/make_workbooks.py
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

FOLDER = Path(__file__).parent
THEN = datetime(2026, 3, 31)  # noqa: DTZ001 - workbooks state no time zone
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
GREY = "FF999999"
HEADER = ("Project name", "Manager", "RAG", "Forecast finish")
ALPHA = ("Alpha", "Ann Lee", "Red", date(2026, 6, 30))
BETA = ("Beta", "Bob Ray", "Green", date(2027, 1, 15))
GAMMA = ("Gamma", "Cy Fox", "Green", date(2027, 2, 15))
DELTA = ("Delta", "Di Orr", "Amber", date(2026, 9, 30))


def put(sheet: Worksheet, rows: Sequence[Sequence[object]], *, at: tuple[int, int] = (1, 1)):
    """Write rows of values from a cell on; None leaves a cell blank."""
    for row, values in enumerate(rows, at[0]):
        for column, value in enumerate(values, at[1]):
            if value is not None:
                sheet.cell(row, column, value)


def table_from_c4(book: Workbook):
    """An empty column and rows before the table, and a spacer column within it."""
    rows = [(*row[:2], None, *row[2:]) for row in (HEADER, ALPHA, BETA)]
    put(book.active, rows, at=(4, 3))


def two_header_rows(book: Workbook):
    """Fiscal years merged over measures, and a difference that is computed again."""
    sheet = book.active
    put(sheet, [("Project", "FY26", None, None, "FY27"), (None, *("Budget", "Actual", "Var") * 2)])
    put(sheet, [("Alpha", 10, 9, 1, 20, 19, 1), ("Beta", 30, 33, -3, 40, 41, -1)], at=(3, 1))
    sheet.merge_cells("B1:D1")
    sheet.merge_cells("E1:G1")
    sheet.merge_cells("A1:A2")


def fiscal_year_over_months(book: Workbook):
    """A fiscal year merged over its twelve months, which begin in April."""
    sheet = book.active
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    put(sheet, [("Project", "Measure", "FY26"), (None, None, *months, "Total")])
    put(sheet, [("Alpha", "Budget", *range(1, 13), 78)], at=(3, 1))
    sheet.merge_cells("C1:N1")


def dates_across(book: Workbook):
    """Months across as true dates, with a total."""
    months = [date(2026, month, 1) for month in (1, 2, 3)]
    put(book.active, [("Name", "Role", "Project", *months, "Total hours")])
    put(book.active, [("Ann Lee", "Developer", "Alpha", 10, 20, 30, 60)], at=(2, 1))


def programme_merged(book: Workbook):
    """A programme merged over the rows of its projects; the last row has none."""
    sheet = book.active
    put(sheet, [("Programme", *HEADER), ("Housing", *ALPHA), (None, *BETA), ("Roads", *GAMMA)])
    put(sheet, [(None, *DELTA)], at=(5, 1))
    sheet.merge_cells("A2:A3")


def hidden_parts(book: Workbook):
    """A hidden row, a hidden column and a hidden sheet."""
    sheet = book.active
    sheet.title = "Register"
    put(sheet, [HEADER, ALPHA, BETA, GAMMA])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    old = book.create_sheet("Old register")
    put(old, [HEADER, DELTA])
    old.sheet_state = "hidden"


def sheet_per_project(book: Workbook):
    """The same task list on a sheet for each project, behind a sheet of guidance."""
    book.active.title = "How to use"
    put(book.active, [("Copy a sheet for each project.",), ("Write one task per line.",)])
    header = ("Task", "Assignee", "Start date", "Finish date")
    for name, task in (("Alpha", "Dig"), ("Beta", "Pour"), ("Gamma", "Paint")):
        rows = [header, (task, "Ann Lee", date(2026, 1, 5), date(2026, 2, 27))]
        put(book.create_sheet(name), rows)


def form_per_project(book: Workbook):
    """A form for each project: labels on the left, values on their right, in two pairs."""
    book.remove(book.active)
    for name, manager, health, finish in (ALPHA, BETA):
        form = book.create_sheet(name)
        put(form, [("Project status report",)])
        put(form, [("Project name", name, None, "Project manager", manager)], at=(3, 1))
        put(form, [("RAG:", health, None, "Forecast finish:", finish)], at=(4, 1))
        put(form, [("Comments", f"{name} goes on.")], at=(6, 1))


def list_form_per_project(book: Workbook):
    """A form for each project: one label per line, its value on the right."""
    book.remove(book.active)
    for row in (ALPHA, BETA):
        pairs = zip(HEADER, row, strict=True)
        put(book.create_sheet(str(row[0])), [("Status report",), (), *pairs])


def form_of_two_pairs_per_line(book: Workbook):
    """Two pairs per line below a date of status, and a text of two lines below its label."""
    form = book.active
    form.title = "Highlight report"
    put(form, [("Highlight report",), ("Status as at 31 March 2026",)])
    put(form, [("Project ID:", "P-7", None, "Project name:", "Alpha")], at=(4, 1))
    put(form, [("Project manager:", "Ann Lee", None, "RAG:", "Amber")], at=(5, 1))
    put(form, [("Start date:", date(2026, 1, 5), None, "Forecast finish:")], at=(6, 1))
    put(form, [(date(2026, 6, 30),)], at=(6, 5))
    put(form, [("Budget (EUR):", 120000, None, "Weather:", "Rain")], at=(7, 1))
    put(form, [("Comments:",), ("The wall leans.",), ("The crane is late.",)], at=(9, 1))


def form_of_values_below(book: Workbook):
    """Each value below its label, two labels beside each other."""
    form = book.active
    form.title = "Beta"
    put(form, [("Project name", None, "Project manager"), ("Beta", None, "Bo Nkomo")])
    put(form, [("RAG", None, "Forecast finish"), ("Green", None, date(2027, 1, 15))], at=(4, 1))


def sheet_per_month(book: Workbook):
    """The same register on a sheet for each month."""
    book.remove(book.active)
    for name, rows in (("Jan 2026", (ALPHA, BETA)), ("Feb 2026", (ALPHA, BETA, GAMMA))):
        put(book.create_sheet(name), [HEADER, *rows])


def struck_and_grey_rows(book: Workbook):
    """A row struck through and a row in grey letters: cancelled, perhaps."""
    sheet = book.active
    put(sheet, [HEADER, ALPHA, BETA, GAMMA, DELTA])
    for cell in sheet[3]:
        cell.font = Font(strike=True)
    for cell in sheet[4]:
        cell.font = Font(color=GREY)
    sheet["B2"].fill = PatternFill("solid", fgColor="FFFFFF00")


def outline_of_tasks(book: Workbook):
    """Tasks whose parents are told by the outline level of their rows alone."""
    sheet = book.active
    put(sheet, [("Project ID", "Task name", "Start date", "Finish date", "Planned hours")])
    days = (date(2026, 1, 5), date(2026, 3, 31))
    tasks = (("Build", 0, 100), ("Foundations", 1, 60), ("Excavate", 2, 60), ("Walls", 1, 40))
    for row, (name, level, hours) in enumerate((*tasks, ("Hand over", 0, 8)), 2):
        put(sheet, [("P-1", name, *days, hours)], at=(row, 1))
        sheet.row_dimensions[row].outlineLevel = level


def indents_of_tasks(book: Workbook):
    """Tasks whose parents are told by the indents of their names alone."""
    outline_of_tasks(book)
    for cell in book.active["B"][1:]:
        level = book.active.row_dimensions[cell.row].outlineLevel
        book.active.row_dimensions[cell.row].outlineLevel = 0
        cell.alignment = Alignment(horizontal="left", indent=level)


WORKBOOKS: dict[str, Callable[[Workbook], None]] = {
    "o03_table_from_c4": table_from_c4,
    "o04_two_header_rows": two_header_rows,
    "o04_fiscal_year_over_months": fiscal_year_over_months,
    "o05_programme_merged": programme_merged,
    "o06_dates_across": dates_across,
    "o28_hidden_parts": hidden_parts,
    "o30_form_per_project": form_per_project,
    "o30_form_of_two_pairs_per_line": form_of_two_pairs_per_line,
    "o30_form_of_values_below": form_of_values_below,
    "o30_list_form_per_project": list_form_per_project,
    "o30_sheet_per_month": sheet_per_month,
    "o30_sheet_per_project": sheet_per_project,
    "o36_struck_and_grey_rows": struck_and_grey_rows,
    "o43_outline_of_tasks": outline_of_tasks,
    "o43_indents_of_tasks": indents_of_tasks,
}


def written(fill: Callable[[Workbook], None]) -> bytes:
    """Bytes of a workbook, without the moment at which it was written."""
    book = Workbook()
    fill(book)
    raw, fixed = BytesIO(), BytesIO()
    book.save(raw)
    with ZipFile(raw) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            moment = THEN.isoformat() + "Z"
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment.encode(), part)
            target.writestr(ZipInfo(name, ZIP_EPOCH), part, ZIP_DEFLATED)
    return fixed.getvalue()


if __name__ == "__main__":
    for name, fill in WORKBOOKS.items():
        (FOLDER / f"{name}.xlsx").write_bytes(written(fill))
