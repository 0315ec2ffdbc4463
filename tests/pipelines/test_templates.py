"""A blank template is filled by hand and loads back whole, without a question."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from pipelines.inspection import Instructions
from pipelines.load import load
from pipelines.templates import columns_of, header, template
from pmo.errors import UnknownNameError
from pmo.settings import Settings
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
    TEXT,
    schema_of,
)
from pmo.warehouse import open_warehouse

TABLES = tuple(CANONICAL)
STATUS = date(2026, 3, 31)
ROWS = 3
SPECIAL = {
    "currency": "EUR",
    "to_currency": "GBP",
    "month_date": date(2026, 4, 1),
    "period_kind": "month",
    "period_start_date": date(2026, 4, 1),
    "period_end_date": date(2026, 4, 30),
}
COLOURS = ("green", "amber", "red")
NOT_BY_FILE = ("organisation", "load_id", "family", "source_sheet", "source_row", "source_cell")


def written(column, row):
    """What a person would write, and what it means in the warehouse."""
    if column.name == "status_date":
        return STATUS, STATUS
    if column.name in SPECIAL:
        return (SPECIAL[column.name],) * 2
    if column.name.startswith("health_"):
        return (COLOURS[row],) * 2
    if column.words:
        return (tuple(column.words)[row % len(column.words)],) * 2
    day, moment = date(2026, 4, 1 + row), datetime(2026, 4, 1, 9, row, tzinfo=UTC)
    return {
        TEXT: (f"0{column.name[:3]}{row}",) * 2,
        DATE: (day,) * 2,
        DATETIME: (moment.replace(tzinfo=None),) * 2,
        MONEY: (1000.25 + row, 100025 + 100 * row),
        MINUTES: (1.5 + row, 90 + 60 * row),
        SHARE: (40 + row, (40 + row) / 100),
        COUNT: (row + 1, row + 1),
        NUMBER: (row + 0.5, row + 0.5),
        BOOLEAN: ("yes" if row % 2 else "no", bool(row % 2)),
    }[column.type]


def filled(tmp_path, table):
    book = load_workbook(BytesIO(template(table.name)))
    for row in range(ROWS):
        for place, column in enumerate(columns_of(table), 1):
            book.active.cell(row + 2, place).value = written(column, row)[0]
    path = tmp_path / "filled.xlsx"
    book.save(path)
    return path


def sheet_of(name):
    return load_workbook(BytesIO(template(name))).active


def validations(name, cell):
    return [v for v in sheet_of(name).data_validations.dataValidation if cell in v.sqref]


@pytest.mark.parametrize("name", TABLES)
def test_a_filled_template_loads_every_cell_without_a_question(name, tmp_path):
    table, settings = CANONICAL[name], Settings(data=tmp_path / "data", organisation=None)
    (record,) = load([filled(tmp_path, table)], Instructions(organisation="Ours"), settings)
    assert (record.error, record.questions) == (None, ())
    with open_warehouse(settings).snapshot() as snapshot:
        rows = snapshot.query(
            f'select * from history."{name}" where load_id = $load order by source_row',
            {"load": record.load},
        )
    assert rows.height == ROWS
    for column in columns_of(table):
        meant = [written(column, row)[1] for row in range(ROWS)]
        assert (column.name, rows[column.name].to_list()) == (column.name, meant)


def by_hand(tmp_path, table):
    """The template as somebody made it fit: no notes, other order, own columns, gaps."""
    book = load_workbook(BytesIO(template(table.name)))
    sheet = book.active
    headers = [cell.value for cell in sheet[1]]
    sheet.delete_rows(1, sheet.max_row)
    sheet.data_validations.dataValidation = []
    columns = list(enumerate(columns_of(table)))[::-1]
    sheet.append([*(headers[place] for place, _ in columns), "Remarks of ours", "Checked by"])
    for row in range(ROWS):
        given = [written(column, row)[0] if is_kept(column) else None for _, column in columns]
        sheet.append([*given, f"see note {row}", "Ana"])
    path = tmp_path / "by hand.xlsx"
    book.save(path)
    return path


def is_kept(column):
    """Whether somebody who fills only what is needed fills it."""
    return column.required or column.name in ("status_date", "currency")


@pytest.mark.parametrize("name", TABLES)
def test_a_template_that_somebody_made_fit_loads_without_a_question(name, tmp_path):
    table, settings = CANONICAL[name], Settings(data=tmp_path / "data", organisation=None)
    (record,) = load([by_hand(tmp_path, table)], Instructions(organisation="Ours"), settings)
    assert (record.error, record.questions) == (None, ())
    with open_warehouse(settings).snapshot() as snapshot:
        rows = snapshot.query(
            f'select * from history."{name}" where load_id = $load order by source_row',
            {"load": record.load},
        )
    assert rows.height == ROWS
    for column in columns_of(table):
        if column.required:
            meant = [written(column, row)[1] for row in range(ROWS)]
            assert (column.name, rows[column.name].to_list()) == (column.name, meant)


@pytest.mark.parametrize("name", TABLES)
def test_a_template_asks_for_every_column_that_a_sender_can_give(name):
    table = CANONICAL[name]
    offered = {column.name for column in columns_of(table)}
    given = {*schema_of(table)} - {*NOT_BY_FILE}
    assert offered == given
    assert ("status_date" in offered) == (table.kind == STATE)


def test_a_template_is_blank_below_its_header():
    sheet = sheet_of("milestones")
    assert sheet.max_row == 1
    assert sheet["A1"].value == "Status date"


def test_words_of_a_fixed_list_are_chosen_from_it():
    place = [column.name for column in columns_of(CANONICAL["groups"])].index("level")
    (rule,) = validations("groups", f"{'ABCD'[place]}2")
    assert (rule.type, rule.formula1) == (
        "list",
        '"organisation,portfolio,programme,department,team"',
    )


def test_whoever_stands_on_a_cell_reads_what_belongs_there():
    (note,) = validations("projects", "B1")
    (rule,) = validations("projects", "B2")
    assert note.prompt == rule.prompt
    assert rule.prompt.startswith("Required. The project's key; the name where the sender has no")
    assert rule.prompt.endswith("Text, such as Apollo.")


def test_keys_are_text_so_that_their_zeros_stay():
    assert sheet_of("projects").column_dimensions["B"].number_format == "@"


def test_amounts_of_a_table_without_a_currency_column_state_theirs_in_the_header():
    table = CANONICAL["risks"]
    assert header(table, table["impact_amount"], currency="GBP") == "Impact amount (GBP)"


def test_a_table_that_does_not_exist_has_no_template():
    with pytest.raises(UnknownNameError, match='Did you mean "projects"'):
        template("project")
