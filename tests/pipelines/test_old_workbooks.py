"""What an .xls file says besides values, and how it says dates, errors and formulas."""

from datetime import date

import pytest
import xlwt

from pipelines.read import read
from pmo.errors import UnreadableFileError


@pytest.fixture
def book():
    made = xlwt.Workbook()
    made.add_sheet("Plan", cell_overwrite_ok=True)
    return made


def read_back(book, folder):
    book.save(str(folder / "plan.xls"))
    return read(folder / "plan.xls")


def seen(sheet, what):
    """What is seen of that kind, by row and column."""
    shown = sheet.marks.drop_nulls(what)
    return {(row["row"], row["column"]): row[what] for row in shown.iter_rows(named=True)}


def solid(colour):
    return xlwt.easyxf(f"pattern: pattern solid, fore_colour {colour}")


def test_formats_fills_ink_and_strikes_are_told(book, tmp_path):
    sheet = book.get_sheet(0)
    for place, code in enumerate(("0%", "00000", '"£"#,##0.00', "General")):
        sheet.write(0, place, 0.5, xlwt.easyxf(num_format_str=code))
    sheet.write(1, 0, "late", solid("red"))
    sheet.write(1, 1, None, solid("bright_green"))
    sheet.write(1, 2, "gone", xlwt.easyxf("font: struck_out on, colour blue"))
    sheet.write(1, 3, 5, solid("yellow"))
    found = read_back(book, tmp_path)
    told = found.sheets[0]
    assert seen(told, "format") == {(1, 1): "0%", (1, 2): "00000", (1, 3): '"£"#,##0.00'}
    assert seen(told, "fill") == {(2, 1): "#FF0000", (2, 2): "#00FF00", (2, 4): "#FFFF00"}
    assert seen(told, "ink") == {(2, 3): "#0000FF"}
    assert told.marks.filter(told.marks["is_struck"]).select("row", "column").rows() == [(2, 3)]
    assert found.notes == ()


def test_colours_that_a_workbook_defines_are_its_own(book, tmp_path):
    xlwt.add_palette_colour("ours", 0x21)
    book.set_colour_RGB(0x21, 0xE6, 0x00, 0x7E)
    book.get_sheet(0).write(0, 0, "late", solid("ours"))
    assert seen(read_back(book, tmp_path).sheets[0], "fill") == {(1, 1): "#E6007E"}


def test_filled_blanks_in_a_row_are_told_one_by_one(book, tmp_path):
    sheet = book.get_sheet(0)
    for column in range(3):
        sheet.write(0, column, None, solid("red"))
        sheet.write(1, column, column, solid("bright_green"))
    fills = seen(read_back(book, tmp_path).sheets[0], "fill")
    red = {(1, column): "#FF0000" for column in (1, 2, 3)}
    assert fills == red | {(2, column): "#00FF00" for column in (1, 2, 3)}


def test_hidden_rows_columns_and_sheets_and_outline_levels_are_told(book, tmp_path):
    sheet = book.get_sheet(0)
    for row in range(4):
        for column in range(3):
            sheet.write(row, column, row)
    sheet.row(1).hidden = True
    sheet.row(2).level = 2
    sheet.col(1).hidden = True
    book.add_sheet("Lists").write(0, 0, "words")
    book.get_sheet(1).visibility = 1
    first, second = read_back(book, tmp_path).sheets
    assert (first.hidden_rows, first.hidden_columns, first.outline) == ({2}, {2}, {3: 2})
    assert (first.is_hidden, second.is_hidden) == (False, True)


@pytest.mark.parametrize("is_1904", [False, True])
def test_a_date_is_known_by_its_format_whichever_day_is_the_first(book, tmp_path, is_1904):
    book.dates_1904 = is_1904
    sheet = book.get_sheet(0)
    sheet.write(0, 0, date(2026, 3, 31), xlwt.easyxf(num_format_str="DD.MM.YYYY"))
    sheet.write(0, 1, 46112)
    cells = read_back(book, tmp_path).sheets[0].cells.rows()
    assert cells == [(1, 1, "date", "2026-03-31"), (1, 2, "number", "46112")]


def test_an_error_is_an_error_and_never_blank(book, tmp_path):
    sheet = book.get_sheet(0)
    sheet.row(0).set_cell_error(0, 0x17)
    sheet.row(0).set_cell_boolean(1, value=True)
    cells = read_back(book, tmp_path).sheets[0].cells.rows()
    assert cells == [(1, 1, "error", "#REF!"), (1, 2, "bool", "true")]


def test_formulas_that_no_program_has_calculated_are_not_blank(book, tmp_path):
    sheet = book.get_sheet(0)
    sheet.write(0, 0, 5)
    sheet.write(0, 1, xlwt.Formula("A1*2"))
    cells = read_back(book, tmp_path).sheets[0].cells.rows()
    assert cells == [(1, 1, "number", "5"), (1, 2, "uncached", "=")]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_workbook_that_is_cut_short_is_damaged(book, tmp_path, share):
    for row in range(2_000):
        book.get_sheet(0).write(row, 0, f"project {row}")
    book.save(str(tmp_path / "whole.xls"))
    whole = (tmp_path / "whole.xls").read_bytes()
    (tmp_path / "plan.xls").write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(UnreadableFileError, match=r"damaged|no table"):
        read(tmp_path / "plan.xls")
