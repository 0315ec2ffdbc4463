"""What a reader sees of a cell besides its value arrives with the sheet."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.book import Sheet
from pipelines.read import read

RED, GREEN = "FF0000", "00B050"


def saved(book: openpyxl.Workbook, folder: Path) -> Path:
    book.save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


def new_sheet() -> Worksheet:
    sheet = openpyxl.Workbook().active
    assert isinstance(sheet, Worksheet)
    return sheet


def sheet_of(sheet: Worksheet, folder: Path) -> Sheet:
    assert sheet.parent is not None
    return read(saved(sheet.parent, folder)).sheets[0]


def seen(sheet: Sheet, what: str) -> dict[str, object]:
    """What is seen of that kind, by address."""
    shown = sheet.marks.drop_nulls(what)
    return {
        f"{chr(64 + row['column'])}{row['row']}": row[what] for row in shown.iter_rows(named=True)
    }


def solid(colour: str | Color) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def shade(colour: str) -> PatternFill:
    return PatternFill("solid", bgColor=colour)


def test_a_workbook_without_styles_has_no_marks(tmp_path):
    sheet = new_sheet()
    sheet["A1"] = "ALPHA"
    assert sheet_of(sheet, tmp_path).marks.is_empty()


def test_number_formats_of_numbers_and_dates_are_told(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_number("A1", 123, book.add_format({"num_format": "00000"}))
        sheet.write_number("B1", 0.45, book.add_format({"num_format": "0%"}))
        sheet.write_number("C1", 46112, book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_number("D1", 12)
        sheet.write_string("E1", "00123", book.add_format({"num_format": "00000"}))
    formats = seen(read(tmp_path / "plan.xlsx").sheets[0], "format")
    assert formats == {"A1": "00000", "B1": "0%", "C1": "dd/mm/yyyy"}


def test_the_raw_text_of_a_number_keeps_no_zeros_that_only_its_format_shows(tmp_path):
    sheet = new_sheet()
    sheet["A1"] = 123
    sheet["A1"].number_format = "00000"
    assert sheet_of(sheet, tmp_path).cells["text"].to_list() == ["123"]


def test_fills_are_told_whichever_way_the_file_names_them(tmp_path):
    sheet = new_sheet()
    sheet["A1"], sheet["H9"] = "Health", "end"
    sheet["B2"].fill = solid("FF" + RED)
    sheet["B3"].fill = solid(Color(indexed=5))
    sheet["B4"].fill = solid(Color(theme=4))
    sheet["B5"].fill = solid(Color(theme=0, tint=-0.5))
    sheet["B6"].fill = solid(Color(theme=1, tint=0.5))
    sheet["B7"].fill = PatternFill("gray125")
    assert seen(sheet_of(sheet, tmp_path), "fill") == {
        "B2": "#FF0000",
        "B3": "#FFFF00",
        "B4": "#4F81BD",
        "B5": "#808080",  # white, half as light
        "B6": "#808080",  # black, half way to white
    }


def test_filled_cells_beyond_the_values_are_left_out(tmp_path):
    sheet = new_sheet()
    sheet["B2"] = "Health"
    for place in ("A1", "C2", "B3"):
        sheet[place].fill = solid(RED)
    assert seen(sheet_of(sheet, tmp_path), "fill") == {"A1": "#FF0000"}


def test_ink_is_told_where_it_is_not_the_usual_black(tmp_path):
    sheet = new_sheet()
    for place, colour in {
        "A1": Color(rgb="FF" + GREEN),
        "A2": Color(theme=1),
        "A3": Color(rgb="FF000000"),
        "A4": Color(theme=0, tint=-0.25),
    }.items():
        sheet[place] = "ALPHA"
        sheet[place].font = Font(color=colour)
    assert seen(sheet_of(sheet, tmp_path), "ink") == {"A1": "#00B050", "A4": "#BFBFBF"}


def test_struck_cells_are_told(tmp_path):
    sheet = new_sheet()
    sheet["A1"], sheet["A2"] = "ALPHA", "BETA"
    sheet["A2"].font = Font(strike=True)
    marks = sheet_of(sheet, tmp_path).marks
    assert marks.select("row", "column", "is_struck").rows() == [(2, 1, True)]


def test_comments_are_told_without_their_authors(tmp_path):
    sheet = new_sheet()
    sheet["A1"], sheet["C3"] = "ALPHA", "Green"
    sheet["C3"].comment = Comment("Ana Silva:\nReally amber, see the minutes", "Ana Silva")
    assert seen(sheet_of(sheet, tmp_path), "comment") == {"C3": "Really amber, see the minutes"}


def test_each_sheet_has_its_own_comments(tmp_path):
    sheet = new_sheet()
    sheet["A1"] = "ALPHA"
    other = sheet.parent.create_sheet("Risks")
    other["A1"] = "Late delivery"
    other["A1"].comment = Comment("Closed in March", "PMO")
    book = read(saved(sheet.parent, tmp_path))
    assert [seen(each, "comment") for each in book.sheets] == [{}, {"A1": "Closed in March"}]


def test_hidden_rows_and_columns_and_outline_levels_are_told(tmp_path):
    sheet = new_sheet()
    for row in range(1, 6):
        sheet.append([row, row, row, row])
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[9].hidden = True
    sheet.row_dimensions[3].outlineLevel = 1
    sheet.row_dimensions[4].outlineLevel = 2
    sheet.column_dimensions["C"].hidden = True
    found = sheet_of(sheet, tmp_path)
    assert found.hidden_rows == {2}
    assert found.hidden_columns == {3}
    assert found.outline == {3: 1, 4: 2}


# Conditional formats


def test_a_rule_on_the_value_itself_fills_the_cells_that_meet_it(tmp_path):
    sheet = new_sheet()
    for row, value in enumerate(("Red", "red", "Green", 5, 12), 1):
        sheet.cell(row, 1, value)
    rules = sheet.conditional_formatting
    rules.add("A1:A5", CellIsRule(operator="equal", formula=['"Red"'], fill=shade(RED)))
    rules.add("A1:A5", CellIsRule(operator="between", formula=["10", "20"], fill=shade(GREEN)))
    found = sheet_of(sheet, tmp_path)
    assert seen(found, "fill") == {"A1": "#FF0000", "A2": "#FF0000", "A5": "#00B050"}


def test_the_rule_that_comes_first_wins_and_lies_over_the_cells_own_fill(tmp_path):
    sheet = new_sheet()
    sheet["A1"], sheet["A2"] = 5, 0
    sheet["A1"].fill = sheet["A2"].fill = solid("FFFFFF")
    rules = sheet.conditional_formatting
    rules.add("A1:A2", CellIsRule(operator="greaterThan", formula=["3"], fill=shade(RED)))
    rules.add("A1:A2", CellIsRule(operator="greaterThan", formula=["1"], fill=shade(GREEN)))
    assert seen(sheet_of(sheet, tmp_path), "fill") == {"A1": "#FF0000", "A2": "#FFFFFF"}


@pytest.mark.parametrize(
    ("formula", "filled"),
    [
        ('$B2="Late"', ["A3", "B3"]),
        ('$B$3="Late"', ["A2", "A3", "B2", "B3"]),
        ('B2="Late"', ["A3"]),  # seen from A2: the cell to the right
        ('B$2="On time"', ["A2", "A3"]),
    ],
)
def test_a_rule_on_another_cell_is_read_from_the_first_cell_of_its_area(tmp_path, formula, filled):
    sheet = new_sheet()
    sheet.append(["Project", "State"])
    sheet.append(["ALPHA", "On time"])
    sheet.append(["BETA", "Late"])
    sheet.conditional_formatting.add("A2:B3", FormulaRule(formula=[formula], fill=shade(RED)))
    assert sorted(seen(sheet_of(sheet, tmp_path), "fill")) == filled


def test_a_rule_that_is_not_simple_is_listed_with_its_cells(tmp_path):
    sheet = new_sheet()
    sheet["A1"], sheet["A2"] = 1, 2
    scale = ColorScaleRule(start_type="min", start_color=RED, end_type="max", end_color=GREEN)
    sheet.conditional_formatting.add("A1:A2", scale)
    book = read(saved(sheet.parent, tmp_path))
    assert [(note.rule, note.cell, note.value) for note in book.notes] == [
        ("conditional_format", "A1:A2", "colorScale")
    ]
    assert "their colours were not read" in book.notes[0].message


# Files that other programs write


def rewritten(path: Path, part: str, pattern: bytes, replacement: bytes) -> Path:
    target = path.with_name("rewritten.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            inside = old.read(name)
            if name == part:
                inside, count = re.subn(pattern, replacement, inside)
                assert count
            new.writestr(name, inside)
    return target


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (rb'<c r="[A-Z]+[0-9]+"', b"<c"),
        (rb'<c r="([A-Z]+[0-9]+)" s="([0-9])"', rb"<c s='\2' r='\1'"),
    ],
    ids=["without addresses", "style before address"],
)
def test_marks_are_the_same_however_a_cell_is_written(tmp_path, pattern, replacement):
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["ALPHA", "BETA"])
        sheet.write_string("A2", "late", book.add_format({"bg_color": "#FF0000"}))
        sheet.write_number("B2", 0.5, book.add_format({"num_format": "0%"}))
    path = rewritten(tmp_path / "plan.xlsx", "xl/worksheets/sheet1.xml", pattern, replacement)
    found = read(path).sheets[0]
    assert (seen(found, "fill"), seen(found, "format")) == ({"A2": "#FF0000"}, {"B2": "0%"})
