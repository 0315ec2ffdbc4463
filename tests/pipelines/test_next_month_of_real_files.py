"""Every public spreadsheet and text file that loads: its ledger, and next month's file."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.pipelines.whole_files import changed, load_asked, plain_sums, tables_in

pytestmark = pytest.mark.slow

LEAST = Decimal("1e-9")  # far below any unit; a ledger keeps twelve decimals
MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)
FOLDER = Path(os.environ.get("PMO_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
FILES = sorted(
    str(path.relative_to(FOLDER)) for kind in ("csv", "xlsx") for path in FOLDER.rglob(f"*.{kind}")
)


@pytest.fixture(scope="module", params=FILES)
def first(request, shared_data, tmp_path_factory):
    """A file that loads, the folder of its warehouse, and its record."""
    path = shared_data / request.param
    folder = tmp_path_factory.mktemp("data")
    record = load_asked(path, folder, MARCH, accept=True)
    if not record.regions:
        pytest.skip(f"It is no table: {record.error}")
    assert record.error is None
    return path, folder, record


def test_every_row_and_number_of_the_file_is_in_the_ledger(first):
    path, _, record = first
    sheets = {table.name: table for table in tables_in(path)}
    checked = 0
    for region in record.regions:
        if not region.tables:
            continue
        assert region.rows.balances
        assert [name for name, each in region.sums.items() if not each.balances] == []
        table = sheets[region.sheet]
        written = len(table.record_of(region).written)
        assert region.rows.read - region.rows.blank == written
        for header, total in plain_sums(table, region):
            assert abs(region.sums[header].read - total) < LEAST, header
            checked += 1
    assert checked or not any(
        each.read for region in record.regions for each in region.sums.values()
    )


def test_next_months_file_of_one_other_value_asks_nothing(first, tmp_path):
    path, folder, record = first
    if not any(region.rows.read for region in record.regions):
        pytest.skip("It has a header and no value that could change.")
    later = load_asked(
        changed(path, record.regions, tmp_path / "april"), folder, APRIL, accept=False
    )
    assert (later.error, later.questions, later.already) == (None, (), False)
    loaded = [region.rows.loaded for region in record.regions]
    assert [region.rows.loaded for region in later.regions] == loaded
