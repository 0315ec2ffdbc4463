"""A blank workbook per canonical table, which loads back without a question once it is filled.

Everything in it is made from ``pmo.tables``: the header names the columns as recognition knows
them, and whoever stands on a cell reads what belongs there. Nothing is written below the header,
so that no example can be taken for data.
"""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pmo.errors import UnknownNameError
from pmo.tables import (
    BOOLEAN,
    CANONICAL,
    COUNT,
    DATE,
    DATETIME,
    MINUTES,
    MONEY,
    NUMBER,
    SHARE,
    STATE,
    STATUS_DATE,
    TEXT,
    Column,
    Table,
)

LAST_ROW = 1_048_576  # of a sheet
WIDEST = 60  # characters
MOST_TITLE = 32  # characters that a spreadsheet shows
MOST_MESSAGE = 255
MOST_NAME = 31  # characters of a sheet's name
LINE_BELOW = Border(bottom=Side("thin"))
FORMATS = {
    TEXT: "@",  # keeps the zeros in front of a key
    DATE: "yyyy-mm-dd",
    DATETIME: "yyyy-mm-dd hh:mm",
    MONEY: "#,##0.00",
    MINUTES: "0.00",
    SHARE: "0.##",
    COUNT: "0",
    NUMBER: "General",
    BOOLEAN: "@",
}
KINDS = {  # what a person writes, and an example
    TEXT: ("Text", "Apollo"),
    DATE: ("A date", "2026-03-31"),
    DATETIME: ("A date and time in UTC", "2026-03-31 14:30"),
    MONEY: ("An amount of money in full units", "1250000.00"),
    MINUTES: ("Working time in hours", "37.5"),
    SHARE: ("A percentage from 0 to 100", "45"),
    COUNT: ("A whole number", "3"),
    NUMBER: ("A number", "0.8"),
    BOOLEAN: ("Yes or no", "yes"),
}
LIMITS: dict[str, dict[str, object]] = {  # what a spreadsheet accepts in a cell
    DATE: {"type": "date", "operator": "greaterThanOrEqual", "formula1": "DATE(1950,1,1)"},
    DATETIME: {"type": "date", "operator": "greaterThanOrEqual", "formula1": "DATE(1950,1,1)"},
    MONEY: {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "-1E+15"},
    MINUTES: {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "-1E+9"},
    SHARE: {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "100"},
    COUNT: {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"},
    NUMBER: {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "-1E+15"},
}
UNITS = {MINUTES: "h", SHARE: "%"}
ENDINGS = {MINUTES: "_minutes", SHARE: "_share"}
YES_NO = ("yes", "no")
COLOURS = ("green", "amber", "red")


def template(table_name: str, *, currency: str = "EUR") -> bytes:
    """Blank workbook of a canonical table, as the bytes of an .xlsx file.

    Args:
        table_name: a name of ``pmo.tables.CANONICAL``.
        currency: ISO code of the amounts of a table that has no column for it.

    Raises:
        UnknownNameError: there is no such table.
    """
    table = CANONICAL.get(table_name)
    if table is None:
        raise UnknownNameError("table", table_name, list(CANONICAL))
    book = Workbook()
    sheet = book.active
    sheet.title = _in_words(table.name)[:MOST_NAME]
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns_of(table), start=1):
        name = header(table, column, currency=currency)
        cell = sheet.cell(1, place, name)
        cell.font, cell.border = Font(bold=column.required), LINE_BELOW
        _prepare(sheet, get_column_letter(place), column, name)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def columns_of(table: Table) -> tuple[Column, ...]:
    """Columns that a person fills: the table's own, after the status date where it has one."""
    return (*((STATUS_DATE,) if table.kind == STATE else ()), *table.columns)


def header(table: Table, column: Column, *, currency: str) -> str:
    """Header of a column: its name in words with the unit that its numbers are written in."""
    name = _in_words(column.name.removesuffix(ENDINGS.get(column.type, "_")))
    has_currency = any(other.name == "currency" for other in table.columns)
    unit = UNITS.get(column.type, "")
    if column.type == MONEY and not has_currency:
        unit = currency
    return f"{name} ({unit})" if unit else name


def _in_words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _prepare(sheet: Worksheet, letter: str, column: Column, name: str) -> None:
    """Set format, width, list of words and note of a column."""
    whole = sheet.column_dimensions[letter]
    whole.width = min(max(len(name) + 2, 12), WIDEST)
    whole.number_format = FORMATS[column.type]
    note = _note(column, name)
    for cells, rule in ((f"{letter}1", {}), (f"{letter}2:{letter}{LAST_ROW}", _rule(column))):
        sheet.add_data_validation(DataValidation(sqref=cells, allow_blank=True, **rule, **note))


def _note(column: Column, name: str) -> dict[str, object]:
    """Note that a spreadsheet shows beside the cell that somebody stands on."""
    kind, example = KINDS[column.type]
    if words := _words(column):
        kind, example = f"One of: {', '.join(words)}", words[0]
    needed = "Required. " if column.required else ""
    text = f"{needed}{column.meaning}\n{kind}, such as {example}."
    return {
        "showInputMessage": True,
        "promptTitle": name[:MOST_TITLE],
        "prompt": text if len(text) <= MOST_MESSAGE else f"{text[: MOST_MESSAGE - 3]}...",
    }


def _rule(column: Column) -> dict[str, object]:
    """What a spreadsheet lets one write: a word of the list, a date, a number."""
    kind, example = KINDS[column.type]
    stop = {
        "showErrorMessage": True,
        "errorTitle": "This does not fit",
        "error": f"{kind}, such as {example}.",
    }
    if words := _words(column):
        listed = '"' + ",".join(words) + '"'
        return stop | {"type": "list", "formula1": listed, "error": "Choose from the list."}
    return LIMITS[column.type] | stop if column.type in LIMITS else {}


def _words(column: Column) -> tuple[str, ...]:
    """Fixed list of what may stand in the cells; empty where anything may."""
    if column.type == BOOLEAN:
        return YES_NO
    return COLOURS if column.name.startswith("health_") else tuple(column.words)
