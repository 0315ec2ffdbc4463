"""What the README promises is there: its commands, its folders, its links."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "CONTRIBUTING.md")


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_that_is_named_exists(page):
    makefile = text_of("Makefile")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text_of(page), re.MULTILINE))
    assert named
    assert named <= targets


@pytest.mark.parametrize("page", PAGES)
def test_every_module_that_is_run_exists(page):
    named = set(re.findall(r"python3? -m ([\w.]+)", text_of(page)))
    missing = [module for module in named if importlib.util.find_spec(module) is None]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_and_folder_that_is_named_exists(page):
    # Patterns such as pages/<section>/ stand for many; their beginning must exist.
    in_backquotes = re.findall(r"`([\w.][\w./-]*/[\w./-]*)(?:<|\*|`)", text_of(page))
    linked = re.findall(r"\]\((?!https?:)([^)#]+)", text_of(page))
    made_by_use = ("data/incoming/", "data/warehouse/", ".venv/")
    named = [name for name in in_backquotes + linked if not name.startswith(made_by_use)]
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_readme_lists_every_folder_of_the_product():
    listed = set(re.findall(r"^\| `(\w+)/`", text_of("README.md"), re.MULTILINE))
    assert listed == {"pages", "pipelines", "pmo", "data", "tests"}


def test_every_make_target_says_what_it_does():
    targets = re.findall(r"^([a-z]+):(.*)$", text_of("Makefile"), re.MULTILINE)
    undescribed = [name for name, rest in targets if "## " not in rest and name != "install"]
    assert undescribed == []
