"""The embedded portfolios are built by loading files, and only what is missing is loaded."""

import pytest

from pipelines.embedded import build, read_manifest, show_progress
from pmo.errors import OpenQuestionsError
from pmo.settings import EMBEDDED, Settings
from pmo.warehouse import open_warehouse

ROWS = "Project ID,Project name,Forecast finish,Approved budget\n{project},Alpha,{finish},100\n"


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", organisation=None)


@pytest.fixture
def manifest(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    for month, finish in (("2026-01-31", "2026-05-31"), ("2026-02-28", "2026-06-30")):
        text = ROWS.format(project="P-1", finish=finish)
        (files / f"status {month}.csv").write_text(text, encoding="utf-8")
    path = tmp_path / "manifest.toml"
    path.write_text(
        '[sample]\nfolder = "files"\n'
        'files = ["status 2026-01-31.csv", "status 2026-02-28.csv"]\n'
        '[sample.answers]\ncurrency = "GBP"\n',
        encoding="utf-8",
    )
    return path


def ignore(*_):
    """Show no progress."""


def test_every_file_is_loaded_with_the_answers_of_the_manifest(settings, manifest):
    records = build(settings, ignore, manifest)
    with open_warehouse(settings).snapshot() as snapshot:
        amounts = snapshot.query("select organisation, currency from main.budget_lines").rows()
    assert [record.load for record in records] == [1, 2]
    assert {record.snapshot for record in records} == {"00000002"}
    assert amounts == [("sample", "GBP"), ("sample", "GBP")]


def test_what_is_loaded_is_not_loaded_again(settings, manifest):
    build(settings, ignore, manifest)
    records = build(settings, ignore, manifest)
    assert [record.already for record in records] == [True, True]
    assert open_warehouse(settings).loads().height == 2


def test_only_what_was_undone_is_loaded_anew(settings, manifest):
    build(settings, ignore, manifest)
    warehouse = open_warehouse(settings)
    warehouse.undo(1, by="Ana")
    warehouse.publish()
    records = build(settings, ignore, manifest)
    assert sorted((record.load, record.already) for record in records) == [(2, True), (4, False)]


def test_a_file_that_asks_what_nobody_can_propose_is_listed(settings, manifest):
    path = manifest.parent / "files" / "status 2026-01-31.csv"
    path.rename(path.with_name("status.csv"))
    text = manifest.read_text(encoding="utf-8").replace("status 2026-01-31", "status")
    manifest.write_text(text, encoding="utf-8")
    first, second = build(settings, ignore, manifest)
    assert isinstance(first.error, OpenQuestionsError)
    assert (second.error, second.load) == (None, 1)


def test_progress_counts_every_file(settings, manifest):
    steps = []
    build(settings, lambda *step: steps.append(step), manifest)
    assert steps == [(1, 2, "status 2026-01-31.csv"), (2, 2, "status 2026-02-28.csv")]


def test_progress_goes_to_standard_error(capsys):
    for done in range(1, 21):
        show_progress(done, 20, "status.csv")
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[0], len(err.splitlines())) == ("", "2 of 20 files", 10)


def test_the_manifest_names_the_embedded_organisations_and_files_that_are_there():
    embedded = read_manifest()
    assert tuple(each.organisation for each in embedded) == EMBEDDED
    assert all(path.is_file() for each in embedded for path in each.files)
