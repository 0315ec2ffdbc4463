"""Fixtures for all tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # a busy machine fails no test
settings.load_profile("unhurried")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real public files; they are not part of the product, so tests skip without them."""
    folder = Path(os.environ.get("PMO_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("No folder of real files: set PMO_SHARED_DATA to run this test.")
    return folder


@pytest.fixture(scope="session")
def embedded_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder with both embedded portfolios, built once by the command that users run.

    While developing, ``PMO_TEST_DATA`` may name a folder that holds them already. Tests only read
    it; one that loads or undoes copies it first.
    """
    built = os.environ.get("PMO_TEST_DATA")
    if built:
        return Path(built)
    folder = tmp_path_factory.mktemp("embedded")
    subprocess.run(
        [sys.executable, "-m", "pipelines", "sample", "--json"],
        cwd=ROOT,
        env=os.environ | {"PMO_DATA": str(folder)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return folder
