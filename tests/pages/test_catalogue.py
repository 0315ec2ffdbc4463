"""To add a page, add one file; to add a section, add one folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PLANTED = """
from pages import Page
PAGE = Page("Planted", ":material/star:", 99, print)
"""
LIST = "from pages import pages; print({s.title: list(found) for s, found in pages().items()})"


def listed(folder: Path) -> str:
    paths = os.pathsep.join((str(folder), str(ROOT)))
    run = subprocess.run(
        [sys.executable, "-c", LIST],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_a_page_is_one_file_and_is_found_by_its_name(tmp_path):
    shutil.copytree(ROOT / "pages", tmp_path / "pages")
    (tmp_path / "pages" / "delivery" / "planted.py").write_text(PLANTED)
    assert "'Delivery': ['milestone_slippage', 'schedule_quality', 'planted']" in listed(tmp_path)


def test_a_section_is_one_folder(tmp_path):
    shutil.copytree(ROOT / "pages", tmp_path / "pages")
    folder = tmp_path / "pages" / "requests"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        'from pages import Section\nSECTION = Section("Requests", order=50)\n'
    )
    (folder / "planted.py").write_text(PLANTED)
    assert "'Requests': ['planted']" in listed(tmp_path)


def test_a_file_with_an_underscore_is_no_page():
    assert "_recognised" not in listed(ROOT)
