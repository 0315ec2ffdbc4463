"""A metric may be a module: its docstring is the header, its function makes the rows."""

from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from pmo.readings import read as readings
from pmo.readings import trace as traces
from pmo.readings.in_python import metric_of
from pmo.readings.metric import parse_metric
from pmo.selection import Scope, Selection
from tests.readings import ORGANISATION, snapshot_of

AUGUST, SEPTEMBER = date(2026, 8, 31), date(2026, 9, 30)
HEADER = '''"""Words in names, counted.

title: Words in the name
question: Whose name is long?
unit: count
roll-up: sum
better: none
definition: Words in the name of a project,
    counted between spaces.
source: made up
input: projects.project_name where projects.status_date = asked.status_date
"""
'''
BODY = '''
import polars as pl


def rows(projects: pl.DataFrame) -> pl.DataFrame:
    """One row per project."""
    words = pl.col("project_name").str.split(" ").list.len()
    return projects.select("status_date", "project_id", value=words)
'''
DOUBLED = """-- title: Twice the words
-- question: Whose name is long?
-- unit: count
-- roll-up: sum
-- better: none
-- definition: Twice the words in the name.
-- source: made up
select status_date, project_id, 2 * value as value from name_words
"""
PROJECTS = [
    {"project_id": "A", "project_name": "New data centre"},
    {"project_id": "B", "project_name": "Bridge"},
]


def module(folder: Path, text: str) -> ModuleType:
    file = folder / "name_words.py"
    file.write_text(text, encoding="utf-8")
    spec = spec_from_file_location("made.name_words", file)
    assert spec
    assert spec.loader
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture
def catalogue(tmp_path: Path):
    """Return a metric in Python, and a query that reads it."""
    words = metric_of(module(tmp_path, HEADER + BODY))
    return {"name_words": words, "twice": parse_metric("twice", DOUBLED)}


def values(catalogue, name: str, scope: Scope | None = None, **tables) -> dict:
    """Values by project, on the last of two status dates."""
    snapshot = snapshot_of(AUGUST, SEPTEMBER, **tables)
    everything = scope or Scope.everything()
    selection = Selection(ORGANISATION, snapshot.name, SEPTEMBER, scope=everything)
    reading = readings.read(catalogue[name], catalogue, snapshot, selection, by="project")
    return {row["key"]: row["value"] for row in reading.rows.iter_rows(named=True)}


def on(day: date) -> list[dict]:
    return [{"status_date": day, **project} for project in PROJECTS]


def test_its_docstring_is_its_header(catalogue):
    metric = catalogue["name_words"]
    assert (metric.name, metric.title, metric.grain) == (
        "name_words", "Words in the name", "project",
    )  # fmt: skip
    assert metric.definition == "Words in the name of a project, counted between spaces."
    assert metric.inputs[0].column == "project_name"


def test_it_reads_the_relations_that_its_function_names(catalogue):
    assert catalogue["name_words"].relations == ("projects",)
    assert values(catalogue, "name_words", projects=on(SEPTEMBER)) == {"A": 3, "B": 1}


def test_a_query_reads_it_by_its_name(catalogue):
    assert values(catalogue, "twice", projects=on(SEPTEMBER)) == {"A": 6, "B": 2}


def test_it_sees_rows_of_the_dates_asked_alone(catalogue):
    rows = [*on(SEPTEMBER), {"status_date": AUGUST, "project_id": "C", "project_name": "Old"}]
    assert values(catalogue, "name_words", projects=rows) == {"A": 3, "B": 1}


def test_it_sees_what_the_reader_may_see_alone(catalogue):
    scope = Scope(projects=frozenset({"B"}))
    assert values(catalogue, "name_words", scope, projects=on(SEPTEMBER)) == {"B": 1}


def test_what_is_read_with_it_is_traced_to_its_inputs(catalogue):
    snapshot = snapshot_of(SEPTEMBER, projects=on(SEPTEMBER))
    selection = Selection(ORGANISATION, snapshot.name, SEPTEMBER)
    for metric in catalogue.values():
        rows = traces.trace(
            metric, catalogue, snapshot, selection, by="project", key="A", cells=Path()
        )
        assert rows.select("column", "value").rows() == [("project_name", "New data centre")]


def test_its_definition_changes_with_its_text(tmp_path):
    first = metric_of(module(tmp_path, HEADER + BODY)).text_hash
    assert metric_of(module(tmp_path, HEADER + BODY + "# changed\n")).text_hash != first


@pytest.mark.parametrize(
    ("line", "message"),
    [("question: Whose name is long?\n", "lacks question"), ("source: made up\n", "lacks source")],
)
def test_a_field_that_is_missing_is_refused(tmp_path, line, message):
    with pytest.raises(ValueError, match=message):
        metric_of(module(tmp_path, HEADER.replace(line, "") + BODY))
