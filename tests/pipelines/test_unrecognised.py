"""Sheets that nobody here knows: asked about, or known by what others said of them."""

import csv
import re
from datetime import date

import pytest
from openpyxl import Workbook

from pipelines.inspection import Instructions
from pipelines.load import load
from pipelines.mapping_reading import read_mapping
from pipelines.records import file_lines
from pmo.errors import UnreadableFileError
from pmo.settings import Settings
from pmo.warehouse import open_warehouse

MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)
HEADER = ("Azonosító", "Megnevezés", "Felelős", "Határidő", "Keret")
HARBOUR = ("P-1", "Kikötő", "Anna", "2026-05-31", "100")
BRIDGE = ("P-2", "Híd", "Béla", "2026-06-30", "200")
MEANT = ("project_id", "project_name", "owner", "forecast_finish_date")
MAPPING = '[[tables]]\nfills = ["projects"]\n' + "".join(
    f'[[tables.columns]]\nheader = "{header}"\nfills = ["projects.{name}"]\n'
    for header, name in zip(HEADER, MEANT, strict=False)
)
PARTLY_KNOWN = (
    ("Ward", "Kick-off", "Expected completion", "RAG"),
    ("North", "2026-01-15", "2026-09-30", "Green"),
    ("North", "2026-02-15", "2026-10-31", "Red"),
)


@pytest.fixture
def file_of(tmp_path):
    def write(*rows, name="lista.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    return write


@pytest.fixture
def take_in(tmp_path):
    def take(path, day=MARCH, mapping="", **more):
        read = read_mapping(mapping.encode(), file="map.toml")
        answers = {**read.answers, **more}
        said = Instructions("Ours", day, answers=answers, templates=read.templates)
        (record,) = load([path], said, Settings(data=tmp_path / "data", organisation=None))
        return record

    return take


def owners(tmp_path):
    with open_warehouse(Settings(data=tmp_path / "data", organisation=None)).snapshot() as snapshot:
        rows = snapshot.query("select status_date, project_id, owner from main.projects").rows()
    return {(day, key): owner for day, key, owner in rows}


def test_a_list_of_partly_known_columns_is_asked_about_and_not_passed_over(file_of, take_in):
    record = take_in(file_of(*PARTLY_KNOWN))
    (question,) = [each for each in record.questions if each.id == "table:"]
    assert record.error is not None
    assert "projects" in question.choices
    ignored = take_in(file_of(*PARTLY_KNOWN), **{"table:": "ignore"})
    assert isinstance(ignored.error, UnreadableFileError)
    assert ignored.questions == ()


def test_names_of_another_language_alone_are_no_list(file_of, take_in):
    record = take_in(file_of(HEADER, HARBOUR, BRIDGE))
    assert str(record.error).startswith("lista.csv: there is no recognisable header")


def test_a_mapping_file_makes_a_list_of_names_that_nobody_knows(file_of, take_in, tmp_path):
    record = take_in(file_of(HEADER, HARBOUR, BRIDGE), mapping=MAPPING)
    assert (record.error, record.questions) == (None, ())
    assert owners(tmp_path) == {(MARCH, "P-1"): "Anna", (MARCH, "P-2"): "Béla"}


def test_next_month_the_list_is_known_without_the_mapping_file(file_of, take_in, tmp_path):
    take_in(file_of(HEADER, HARBOUR, BRIDGE), mapping=MAPPING)
    title = ("Projektlista",)
    april = file_of(title, (), HEADER, (*HARBOUR[:2], "Cili", *HARBOUR[3:]), BRIDGE, name="b.csv")
    record = take_in(april, APRIL)
    assert (record.error, record.questions) == (None, ())
    assert record.regions[0].header_row == 3
    assert owners(tmp_path)[APRIL, "P-1"] == "Cili"


def test_a_list_of_a_template_that_is_hidden_now_is_left_alone(tmp_path, take_in):
    workbook = Workbook()
    workbook.active.title = "Jegyzet"
    workbook.active.append(("Ez",))
    hidden = workbook.create_sheet("Lista")
    hidden.sheet_state = "hidden"
    for row in (HEADER, HARBOUR):
        hidden.append(row)
    workbook.save(tmp_path / "rejtett.xlsx")
    mapping = MAPPING.replace("[[tables]]\n", '[[tables]]\nsheet = "Lista"\n')
    record = take_in(tmp_path / "rejtett.xlsx", mapping=mapping)
    assert "no table of it has the headers" in str(record.error)


def test_a_list_of_other_names_is_not_taken_for_the_template(file_of, take_in):
    take_in(file_of(HEADER, HARBOUR, BRIDGE), mapping=MAPPING)
    other = file_of(("Azonosító", "Megnevezés", "Szín", "Súly", "Ár", "Hely"), ("1",) * 6)
    record = take_in(other, APRIL)
    assert str(record.error).startswith("lista.csv: there is no recognisable header")


def test_a_list_named_by_its_first_column_is_explained_in_a_share_of_its_columns(file_of, take_in):
    south = ("South", *PARTLY_KNOWN[2][1:])
    (region,) = take_in(file_of(*PARTLY_KNOWN[:2], south)).regions
    assert re.search(r"projects explains \d\d% of them", region.decisions[0].why)


def test_the_report_for_people_asks_about_a_list_that_is_no_table_yet(file_of, take_in):
    lines = list(file_lines(take_in(file_of(*PARTLY_KNOWN))))
    assert any("no table was recognised (3 of 4 names in line 1" in line for line in lines)
    assert any("question table:: Some columns are known" in line for line in lines)
