"""Fixtures for all tests."""

import os
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
