"""Adding a metric, a source or a page is adding one file: nothing else is edited."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("app.py", "pages", "pipelines", "pmo", ".streamlit")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program, so that nobody else sees what a test adds."""
    folder = tmp_path_factory.mktemp("program")
    for name in SOURCES:
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(origin, folder / name)
    return folder


def said(copy: Path, program: str) -> str:
    """Return what a program prints that runs in the copy."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=copy, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_new_metric_is_one_file(copy: Path):
    (copy / "pmo" / "metrics" / "projects_named.sql").write_text(
        """-- title: Projects named
-- question: How many projects have a name?
-- unit: count
-- roll-up: sum
-- better: none
-- definition: Projects whose name is stated.
-- source: made up
-- input: projects.project_name where projects.status_date = asked.status_date
select
    projects.status_date,
    projects.project_id,
    cast(projects.project_name is not null as integer) as value
from projects
inner join asked on projects.status_date = asked.status_date
""",
        encoding="utf-8",
    )
    found = said(copy, "from pmo import metrics; print(metrics.metric('projects_named').title)")
    assert found.strip() == "Projects named"


def test_a_new_source_is_one_file(copy: Path):
    (copy / "pipelines" / "sources" / "bakery_orders.py").write_text(
        '''"""Orders of a bakery."""

from pipelines.sources import Source
from pmo.tables import TASKS

SOURCE = Source(name="Bakery orders", fills=(TASKS,), signs=("Loaf", "Oven"))
''',
        encoding="utf-8",
    )
    program = (
        "from pipelines.sources import source_of; print(source_of(['oven', 'Loaf', 'x']).name)"
    )
    assert said(copy, program).strip() == "Bakery orders"


def test_a_new_page_is_one_file(copy: Path):
    (copy / "pages" / "money" / "petty_cash.py").write_text(
        '''"""Petty cash."""

import streamlit as st

from pages import Page


def draw() -> None:
    """Show nothing much."""
    st.write("The tin is empty.")


PAGE = Page("Petty cash", ":material/savings:", 99, draw, has_filters=False)
''',
        encoding="utf-8",
    )
    program = (
        "from pages import pages;"
        "print({s.title: list(found) for s, found in pages().items()}['Money'])"
    )
    assert "petty_cash" in said(copy, program)
