"""Loads of golden files, for tests of what becomes of an oddity."""

import pytest

from tests.outcomes import loader


@pytest.fixture
def loaded(tmp_path):
    """Load golden files into a new warehouse."""
    return loader(tmp_path)
