"""Reading files: what a good file gives, cell by cell, and what happens to the rest."""

import datetime as dt
from pathlib import Path

import openpyxl

from pipelines.book import Book, Sheet
from pipelines.read import read


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def cells(sheet: Sheet) -> list[tuple[int, int, str, str]]:
    return sheet.cells.rows()


def texts(book: Book) -> list[str]:
    return book.sheets[0].cells["text"].to_list()


def test_a_text_file_is_one_sheet_without_a_name(tmp_path):
    book = read(written(tmp_path, "plan.csv", b"Project,Budget\nALPHA,12.50\n"))
    assert book.kind == "csv"
    assert book.file == "plan.csv"
    assert [sheet.name for sheet in book.sheets] == [""]
    assert cells(book.sheets[0]) == [
        (1, 1, "text", "Project"),
        (1, 2, "text", "Budget"),
        (2, 1, "text", "ALPHA"),
        (2, 2, "text", "12.50"),
    ]


def test_a_workbook_keeps_true_addresses_and_kinds(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Plan"
    sheet["C4"] = "ALPHA"
    sheet["D4"] = 12
    sheet["E4"] = 0.1
    sheet["F4"] = dt.datetime(2026, 3, 31)
    sheet["G4"] = dt.datetime(2026, 3, 31, 14, 5, 7)
    sheet["H4"] = dt.time(9, 30)
    sheet["I4"] = dt.timedelta(hours=27, minutes=30)
    sheet["J4"] = True
    sheet["C7"] = 1e-7
    workbook.save(tmp_path / "plan.xlsx")
    book = read(tmp_path / "plan.xlsx")
    assert (book.kind, book.sheets[0].name) == ("xlsx", "Plan")
    assert cells(book.sheets[0]) == [
        (4, 3, "text", "ALPHA"),
        (4, 4, "number", "12"),
        (4, 5, "number", "0.1"),
        (4, 6, "date", "2026-03-31"),
        (4, 7, "datetime", "2026-03-31T14:05:07"),
        (4, 8, "time", "09:30:00"),
        (4, 9, "duration", "27:30:00"),
        (4, 10, "bool", "true"),
        (7, 3, "number", "0.0000001"),
    ]
