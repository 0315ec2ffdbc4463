"""Small files with one oddity each, read from disk, against the answer that stands beside them."""

import tomllib
from pathlib import Path

import pytest

from pipelines.read import read
from pipelines.recognise import recognise
from pipelines.region import Region
from tests.pipelines.books import roles_of

GOLDEN = Path(__file__).parents[2] / "golden"
EXPECTED = tomllib.loads((GOLDEN / "recognition.toml").read_text(encoding="utf-8"))


def described(region: Region) -> dict[str, object]:
    """Region in the words of the file of expected answers; what it does not ask is left out."""
    found = {
        "table": next(iter(region.tables), ""),
        "orientation": region.orientation,
        "header_row": region.header_row,
        "roles": roles_of(region),
        "status_date": region.status_date,
        "not_loaded": [column.header for column in region.columns if not column.targets],
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_golden_file_is_recognised_as_it_should_be(name: str):
    regions = recognise(read(GOLDEN / name))
    assert [described(region) for region in regions] == EXPECTED[name]
