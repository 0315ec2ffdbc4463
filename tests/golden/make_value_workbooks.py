"""Write the small workbooks with one odd value each; the same bytes of cells every time."""

from datetime import date, datetime, time
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

HERE = Path(__file__).parent
LONG_AGO = datetime.combine(date(2026, 1, 1), time())
GREEN, AMBER, RED = "FF00B050", "FFFFC000", "FFC00000"


def book_of(*rows: tuple[object, ...]) -> Workbook:
    """Workbook with one sheet of these rows."""
    book = Workbook()
    book.properties.created = book.properties.modified = LONG_AGO
    sheet = book.active
    sheet.title = "Status"
    for row in rows:
        sheet.append(row)
    return book


def save(book: Workbook, name: str) -> None:
    """Write a workbook beside this script."""
    book.save(HERE / f"{name}.xlsx")


def coloured(name: str, legend: tuple[tuple[str, str], ...] = ()) -> None:
    """Write health as fills alone, with a legend or without one."""
    book = book_of(
        ("Project ID", "Project name", "RAG", "Forecast finish"),
        ("P-1", "Alpha", None, date(2026, 6, 30)),
        ("P-2", "Beta", None, date(2026, 7, 31)),
        ("P-3", "Gamma", None, date(2026, 8, 31)),
        ("P-4", "Delta", None, date(2026, 9, 30)),
    )
    for row, colour in ((2, GREEN), (3, AMBER), (4, RED)):
        book.active.cell(row, 3).fill = PatternFill("solid", fgColor=colour)
    for row, (colour, word) in enumerate(legend, 8):
        book.active.cell(row, 1).fill = PatternFill("solid", fgColor=colour)
        book.active.cell(row, 2, word)
    save(book, name)


def dates_of_many_kinds() -> None:
    """Write real dates, texts and serial numbers in one column."""
    save(
        book_of(
            ("Milestone ID", "Project ID", "Milestone", "Forecast"),
            ("M-1", "P-1", "Design", date(2026, 6, 30)),
            ("M-2", "P-1", "Build", "13/07/2026"),
            ("M-3", "P-1", "Test", 46265),
            ("M-4", "P-1", "Train", "to be agreed"),
        ),
        "o15_dates_texts_and_serials",
    )


def commented() -> None:
    """Write the true status into a comment."""
    book = book_of(
        ("Project ID", "Project name", "RAG", "Forecast finish"),
        ("P-1", "Alpha", "Green", date(2026, 6, 30)),
    )
    book.active["C2"].comment = Comment("Really red: the supplier has left.", "Ana")
    save(book, "o35_status_in_a_comment")


def zeros_of_the_format() -> None:
    """Write a key as a number that a format shows with zeros."""
    book = book_of(
        ("Project ID", "Project name", "Forecast finish"),
        (123, "Alpha", date(2026, 6, 30)),
        ("00124", "Beta", date(2026, 7, 31)),
    )
    book.active["A2"].number_format = "00000"
    save(book, "o42_zeros_of_the_format")


if __name__ == "__main__":
    coloured("o11_health_as_colour")
    coloured(
        "o11_health_as_colour_with_a_legend", ((GREEN, "Red"), (AMBER, "Amber"), (RED, "Green"))
    )
    dates_of_many_kinds()
    commented()
    zeros_of_the_format()
