"""A snapshot is published whatever becomes of the figures that are computed ahead."""

from datetime import date
from pathlib import Path

import pytest

from pmo import metrics
from pmo.publication import publish_snapshot
from pmo.warehouse import Warehouse
from tests.staging import part, staged, warehouse_in

OCTOBER = date(2026, 10, 31)


def written(folder: Path) -> Warehouse:
    warehouse = warehouse_in(folder)
    rows = [{"status_date": OCTOBER, "project_id": "A", "project_name": "Alpha"}]
    load = staged(part(warehouse, "projects", rows), sha256="one", dates=[OCTOBER])
    warehouse.write(load)
    return warehouse


def test_a_figure_that_fails_is_logged_and_the_snapshot_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(_warehouse: Warehouse) -> None:
        raise ZeroDivisionError

    monkeypatch.setenv("PMO_DATA", str(tmp_path))
    monkeypatch.setattr(metrics, "compute_ahead", fail)
    warehouse = written(tmp_path)
    assert publish_snapshot(warehouse) == warehouse.current() == "00000001"
    assert "ZeroDivisionError" in (tmp_path / "errors.log").read_text(encoding="utf-8")


def test_without_a_load_there_is_nothing_to_publish(tmp_path: Path):
    assert publish_snapshot(warehouse_in(tmp_path)) is None
