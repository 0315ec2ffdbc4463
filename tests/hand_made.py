"""Sheets and regions written by hand, for tests of what comes after recognition."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl

from pipelines.book import CELL_SCHEMA, Sheet, address
from pipelines.check import Checked, check
from pipelines.region import COLUMNS, DATA, RECORD_SCHEMA, ROWS, Region, RegionColumn, Target
from pmo.settings import Settings

SETTINGS = Settings(data=Path("data"), organisation=None, currency="EUR")
LIFE = (("measure", "approved budget"), ("period_kind", "life"))


def sheet_of(*rows, name="Status"):
    """Sheet of these rows from A1 on: texts, numbers and dates; None is a blank cell."""
    cells = [
        (row, column, *kind_and_text(value))
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    ]
    return Sheet(name, pl.DataFrame(cells, CELL_SCHEMA, orient="row"))


def kind_and_text(value):
    """Kind and text of a raw cell; a pair is taken as it stands."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, bool):
        return "bool", str(value).lower()
    if isinstance(value, int | Decimal):
        return "number", str(value)
    if isinstance(value, date):
        return "date", value.isoformat()
    return "text", value


def fills(name, *, fixed=(), unit="", states_change_of=None, also=()):
    """What a column of the sender's fills: a dotted canonical name; "" for none."""
    names = [(name, fixed)] if name else []
    targets = tuple(
        Target(*dotted.split("."), fixed=tuple(pairs)) for dotted, pairs in (*names, *also)
    )
    return {"targets": targets, "unit": unit, "states_change_of": states_change_of}


def region_of(sheet, columns, *, tables, orientation=ROWS, roles=None, **more):
    """Region over the whole sheet; ``columns`` says in order what each of its columns fills."""
    last_row, last_column = (int(sheet.cells[name].max()) for name in ("row", "column"))
    is_flipped = orientation == COLUMNS
    headers = {
        (row if is_flipped else column): text
        for row, column, _, text in sheet.cells.iter_rows()
        if (column if is_flipped else row) == 1
    }
    found = tuple(
        RegionColumn(
            header=headers.get(place, ""),
            position=place,
            header_cell=address(place, 1) if is_flipped else address(1, place),
            score=1.0,
            why="",
            **(fills(each) if isinstance(each, str) else each),
        )
        for place, each in enumerate(columns, 1)
    )
    positions = range(2, (last_column if is_flipped else last_row) + 1)
    records = [(place, (roles or {}).get(place, DATA), "") for place in positions]
    return Region(
        sheet=sheet.name,
        sheet_index=0,
        place=1,
        orientation=orientation,
        first_row=1,
        first_column=1,
        last_row=last_row,
        last_column=last_column,
        tables=tables,
        header_row=1,
        columns=found,
        records=pl.DataFrame(records, RECORD_SCHEMA, orient="row"),
        family="",
        score=1.0,
        why="",
        **more,
    )


def checked(rows, columns, *, tables=("projects",), answers=None, **more) -> Checked:
    """These rows, checked; the status date is 31 March 2026 unless a column holds it."""
    sheet = sheet_of(*rows)
    status_date = more.pop("status_date", date(2026, 3, 31))
    region = region_of(sheet, columns, tables=tables, **more)
    return check(sheet, region, status_date=status_date, answers=answers or {}, settings=SETTINGS)
