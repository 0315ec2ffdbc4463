"""Two tables of one sheet: what is said of one is never taken for the other."""

from datetime import date

import pytest
from openpyxl import Workbook

from pipelines.corrections import cell_id
from pipelines.inspection import Instructions
from pipelines.load import load
from pipelines.mapping_file import mapping_text
from pipelines.mapping_reading import read_mapping
from pmo.settings import Settings
from pmo.warehouse import open_warehouse

MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)
FIRST = (
    ("Project ID", "Project name", "Phase", "Forecast finish"),
    ("P-1", "Harbour wall", "Build", "01/02/2026"),
)
SECOND = (
    ("Milestone", "Project ID", "Owner", "Forecast finish"),
    ("Design approved", "P-1", "Cleo", "03/04/2026"),
)
SAID = {
    "date_order:plan:forecast finish": "day first",
    "date_order:plan#2:forecast finish": "month first",
}
FINISHES = """
select project_name as name, forecast_finish_date as day, status_date from main.projects
union all
select milestone_name, forecast_date, status_date from main.milestones
"""


@pytest.fixture
def book(tmp_path):
    """Workbook of one sheet: tables below each other, parted by blank rows and a title."""

    def write(*tables, name="plans.xlsx", sheet="Plan"):
        workbook = Workbook()
        workbook.active.title = sheet
        for number, table in enumerate(tables):
            for row in (*([(), (f"Part {number + 1}",), ()] if number else []), *table):
                workbook.active.append(row)
        workbook.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def take_in(tmp_path):
    def take(path, day=MARCH, group="Ours", mapping=b"", **more):
        settings = Settings(data=tmp_path / group, organisation=None)
        read = read_mapping(mapping, file="map.toml")
        answers = {**read.answers, **more}
        instructions = Instructions(group, day, answers=answers, templates=read.templates)
        (record,) = load([path], instructions, settings)
        return record

    return take


def finishes(tmp_path, day, group="Ours"):
    settings = Settings(data=tmp_path / group, organisation=None)
    with open_warehouse(settings).snapshot() as snapshot:
        return {name: due for name, due, month in snapshot.query(FINISHES).rows() if month == day}


def test_each_table_is_asked_about_alone(book, take_in):
    record = take_in(book(FIRST, SECOND))
    assert [question.id for question in record.questions] == [*SAID]


def test_each_table_is_read_by_its_own_answer(book, take_in, tmp_path):
    assert take_in(book(FIRST, SECOND), **SAID).error is None
    assert finishes(tmp_path, MARCH) == {
        "Harbour wall": date(2026, 2, 1),
        "Design approved": date(2026, 3, 4),
    }


def test_next_month_each_table_is_read_as_it_was(book, take_in, tmp_path):
    take_in(book(FIRST, SECOND), **SAID)
    again = take_in(book(FIRST, SECOND, name="april.xlsx"), APRIL)
    assert (again.error, again.questions) == (None, ())
    assert finishes(tmp_path, APRIL) == finishes(tmp_path, MARCH)


def test_another_group_reads_each_table_by_its_own_convention(book, take_in, tmp_path):
    path = book(FIRST, SECOND)
    mapping = mapping_text(take_in(path, **SAID)).encode()
    assert take_in(path, group="Theirs", mapping=mapping).error is None
    assert finishes(tmp_path, MARCH, "Theirs") == finishes(tmp_path, MARCH)


def test_a_second_table_that_became_the_first_keeps_its_answers(book, take_in, tmp_path):
    other = (("Risk ID", "Risk", "Owner", "Likelihood"), ("R-1", "Silt", "Cleo", "3"))
    answers = {"date_order:plan#2:forecast finish": "month first"}
    answers["value:plan:risks.project_id"] = "P-9"
    first = take_in(book(other, SECOND), **answers)
    assert first.error is None
    alone = take_in(book(SECOND, name="april.xlsx"), APRIL)
    assert (alone.error, alone.questions) == (None, ())
    assert finishes(tmp_path, APRIL) == {"Design approved": date(2026, 3, 4)}


def test_answers_about_a_sheet_whose_name_holds_a_number_sign_are_kept(book, take_in, tmp_path):
    path = book(FIRST, sheet="Plan #1")
    said = {"date_order:plan #1:forecast finish": "day first"}
    said[cell_id("Plan #1", "C2")] = "Handover"
    first = take_in(path, **said)
    assert first.error is None
    assert said.items() <= first.answers.items()
    again = take_in(book(FIRST, sheet="Plan #1", name="april.xlsx"), APRIL)
    assert (again.error, again.questions) == (None, ())
    assert finishes(tmp_path, APRIL) == {"Harbour wall": date(2026, 2, 1)}
