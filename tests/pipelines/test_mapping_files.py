"""Mapping files: written from what was understood, read back, taken over by another group."""

import csv
import json
import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from pipelines.__main__ import main
from pipelines.inspection import Instructions
from pipelines.intake import FileRecord
from pipelines.load import inspect, load
from pipelines.mapping_file import mapping_text, toml_text
from pipelines.mapping_reading import read_mapping, read_mapping_file
from pmo.errors import UsageError
from pmo.ledger import ColumnMatch, Question, RegionRecord, RowCount
from pmo.settings import Settings
from pmo.warehouse import open_warehouse

HEADER = ("Project ID", "Project name", "Phase", "Forecast finish", "Envelope", "Voice")
ALPHA = ("P-1", "Alpha", "Build", "01/02/2026", "1200", "Cleo")
BETA = ("P-2", "Beta", "Design", "03/04/2026", "900", "Dora")
MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)
ANSWERS = {
    "date_order::forecast finish": "day first",
    "column::envelope": "like Approved budget",
    "column::voice": "projects.owner",
    "currency": "NOK",
}


@pytest.fixture
def file_of(tmp_path):
    def write(*rows, name="status.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    return write


@pytest.fixture
def take_in(tmp_path):
    """Load a file into the warehouse of a group, which may have a mapping file's bytes."""

    def take(path, group, *, day=MARCH, mapping=b"", **more):
        settings = Settings(data=tmp_path / group, organisation=None)
        read = read_mapping(mapping, file="map.toml")
        instructions = Instructions(
            group, day, answers={**read.answers, **more}, templates=read.templates
        )
        (record,) = load([path], instructions, settings)
        return record

    return take


def rows_of(tmp_path, group, table):
    settings = Settings(data=tmp_path / group, organisation=None)
    with open_warehouse(settings).snapshot() as snapshot:
        return snapshot.query(f'select * from main."{table}"').to_dicts()


def test_another_group_loads_the_file_and_next_months_without_a_question(
    file_of, take_in, tmp_path
):
    march = file_of(HEADER, ALPHA, BETA)
    assert take_in(march, "Asker").error is not None
    first = take_in(march, "Ours", **ANSWERS)
    mapping = mapping_text(first).encode()
    april = file_of(HEADER, (*ALPHA[:3], "05/02/2026", *ALPHA[4:]), BETA, name="april.csv")
    same = take_in(march, "Theirs", mapping=mapping)
    later = take_in(april, "Theirs", day=APRIL, mapping=mapping)
    assert (first.error, same.error, later.error) == (None, None, None)
    assert same.regions[0].columns[4].columns == ("budget_lines.amount",)
    projects = rows_of(tmp_path, "Theirs", "projects")
    assert {row["owner"] for row in projects} == {"Cleo", "Dora"}
    finish = {(row["project_id"], row["forecast_finish_date"]) for row in projects}
    assert ("P-1", date(2026, 2, 5)) in finish
    assert {row["currency"] for row in rows_of(tmp_path, "Theirs", "budget_lines")} == {"NOK"}


def test_answers_follow_a_sheet_whose_name_moves_on(tmp_path, take_in):
    def book(month, *rows):
        workbook = Workbook()
        workbook.active.title = f"Status {month} 26"
        for row in (HEADER, *rows):
            workbook.active.append(row)
        workbook.save(tmp_path / f"{month}.xlsx")
        return tmp_path / f"{month}.xlsx"

    sheet = "status mar 26"
    answers = {key.replace("::", f":{sheet}:"): said for key, said in ANSWERS.items()}
    first = take_in(book("Mar", ALPHA, BETA), "Ours", **answers)
    mapping = mapping_text(first).encode()
    later = take_in(book("Apr", ALPHA, BETA), "Theirs", day=APRIL, mapping=mapping)
    assert (first.error, later.error) == (None, None)
    assert {row["owner"] for row in rows_of(tmp_path, "Theirs", "projects")} == {"Cleo", "Dora"}


def test_what_the_cells_proved_is_written_beside_their_column(file_of, take_in):
    first = take_in(file_of(HEADER[:4], (*ALPHA[:3], "15/02/2026"), BETA[:4]), "Ours")
    document = tomllib.loads(mapping_text(first))
    finish = document["tables"][0]["columns"][3]
    assert finish == {
        "header": "Forecast finish",
        "cell": "D1",
        "fills": ["projects.forecast_finish_date"],
        "date_order": "day first",
    }
    mapping = mapping_text(first).encode()
    silent = take_in(file_of(HEADER[:4], ALPHA[:4], BETA[:4]), "Theirs", mapping=mapping)
    assert silent.error is None


def test_a_mapping_that_a_person_changed_is_obeyed(file_of, take_in, tmp_path):
    path = file_of(HEADER[:4], (*ALPHA[:3], "2026-07-15"), (*BETA[:3], "2026-08-15"))
    text = mapping_text(take_in(path, "Ours"))
    changed = text.replace('"projects.phase"', "").replace(
        '"projects.forecast_finish_date"', '"projects.baseline_finish_date"'
    )
    theirs = take_in(path, "Theirs", mapping=changed.encode())
    assert theirs.error is None
    columns = {each.header: each.columns for each in theirs.regions[0].columns}
    assert columns["Phase"] == ()
    assert columns["Forecast finish"] == ("projects.baseline_finish_date",)
    days = {row["baseline_finish_date"] for row in rows_of(tmp_path, "Theirs", "projects")}
    assert days == {date(2026, 7, 15), date(2026, 8, 15)}


def test_a_mapping_file_comes_before_what_loads_understood(file_of, take_in):
    path = file_of(HEADER[:4], (*ALPHA[:3], "2026-07-15"))
    text = mapping_text(take_in(path, "Ours")).replace('"projects.phase"', "")
    again = take_in(path, "Ours", day=APRIL, mapping=text.encode())
    assert {each.header: each.columns for each in again.regions[0].columns}["Phase"] == ()


def test_a_mapping_of_another_file_is_refused_with_the_headers_that_it_names(file_of, take_in):
    mapping = mapping_text(take_in(file_of(HEADER[:4], (*ALPHA[:3], "2026-07-15")), "Ours"))
    other = file_of(
        ("Risk ID", "Project", "Risk", "Severity", "Response"),
        ("R-1", "P-1", "Rain", "high", "Roof"),
        name="risks.csv",
    )
    refused = take_in(other, "Theirs", mapping=mapping.encode())
    assert isinstance(refused.error, UsageError)
    assert str(refused.error).startswith("risks.csv: no table of it has the headers that map.toml")
    assert '"Project ID", "Project name", "Phase"' in str(refused.error)


def test_the_status_date_and_open_questions_are_no_answers_of_a_mapping(file_of, tmp_path):
    record = inspect(
        file_of(HEADER, ALPHA),
        Instructions("Ours", MARCH),
        Settings(data=tmp_path, organisation=None),
    )
    text = mapping_text(record)
    assert "status_date" not in text
    assert '# "date_order::forecast finish" = ""' in text
    assert tomllib.loads(text)["answers"] == {}


def test_the_same_record_gives_the_same_text(file_of, take_in):
    record = take_in(file_of(HEADER, ALPHA, BETA), "Ours", **ANSWERS)
    keys = list(tomllib.loads(mapping_text(record))["answers"])
    assert keys == sorted(keys)
    assert mapping_text(record) == mapping_text(record)


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_survives_a_mapping_file(text):
    assert tomllib.loads(f"said = {toml_text(text)}\n") == {"said": text}
    assert "\n" not in toml_text(text)


@given(
    headers=st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
        min_size=1,
        max_size=4,
    ),
    sheet=st.text(st.characters(exclude_categories=["Cs"])),
)
def test_headers_and_sheets_of_any_text_are_read_back(headers, sheet):
    columns = tuple(
        ColumnMatch(header, f"{letter}1", ("projects.sponsor",), 1.0, "")
        for header, letter in zip(headers, "ABCD", strict=False)
    )
    region = RegionRecord(sheet, "A1:D2", "rows", ("projects",), 1, columns, RowCount(read=1))
    question = Question("year:x", sheet, "", headers[0], (), None)
    record = FileRecord(headers[0], regions=(region,), questions=(question,))
    (template,) = read_mapping(mapping_text(record).encode(), file="map.toml").templates
    assert template.sheet == sheet
    found = [(column.header, column.cell, column.columns) for column in template.columns]
    assert found == [(column.header, column.cell, column.columns) for column in columns]


