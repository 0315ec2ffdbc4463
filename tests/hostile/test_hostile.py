"""Whatever is sent: a verdict in plain words, nothing changed by what is refused."""

import json
from pathlib import Path

import pytest

from pipelines.__main__ import main
from pipelines.marked_copy import marked_copy
from pipelines.read import read
from pmo.errors import UnreadableFileError
from pmo.ledger import Issue, RegionRecord, RowCount
from tests.hostile.make import KINDS, Kind, written

PLAIN = {name: kind for name, kind in KINDS.items() if not kind.is_heavy}
REFUSED = {name: kind for name, kind in PLAIN.items() if kind.refusal}
READ = {name: kind for name, kind in PLAIN.items() if not kind.refusal}
EMPTY = {
    "sheet": "Plan",
    "range": "",
    "orientation": "rows",
    "tables": (),
    "header_row": None,
    "columns": (),
    "rows": RowCount(read=0),
}
OURS = ("--organisation", "Ours", "--status-date", "2026-03-31", "--json")


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("PMO_DATA", str(folder))
    return folder


def answer(capsys, command: str, path: Path) -> tuple[int, dict]:
    """Exit code and document of a command on one file."""
    code = main([command, str(path), *OURS])
    (document,) = json.loads(capsys.readouterr().out)
    return code, document


def rules(document: dict) -> set[str]:
    return {issue["rule"] for region in document["regions"] for issue in region["issues"]}


def test_there_are_at_least_sixty_kinds():
    assert len(KINDS) >= 60


@pytest.mark.parametrize("kind", REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_file_is_told_why_and_changes_nothing(tmp_path, capsys, data, kind: Kind):
    code, document = answer(capsys, "load", written(tmp_path, kind))
    assert code == 1
    assert kind.refusal in document["error"]["message"]
    assert (document["load"], document["snapshot"]) == (None, None)
    assert not list(data.rglob("*.parquet"))


@pytest.mark.parametrize("kind", READ.values(), ids=READ.keys())
def test_a_readable_file_is_read_and_its_oddities_are_listed(tmp_path, capsys, kind: Kind):
    code, document = answer(capsys, "inspect", written(tmp_path, kind))
    is_open = any(region["questions"] for region in document["regions"])
    assert (code, document.get("error")) == (int(is_open), None)
    assert set(kind.rules) <= rules(document)
    assert document["regions"][0]["rows"]["read"] >= kind.records


@pytest.mark.parametrize("name", [*REFUSED][::6])
def test_what_is_refused_is_not_marked_up_either(tmp_path, name: str):
    kind = REFUSED[name]
    with pytest.raises(UnreadableFileError) as refused:
        marked_copy(written(tmp_path, kind), ())
    assert kind.refusal in str(refused.value)


@pytest.mark.parametrize("kind", READ.values(), ids=READ.keys())
def test_the_marked_copy_of_an_odd_file_has_the_same_cells(tmp_path, kind: Kind):
    path = written(tmp_path, kind)
    before = read(path)
    copy = tmp_path / "marked.xlsx"
    issues = tuple(Issue(each.name, "A2", "text", "", "Look.") for each in before.sheets)
    copy.write_bytes(marked_copy(path, [RegionRecord(**EMPTY, issues=issues)]))
    after = read(copy)
    assert [each.cells.drop("kind").rows() for each in after.sheets[1:]] == [
        each.cells.drop("kind").rows() for each in before.sheets
    ]
