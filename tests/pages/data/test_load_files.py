"""Load files, without a browser: what was sent is kept, asked about, loaded and gone."""

import io

import pytest

from pages.data import _uploads
from pages.parts.readings import warehouse
from pipelines.history import history
from tests.pages.conftest import draw, said
from tests.pages.data.waiting import until

REGISTER = (
    b"Project ID,Project name,Overall RAG,Baseline finish,Forecast finish\n"
    b"HW-1,Harbour wall,Red,2026-03-31,2026-06-30\n"
    b"RC-2,River crossing,Green,2026-05-31,2026-05-31\n"
)


def send(data=REGISTER, name="Register 2026-02-28.csv"):
    return _uploads.receive([(name, io.BytesIO(data))], organisation="Works")


def two_files():
    plan = b"Milestone ID,Milestone,Project ID,Forecast date\nM1,Opening,HW-1,2026-06-30\n"
    files = [("Register 2026-02-28.csv", REGISTER), ("Plan.csv", plan)]
    return _uploads.receive([(n, io.BytesIO(data)) for n, data in files], organisation="Works")


@pytest.mark.usefixtures("empty")
def test_a_file_is_understood_loaded_and_leads_to_its_figures():
    upload = send()
    app = until(draw("load_files", upload=upload.id), "It speaks")
    assert not app.exception
    assert "It speaks for 28\u00a0Feb\u00a02026" in said(app)
    app.button(key="load_now").click().run()
    app = until(app, "is load 1")
    assert not app.exception
    assert not upload.uploads[0].path.exists()
    assert draw("overview").selectbox(key="organisation").value == "Works"


@pytest.mark.parametrize(("given", "kept"), [(" Ann Archer ", "Ann Archer"), ("", "desk")])
@pytest.mark.usefixtures("empty")
def test_a_load_is_signed_by_whoever_sent_it(given, kept, monkeypatch):
    monkeypatch.setenv("PMO_USER", "desk")
    app = until(draw("load_files", upload=send().id), "It speaks")
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
    upload = _uploads.answered(send().uploads[0], {"status_date": "2026-01-31"})
    batch = _uploads.find(upload.batch)
    assert batch is not None
    assert batch.uploads == (upload,)


@pytest.mark.usefixtures("empty")
def test_two_windows_do_not_undo_each_other_s_answers():
    first, second = two_files().uploads
    _uploads.answered(first, {"status_date": "2026-01-31"})
    _uploads.answered(second, {"status_date": "2026-02-28"})
    _uploads.answered(first, {"year": "2026"})
    batch = _uploads.find(first.batch)
    assert batch is not None
    assert [dict(each.answers) for each in batch.uploads] == [
        {"status_date": "2026-01-31", "year": "2026"},
        {"status_date": "2026-02-28"},
    ]


@pytest.mark.usefixtures("empty")
def test_an_answer_can_be_taken_back():
    upload = _uploads.answered(send().uploads[0], {"year": "2026"})
    assert _uploads.answered(upload, {"year": None}).answers == {}


@pytest.mark.parametrize("number", ["../../etc", "0" * 31, "x" * 32, ""])
@pytest.mark.usefixtures("empty")
def test_only_an_id_finds_an_upload(number):
    assert _uploads.find(number) is None


def test_a_sent_file_can_be_read_by_its_owner_alone(empty):
    upload = send(name="../../evil.xlsx")
    path = upload.uploads[0].path
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.is_relative_to(empty / "incoming")


@pytest.mark.usefixtures("empty")
def test_a_file_that_is_no_table_is_refused_with_the_reason():
    upload = send(b"%PDF-1.7 nothing", name="report.xlsx")
    app = until(draw("load_files", upload=upload.id), "Nothing was changed")
    assert app.error[0].value.startswith("report")


@pytest.mark.usefixtures("empty")
def test_an_address_of_a_finished_upload_leads_on():
    assert "loaded or given up" in said(draw("load_files", upload="0" * 32))


@pytest.mark.usefixtures("empty")
def test_a_file_without_a_table_cannot_be_loaded():
    app = until(draw("load_files", upload=send(b"Dear all,\nno news.\n").id), "No table was found")
    assert app.button(key="load_now").disabled


@pytest.mark.usefixtures("empty")
def test_of_two_files_the_one_that_asks_nothing_is_loaded_and_the_other_waits():
    batch = two_files()
    app = until(draw("load_files", upload=batch.id), "before it can be loaded")
    assert app.button(key="load_now").label == "Load 1 of 2 files"
    app.button(key="load_now").click().run()
    app = until(app, "is load 1")
    assert not app.exception
    app.button(key="back").click().run()
    app = until(app, "before it can be loaded")
    assert "Plan" in said(app)
    assert app.button(key="load_now").disabled