GOOD = '[[tables]]\nfills = ["projects"]\n[[tables.columns]]\nheader = "A"\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[answers\n", "map.toml is no TOML"),
        ("[mapping]\na = 'b'\n", 'map.toml: holds "mapping". Write answers or tables.'),
        ("[answer]\na = 'b'\n", 'map.toml: holds "answer". Did you mean "answers"?'),
        ("answers = 'day first'\n", "map.toml holds answers that are no table"),
        ("[answers]\na = [1]\n", 'map.toml, answer "a": write text'),
        ("[answers]\na = 'b'\na = 'c'\n", "map.toml is no TOML: Cannot overwrite a value"),
        ("tables = 3\n", 'map.toml: "tables" is no list of tables. Write [[tables]]'),
        ("[[tables]]\nfills = ['projects']\n", "map.toml, line 1, table 1: has no columns."),
        (
            GOOD.replace('"projects"', '"project"'),
            'map.toml, line 1, table 1: there is no table "project". Did you mean "projects"?',
        ),
        (
            f'{GOOD}fills = ["projects.sponser"]\n',
            (
                'map.toml, line 3, table 1, column 1: there is no column "projects.sponser". '
                'Did you mean "projects.sponsor"?'
            ),
        ),
        (
            f"{GOOD}[[tables.columns]]\nfills = []\n",
            'map.toml, line 5, table 1, column 2: has no "header". Write',
        ),
        (
            f'{GOOD}[[tables.columns]]\nheader = " a "\n',
            'map.toml, line 5, table 1, column 2: header "a" stands in column 1 too.',
        ),
        (f"{GOOD}{GOOD}", "map.toml, line 5, table 2: is table 1 again"),
        (f"{GOOD}heading = 'x'\n", 'map.toml, line 3, table 1, column 1: holds "heading".'),
        (f"{GOOD}fills = 3\n", 'map.toml, line 3, table 1, column 1: "fills" is no list.'),
        (f"{GOOD}date_order = 'year first'\n", "map.toml, line 3, table 1, column 1: date_order"),
        (
            GOOD.replace("fills", "orientation = 'diagonal'\nfills"),
            'map.toml, line 1, table 1: orientation "diagonal" is unknown.',
        ),
        ("[[tables]]\nsheet = 3\n", 'map.toml, line 1, table 1: "sheet" is no text.'),
        (f"answers = {'[' * 5000}", "map.toml is nested too deeply"),
        (f"[answers]\nyear = {'9' * 6000}\n", "map.toml is no TOML: Exceeds the limit"),
    ],
)
def test_a_bad_mapping_file_ends_in_one_sentence_with_the_place(text, complaint):
    with pytest.raises(UsageError) as refusal:
        read_mapping(text.encode(), file="map.toml")
    assert str(refusal.value).startswith(complaint)


