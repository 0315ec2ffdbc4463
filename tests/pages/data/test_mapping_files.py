"""Mapping files on the page: one that is sent holds, one that is wrong changes nothing."""

import io

import pytest

from pages.data import _uploads
from pages.parts.readings import warehouse
from pipelines.history import history
from tests.pages.conftest import draw
from tests.pages.data.waiting import until

OURS = b"Project ID,Project name,Remark\nHW-1,Harbour wall,Ann\n"
THEIRS = b"Milestone ID,Milestone,Project ID,Forecast date\nM1,Opening,HW-1,2026-06-30\n"
NAME = "Register 2026-02-28.csv"
MAPPING = b"""
[[tables]]
fills = ["projects"]
[[tables.columns]]
header = "Project ID"
fills = ["projects.project_id"]
[[tables.columns]]
header = "Project name"
fills = ["projects.project_name"]
[[tables.columns]]
header = "Remark"
fills = ["projects.manager"]
"""

pytestmark = pytest.mark.usefixtures("empty")


def send(*files):
    sent = [(name, io.BytesIO(data)) for name, data in files]
    return _uploads.receive(sent, organisation="Works")


def give(app, content, name="theirs.toml"):
    """Send a mapping file to the page of a batch."""
    (field,) = app.file_uploader
    field.set_value((name, content, "application/toml")).run()
    app.run()
    assert not app.exception
    return app


def meaning_of(app, header):
    app.session_state["load_look"] = "Columns"
    app.run()
    table = next(table.value for table in app.dataframe if "Read as" in table.value)
    return table.set_index("Header in the file").loc[header, "Read as"]


def opened(app):
    return [expander.label for expander in app.expander]


def test_a_mapping_file_says_what_a_column_is_and_goes_with_one_click():
    batch = send((NAME, OURS))
    app = until(draw("load_files", upload=batch.id), "It speaks")
    assert meaning_of(app, "Remark") == "Projects: commentary"
    app = until(give(app, MAPPING), "It speaks")
    assert meaning_of(app, "Remark") == "Projects: manager"
    assert any(label.startswith("Read as theirs") for label in opened(app))
    app.button(key="unmapped").click().run()
    app = until(app, "It speaks")
    assert meaning_of(app, "Remark") == "Projects: commentary"


def test_a_mapping_file_outlives_the_session_and_what_is_answered_here_comes_first():
    batch = send((NAME, OURS))
    give(until(draw("load_files", upload=batch.id), "It speaks"), MAPPING)
    app = until(draw("load_files", upload=batch.id), "It speaks")
    assert meaning_of(app, "Remark") == "Projects: manager"
    kept = _uploads.find(batch.id)
    assert kept is not None
    _uploads.answered(kept.uploads[0], {"column::remark": "projects.owner"})
    app = until(draw("load_files", upload=batch.id), "It speaks")
    assert meaning_of(app, "Remark") == "Projects: owner"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"[[tables]\n", "theirs.toml is no TOML"),
        (b"[colours]\n", 'theirs.toml: holds "colours"'),
        (b"\xff\xfe[", "theirs.toml cannot be read"),
    ],
)
def test_a_wrong_mapping_file_ends_in_its_sentence_and_nothing_else_is_lost(content, complaint):
    batch = send((NAME, OURS))
    kept = _uploads.answered(batch.uploads[0], {"column::remark": "projects.owner"})
    app = until(draw("load_files", upload=batch.id), "It speaks")
    app = give(app, content)
    assert app.error[0].value.replace("\\", "").startswith(complaint)
    assert meaning_of(app, "Remark") == "Projects: owner"
    assert _uploads.find(batch.id) == _uploads.Batch(batch.id, "Works", (kept,))
    assert not app.button(key="load_now").disabled


def test_a_file_of_which_the_mapping_file_does_not_speak_is_read_without_it_and_loads():
    batch = send((NAME, OURS), ("Plan.csv", THEIRS))
    app = until(draw("load_files", upload=batch.id), "files for Works")
    app = until(give(app, MAPPING), "files for Works")
    box = app.selectbox(key=f"shown_{batch.id}")
    app = box.set_value(1).run()
    assert any("It is read without the mapping" in each.value for each in app.warning)
    app = app.selectbox(key=f"shown_{batch.id}").set_value(0).run()
    assert not app.warning
    assert meaning_of(app, "Remark") == "Projects: manager"
    sent = _uploads.find(batch.id)
    assert sent is not None
    (mapped, other) = sent.uploads
    _uploads.answered(other, {"status_date": "2026-02-28"})
    app = until(draw("load_files", upload=batch.id), "files for Works")
    app.button(key="load_now").click().run()
    app = until(app, "is load 2")
    assert not app.exception
    assert not mapped.path.exists()
    assert [entry.written for entry in history(warehouse(), None)] == [
        {"projects": 1},
        {"milestones": 1},
    ]


def test_how_a_file_is_read_can_be_taken_away_before_and_after_it_is_loaded():
    app = until(draw("load_files", upload=send((NAME, OURS)).id), "It speaks")
    offered = "Download how this file is read"
    assert offered in [each.label for each in app.download_button]
    app.button(key="load_now").click().run()
    app = until(app, "is load 1")
    assert offered in [each.label for each in app.download_button]


def test_a_second_mapping_file_takes_the_place_of_the_first():
    batch = send((NAME, OURS))
    app = until(draw("load_files", upload=batch.id), "It speaks")
    app = until(give(app, MAPPING), "It speaks")
    other = MAPPING.replace(b"projects.manager", b"projects.sponsor")
    app = until(give(app, other, "other.toml"), "It speaks")
    assert meaning_of(app, "Remark") == "Projects: sponsor"
