"""Large clean files are read by a confined child: every cell, within the limits."""

import resource
from pathlib import Path

import polars as pl
import pytest

from pipelines.book import Sheet
from pipelines.read import read
from pmo.settings import Limits
from tests.bench.large_files import timesheet, write_csv, write_workbook

ROWS = 300_000
CHILD_SECONDS = Limits().child_cpu_seconds


def child_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def column(sheet: Sheet, number: int) -> pl.DataFrame:
    """Cells of a column below its header."""
    return sheet.cells.filter(pl.col("column") == number, pl.col("row") > 1)


@pytest.fixture(scope="module")
def rows() -> pl.DataFrame:
    return timesheet(ROWS)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Time.xlsx", "Time.csv"])
def test_a_large_file_is_read_whole_within_the_limits_of_the_child(
    tmp_path: Path, rows: pl.DataFrame, name: str
) -> None:
    path = tmp_path / name
    write = {"Time.xlsx": lambda: write_workbook([("Time", rows)], path)}
    write.get(name, lambda: write_csv(rows, path))()
    before = child_seconds()
    sheet = read(path).sheets[0]
    assert child_seconds() - before < CHILD_SECONDS
    assert sheet.cells.height == (ROWS + 1) * rows.width
    for number, header in enumerate(rows.columns, 1):
        found = column(sheet, number)
        assert found["row"].to_list() == list(range(2, ROWS + 2))
        told = found["text"]
        if rows.schema[header] == pl.Float64:
            assert told.cast(pl.Float64).equals(rows[header].rename("text"))
        else:
            assert told.equals(rows[header].cast(pl.String).rename("text"))


@pytest.mark.slow
def test_kinds_and_formats_of_a_large_workbook_are_told(tmp_path: Path, rows: pl.DataFrame) -> None:
    path = tmp_path / "Time.xlsx"
    write_workbook([("Time", rows)], path)
    sheet = read(path).sheets[0]
    kinds = {
        number: column(sheet, number)["kind"].unique().to_list()
        for number in range(1, rows.width + 1)
    }
    days = [number for number, kind in kinds.items() if kind == ["date"]]
    numbers = [number for number, kind in kinds.items() if kind == ["number"]]
    assert [rows.columns[number - 1] for number in days] == ["Date", "Approved on"]
    assert [rows.columns[number - 1] for number in numbers] == ["Hours", "Cost centre"]
    assert sheet.marks.height == ROWS * len(days)
