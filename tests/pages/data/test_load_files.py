"""Load files, without a browser: what was sent is kept, asked about, loaded and gone."""

import io
import time

import pytest

from pages.data import _uploads
from pages.parts.readings import warehouse
from pipelines.history import history
from tests.pages.conftest import draw, said

REGISTER = (
    b"Project ID,Project name,Overall RAG,Baseline finish,Forecast finish\n"
    b"P1,Harbour wall,Red,2026-03-31,2026-06-30\n"
    b"P2,River crossing,Green,2026-05-31,2026-05-31\n"
)


def until(app, words):
    """Draw again until the work behind the page is done."""
    for _ in range(120):
        if words in said(app) or app.exception:
            return app
        time.sleep(0.25)
        app.run()
    return app


def send(data=REGISTER, name="Register 2026-02-28.csv"):
    return _uploads.receive(io.BytesIO(data), name=name, organisation="Works")


@pytest.mark.usefixtures("empty")
def test_a_file_is_understood_loaded_and_leads_to_its_figures():
    upload = send()
    app = until(draw("load_files", upload=upload.id), "2 loaded")
    assert not app.exception
    assert "It speaks for 28\u00a0Feb\u00a02026" in said(app)
    app.button(key="load_now").click().run()
    app = until(app, "is load 1")
    assert not app.exception
    assert not upload.path.exists()
    assert draw("overview").selectbox(key="organisation").value == "Works"


@pytest.mark.parametrize(("given", "kept"), [(" Ann Archer ", "Ann Archer"), ("", "desk")])
@pytest.mark.usefixtures("empty")
def test_a_load_is_signed_by_whoever_sent_it(given, kept, monkeypatch):
    monkeypatch.setenv("PMO_USER", "desk")
    app = until(draw("load_files", upload=send().id), "2 loaded")
    app.text_input(key="your_name").input(given).run()
    app.button(key="load_now").click().run()
    until(app, "is load 1")
    assert [entry.by for entry in history(warehouse(), None)] == [kept]


@pytest.mark.usefixtures("empty")
def test_an_open_question_blocks_the_load_until_it_is_answered():
    upload = send(name="Register.csv")
    app = until(draw("load_files", upload=upload.id), "before it can be loaded")
    assert app.button(key="load_now").disabled


@pytest.mark.usefixtures("empty")
def test_answers_outlive_the_session():
    upload = _uploads.answered(send(), {"status_date": "2026-01-31"})
    assert _uploads.find(upload.id) == upload


@pytest.mark.parametrize("number", ["../../etc", "0" * 31, "x" * 32, ""])
@pytest.mark.usefixtures("empty")
def test_only_an_id_finds_an_upload(number):
    assert _uploads.find(number) is None


def test_a_sent_file_can_be_read_by_its_owner_alone(empty):
    upload = send(name="../../evil.xlsx")
    assert upload.path.stat().st_mode & 0o777 == 0o600
    assert upload.path.is_relative_to(empty / "incoming")


@pytest.mark.usefixtures("empty")
def test_a_file_that_is_no_table_is_refused_with_the_reason():
    upload = send(b"%PDF-1.7 nothing", name="report.xlsx")
    app = until(draw("load_files", upload=upload.id), "Nothing was changed")
    assert app.error[0].value.startswith("report")


@pytest.mark.usefixtures("empty")
def test_an_address_of_a_finished_upload_leads_on():
    assert "loaded or given up" in said(draw("load_files", upload="0" * 32))
