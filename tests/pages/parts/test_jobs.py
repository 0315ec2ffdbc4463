from threading import Event

import pytest

from pages.parts.jobs import Jobs
from pmo.errors import MilepostError


def test_work_of_one_name_runs_once():
    jobs, go, runs = Jobs(), Event(), []

    def work():
        go.wait(10)
        runs.append(1)

    first = jobs.start("load 1", work)
    assert jobs.start("load 1", work) is first
    go.set()
    first.result(10)
    assert runs == [1]


def test_a_bug_reaches_the_user_as_a_sentence_with_a_number(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_DATA", str(tmp_path))
    job = Jobs().start("load 1", lambda: 1 // 0)
    with pytest.raises(MilepostError, match=r"give the number \w{8}"):
        job.result(10)
    assert "ZeroDivisionError" in (tmp_path / "errors.log").read_text()


def test_what_the_user_can_mend_is_said_as_it_stands():
    def refuse():
        raise MilepostError("Name a status date.")

    with pytest.raises(MilepostError, match=r"^Name a status date\.$"):
        Jobs().start("load 1", refuse).result(10)