def test_a_mapping_file_that_is_not_there_or_no_text_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match=r"missing\.toml cannot be read"):
        read_mapping_file(tmp_path / "missing.toml")
    with pytest.raises(UsageError, match=r"map\.toml cannot be read"):
        read_mapping(b"\xff\xfe[", file="map.toml")


def test_two_columns_of_one_name_are_told_apart_by_their_cells():
    text = f'{GOOD}cell = "A1"\n[[tables.columns]]\nheader = "A"\ncell = "B1"\n'
    (template,) = read_mapping(text.encode(), file="map.toml").templates
    assert [column.cell for column in template.columns] == ["A1", "B1"]


def test_answers_alone_are_a_mapping_file_by_question_id():
    text = '[answers]\nstatus_date = 2026-03-31\n"date_order:Plan:Due  Date" = "Day first"\n'
    mapping = read_mapping(text.encode(), file="map.toml")
    assert mapping.templates == ()
    assert mapping.answers == {
        "status_date": "2026-03-31",
        "date_order:plan:due date": "Day first",
    }


def test_the_command_line_writes_a_mapping_and_takes_it(file_of, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PMO_DATA", str(tmp_path / "data"))
    path, target = file_of(HEADER, ALPHA), tmp_path / "map.toml"
    said = tmp_path / "said.toml"
    lines = [f'{toml_text(key)} = "{answer}"' for key, answer in ANSWERS.items()]
    said.write_text("\n".join(("[answers]", *lines)), encoding="utf-8")
    ours = ("--organisation", "Ours")
    day = ("--status-date", "2026-03-31")
    assert main(["mapping", str(path), *ours, "--mapping", str(said), "--out", str(target)]) == 0
    assert f"{target}: how status.csv is read." in capsys.readouterr().out
    assert main(["load", str(path), *ours, *day, "--mapping", str(target), "--json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert record["load"] == 1
    assert main(["mapping", str(path), *ours, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["file"], document["out"], document["open"]) == ("status.csv", None, [])
    assert read_mapping(document["mapping"].encode(), file="map.toml").templates
    assert main(["mapping", str(path), *ours, "--out", str(target)]) == 2
