"""Every invented file that loads is accounted for by rows and numbers, counted independently."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl.utils.cell import coordinate_from_string, range_boundaries

from tests.pipelines.whole_files import is_written, load_asked, plain_sums, tables_in

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parents[1] / "golden"
TITLES = (1, 2)  # lines right above a table that may name it
FILES = sorted(path.name for kind in ("csv", "xlsx") for path in GOLDEN.glob(f"*.{kind}"))


@pytest.fixture(scope="module", params=FILES)
def loaded(request, tmp_path_factory):
    path = GOLDEN / request.param
    folder = tmp_path_factory.mktemp("data")
    record = load_asked(path, folder, date(2026, 3, 31), accept=True)
    if record.load is None:
        pytest.skip(f"It does not load: {record.error}")
    return path, record


def test_rows_and_numbers_of_the_file_are_all_in_the_ledger(loaded):
    path, record = loaded
    sheets = {table.name: table for table in tables_in(path)}
    for region in record.regions:
        assert region.rows.balances
        assert [name for name, each in region.sums.items() if not each.balances] == []
        if region.tables and not is_form(region):
            written = len(sheets[region.sheet].record_of(region).written)
            assert region.rows.read - region.rows.blank == written
            found = dict(plain_sums(sheets[region.sheet], region))
            assert {name: region.sums[name].read for name in found} == found


def is_form(region):
    """Whether labels stand in several columns: a form is one record, wherever its values are."""
    letters = {coordinate_from_string(column.cell)[0] for column in region.columns}
    return region.orientation == "columns" and len(letters) > 1


def test_no_cell_below_the_first_header_lies_outside_the_tables(loaded):
    path, record = loaded
    for table in tables_in(path):
        regions = [region for region in record.regions if region.sheet == table.name]
        if not any(region.tables for region in regions):
            continue
        ranges = [range_boundaries(region.range) for region in regions]
        top = min(top for _, top, _, _ in ranges)
        titles = {first - above for _, first, _, _ in ranges for above in TITLES}
        outside = [
            (y, x)
            for y, row in enumerate(table.rows, start=1)
            for x, cell in enumerate(row, start=1)
            if y >= top and y not in titles and is_written(cell)
            if not any(left <= x <= right and t <= y <= b for left, t, right, b in ranges)
        ]
        assert outside == []
