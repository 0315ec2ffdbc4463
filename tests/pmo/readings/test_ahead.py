"""What is computed ahead is what would be computed when asked, and is never out of date."""

import os
from datetime import date
from pathlib import Path
from shutil import copytree, rmtree
from unittest.mock import patch

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pmo import metrics
from pmo.readings import ahead, shelf
from pmo.readings.shelf import shelf_of
from pmo.selection import Scope, Selection
from pmo.warehouse import Snapshot, Warehouse, open_warehouse
from tests.loaded import settings_in
from tests.staging import part, staged, warehouse_in

SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)
PROJECTS = "AB"


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """Two projects on two status dates, whose readings were computed ahead."""
    monkeypatch.setattr(ahead, "FEW_ROWS", 0)
    made = warehouse_in(tmp_path)
    loaded(made, "one")
    return made


def loaded(warehouse: Warehouse, sha256: str, days=(SEPTEMBER, OCTOBER), amount: int = 100_00):
    """Load, publish and compute ahead, as intake does."""
    projects = [
        {"status_date": day, "project_id": key, "project_name": f"Project {key}", "phase": "Build"}
        for day in days
        for key in PROJECTS
    ]
    lines = [
        {"status_date": day, "project_id": key, "measure": "approved budget", "currency": "EUR",
         "period_kind": "life", "amount": amount}
        for day in days
        for key in PROJECTS
    ]  # fmt: skip
    parts = [part(warehouse, "projects", projects), part(warehouse, "budget_lines", lines)]
    load = warehouse.write(staged(*parts, sha256=sha256, dates=list(days)))
    warehouse.publish()
    compute_ahead(warehouse)
    return load.load_id


def compute_ahead(warehouse: Warehouse) -> None:
    """Compute the one metric that these tests ask for, and what it reads."""
    names = ("current_budget", "net_transfers")
    with warehouse.snapshot() as snapshot:
        ahead.compute_ahead({name: metrics.metric(name) for name in names}, snapshot)


def selection_of(snapshot: Snapshot, **more) -> Selection:
    return Selection("own", snapshot.name, OCTOBER, **more)


def budget(snapshot: Snapshot, **more) -> float | None:
    return metrics.read("current_budget", snapshot, selection_of(snapshot, **more)).value


def shelves(warehouse: Warehouse) -> list[str]:
    return sorted(path.name for path in (warehouse.folder / "computed").iterdir())


def test_a_reading_computed_ahead_needs_no_query_of_its_tables(warehouse: Warehouse):
    asked = []
    with warehouse.snapshot() as snapshot:
        query = snapshot.query

        def noted(sql: str, *rest: object) -> pl.DataFrame:
            asked.append(sql)
            return query(sql, *rest)

        with patch.object(snapshot, "query", noted):
            assert budget(snapshot) == 200_00
    assert asked
    assert not any("budget_lines" in sql for sql in asked)


def test_a_reader_who_may_not_see_everything_is_not_given_what_others_may(warehouse: Warehouse):
    with warehouse.snapshot() as snapshot:
        scope = Scope(projects=frozenset("A"))
        assert shelf_of(snapshot, selection_of(snapshot, scope=scope)) is None
        assert budget(snapshot, scope=scope) == 100_00


def test_figures_as_known_earlier_are_not_those_computed_ahead(warehouse: Warehouse):
    loaded(warehouse, "two", days=(OCTOBER,), amount=300_00)
    with warehouse.snapshot() as snapshot:
        assert budget(snapshot) == 600_00
        assert budget(snapshot, as_of=1) == 200_00


def test_the_newest_three_shelves_stay_for_readers_of_the_newest_three_snapshots(
    warehouse: Warehouse,
):
    seen = shelves(warehouse)
    for number in range(3):
        loaded(warehouse, f"more {number}", days=(OCTOBER,), amount=300_00 + number)
        seen += [name for name in shelves(warehouse) if name not in seen]
    assert len(seen) == 4
    assert shelves(warehouse) == sorted(seen)[1:]


def test_a_snapshot_whose_shelf_goes_while_it_is_read_still_answers(warehouse: Warehouse):
    with warehouse.snapshot() as snapshot:
        assert shelf_of(snapshot, selection_of(snapshot)) is not None
        rmtree(warehouse.folder / "computed")
        assert budget(snapshot) == 200_00
        assert metrics.rows("current_budget", snapshot, selection_of(snapshot)).height == 2


