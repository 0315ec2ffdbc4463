"""The command line keeps its contract: one JSON document, exit codes, plain words for people."""

import csv
import json
import subprocess
import sys
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from pipelines import __main__ as command
from pipelines.__main__ import main

ROOT = Path(__file__).resolve().parent.parent.parent
HEADER = ("Project ID", "Project name", "Forecast finish", "Approved budget EUR")
ALPHA = ("P-1", "Alpha", "2026-07-15", "1200.50")
OURS = ("--organisation", "Ours", "--status-date", "2026-03-31")
# All days are 12 or less: which number is the month cannot be told.
UNSURE = (HEADER, ("P-1", "Alpha", "01/02/2026", "1200.50"))
FILE_KEYS = {
    "file", "sha256", "organisation", "load", "already", "status_dates", "snapshot", "regions",
}  # fmt: skip
REGION_KEYS = {
    "sheet", "range", "orientation", "tables", "header_row", "columns", "rows", "written", "sums",
    "issues", "questions", "decisions", "place",
}  # fmt: skip


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    monkeypatch.setenv("PMO_DATA", str(folder))
    monkeypatch.delenv("PMO_ORGANISATION", raising=False)
    return folder


@pytest.fixture
def status(tmp_path):
    return file_of(tmp_path, HEADER, ALPHA)


def file_of(folder, *rows, name="status.csv"):
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path)


def run(capsys, *arguments):
    """Exit code, standard output and standard error of a command."""
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def document(capsys, *arguments, code=0):
    """JSON document of a command that ends with ``code``."""
    exit_code, out, _ = run(capsys, *arguments, "--json")
    assert exit_code == code
    return json.loads(out, parse_float=Decimal)


def test_a_load_prints_the_record_of_the_contract(status, capsys):
    (record,) = document(capsys, "load", status, *OURS)
    (region,) = record["regions"]
    assert record.keys() == FILE_KEYS
    assert region.keys() == REGION_KEYS
    assert (record["file"], record["load"], record["already"]) == ("status.csv", 1, False)
    assert (record["status_dates"], record["snapshot"]) == (["2026-03-31"], "00000001")
    assert (region["range"], region["header_row"]) == ("A1:D2", 1)
    assert region["rows"] == {
        "read": 1, "loaded": 1, "rejected": 0, "totals": 0, "repeated_headers": 0, "blank": 0,
        "ignored": 0,
    }  # fmt: skip
    assert region["columns"][3].keys() == {"header", "cell", "columns", "score", "why"}
    assert region["columns"][3]["columns"] == ["budget_lines.amount"]


def test_an_amount_is_a_number_with_exactly_its_digits(tmp_path, capsys):
    path = file_of(tmp_path, HEADER, (*ALPHA[:3], "19170.076352377"))
    (record,) = document(capsys, "load", path, *OURS)
    budget = record["regions"][0]["sums"]["Approved budget EUR"]
    assert budget["read"] == Decimal("19170.076352377")
    assert budget["loaded"] + budget["rounding"] == budget["read"]


def test_the_same_file_again_is_done_already(status, capsys):
    document(capsys, "load", status, *OURS)
    (record,) = document(capsys, "load", status, *OURS)
    assert (record["load"], record["already"]) == (1, True)


def test_an_open_question_is_asked_and_ends_with_1(tmp_path, capsys):
    (record,) = document(capsys, "load", file_of(tmp_path, *UNSURE), *OURS, code=1)
    (question,) = record["regions"][0]["questions"]
    assert record["error"]["kind"] == "open_questions"
    assert question.keys() == {"id", "sheet", "column", "text", "choices", "proposal"}
    assert question["column"] == "Forecast finish"
    assert question["choices"] == ["day first", "month first"]


def test_an_answer_in_the_mapping_file_is_shown_beside_its_question(tmp_path, capsys):
    path = file_of(tmp_path, *UNSURE)
    (record,) = document(capsys, "inspect", path, "--status-date", "2026-03-31", code=1)
    (asked,) = record["regions"][0]["questions"]
    mapping = tmp_path / "map.toml"
    mapping.write_text(f'[answers]\n"{asked["id"]}" = "month first"\n', encoding="utf-8")
    (record,) = document(capsys, "load", path, *OURS, "--mapping", mapping)
    (question,) = record["regions"][0]["questions"]
    assert question["answer"] == "month first"


def test_accepting_lists_what_was_assumed(tmp_path, capsys):
    header = (*HEADER[:3], "Approved budget")
    (record,) = document(capsys, "load", file_of(tmp_path, header, ALPHA), *OURS, "--accept")
    questions = {each["id"]: each for each in record["regions"][0]["questions"]}
    assert (questions["currency"]["proposal"], questions["currency"]["answer"]) == ("EUR", "EUR")


