"""What a reader sees of an .ods cell besides its value arrives with the sheet."""

import re
import zipfile

import pytest
from odf import number, style
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P

from pipelines.read import read

KINDS = {str: "string", int: "float", float: "float"}


class Book:
    """An open document that is put together for a test."""

    def __init__(self):
        self.book = OpenDocumentSpreadsheet()
        self.table = Table(name="Plan")

    def style(self, name, *, parent=None, common=False, shown=None, **properties):
        made = style.Style(name=name, family="table-cell", parentstylename=parent)
        if shown:
            made.setAttribute("datastylename", shown)
        fill = {key: value for key, value in properties.items() if key == "backgroundcolor"}
        text = {key: value for key, value in properties.items() if key not in fill}
        if fill:
            made.addElement(style.TableCellProperties(**fill))
        if text:
            made.addElement(style.TextProperties(**text))
        (self.book.styles if common else self.book.automaticstyles).addElement(made)

    def format(self, made, *parts):
        for part in parts:
            made.addElement(part)
        self.book.automaticstyles.addElement(made)

    def row(self, *cells, **attributes):
        row = TableRow(**attributes)
        for each in cells:
            value, *more = each if isinstance(each, tuple) else (each,)
            own = {"stylename": more[0]} if more and more[0] else {}
            own |= more[1] if len(more) > 1 else {}
            if value is not None:
                own |= {"valuetype": KINDS[type(value)]}
            if value is not None and not isinstance(value, str):
                own |= {"value": value}
            cell = TableCell(**own)
            for note in more[2:]:
                cell.addElement(note)
            if value is not None:
                cell.addElement(P(text=str(value)))
            row.addElement(cell)
        self.table.addElement(row)

    def read(self, folder):
        self.book.spreadsheet.addElement(self.table)
        self.book.save(str(folder / "plan.ods"))
        return read(folder / "plan.ods")


def seen(sheet, what):
    """What is seen of that kind, by row and column."""
    shown = sheet.marks.drop_nulls(what).filter(sheet.marks.drop_nulls(what)[what].cast(str) != "")
    return {(row["row"], row["column"]): row[what] for row in shown.iter_rows(named=True)}


def test_fills_ink_and_strikes_are_told_also_of_common_styles(tmp_path):
    book = Book()
    book.style("Bad", common=True, backgroundcolor="#ff0000")
    book.style("ce1", parent="Bad", textlinethroughstyle="solid")
    book.style("ce2", color="#00b050")
    book.style("ce3", backgroundcolor="transparent", color="#000000")
    book.row("ALPHA", ("late", "ce1"), ("ok", "ce2"), ("plain", "ce3"))
    sheet = book.read(tmp_path).sheets[0]
    assert seen(sheet, "fill") == {(1, 2): "#FF0000"}
    assert seen(sheet, "ink") == {(1, 3): "#00B050"}
    assert sheet.marks.filter(sheet.marks["is_struck"]).select("row", "column").rows() == [(1, 2)]


def test_shares_money_and_shown_zeros_are_told_of_numbers(tmp_path):
    book = Book()
    digits = {"decimalplaces": 1, "minintegerdigits": 1}
    book.format(number.PercentageStyle(name="N1"), number.Number(**digits), number.Text(text="%"))
    book.format(number.CurrencyStyle(name="N2"), number.CurrencySymbol(text="£"))
    book.format(number.NumberStyle(name="N3"), number.Number(decimalplaces=0, minintegerdigits=5))
    for place in "123":
        book.style(f"ce{place}", shown=f"N{place}")
    book.row((0.455, "ce1"), (12, "ce2"), (123, "ce3"), ("text", "ce3"))
    formats = seen(book.read(tmp_path).sheets[0], "format")
    assert formats == {(1, 1): "0.0%", (1, 2): '"£"#,##0.00', (1, 3): "00000"}


def test_hidden_rows_and_columns_and_comments_are_told(tmp_path):
    book = Book()
    book.table.addElement(TableColumn(numbercolumnsrepeated=2))
    book.table.addElement(TableColumn(visibility="collapse"))
    note = Annotation()
    note.addElement(P(text="ask Ben"))
    book.row("ALPHA", ("late", None, {}, note), "x")
    book.row("BETA", "late", "x", visibility="filter", numberrowsrepeated=2)
    book.row("GAMMA", "late", "x")
    sheet = book.read(tmp_path).sheets[0]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2, 3}, {3})
    assert seen(sheet, "comment") == {(1, 2): "ask Ben"}
    assert [row[3] for row in sheet.cells.rows() if row[1] == 2] == ["late"] * 4


def test_styles_of_columns_and_rows_hold_for_cells_without_one(tmp_path):
    book = Book()
    book.style("ce1", backgroundcolor="#ff0000")
    book.style("ce2", backgroundcolor="#00ff00")
    book.table.addElement(TableColumn())
    book.table.addElement(TableColumn(defaultcellstylename="ce1"))
    book.row("ALPHA", "late")
    book.row("BETA", None, "end", defaultcellstylename="ce2")
    fills = seen(book.read(tmp_path).sheets[0], "fill")
    assert fills == {(1, 2): "#FF0000"} | {(2, place): "#00FF00" for place in (1, 2, 3)}


def test_a_fill_repeated_to_the_end_of_the_sheet_ends_with_the_values(tmp_path):
    book = Book()
    book.style("ce1", backgroundcolor="#ff0000")
    book.row("ALPHA", (None, "ce1", {"numbercolumnsrepeated": 900}))
    book.row((None, "ce1"), "end", numberrowsrepeated=3)
    book.row((None, "ce1", {"numbercolumnsrepeated": 16_384}), numberrowsrepeated=1_000_000)
    fills = seen(book.read(tmp_path).sheets[0], "fill")
    assert set(fills) == {(1, 2), (2, 1), (3, 1), (4, 1)}


def test_rules_that_colour_cells_are_told_as_unread(tmp_path):
    book = Book()
    book.row("ALPHA", 5)
    book.read(tmp_path)
    rules = (
        b'<calcext:conditional-formats xmlns:calcext="urn:org:documentfoundation:names:'
        b'experimental:calc:xmlns:calcext:1.0"><calcext:conditional-format/>'
        b"</calcext:conditional-formats></table:table>"
    )
    target = tmp_path / "ruled.ods"
    with zipfile.ZipFile(tmp_path / "plan.ods") as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            inside = old.read(name)
            if name == "content.xml":
                inside, count = re.subn(rb"</table:table>", rules, inside)
                assert count == 1
            new.writestr(name, inside)
    assert [note.rule for note in read(target).notes] == ["conditional_format"]


@pytest.mark.parametrize("follows", ["ce1", "ce2"])
def test_styles_that_follow_each_other_in_a_circle_end(tmp_path, follows):
    book = Book()
    book.style("ce1", parent="ce2", common=True, backgroundcolor="#ff0000")
    book.style("ce2", parent=follows)
    book.row(("ALPHA", "ce2"))
    fills = seen(book.read(tmp_path).sheets[0], "fill")
    assert fills == ({(1, 1): "#FF0000"} if follows == "ce1" else {})
