"""The repository itself: what lies where, and what must never stand in it."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("pages", "pipelines", "pmo")
TOP_LEVEL = {
    "app.py", "pages", "pipelines", "pmo", "data", "tests", "requirements.txt", "README.md",
    "requirements-dev.txt", "requirements-plans.txt", "pyproject.toml", "Makefile", "LICENSE",
    "CONTRIBUTING.md", "CHANGELOG.md", ".streamlit", ".ci", ".github", ".gitignore",
    ".gitattributes", ".sqlfluff",
}  # fmt: skip
FORBIDDEN = {
    "a path of somebody's machine": r"(?<![\w.~-])/(?:home|root|work|Users)/\w|[A-Z]:\\\\?Users\b",
    "the number of a task": r"(?i)\bissues? #\d",
    "the host of a package index": r"(?i)\b(?:pypi\.org|pythonhosted\.org|npmjs\.(?:com|org))",
    "unfinished work": r"\b(?:TO[D]O|FIX[M]E)\b",
    "somebody's conflict": r"(?m)^(?:<{7}|>{7}) ",
}


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("No git repository here: what belongs to it is unknown.")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def texts() -> dict[str, str]:
    """Name and content of each tracked file that is text."""
    contents = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in tracked_files()}
    return {
        name: content.decode("utf-8", errors="replace")
        for name, content in contents.items()
        if b"\0" not in content
    }


def test_the_top_level_holds_what_the_design_says_and_nothing_else():
    found = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert found == TOP_LEVEL


@pytest.mark.parametrize("package", PACKAGES)
def test_every_folder_of_a_package_is_seen_by_the_import_rules(package):
    # A folder without __init__.py is invisible to import-linter, and so are its violations.
    modules = (path.parent for path in (ROOT / package).rglob("*.py"))
    folders = {folder for module in modules for folder in (module, *module.parents)}
    inside = {folder for folder in folders if folder.is_relative_to(ROOT / package)}
    assert [folder for folder in inside if not (folder / "__init__.py").is_file()] == []


def test_every_chart_palette_has_exactly_ten_colours():
    # With any other number Plotly rejects the whole list without a message.
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    palettes = [
        (name, colours)
        for scheme in (theme, theme["light"], theme["dark"])
        for name, colours in scheme.items()
        if name.startswith("chart")
    ]
    assert {name for name, _ in palettes} == {
        "chartCategoricalColors",
        "chartSequentialColors",
        "chartDivergingColors",
    }
    assert [(name, len(colours)) for name, colours in palettes if len(colours) != 10] == []


def test_without_a_sign_in_gate_only_this_machine_may_connect():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert settings["server"]["address"] == "127.0.0.1"


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_of_the_repository_names(what):
    found = [
        f"{name}: {match.group()}"
        for name, text in texts().items()
        for match in re.finditer(FORBIDDEN[what], text)
    ]
    assert found == []


def test_no_file_is_larger_than_the_sample_needs():
    megabyte = 2**20
    large = [path.name for path in tracked_files() if path.stat().st_size > megabyte]
    assert large == []