def test_inspecting_says_what_would_be_asked_and_ends_with_1(tmp_path, data, capsys):
    (record,) = document(capsys, "inspect", file_of(tmp_path, *UNSURE), code=1)
    asked = {question["id"] for question in record["regions"][0]["questions"]}
    assert "status_date" in asked
    assert (record["load"], data.exists()) == (None, False)


def test_inspecting_a_file_that_asks_nothing_ends_with_0(status, capsys):
    (record,) = document(capsys, "inspect", status, *OURS)
    assert record["regions"][0]["questions"] == []


@pytest.mark.parametrize("action", ["inspect", "load"])
def test_a_refused_file_is_named_by_its_bytes(tmp_path, capsys, action):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and then nothing")
    (record,) = document(capsys, action, broken, *OURS, code=1)
    assert record["sha256"] == sha256(broken.read_bytes()).hexdigest()


def test_every_decision_is_told_with_its_score_and_reason(tmp_path, capsys):
    proving = (HEADER, ("P-1", "Alpha", "15/07/2026", "1.200,50"))
    path = file_of(tmp_path, *proving, name="status 2026-03-31.csv")
    (record,) = document(capsys, "inspect", path)
    (region,) = record["regions"]
    decided = {each["id"]: each for each in region["decisions"]}
    assert {key: each["decision"] for key, each in decided.items()} == {
        "table:": "projects, budget_lines",
        "header_row:": "1",
        "status_date": "2026-03-31",
        "date_order::forecast finish": "day first",
        "decimal::approved budget eur": "decimal comma",
        "currency": "EUR",
    }
    assert decided["status_date"]["why"] == 'stated in file name "status 2026-03-31.csv"'
    assert all(0 < each["score"] <= 1 and each["why"] for each in decided.values())
    assert all(each["why"] for each in region["columns"])


def test_what_is_no_table_is_told_with_its_reason(tmp_path, capsys):
    (record,) = document(capsys, "inspect", file_of(tmp_path, ("a", "b"), ("1", "2")))
    (region,) = record["regions"]
    (decision,) = region["decisions"]
    assert (region["tables"], decision["decision"]) == ([], "no table")
    assert decision["why"] == "no recognisable header"


def test_a_refusal_is_a_record_too_and_ends_with_1(tmp_path, status, capsys):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and then nothing")
    refused, record = document(capsys, "load", broken, status, *OURS, code=1)
    assert refused["error"].keys() == {"kind", "message"}
    assert (refused["error"]["kind"], refused["regions"]) == ("unreadable_file", [])
    assert record["load"] == 1


def test_a_message_goes_to_standard_error_where_json_is_asked_for(tmp_path, capsys):
    code, out, err = run(capsys, "inspect", tmp_path / "missing.csv", "--json")
    assert (code, json.loads(out)[0]["file"]) == (1, "missing.csv")
    assert "missing.csv" in err


def test_people_read_what_was_recognised_counted_and_found(tmp_path, capsys):
    path = file_of(tmp_path, HEADER, ALPHA, ("P-2", "Beta", "31/04/2026", "n/a"))
    code, out, err = run(capsys, "load", path, *OURS)
    lines = out.splitlines()
    assert (code, err, lines[0]) == (0, "", "status.csv: load 1 of Ours")
    assert "    rows: 2 read = 2 loaded" in lines
    assert any(line.startswith("    sum of Approved budget EUR: 1,200.5") for line in lines)
    assert any(line.startswith("    1 x date_impossible, first in C3: ") for line in lines)


def test_people_read_the_question_its_answers_and_the_proposal(tmp_path, capsys):
    header = (*HEADER[:3], "Approved budget")
    code, out, _ = run(capsys, "load", file_of(tmp_path, header, ALPHA), *OURS)
    assert code == 1
    assert "    question currency: No currency is stated." in out
    assert "      proposal: EUR" in out.splitlines()


def test_the_history_says_who_loaded_what_when_and_whether_it_holds(status, tmp_path, capsys):
    document(capsys, "load", status, *OURS, "--by", "Ana")
    corrected = file_of(tmp_path, HEADER, (*ALPHA[:3], "900"), name="corrected.csv")
    document(capsys, "load", corrected, *OURS, "--by", "Ben")
    first, second = document(capsys, "loads")
    assert (first["file"], first["by"], first["state"]) == ("status.csv", "Ana", "replaced")
    assert (second["file"], second["by"], second["state"]) == ("corrected.csv", "Ben", "in force")
    assert second["written"]["budget_lines"] == 1
    assert second["when"].endswith("+00:00")