@pytest.mark.usefixtures("empty")
def test_a_column_is_read_as_a_person_says():
    batch = send(b"Project ID,Project name,Remark\nHW-1,Harbour,Ann\n")
    app = until(draw("load_files", upload=batch.id), "before it can be loaded")
    key = f"map_{batch.id}_0_0"
    app = open_tab(app, "Columns")
    app.selectbox(key=f"{key}_which").set_value("Remark (C1)").run()
    meaning = next(box for box in app.selectbox if box.label == "Read it as")
    meaning.set_value("projects.manager").run()
    app.button(key=f"{key}_change").click().run()
    kept = _uploads.find(batch.id)
    assert kept is not None
    assert dict(kept.uploads[0].answers) == {"column::remark": "projects.manager"}
    app = until(app, "before it can be loaded")
    app = open_tab(app, "Columns")
    columns = next(table.value for table in app.dataframe if "Read as" in table.value)
    assert columns.set_index("Cell").loc["C1", "Read as"] == "Projects: manager"


def open_tab(app, name):
    app.session_state["load_look"] = name
    return app.run()


LATE = b"Project ID,Project name,Forecast finish\nHW-1,Harbour,2026-06-30\nRC-2,River,in spring\n"


def answers_of(batch):
    kept = _uploads.find(batch.id)
    assert kept is not None
    return dict(kept.uploads[0].answers)


def pressed(app, start, then):
    """Press the button whose label starts so, and wait until the page says something."""
    next(each for each in app.button if each.label.startswith(start)).click().run()
    app = until(app, then)
    assert not app.exception
    return app


@pytest.mark.usefixtures("empty")
def test_a_cell_is_corrected_where_its_issue_is_listed_and_the_correction_taken_back():
    batch = send(LATE)
    app = open_tab(until(draw("load_files", upload=batch.id), "It speaks"), "Issues")
    assert "1 issue" in said(app)
    (correct,) = [each.key for each in app.button if str(each.key).endswith("_correct")]
    key = f"{correct.removesuffix('_correct')}_editor"
    app.session_state[key] = {
        "edited_rows": {0: {"Read instead": "2026-05-31"}}, "added_rows": [], "deleted_rows": [],
    }  # fmt: skip
    app = pressed(app.run(), "Use 1 correction", "Corrected")
    assert answers_of(batch) == {"cell::c3": "2026-05-31"}
    assert 'was \\"in spring\\"' in said(app)
    assert "1 issue" not in said(app)
    app = pressed(app, "Take back", "1 issue")
    assert answers_of(batch) == {}


@pytest.mark.usefixtures("empty")
def test_the_rows_of_an_issue_are_set_aside_and_taken_back():
    batch = send(LATE)
    app = open_tab(until(draw("load_files", upload=batch.id), "It speaks"), "Issues")
    app = pressed(app, "Set 1 record aside", "1 of 2 records")
    (aside,) = answers_of(batch).values()
    assert aside == "3"
    app = pressed(app, "Take back", "2 of 2 records")
    assert answers_of(batch) == {}


@pytest.mark.usefixtures("empty")
def test_the_rows_are_a_list_of_what_a_person_says():
    batch = send(LATE)
    app = open_tab(until(draw("load_files", upload=batch.id), "It speaks"), "Columns")
    table = next(box for box in app.selectbox if box.label == "This is a list of")
    table.set_value("ignore").run()
    app = until(app, "No table was found")
    assert answers_of(batch) == {"table:": "ignore"}
    table = next(box for box in app.selectbox if box.label == "This is a list of")
    table.set_value("as recognised").run()
    app = until(app, "It speaks")
    assert answers_of(batch) == {}


def register_of(day, health="Red"):
    rows = f"Project ID,Project name,Overall RAG\nHW-1,Harbour wall,{health}\n"
    return send(rows.encode(), f"Register {day}.csv")


@pytest.mark.usefixtures("empty")
def test_a_load_of_somebody_else_in_between_is_told_before_and_after_ours():
    ours, theirs = register_of("2026-02-28", "Red"), register_of("2026-02-28", "Amber")
    first = until(draw("load_files", upload=ours.id), "It speaks")
    second = until(draw("load_files", upload=theirs.id), "It speaks")
    second.text_input(key="your_name").input("Bea").run()
    second.button(key="load_now").click().run()
    until(second, "is load 1")
    first.button(key="load_now").click().run()
    first = until(first, "came in after these files were sent")
    assert "by Bea" in said(first)
    assert [entry.load for entry in history(warehouse(), None)] == [1]
    first.button(key="load_now_after_1").click().run()
    first = until(first, "is load 2")
    assert "is replaced" in said(first)
    assert [entry.state for entry in history(warehouse(), None)] == ["replaced", "in force"]


@pytest.mark.usefixtures("empty")
def test_a_load_of_another_organisation_in_between_is_none_of_ours():
    ours = register_of("2026-02-28")
    first = until(draw("load_files", upload=ours.id), "It speaks")
    theirs = _uploads.receive(
        [("Register 2026-02-28.csv", io.BytesIO(REGISTER))], organisation="Parks"
    )
    second = until(draw("load_files", upload=theirs.id), "It speaks")
    second.button(key="load_now").click().run()
    until(second, "is load 1")
    first.button(key="load_now").click().run()
    first = until(first, "is load 2")
    assert "is replaced" not in said(first)
