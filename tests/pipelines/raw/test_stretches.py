"""A large worksheet is read in stretches of its rows, and every cell stays where it stood."""

import errno
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH

from pipelines import preflight
from pipelines.preflight import Examined
from pipelines.raw import spreadsheet, stretches
from pmo.settings import Limits

SMALL = 400  # bytes: a few rows
VALUES = st.one_of(
    st.none(),
    st.integers(-10, 10**6),
    st.floats(-1e9, 1e9),
    st.booleans(),
    st.sampled_from(["Apollo", "a & b <c>", " ", '<row r="7">', "=A1+1"]),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.datetimes(WINDOWS_EPOCH.replace(year=1990), WINDOWS_EPOCH.replace(year=2090)),
    st.just(time(8, 15)),
)
ROWS = st.lists(st.lists(VALUES, max_size=6), min_size=10, max_size=80)


@pytest.fixture(autouse=True)
def _every_sheet_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "STRETCH_BYTES", SMALL)
    monkeypatch.setattr(stretches, "LARGE_BYTES", 3 * SMALL)
    monkeypatch.setattr(preflight, "LARGE_BYTES", 3 * SMALL)


def examined(path: Path) -> Examined:
    """The workbook, its large sheets in stretches beside it."""
    return preflight.examine(path, path.name, Limits(), path.with_name("copy.xlsx"))


class Told(NamedTuple):
    """All that the reader of values tells of a sheet."""

    name: str
    index: int
    is_hidden: bool
    merged: tuple[spreadsheet.Merged, ...]
    cells: list[tuple[int, int, str, str]]


def read(path: Path, cut: stretches.Stretches | None) -> list[Told]:
    return [
        Told(sheet.name, sheet.index, sheet.is_hidden, sheet.merged, cells.rows())
        for sheet in spreadsheet.sheets(path, cut)
        for cells in [pl.concat(spreadsheet.cells(sheet, kind="xlsx"))]
    ]


def written(path: Path, *sheets: list[list[object]], epoch: datetime = WINDOWS_EPOCH) -> Path:
    """Workbook of sheets that begin in B3, with a merged title and every fifth row missing."""
    workbook = Workbook()
    workbook.epoch = epoch
    for rows in sheets:
        sheet = workbook.create_sheet()
        sheet["B1"] = "Title"
        sheet.merge_cells("B1:D1")
        for number, row in enumerate(rows, 3):
            for column, value in enumerate(row, 2):
                sheet.cell(number + number // 5, column, value)
    workbook["Sheet"].sheet_state = "hidden"
    workbook.save(path)
    return path


def plain(count: int) -> list[list[object]]:
    """Rows that are filled in each of three columns."""
    return [[f"P{number}", number, date(2026, 1, 1)] for number in range(count)]


def rewritten(path: Path, part: str, old: str, new: str) -> Path:
    """Copy of a workbook in which a part says something else."""
    copy = path.with_name("rewritten.xlsx")
    with ZipFile(path) as source, ZipFile(copy, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return copy


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    return iter(lambda: tmp_path_factory.mktemp("stretches"), None)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ROWS, others=ROWS)
def test_stretches_hold_every_cell_at_its_place(
    folders: Iterator[Path], rows: list[list[object]], others: list[list[object]]
) -> None:
    path = written(next(folders) / "a.xlsx", rows, others)
    assert read(path, examined(path).stretches) == read(path, None)


def test_a_large_sheet_is_cut_and_a_small_one_is_not(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", plain(3), plain(100))
    cut = examined(path).stretches
    assert cut is not None
    assert list(cut.by_sheet) == [2]  # an empty sheet comes first
    assert len(cut.by_sheet[2]) > 5
    assert read(path, cut) == read(path, None)


def test_without_a_large_sheet_nothing_is_copied(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", plain(3))
    assert examined(path).stretches is None
    assert not (tmp_path / "copy.xlsx").exists()


def test_without_room_for_a_copy_the_workbook_is_read_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = written(tmp_path / "a.xlsx", plain(100))
    monkeypatch.setattr(stretches, "_write", no_room)
    found = examined(path)
    assert found.stretches is None
    assert not (tmp_path / "copy.xlsx").exists()
    assert found.seen().dresses.keys() == {0, 1}


def test_days_counted_from_1904_are_the_same_in_each_stretch(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", plain(100), epoch=CALENDAR_MAC_1904)
    cut = examined(path).stretches
    assert cut is not None
    days = {text for _, _, kind, text in read(path, cut)[1].cells if kind == "date"}
    assert days == {"2026-01-01"}


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        pytest.param("xl/workbook.xml", "</sheets>", "</sheets ><!--</sheets>-->", id="comment"),
        pytest.param("xl/workbook.xml", "</sheets>", "</sheets >", id="another end of the sheets"),
        pytest.param(
            "xl/worksheets/sheet2.xml", "<sheetData>", "<sheetData >", id="another opening of rows"
        ),
    ],
)
def test_a_workbook_that_is_written_unusually_is_read_as_it_stands(
    tmp_path: Path, part: str, old: str, new: str
) -> None:
    usual = written(tmp_path / "a.xlsx", plain(100))
    path = rewritten(usual, part, old, new)
    assert read(path, examined(path).stretches) == read(usual, None)


def test_rows_without_numbers_stay_in_one_stretch(tmp_path: Path) -> None:
    usual = written(tmp_path / "a.xlsx", plain(100))
    path = rewritten(usual, "xl/worksheets/sheet2.xml", "<row r=", "<row  r=")
    assert examined(path).stretches is None
    assert read(path, None) == read(usual, None)
