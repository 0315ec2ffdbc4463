"""Every import rule of ``pyproject.toml`` is broken once, to show that it holds.

The tree that is checked has every module of the product, emptied, and one planted import.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("pages", "pipelines", "pmo")
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"

LAYERS = "pages above pipelines above pmo"
INSIDE_PMO = "inside pmo"
DATA_PAGES = "only data pages call pipelines"
STREAMLIT = "only pages draw with Streamlit"
DUCKDB = "only pmo.warehouse opens DuckDB"
PLOTLY = "only charts and pages draw with Plotly"
SOURCES = "sources do not know each other"
CHARTS = "charts do not know each other"

VIOLATIONS = [
    (LAYERS, "pipelines/planted.py", "import pages.portfolio"),
    (LAYERS, "pmo/planted.py", "import pipelines.sources"),
    (LAYERS, "pmo/metrics/planted.py", "import pages.parts"),
    (INSIDE_PMO, "pmo/charts/planted.py", "import pmo.reports"),
    (INSIDE_PMO, "pmo/metrics/planted.py", "import pmo.charts"),
    (INSIDE_PMO, "pmo/warehouse/planted.py", "import pmo.metrics"),
    (INSIDE_PMO, "pmo/ledger.py", "import pmo.warehouse"),
    (INSIDE_PMO, "pmo/tables.py", "import pmo.settings"),
    (INSIDE_PMO, "pmo/errors.py", "import pmo.tables"),
    (DATA_PAGES, "pages/portfolio/planted.py", "import pipelines.sources"),
    (DATA_PAGES, "pages/_planted.py", "import pipelines"),
    (STREAMLIT, "pmo/charts/planted.py", "import streamlit"),
    (STREAMLIT, "pipelines/planted.py", "from streamlit import cache_data"),
    (DUCKDB, "pmo/metrics/planted.py", "import duckdb"),
    (DUCKDB, "pages/data/planted.py", "import duckdb"),
    (DUCKDB, "pipelines/sources/planted.py", "import duckdb"),
    (PLOTLY, "pmo/metrics/planted.py", "import plotly.graph_objects"),
    (PLOTLY, "pipelines/planted.py", "import plotly"),
    (SOURCES, "pipelines/sources/planted.py", "import pipelines.sources.neighbour"),
    (CHARTS, "pmo/charts/planted.py", "import pmo.charts.neighbour"),
]
ALLOWED = {
    "pages/data/planted.py": "import pipelines.sources, pmo.metrics, streamlit, plotly",
    "pmo/warehouse/planted.py": "import duckdb, pmo.tables, pmo.errors",
    "pmo/charts/planted.py": "import plotly, pmo.metrics",
    "pmo/reports/planted.py": "import pmo.charts",
}


def broken_rules(folder: Path, planted: dict[str, str]) -> set[str]:
    """Names of the rules that a tree of emptied modules breaks with these imports in it."""
    neighbours = {"pipelines/sources/neighbour.py": "", "pmo/charts/neighbour.py": ""}
    real = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    modules = {path.relative_to(ROOT).as_posix(): "" for path in real} | neighbours | planted
    for name, text in modules.items():
        module = folder / name
        module.parent.mkdir(parents=True, exist_ok=True)
        module.write_text(text)
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    command = [sys.executable, "-c", LINT_IMPORTS, "--no-cache"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    verdicts = re.findall(r"^(.+?) (KEPT|BROKEN)", run.stdout, re.MULTILINE)
    assert verdicts, run.stdout + run.stderr
    return {rule for rule, verdict in verdicts if verdict == "BROKEN"}


@pytest.mark.parametrize(("rule", "module", "planted"), VIOLATIONS)
def test_a_planted_violation_breaks_the_rule_that_forbids_it(rule, module, planted, tmp_path):
    assert broken_rules(tmp_path, {module: planted}) == {rule}


def test_what_the_design_allows_breaks_no_rule(tmp_path):
    assert broken_rules(tmp_path, ALLOWED) == set()


def test_every_rule_has_a_planted_violation():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    rules = {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert rules == {rule for rule, _, _ in VIOLATIONS}
