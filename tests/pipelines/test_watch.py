"""The watch folder: what becomes of files that are dropped there."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from pipelines.__main__ import main
from tests.conftest import ROOT

GOOD = (
    "Project ID,Project name,Manager,Forecast finish\n"
    "P1,Portal,Ann Moor,2026-09-30\nP2,Quay,Bo Field,2026-12-15\n"
)
STATUS = ("--organisation", "Ours", "--status-date", "2026-03-31", "--accept")


@pytest.fixture
def incoming(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_DATA", str(tmp_path))
    folder = tmp_path / "incoming"
    folder.mkdir()
    return folder


def watched_once(*more):
    return main(["watch", "--once", *STATUS, *more])


def names(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_a_file_is_loaded_and_moved_aside_with_one_line(incoming, capsys):
    (incoming / "register.csv").write_text(GOOD)
    assert watched_once() == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("register.csv: load 1 of Ours: 2 projects")
    assert (names(incoming), names(incoming / "loaded")) == (["loaded"], ["register.csv"])


def test_a_refused_file_lies_beside_its_reasons(incoming, capsys):
    (incoming / "notes.csv").write_text("nothing\nof use\n")
    assert watched_once() == 1
    assert "notes.csv: refused: there is no recognisable header." in capsys.readouterr().out
    assert names(incoming / "refused") == ["notes.csv", "notes.csv.issues.txt"]
    reasons = (incoming / "refused" / "notes.csv.issues.txt").read_text()
    assert "Put one line of column names above the rows" in reasons
    assert "Correct the file and drop it again" in reasons


def test_a_file_with_an_open_question_is_refused_with_the_question(incoming):
    (incoming / "register.csv").write_text(GOOD)
    assert main(["watch", "--once", "--organisation", "Ours"]) == 1
    reasons = (incoming / "refused" / "register.csv.issues.txt").read_text()
    assert "Question status_date: " in reasons


def test_nothing_that_lies_there_is_overwritten(incoming):
    for text in (GOOD, GOOD.replace("Quay", "Pier")):
        (incoming / "register.csv").write_text(text)
        assert watched_once() == 0
    assert names(incoming / "loaded") == ["register (2).csv", "register.csv"]


@pytest.mark.parametrize("name", [".hidden.csv", "~$register.csv", "register.csv.part", "a.tmp"])
def test_a_file_that_is_still_being_written_is_left_alone(incoming, name):
    (incoming / name).write_text(GOOD)
    assert watched_once() == 0
    assert names(incoming) == [name]


def test_each_file_is_one_document_where_json_is_asked_for(incoming, capsys):
    for name in ("a.csv", "b.csv"):
        (incoming / name).write_text(GOOD.replace("Portal", name))
    watched_once("--json")
    documents = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["file"] for each in documents] == ["a.csv", "b.csv"]


def test_an_embedded_portfolio_is_never_loaded_into(incoming):
    (incoming / "register.csv").write_text(GOOD)
    assert main(["watch", "--once", "--organisation", "sample"]) == 2
    assert names(incoming) == ["register.csv"]


@pytest.mark.slow
def test_a_file_that_arrives_while_it_watches_is_loaded_and_the_end_is_clean(incoming, tmp_path):
    command = [sys.executable, "-m", "pipelines", "watch", *STATUS]
    child = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PMO_DATA": str(tmp_path)})
    try:
        time.sleep(3)
        (incoming / "register.csv").write_text(GOOD)
        until = time.monotonic() + 60
        while not names(incoming / "loaded") and time.monotonic() < until:
            time.sleep(0.5)
        assert names(incoming / "loaded") == ["register.csv"]
        child.send_signal(signal.SIGTERM)
        assert child.wait(30) == 0
    finally:
        child.kill()
        child.wait()