@pytest.mark.parametrize("damaged", ["contents.json", "readings.parquet", "projects.parquet"])
def test_a_damaged_shelf_is_passed_over_and_filled_again(warehouse: Warehouse, damaged: str):
    (name,) = shelves(warehouse)
    file = warehouse.folder / "computed" / name / damaged
    if damaged.endswith(".json"):
        file.write_text("", encoding="utf-8")
    else:
        file.unlink()
    with warehouse.snapshot() as snapshot:
        assert shelf_of(snapshot, selection_of(snapshot)) is None
        assert budget(snapshot) == 200_00
    compute_ahead(warehouse)
    with warehouse.snapshot() as snapshot:
        assert shelf_of(snapshot, selection_of(snapshot)) is not None


def test_a_load_that_takes_a_number_again_after_a_backup_has_a_shelf_of_its_own(
    warehouse: Warehouse, tmp_path: Path
):
    copytree(warehouse.folder, tmp_path / "backup")
    loaded(warehouse, "two", days=(OCTOBER,), amount=300_00)
    copytree(tmp_path / "backup", warehouse.folder, dirs_exist_ok=True)
    restored = warehouse_in(tmp_path)
    assert loaded(restored, "three", days=(OCTOBER,), amount=500_00) == 2
    with restored.snapshot() as snapshot:
        assert shelf_of(snapshot, selection_of(snapshot)) is not None
        assert budget(snapshot) == 1_000_00


def test_an_undone_load_is_not_in_what_is_computed_ahead(warehouse: Warehouse):
    number = loaded(warehouse, "two", days=(OCTOBER,), amount=300_00)
    warehouse.undo(number, by="tester")
    warehouse.publish()
    compute_ahead(warehouse)
    with warehouse.snapshot() as snapshot:
        assert budget(snapshot) == 200_00


def test_other_definitions_void_what_was_computed(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
):
    before = shelves(warehouse)
    monkeypatch.setattr(shelf, "definitions", lambda: "0123456789ab")
    with warehouse.snapshot() as snapshot:
        assert shelf_of(snapshot, selection_of(snapshot)) is None
        assert budget(snapshot) == 200_00
    compute_ahead(warehouse)
    assert len(shelves(warehouse)) == 2
    assert set(before) < set(shelves(warehouse))


def test_any_change_of_a_definition_changes_the_fingerprint(tmp_path: Path):
    fingerprints = set()
    for text in ("select 1", "select 2"):
        (tmp_path / "metric.sql").write_text(text, encoding="utf-8")
        fingerprints.add(shelf.fingerprint(tmp_path))
    assert len(fingerprints) == 2


def test_what_a_killed_process_left_is_not_a_shelf_and_goes_in_a_day(warehouse: Warehouse):
    folder = warehouse.folder / "computed"
    fresh, forgotten = folder / ".fresh.part", folder / ".forgotten.part"
    fresh.mkdir()
    forgotten.mkdir()
    os.utime(forgotten, (0, 0))
    loaded(warehouse, "two", days=(OCTOBER,), amount=300_00)
    assert fresh.is_dir()
    assert not forgotten.exists()
    with warehouse.snapshot() as snapshot:
        assert budget(snapshot) == 600_00


def test_two_who_compute_at_once_leave_one_shelf(warehouse: Warehouse):
    with warehouse.snapshot() as snapshot:
        with shelf.filling(snapshot, "other") as put, shelf.filling(snapshot, "other") as again:
            for each in (put, again):
                each("rows", pl.DataFrame({"status_date": [OCTOBER]}), [OCTOBER])
        selection = Selection("other", snapshot.name, OCTOBER)
        made = shelf_of(snapshot, selection)
        rows = made.rows("rows") if made else None
        assert rows is not None
        assert rows.height == 1
    assert not list((warehouse.folder / "computed").glob("*.part"))


def test_few_rows_are_computed_when_asked(tmp_path: Path):
    made = warehouse_in(tmp_path)
    loaded(made, "one")
    assert not (made.folder / "computed").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", metrics.metrics())
def test_every_reading_computed_ahead_equals_the_one_computed_when_asked(
    name: str, embedded_data: Path
):
    warehouse = open_warehouse(settings_in(embedded_data))
    with warehouse.snapshot() as kept, warehouse.snapshot() as live:
        live.beside = None
        selection = Selection("sample", kept.name, OCTOBER)
        assert shelf_of(kept, selection) is not None
        days = kept.query(
            "select status_date from main.status_dates where organisation = 'sample' order by 1"
        )["status_date"].to_list()[-12:]
        asked = [
            {"by": "organisation", "dates": days},
            {"by": "portfolio", "dates": days[-1:]},
            {"by": "project", "dates": days[-2:]},
            {"by": "role", "dates": days},
        ]
        for each in asked:
            found, expected = (
                metrics.read(name, snapshot, selection, **each).rows for snapshot in (kept, live)
            )
            assert_frame_equal(found, expected, check_row_order=False)
        found, expected = (
            metrics.rows(name, snapshot, selection, dates=days[-1:]) for snapshot in (kept, live)
        )
        assert_frame_equal(found, expected, check_row_order=False)
