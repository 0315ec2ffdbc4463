"""A blank workbook per canonical table, which loads back without a question once it is filled.

Everything in it is made from ``pmo.tables``: the header names the columns as recognition knows
them, and whoever stands on a cell reads what belongs there. Nothing is written below the header,
so that no example can be taken for data.
"""

from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

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

LAST_ROW = 1_048_575  # of a sheet, counted from 0
WIDEST = 60  # characters
MOST_TITLE = 32  # characters that a spreadsheet shows
MOST_MESSAGE = 255
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
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
    content = BytesIO()
    with xlsxwriter.Workbook(content, SAFE) as book:
        sheet = book.add_worksheet(_in_words(table.name)[:31])
        sheet.freeze_panes(1, 0)
        strong = book.add_format({"bold": True, "bottom": 1})
        plain = book.add_format({"bottom": 1})
        for place, column in enumerate(columns_of(table)):
            name = header(table, column, currency=currency)
            sheet.write_string(0, place, name, strong if column.required else plain)
            cells = book.add_format({"num_format": FORMATS[column.type]})
            _prepare(sheet, place, column, name, cells)
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


def _prepare(sheet: Worksheet, place: int, column: Column, name: str, cells: Format) -> None:
    """Set format, width, list of words and note of a column."""
    width = min(max(len(name) + 2, 12), WIDEST)
    sheet.set_column(place, place, width, cells)
    sheet.data_validation(0, place, 0, place, {"validate": "any"} | _note(column, name))
    sheet.data_validation(1, place, LAST_ROW, place, _rule(column) | _note(column, name))


def _note(column: Column, name: str) -> dict[str, object]:
    """Note that a spreadsheet shows beside the cell that somebody stands on."""
    kind, example = KINDS[column.type]
    if words := _words(column):
        kind, example = f"One of: {', '.join(words)}", words[0]
    needed = "Required. " if column.required else ""
    text = f"{needed}{column.meaning}\n{kind}, such as {example}."
    return {
        "ignore_blank": True,
        "input_title": name[:MOST_TITLE],
        "input_message": text if len(text) <= MOST_MESSAGE else f"{text[: MOST_MESSAGE - 3]}...",
    }


def _rule(column: Column) -> dict[str, object]:
    """What a spreadsheet lets one write: a word of the list, a date, a number."""
    kind, example = KINDS[column.type]
    stop = {"error_title": "This does not fit", "error_message": f"{kind}, such as {example}."}
    if words := _words(column):
        return {"validate": "list", "source": list(words), "error_message": "Choose from the list."}
    limits: dict[str, dict[str, object]] = {
        DATE: {"validate": "date", "criteria": ">=", "value": "=DATE(1950,1,1)"},
        DATETIME: {"validate": "date", "criteria": ">=", "value": "=DATE(1950,1,1)"},
        MONEY: {"validate": "decimal", "criteria": ">=", "value": -1e15},
        MINUTES: {"validate": "decimal", "criteria": ">=", "value": -1e9},
        SHARE: {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100},
        COUNT: {"validate": "integer", "criteria": ">=", "value": 0},
        NUMBER: {"validate": "decimal", "criteria": ">=", "value": -1e15},
    }
    return limits[column.type] | stop if column.type in limits else {"validate": "any"}


def _words(column: Column) -> tuple[str, ...]:
    """Fixed list of what may stand in the cells; empty where anything may."""
    if column.type == BOOLEAN:
        return YES_NO
    return COLOURS if column.name.startswith("health_") else tuple(column.words)