def test_an_undone_load_lets_the_earlier_one_hold_again(status, tmp_path, capsys):
    document(capsys, "load", status, *OURS)
    corrected = file_of(tmp_path, HEADER, (*ALPHA[:3], "900"), name="corrected.csv")
    document(capsys, "load", corrected, *OURS)
    undone = document(capsys, "undo", "2", "--by", "Ana")
    first, second, _ = document(capsys, "loads")
    assert (undone["load"], undone["undone"], undone["snapshot"]) == (3, 2, "00000003")
    assert (first["state"], second["state"], second["undone_by"]) == ("in force", "undone", 3)


def test_people_read_one_line_for_each_entry(status, capsys):
    run(capsys, "load", status, *OURS, "--by", "Ana")
    run(capsys, "undo", "1", "--by", "Ben")
    _, out, _ = run(capsys, "loads")
    load, undo = out.splitlines()
    assert "Ours  Ana  undone  status.csv  2026-03-31" in load
    assert undo.endswith("Ours  Ben  took load 1 back")


def test_a_load_that_is_not_there_cannot_be_undone(status, capsys):
    run(capsys, "load", status, *OURS)
    code, out, err = run(capsys, "undo", "7", "--json")
    assert (code, out) == (2, "")
    assert 'There is no load to undo "7".' in err


def test_of_another_organisation_no_load_is_undone(status, capsys):
    run(capsys, "load", status, *OURS)
    code, _, _ = run(capsys, "undo", "1", "--organisation", "Theirs")
    assert code == 2


def test_a_table_that_does_not_exist_is_an_unknown_name(status, capsys):
    code, _, err = run(capsys, "load", status, *OURS, "--table", "project")
    assert (code, err) == (2, 'There is no table "project". Did you mean "projects"?\n')


def test_without_an_organisation_a_load_is_wrong_usage(status, capsys):
    code, _, err = run(capsys, "load", status)
    assert code == 2
    assert "--organisation NAME" in err


@pytest.mark.parametrize(
    "arguments",
    [[], ["forget"], ["load"], ["load", "a.csv", "--status-date", "31.3.2026"], ["undo", "first"]],
)
def test_a_command_line_that_is_not_offered_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    out, err = capsys.readouterr()
    assert (end.value.code, out) == (2, "")
    assert "usage: python -m pipelines" in err


def test_a_bug_ends_with_3_and_one_sentence(status, data, capsys, monkeypatch):
    def failing(*_):
        message = "a bug that quotes P-1"
        raise RuntimeError(message)

    monkeypatch.setattr(command, "load", failing)
    code, out, err = run(capsys, "load", status, *OURS, "--json")
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert "RuntimeError" not in err
    assert any("RuntimeError" in log.read_text() for log in data.rglob("*.log"))


def test_the_history_of_an_empty_warehouse_is_an_empty_list(capsys):
    assert document(capsys, "loads") == []


def test_a_marked_up_copy_is_written_and_the_file_itself_stays(tmp_path, capsys):
    path = file_of(tmp_path, HEADER, ("P-2", "Beta", "31/04/2026", "12"))
    target = tmp_path / "marked.xlsx"
    done = document(capsys, "mark", path, "--out", target, "--status-date", "2026-03-31")
    assert (done["file"], done["out"], done["issues"] > 0) == ("status.csv", str(target), True)
    code, _, err = run(capsys, "mark", path, "--out", path)
    assert (code, err) == (2, f"{path} exists already. Name another file.\n")


def test_a_blank_template_is_written_and_never_over_another_file(tmp_path, capsys):
    target = tmp_path / "milestones.xlsx"
    done = document(capsys, "template", "milestones", "--out", target)
    assert done == {"table": "milestones", "file": str(target)}
    first = target.read_bytes()
    code, out, err = run(capsys, "template", "milestones", "--out", target, "--json")
    assert (code, out, err) == (2, "", f"{target} exists already. Name another file.\n")
    assert target.read_bytes() == first


def test_a_template_of_a_table_that_does_not_exist_is_an_unknown_name(tmp_path, capsys):
    code, _, err = run(capsys, "template", "milestone", "--out", tmp_path / "t.xlsx")
    assert (code, err) == (2, 'There is no table "milestone". Did you mean "milestones"?\n')


def test_commands_run_as_a_module(status, data):
    done = subprocess.run(
        [sys.executable, "-m", "pipelines", "inspect", status, *OURS, "--json"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env={"PMO_DATA": str(data), "PATH": "/usr/bin:/bin"},
    )
    assert json.loads(done.stdout)[0]["regions"][0]["tables"][0] == "projects"
